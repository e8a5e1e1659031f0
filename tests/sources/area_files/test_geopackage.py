"""Areas from GeoPackage, every form of its bytes, and the same areas as from GeoJSON."""

import struct
from pathlib import Path

import numpy as np
import pytest
from tests.sources.area_files.files import (
    feature,
    geojson,
    geopackage,
    grid_square,
    named,
    wkb_multi,
    wkb_polygon,
    wrapped,
)

from samstad.sources.area_files import Fields, NotUsable, read_area_file

PLAIN = wkb_polygon([grid_square()])


def with_more(columns: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    square = grid_square()
    return np.hstack([square, np.full((len(square), columns), 7.0)])


def test_the_same_area_is_read_from_both_kinds_of_file(tmp_path: Path) -> None:
    packed = read_area_file(geopackage(tmp_path, {"deso": [("0180C1", "Ett", wrapped(PLAIN))]}))
    text = read_area_file(geojson(tmp_path, feature("Ett", ring=grid_square().tolist()), crs=named("EPSG:3006")))
    assert packed.crs == text.crs == "SWEREF 99 TM"
    assert packed.fields == Fields(code="desokod", name="namn")
    assert (packed.areas[0].code, packed.areas[0].name) == ("0180C1", "Ett")
    assert packed.areas[0].polygons[0][0].tolist() == text.areas[0].polygons[0][0].tolist()
    assert packed.areas[0].km2 == pytest.approx(1, rel=1e-3)


@pytest.mark.parametrize(
    "geometry",
    [
        wrapped(wkb_polygon([grid_square()], order=">")),
        wrapped(PLAIN, envelope=1),
        wrapped(PLAIN, envelope=4),
        wrapped(wkb_polygon([with_more(1)], kind=1003)),
        wrapped(wkb_polygon([with_more(1)], kind=2003)),
        wrapped(wkb_polygon([with_more(2)], kind=3003)),
        wrapped(wkb_polygon([with_more(1)], kind=0x80000003)),
        wrapped(wkb_polygon([with_more(2)], kind=0xC0000003)),
        wrapped(wkb_polygon([grid_square()], kind=0x20000003, srid=3006)),
        wrapped(wkb_multi([PLAIN])),
    ],
    ids=["big-endian", "envelope", "envelope-zm", "z", "m", "zm", "ez", "ezm", "srid", "multi"],
)
def test_every_form_of_a_polygon_is_the_same_square(tmp_path: Path, geometry: bytes) -> None:
    (area,) = read_area_file(geopackage(tmp_path, {"a": [("1", "Ett", geometry)]})).areas
    assert area.km2 == pytest.approx(1, rel=1e-3)


def test_parts_and_holes_are_kept(tmp_path: Path) -> None:
    hole = grid_square(674_200, 6_580_200, 500)
    apart = wkb_polygon([grid_square(680_000)])
    geometry = wrapped(wkb_multi([wkb_polygon([grid_square(), hole]), apart]))
    (area,) = read_area_file(geopackage(tmp_path, {"a": [("1", "Ett", geometry)]})).areas
    assert area.km2 == pytest.approx(1.75, rel=1e-3)


@pytest.mark.parametrize(
    ("geometry", "says"),
    [
        (wrapped(struct.pack("<BIdd", 1, 1, 674_000.0, 6_580_000.0)), "Område 2 är inte en yta"),
        (wrapped(PLAIN, empty=True), "Område 2 har en gräns som inte går att läsa"),
        (wrapped(PLAIN, envelope=7), "Område 2 har en gräns som inte går att läsa"),
        (wrapped(PLAIN[:-8]), "Område 2 har en gräns som inte går att läsa"),
        (wrapped(PLAIN[:7]), "Område 2 har en gräns som inte går att läsa"),
        (wrapped(wkb_polygon([])), "Område 2 har en gräns som inte går att läsa"),
        (wrapped(b""), "Område 2 har en gräns som inte går att läsa"),
        (b"XX", "Område 2 har en gräns som inte går att läsa"),
        (b"GP\x00", "Område 2 har en gräns som inte går att läsa"),
        (None, "Område 2 har en gräns som inte går att läsa"),
    ],
)
def test_a_border_that_cannot_be_read_is_named(tmp_path: Path, geometry: bytes, says: str) -> None:
    rows = [("1", "Ett", wrapped(PLAIN)), ("2", "Två", geometry)]
    with pytest.raises(NotUsable, match=says):
        read_area_file(geopackage(tmp_path, {"a": rows}))


def test_of_several_layers_one_must_be_named(tmp_path: Path) -> None:
    rows = [("1", "Ett", wrapped(PLAIN))]
    file = geopackage(tmp_path, {'a "b"'.replace('"', "'"): rows, "vatten": rows})
    with pytest.raises(NotUsable, match=r"har lagren a 'b', vatten\. Ange vilket"):
        read_area_file(file)
    with pytest.raises(NotUsable, match="har lagren"):
        read_area_file(file, layer="land")
    assert len(read_area_file(file, layer="vatten").areas) == 1


def test_another_grid_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="Koordinatsystemet EPSG:3035 kan inte läsas"):
        read_area_file(geopackage(tmp_path, {"a": [("1", "Ett", wrapped(PLAIN))]}, epsg=3035))


def test_another_database_is_no_geopackage_and_reading_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.gpkg"
    file.write_bytes(b"SQLite format 3\x00" + bytes(200))
    with pytest.raises(NotUsable, match="är inte ett GeoPackage"):
        read_area_file(file)
    good = geopackage(tmp_path, {"a": [("1", "Ett", wrapped(PLAIN))]})
    before = good.read_bytes()
    read_area_file(good)
    assert good.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["områden.gpkg", "x.gpkg"]
