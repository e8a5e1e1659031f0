"""A file of areas as areas: read, told apart, and carried to longitude and latitude."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from samstad.calculations.crosswalks import fold
from samstad.sources.area_files.crs import GRIDS, code_of, to_degrees
from samstad.sources.area_files.geojson import Feature, read_geojson
from samstad.sources.area_files.geopackage import read_geopackage
from samstad.sources.area_files.refusal import NotUsable
from samstad.sources.area_files.shapes import AreaShape, Fields, choose, shaped

SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class AreaFile:
    """The areas in the order of the file, the grid that they were given in, and the columns that were read."""

    areas: tuple[AreaShape, ...]
    crs: str
    fields: Fields


def read_area_file(file: Path, *, fields: Fields | None = None, layer: str = "", crs: str = "") -> AreaFile:
    """The areas of a GeoJSON file or a GeoPackage, told apart by content and not by name.

    `fields` names columns, the rest are guessed and told in the answer; `crs` overrides what the file says of itself.
    Raises `NotUsable`, naming the feature: no surface, an unknown grid, coordinates outside Sweden, no name, a code (or
    without codes, a name) that stands twice with validity that overlaps.
    """
    if not file.is_file():
        raise NotUsable(f"Filen {file.name} finns inte. Se över namnet.")
    with file.open("rb") as start:
        packed = start.read(len(SQLITE)) == SQLITE
    own, features = read_geopackage(file, layer) if packed else read_geojson(file)
    if not features:
        raise NotUsable(f"{file.name} har inga områden. Se över exporten.")
    code = code_of(crs or own)
    columns = choose(dict.fromkeys(name for feature in features for name in feature.row), fields or Fields())
    areas = tuple(_area(feature, columns, code) for feature in features)
    _refuse_twice(areas)
    return AreaFile(areas, GRIDS[code][0], columns)


def _area(feature: Feature, columns: Fields, code: int) -> AreaShape:
    name = str(feature.row.get(columns.name) or "").strip()
    place = f"{feature.place} ({name})" if name else feature.place
    polygons = tuple(tuple(to_degrees(ring, code, place) for ring in rings) for rings in feature.polygons)
    return shaped(feature.row, polygons, columns, place)


def _refuse_twice(areas: Iterable[AreaShape]) -> None:
    """One code may stand for several editions of an area, one after the other."""
    same: dict[tuple[str, str], list[AreaShape]] = defaultdict(list)
    for area in areas:
        same[(area.code, "") if area.code else ("", fold(area.name))].append(area)
    for (code, _name), several in same.items():
        for at, one in enumerate(several):
            if any(_overlap(one, other) for other in several[:at]):
                what = f"Koden {code}" if code else f"Namnet {one.name}"
                raise NotUsable(
                    f"{what} står flera gånger under samma tid. Behåll ett område, eller ange kod och datum."
                )


def _overlap(one: AreaShape, other: AreaShape) -> bool:
    return not (
        (one.valid_to and other.valid_from and one.valid_to < other.valid_from)
        or (other.valid_to and one.valid_from and other.valid_to < one.valid_from)
    )
