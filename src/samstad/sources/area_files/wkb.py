"""Well-known binary: polygons as GeoPackage stores them (OGC 06-103r4, 8.2), heights and measures left aside."""

import struct

import numpy as np

from samstad.calculations.geometry import Floats, Polygon
from samstad.sources.area_files.geojson import ring_of, surface

POLYGON, MULTI_POLYGON = 3, 6
_EWKB_Z, _EWKB_M, _EWKB_SRID = 0x80000000, 0x40000000, 0x20000000


class NotAPolygon(ValueError):  # noqa: N818 - an answer about a file
    """The geometry is of another kind; the message is its number."""


def polygons_of(data: bytes) -> tuple[Polygon, ...]:
    """The polygons of a Polygon or MultiPolygon. Raises `NotAPolygon`, or ValueError where the bytes break off."""
    try:
        polygons, _end = _geometry(data, 0)
    except (struct.error, IndexError):
        raise ValueError("the geometry breaks off") from None
    return surface(polygons)


def _geometry(data: bytes, at: int) -> tuple[tuple[Polygon, ...], int]:
    order = "<" if data[at] == 1 else ">"
    (raw,) = struct.unpack_from(f"{order}I", data, at + 1)
    at += 9 if raw & _EWKB_SRID else 5
    kind, dimensions = _kind(raw)
    if kind == POLYGON:
        polygon, at = _polygon(data, at, order, dimensions)
        return (polygon,), at
    if kind != MULTI_POLYGON:
        raise NotAPolygon(str(kind))
    (count,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    found: list[Polygon] = []
    for _ in range(count):
        inside, at = _geometry(data, at)
        found += inside
    return tuple(found), at


def _kind(raw: int) -> tuple[int, int]:
    """The kind without its dimensions, and how many numbers a point has: both the ISO and the older extended form."""
    plain = raw & 0x0FFFFFFF
    family, kind = divmod(plain, 1000)
    extra = {0: 0, 1: 1, 2: 1, 3: 2}.get(family, 0) + bool(raw & _EWKB_Z) + bool(raw & _EWKB_M)
    return kind, 2 + extra


def _polygon(data: bytes, at: int, order: str, dimensions: int) -> tuple[Polygon, int]:
    (count,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    rings: list[Floats] = []
    for _ in range(count):
        (points,) = struct.unpack_from(f"{order}I", data, at)
        at += 4
        size = points * dimensions * 8
        numbers = np.frombuffer(data[at : at + size], dtype=f"{order}f8")
        if len(numbers) != points * dimensions:
            raise ValueError("the geometry breaks off")
        rings.append(ring_of(numbers.reshape(points, dimensions)[:, :2].astype(np.float64)))
        at += size
    return tuple(rings), at
