"""A map of figures: which areas are named, what is said of it, and that it asks the database for nothing."""

import gzip
from datetime import date

import pytest
from django.utils.translation import override
from tests.calculations.geometry.city import crooked_city
from tests.sources.area_files.test_stockholm import GEO

from samstad.calculations.geometry import rings_text
from samstad.documents import MapChart, chart_svg
from samstad.domain.places.queries import Border
from samstad.reports.area_map import area_map
from samstad.sources.area_files import read_area_file


def city(columns: int, rows: int, **names: str) -> dict[int, Border]:
    return {
        at: Border(code, names.get(f"n{at}", code), "", date(2020, 1, 1), "del", rings_text(polygons), 1.0, "")
        for at, (code, polygons) in enumerate(crooked_city(columns, rows).items())
    }


def drawn(borders: dict[int, Border], figures: dict[int, float | None], **more: object) -> MapChart:
    made = area_map(borders, figures, title="Fynd", unit="Procent", **more)  # type: ignore[arg-type]  # by name
    assert made is not None
    return made


def test_each_area_has_its_figure_or_the_reason_for_none() -> None:
    chart = drawn(city(2, 1), {0: 3.5, 7: 9.0}, reasons={1: "färre än 5", 0: "visas inte"}, limits=(1.0, 2.0))
    assert [(area.name, area.value, area.text) for area in chart.areas] == [
        ("0-0", 3.5, ""),
        ("1-0", None, "färre än 5"),
    ]
    assert chart.limits == (1.0, 2.0)
    assert all(area.path.startswith("M") for area in chart.areas)


def test_what_is_seen_is_said_in_words() -> None:
    borders = city(3, 1, n0="Norr", n1="Mitt", n2="Söder")
    assert drawn(borders, {0: 1.5, 1: 1234.0}).alt == (
        "Karta över 3 områden. Procent: högst 1\xa0234 (Mitt), lägst 1,5 (Norr). 1 saknar siffra. "
        "Samma värden står i tabellen under."
    )
    with override("en"):
        assert drawn(borders, {0: 1.5, 1: 1.0, 2: 2.0}).alt == (
            "Map of 3 areas. Procent: highest 2 (Söder), lowest 1 (Mitt). The same values are in the table below."
        )
    assert "högst" not in drawn(borders, {}).alt


def test_few_areas_are_named_where_there_is_room() -> None:
    chart = drawn(city(2, 2, n0="Ö", n1="Ett namn som är alldeles för långt för att få rum på en karta"), {})
    assert [area.label for area in chart.areas] == ["Ö", "", "1-0", "1-1"]
    assert all((area.at is None) == (not area.label) for area in chart.areas)
    assert not any(area.label for area in drawn(city(7, 3), {}).areas)


def test_the_short_name_goes_where_the_name_has_no_room() -> None:
    (border,) = city(1, 1).values()
    long = Border(**{**vars(border), "name": "x" * 200, "short_name": "kort"})
    assert drawn({1: long}, {}).areas[0].label == "kort"


def test_without_borders_there_is_no_map() -> None:
    assert area_map({}, {1: 2.0}, title="Fynd", unit="") is None


def test_six_thousand_areas_fit_in_a_hundred_kilobytes() -> None:
    borders = city(80, 75)
    chart = drawn(borders, {key: float(key % 97) for key in borders if key % 50})
    svg = chart_svg(chart)
    assert svg.count("<path d=") >= 6000
    assert len(gzip.compress(svg.encode())) <= 100_000


@pytest.mark.skipif(not GEO.is_dir(), reason="referensdata finns inte bredvid projektet")
def test_the_fourteen_districts_of_stockholm_are_named() -> None:
    read = read_area_file(GEO / "stadsdelsomraden_2014_14.geojson").areas
    borders = {
        at: Border(area.name, area.name, area.name[:3], date(2007, 1, 1), "del", rings_text(area.polygons), 1.0, "")
        for at, area in enumerate(read)
    }
    chart = drawn(borders, {at: float(at) for at in borders})
    labels = {area.name: area.label for area in chart.areas}
    assert all(labels.values())
    assert {labels[name] for name in ("Bromma", "Farsta", "Södermalm")} == {"Bromma", "Farsta", "Södermalm"}
    assert len(gzip.compress(chart_svg(chart).encode())) < 10_000
