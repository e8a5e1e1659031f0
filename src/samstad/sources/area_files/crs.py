"""In which grid the coordinates of a file are given, in the file's own terms."""

import re

import numpy as np

from samstad.calculations.geometry import SWEREF_99_TM, Floats, Zone, sweref_99
from samstad.sources.area_files.refusal import NotUsable

WGS_84 = "WGS 84"
_LOCAL = ((12, 0), (13, 30), (15, 0), (16, 30), (18, 0), (14, 15), (15, 45), (17, 15), (18, 45), (20, 15), (21, 45),
          (23, 15))  # fmt: skip
"""EPSG 3007-3018, in that order."""
GRIDS: dict[int, tuple[str, Zone | None]] = {
    4326: (WGS_84, None),
    4258: ("ETRS89", None),
    4619: ("SWEREF 99", None),
    3006: ("SWEREF 99 TM", SWEREF_99_TM),
} | {3007 + at: (f"SWEREF 99 {d:02d} {m:02d}", sweref_99(d, m)) for at, (d, m) in enumerate(_LOCAL)}
SWEDEN = (8.0, 54.0, 27.0, 71.0)
"""Degrees west, south, east and north, with room around: what lies outside has been read in the wrong grid."""


def code_of(text: str) -> int:
    """The EPSG number of a name such as "EPSG:3006", "urn:ogc:def:crs:EPSG::3006", "CRS84" or "SWEREF 99 18 00".

    Raises `NotUsable` for any other, with what to do.
    """
    if "CRS84" in text.upper():
        return 4326
    number = re.search(r"EPSG[:/#]+(?:[\d.]*[:/]+)?(\d+)$|^(\d+)$", text.strip(), re.IGNORECASE)
    by_name = {_plain(name): code for code, (name, _zone) in GRIDS.items()}
    code = int(number[1] or number[2]) if number else by_name.get(_plain(text), 0)
    if code not in GRIDS:
        raise NotUsable(
            f"Koordinatsystemet {text} kan inte läsas. Spara om filen i WGS 84, SWEREF 99 TM eller SWEREF 99 18 00."
        )
    return code


def to_degrees(ring: Floats, code: int, feature: str) -> Floats:
    """The ring in longitude and latitude. Raises `NotUsable`, naming the feature, when it lands outside Sweden."""
    zone = GRIDS[code][1]
    with np.errstate(all="ignore"):
        degrees = ring if zone is None else zone.to_degrees(ring)
    west, south, east, north = SWEDEN
    x, y = degrees[:, 0], degrees[:, 1]
    if not ((west < x) & (x < east) & (south < y) & (y < north)).all():
        raise NotUsable(
            f"{feature} hamnar utanför Sverige när koordinaterna läses som {GRIDS[code][0]}. "
            "Ange rätt koordinatsystem, eller låt öst stå före nord."
        )
    return degrees


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
