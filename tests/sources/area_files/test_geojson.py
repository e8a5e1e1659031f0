"""Areas from GeoJSON: what is read, what is guessed, and what each refusal says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.sources.area_files.files import HOLE, NEXT, SQUARE, feature, geojson, grid_square, named

from samstad.calculations.geometry import SWEREF_99_TM, sweref_99
from samstad.sources.area_files import Fields, NotUsable, read_area_file


def test_an_area_has_its_code_name_parent_dates_and_size(tmp_path: Path) -> None:
    row: dict[str, Any] = {"kod": "0180C101", "parent": "Brännkyrka", "valid_from": "2014-01-01", "valid_to": 2020}
    (area,) = read_area_file(geojson(tmp_path, feature(**row))).areas
    assert (area.code, area.name, area.parent) == ("0180C101", "Älvsjö", "Brännkyrka")
    assert (area.valid_from, area.valid_to) == (date(2014, 1, 1), date(2020, 12, 31))
    assert area.km2 == pytest.approx(63.9, abs=0.2)
    ((ring,),) = area.polygons
    assert ring.tolist() == SQUARE[:-1]


def test_what_was_guessed_is_told_and_what_is_told_is_not_guessed(tmp_path: Path) -> None:
    file = geojson(tmp_path, feature(kod="1", id_nr="9", giltig_from="2023"))
    assert read_area_file(file).fields == Fields(code="kod", name="namn", valid_from="giltig_from")
    chosen = read_area_file(file, fields=Fields(code="id_nr"))
    assert chosen.fields.code == "id_nr"
    assert chosen.areas[0].code == "9"
    assert chosen.areas[0].valid_from == date(2023, 1, 1)


def test_several_parts_and_holes_are_kept(tmp_path: Path) -> None:
    both = feature()
    both["geometry"] = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [NEXT]]}
    plain, (area,) = (
        read_area_file(geojson(tmp_path, feature())).areas[0],
        read_area_file(geojson(tmp_path, both)).areas,
    )
    assert [len(rings) for rings in area.polygons] == [2, 1]
    assert plain.km2 < area.km2 < 2 * plain.km2


@pytest.mark.parametrize(
    ("crs", "zone"),
    [
        ("urn:ogc:def:crs:EPSG::3006", SWEREF_99_TM),
        ("EPSG:3006", SWEREF_99_TM),
        ("http://www.opengis.net/def/crs/EPSG/0/3006", SWEREF_99_TM),
        ("SWEREF 99 TM", SWEREF_99_TM),
        ("EPSG:3011", sweref_99(18)),
        ("sweref99 18 00", sweref_99(18)),
    ],
)
def test_a_grid_is_carried_to_degrees(tmp_path: Path, crs: str, zone: Any) -> None:
    grid = zone.to_grid(sweref_99(18).to_degrees(grid_square(150_000)))
    (area,) = read_area_file(geojson(tmp_path, feature(ring=grid.tolist()), crs=named(crs))).areas
    assert area.km2 == pytest.approx(1, rel=1e-3)
    ((ring,),) = area.polygons
    assert ring[0, 0] == pytest.approx(18, abs=1e-6)


@pytest.mark.parametrize("crs", [None, named("urn:ogc:def:crs:OGC:1.3:CRS84"), named("EPSG:4326"), named("EPSG:4619")])
def test_degrees_are_read_as_they_are(tmp_path: Path, crs: Any) -> None:
    ((ring,),) = read_area_file(geojson(tmp_path, feature(), crs=crs)).areas[0].polygons
    assert ring[0].tolist() == [18.0, 59.0]


def test_whoever_knows_better_than_the_file_may_say_so(tmp_path: Path) -> None:
    file = geojson(tmp_path, feature(ring=grid_square().tolist()))
    with pytest.raises(
        NotUsable, match=r"Område 1 \(Älvsjö\) hamnar utanför Sverige när koordinaterna läses som WGS 84"
    ):
        read_area_file(file)
    assert read_area_file(file, crs="EPSG:3006").crs == "SWEREF 99 TM"


def test_north_before_east_is_noticed(tmp_path: Path) -> None:
    turned = [[north, east] for east, north in SQUARE]
    with pytest.raises(NotUsable, match="låt öst stå före nord"):
        read_area_file(geojson(tmp_path, feature(ring=turned)))


@pytest.mark.parametrize("crs", ["EPSG:3021", "RT 90 2.5 gon V", "EPSG:32633", "urn:ogc:def:crs:EPSG::900913"])
def test_another_grid_is_refused_by_its_name(tmp_path: Path, crs: str) -> None:
    with pytest.raises(NotUsable) as told:
        read_area_file(geojson(tmp_path, feature(), crs=named(crs)))
    assert told.value.sentence.startswith(f"Koordinatsystemet {crs} kan inte läsas. Spara om filen i")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"geometry": {"type": "Point", "coordinates": [18, 59]}}, "Område 2 är Point och inte en yta"),
        ({"geometry": None}, "Område 2 är tomt och inte en yta"),
        ({"geometry": {"type": "Polygon", "coordinates": [SQUARE[:2]]}}, "Område 2 har koordinater som inte går"),
        ({"geometry": {"type": "Polygon", "coordinates": [["x"]]}}, "Område 2 har koordinater som inte går"),
        ({"geometry": {"type": "MultiPolygon", "coordinates": [[]]}}, "Område 2 har koordinater som inte går"),
        ({"geometry": {"type": "Polygon"}}, "Område 2 har koordinater som inte går"),
        ({"properties": {"namn": " "}}, "Område 2 saknar namn i kolumnen namn"),
        ({"properties": {"namn": "B", "valid_from": "i fjol"}}, r"Område 2 \(B\): i fjol är inget datum"),
    ],
)
def test_a_feature_that_cannot_be_read_is_named(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    with pytest.raises(NotUsable, match=says):
        read_area_file(geojson(tmp_path, feature("A", valid_from=""), {**feature("B"), **change}))


@pytest.mark.parametrize("odd", [17, {"type": "Feature"}, {"geometry": "yta"}])
def test_what_is_no_feature_is_named(tmp_path: Path, odd: Any) -> None:
    with pytest.raises(NotUsable, match="Område 1 är inte ett område"):
        read_area_file(geojson(tmp_path, odd))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "är inte GeoJSON"),
        ("[" * 100_000, "är inte GeoJSON"),
        ("[]", "är inte en samling av områden"),
        ('{"features": []}', "har inga områden"),
        ('{"features": [], "crs": {"type": "link"}}', "ett koordinatsystem men inte vilket"),
    ],
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "fil.geojson"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotUsable, match=says):
        read_area_file(file)
    with pytest.raises(NotUsable, match=r"Filen borta\.geojson finns inte"):
        read_area_file(tmp_path / "borta.geojson")


def test_columns_that_are_not_there_are_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match=r"Filen har ingen kolumn ort\. Den har namn\."):
        read_area_file(geojson(tmp_path, feature()), fields=Fields(name="ort"))
    nameless = {**feature(), "properties": {"x": 1}}
    with pytest.raises(NotUsable, match=r"Ingen kolumn säger vad områdena heter\. Ange en av x\."):
        read_area_file(geojson(tmp_path, nameless))


def test_two_areas_cannot_be_the_same_at_the_same_time(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="Koden 1 står flera gånger"):
        read_area_file(geojson(tmp_path, feature("A", kod="1"), feature("B", kod="1")))
    decomposed = "A\u0308lvsjo\u0308"
    with pytest.raises(NotUsable, match="flera gånger under samma tid"):
        read_area_file(geojson(tmp_path, feature("Älvsjö"), feature(decomposed)))
    with pytest.raises(NotUsable, match="Koden 1 står"):
        read_area_file(geojson(tmp_path, feature("A", kod="1", valid_to="2020"), feature("B", kod="1")))


def test_two_editions_of_an_area_may_follow_one_another(tmp_path: Path) -> None:
    first = feature("A", kod="1", valid_to="2020-06-30")
    second = feature("A", kod="1", valid_from="2020-07-01")
    for pair in ((first, second), (second, first)):
        assert len(read_area_file(geojson(tmp_path, *pair)).areas) == 2
