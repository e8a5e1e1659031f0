"""A picture of many borders, drawn once for each content; and where in an area a name has room."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from itertools import pairwise
from threading import Lock

import numpy as np

from samstad.calculations.geometry.drawing import Drawing, draw
from samstad.calculations.geometry.rings import rings_of
from samstad.calculations.geometry.transverse_mercator import Floats

BUDGET = 90_000
"""Compressed bytes of all paths; with what stands around them the whole picture stays below 100 kB."""
KEPT = 16
HEIGHTS = 32
LINES = 5
Interval = tuple[float, float]

_known: "OrderedDict[str, Drawing]" = OrderedDict()
_lock = Lock()
_RING = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z")
_NUMBER = re.compile(r"-?\d+")


def picture_of(borders: Mapping[str, str], *, width: int = 1000, budget: int = BUDGET) -> Drawing:
    """The borders, as `rings_text` writes them, on one sheet; the same content is drawn once and then remembered.

    Raises `TooDetailed` when even the coarsest picture is too large, ValueError for no borders.
    """
    key = content_hash(borders, width, budget)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    drawing = draw({code: rings_of(text) for code, text in borders.items()}, width=width, budget=budget)
    with _lock:
        _known[key] = drawing
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return drawing


def content_hash(borders: Mapping[str, str], *settings: int) -> str:
    """SHA-256 of the codes and borders in their order, and the settings."""
    digest = hashlib.sha256(repr(settings).encode())
    for code, text in borders.items():
        digest.update(f"\0{code}\0{text}".encode())
    return digest.hexdigest()


def room_for(path: str, *, width: float, height: float) -> tuple[float, float] | None:
    """The middle of a box of that size that lies inside the path, as near the area's own middle as can be.

    None where there is no room. The path is one that `draw` wrote.
    """
    rings = _rings(path)
    if not rings:
        return None
    corners = np.concatenate(rings)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    if right - left < width or bottom - top < height:
        return None
    middle = _centre(max(rings, key=lambda ring: abs(_twice_area(ring))))
    best: tuple[float, float, float] | None = None
    for y in np.linspace(top + height / 2, bottom - height / 2, HEIGHTS):
        for start, end in _clear(rings, float(y), height):
            if end - start < width:
                continue
            x = min(max(middle[0], start + width / 2), end - width / 2)
            away = float(np.hypot(x - middle[0], y - middle[1]))
            if best is None or away < best[0]:
                best = (away, x, float(y))
    return best and (round(best[1], 1), round(best[2], 1))


def _rings(path: str) -> list[Floats]:
    """The absolute corners of a path, as a browser reads it."""
    found = []
    for x, y, steps in _RING.findall(path):
        numbers = np.array(_NUMBER.findall(steps), dtype=np.float64).reshape(-1, 2)
        start = np.array([[float(x), float(y)]])
        found.append(np.concatenate([start, start + numbers.cumsum(axis=0)]))
    return found


def _clear(rings: list[Floats], y: float, height: float) -> list[Interval]:
    """Where a band of that height around `y` lies inside, seen along a few lines through it."""
    inside: list[Interval] | None = None
    for line in np.linspace(y - height / 2, y + height / 2, LINES):
        # A line through a corner would count it twice; corners lie on whole numbers.
        here = _inside(rings, float(line) + 0.0137)
        inside = (
            here
            if inside is None
            else [(max(a, c), min(b, d)) for a, b in inside for c, d in here if max(a, c) < min(b, d)]
        )
    return inside or []


def _inside(rings: list[Floats], y: float) -> list[Interval]:
    """The stretches of a line across that lie inside, by how many borders have been crossed."""
    crossings: list[float] = []
    for ring in rings:
        after = np.roll(ring, -1, axis=0)
        across = (ring[:, 1] > y) != (after[:, 1] > y)
        a, b = ring[across], after[across]
        crossings += (a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])).tolist()
    crossings.sort()
    return list(pairwise(crossings))[::2]


def _twice_area(ring: Floats) -> float:
    after = np.roll(ring, -1, axis=0)
    return float(np.sum(ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]))


def _centre(ring: Floats) -> tuple[float, float]:
    """The centre of gravity."""
    after = np.roll(ring, -1, axis=0)
    cross = ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]
    x, y = ((ring + after) * cross[:, None]).sum(axis=0) / (3 * cross.sum())
    return float(x), float(y)
