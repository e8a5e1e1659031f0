"""GeoJSON (RFC 7946, and the older form that names its coordinate system)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from samstad.calculations.geometry import Floats, Polygon
from samstad.sources.area_files.refusal import NotUsable


@dataclass(frozen=True)
class Feature:
    """One row of a file: what is said of it, its rings in the file's own coordinates, and what to call it."""

    row: dict[str, object]
    polygons: tuple[Polygon, ...]
    place: str


def read_geojson(file: Path) -> tuple[str, list[Feature]]:
    """The name of the coordinate system and the features. Raises `NotUsable` with what is wrong and where."""
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotUsable(f"{file.name} är inte GeoJSON: texten går inte att läsa. Exportera filen på nytt.") from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise NotUsable(f"{file.name} är inte en samling av områden (FeatureCollection). Exportera den på nytt.")
    return _crs(content), list(_features(features))


def _crs(content: dict[str, Any]) -> str:
    """RFC 7946 knows WGS 84 only; a file in the older form says which it is in."""
    try:
        return str(content["crs"]["properties"]["name"]) if content.get("crs") else "EPSG:4326"
    except (KeyError, TypeError):
        raise NotUsable("Filen säger att den har ett koordinatsystem men inte vilket. Ange det.") from None


def _features(features: list[Any]) -> Iterator[Feature]:
    for number, feature in enumerate(features, 1):
        place = f"Område {number}"
        try:
            row, geometry = feature.get("properties") or {}, feature["geometry"] or {}
            kind, coordinates = geometry.get("type"), geometry.get("coordinates") or []
        except (AttributeError, KeyError, TypeError):
            raise NotUsable(f"{place} är inte ett område. Exportera filen på nytt.") from None
        if kind not in ("Polygon", "MultiPolygon"):
            raise NotUsable(f"{place} är {kind or 'tomt'} och inte en yta. Ta med ytor och inget annat.")
        try:
            polygons = surface(_polygon(rings) for rings in ([coordinates] if kind == "Polygon" else coordinates))
        except (ValueError, TypeError, IndexError):
            raise NotUsable(f"{place} har koordinater som inte går att läsa. Exportera filen på nytt.") from None
        yield Feature(dict(row), polygons, place)


def _polygon(rings: list[Any]) -> Polygon:
    return tuple(ring_of(np.array([point[:2] for point in ring], dtype=np.float64)) for ring in rings)


def surface(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    """The polygons of an area. Raises ValueError when there is none, or one without a border."""
    found = tuple(polygons)
    if not found or not all(found):
        raise ValueError("an area needs a border")
    return found


def ring_of(points: Floats) -> Floats:
    """A ring without its repeated last point. Raises ValueError for fewer than three points or a place that is none."""
    ring = points[:-1] if len(points) > 1 and (points[0] == points[-1]).all() else points
    if len(ring) < 3 or not np.isfinite(ring).all():
        raise ValueError("a ring needs three points")
    return ring
