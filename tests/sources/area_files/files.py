"""Small files of areas, written by the tests: GeoJSON as text, GeoPackage byte by byte."""

import json
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from samstad.calculations.geometry import Floats

SQUARE = [[18.0, 59.0], [18.1, 59.0], [18.1, 59.1], [18.0, 59.1], [18.0, 59.0]]
NEXT = [[18.1, 59.0], [18.2, 59.0], [18.2, 59.1], [18.1, 59.1], [18.1, 59.0]]
HOLE = [[18.02, 59.02], [18.04, 59.02], [18.04, 59.04], [18.02, 59.02]]


def feature(name: str = "Älvsjö", ring: Any = None, **row: Any) -> dict[str, Any]:
    """One square area."""
    geometry = {"type": "Polygon", "coordinates": [SQUARE if ring is None else ring]}
    return {"type": "Feature", "properties": {"namn": name, **row}, "geometry": geometry}


def geojson(folder: Path, *features: Any, crs: Any = None) -> Path:
    content: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs is not None:
        content["crs"] = crs
    file = folder / "områden.geojson"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def named(crs: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": crs}}


def wkb_polygon(rings: list[Floats], *, order: str = "<", kind: int = 3, srid: int | None = None) -> bytes:
    """A polygon, each point with as many numbers as the ring has columns."""
    head = struct.pack(f"{order}BI", order == "<", kind)
    if srid is not None:
        head += struct.pack(f"{order}I", srid)
    body = struct.pack(f"{order}I", len(rings))
    for ring in rings:
        body += struct.pack(f"{order}I", len(ring)) + ring.astype(f"{order}f8").tobytes()
    return head + body


def wkb_multi(polygons: list[bytes]) -> bytes:
    return struct.pack("<BII", 1, 6, len(polygons)) + b"".join(polygons)


def wrapped(wkb: bytes, *, envelope: int = 0, empty: bool = False) -> bytes:
    """With the header of a GeoPackage; `envelope` is its code for how large the envelope is."""
    flags = 1 | envelope << 1 | (0x10 if empty else 0)
    return b"GP" + struct.pack("<BBi", 0, flags, 3006) + bytes({0: 0, 1: 32, 4: 64}.get(envelope, 0)) + wkb


def geopackage(folder: Path, layers: dict[str, list[tuple[str, str, bytes]]], *, epsg: int = 3006) -> Path:
    """Layers of (code, name, geometry)."""
    file = folder / "områden.gpkg"
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id)")
        base.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id)")
        base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('ett namn', 7, 'EPSG', ?)", [epsg])
        for layer, rows in layers.items():
            base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 7)", [layer])
            base.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, desokod, namn, geom)')
            base.executemany(f'INSERT INTO "{layer}" (desokod, namn, geom) VALUES (?, ?, ?)', rows)
    return file


def grid_square(east: float = 674_000, north: float = 6_580_000, side: float = 1000) -> Floats:
    """A closed square of the national grid, near the middle of Stockholm."""
    corners = [[0, 0], [side, 0], [side, side], [0, side], [0, 0]]
    return np.array([[east, north]]) + np.array(corners, dtype=np.float64)
