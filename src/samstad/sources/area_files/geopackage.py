"""GeoPackage (OGC 12-128): a SQLite file with tables of features."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from samstad.calculations.geometry import Polygon
from samstad.sources.area_files.geojson import Feature
from samstad.sources.area_files.refusal import NotUsable
from samstad.sources.area_files.wkb import NotAPolygon, polygons_of

_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EMPTY = 0x10


def read_geopackage(file: Path, layer: str = "") -> tuple[str, list[Feature]]:
    """The name of the coordinate system and the features of the layer, which may be left out when there is one only.

    The file is opened for reading only. Raises `NotUsable` with what is wrong and where.
    """
    address = f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as base:
            base.row_factory = sqlite3.Row
            table, column, crs = _layer(base, file, layer)
            rows = base.execute(f"SELECT * FROM {_quoted(table)} ORDER BY rowid").fetchall()
    except sqlite3.DatabaseError:
        raise NotUsable(f"{file.name} är inte ett GeoPackage. Exportera filen på nytt.") from None
    return crs, [_feature(row, column, number) for number, row in enumerate(rows, 1)]


def _layer(base: sqlite3.Connection, file: Path, wanted: str) -> tuple[str, str, str]:
    found = base.execute(
        "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.srs_name "
        "FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name"
    ).fetchall()
    chosen = [row for row in found if not wanted or row[0] == wanted]
    if len(chosen) != 1:
        names = ", ".join(row[0] for row in found) or "inga"
        raise NotUsable(f"{file.name} har lagren {names}. Ange vilket som är områdena.")
    table, column, organisation, number, name = chosen[0]
    return table, column, f"EPSG:{number}" if str(organisation).upper() == "EPSG" else str(name)


def _feature(row: sqlite3.Row, column: str, number: int) -> Feature:
    place = f"Område {number}"
    try:
        polygons = _unwrapped(row[column])
    except NotAPolygon:
        raise NotUsable(f"{place} är inte en yta. Ta med ytor och inget annat.") from None
    except (ValueError, TypeError, struct.error):
        raise NotUsable(f"{place} har en gräns som inte går att läsa. Exportera filen på nytt.") from None
    return Feature({name: row[name] for name in row.keys() if name != column}, polygons, place)  # noqa: SIM118 - a row


def _unwrapped(blob: bytes) -> tuple[Polygon, ...]:
    """Past the header: two letters, version, flags, grid, and an envelope whose size the flags give."""
    flags = blob[3] if blob[:2] == b"GP" and len(blob) > 8 else _EMPTY
    envelope = _ENVELOPES.get((flags >> 1) & 7)
    if flags & _EMPTY or envelope is None:
        raise ValueError("no geometry")
    return polygons_of(blob[8 + envelope :])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
