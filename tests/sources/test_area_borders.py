"""From files to borders: small ones, and Stockholm's three divisions where they are at hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders as b
from tests.sources.area_files import files
from tests.sources.area_files.test_stockholm import GEO

from samstad.calculations.geometry import draw, rings_of
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area, AreaBorder, AreaSuccession
from samstad.domain.places.queries import borders_for
from samstad.domain.places.rules import SuccessorLine
from samstad.sources.area_borders import Imported, Wanted, import_area_file, read_successors
from samstad.sources.area_files import Fields, NotUsable
from samstad.sources.city_pack import dump_packs

DAY = date(2020, 7, 1)


def take(file: Path, kind: str = "stadsdelsomrade", valid_from: date = DAY, **fields: Any) -> Imported:
    return import_area_file(Wanted(file, kind, valid_from, **fields), by=COMMAND_LINE, at=b.NOON)


def table(folder: Path, text: str) -> Path:
    file = folder / "blev.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.django_db
def test_a_file_becomes_areas_with_borders(tmp_path: Path) -> None:
    file = files.geojson(tmp_path, files.feature("Älvsjö"), files.feature("Farsta", files.NEXT))
    done = take(file)
    assert (done.edition.slug, done.edition.source, done.crs) == (
        "stadsdelsomrade-2020-07-01",
        "områden.geojson",
        "WGS 84",
    )
    border = AreaBorder.objects.get(area__slug="alvsjo")
    assert border.rings == "[[[[18.0,59.0],[18.1,59.0],[18.1,59.1],[18.0,59.1]]]]"
    assert border.km2 == pytest.approx(63.9, abs=0.3)
    assert done.km2 == pytest.approx(sum(AreaBorder.objects.values_list("km2", flat=True)))


@pytest.mark.django_db
def test_the_file_and_the_caller_say_what_is_what(tmp_path: Path) -> None:
    b.area("soder", "Söder")
    rows = {"id": "X-1", "del": "soder", "giltig_fran": "2019-01-01", "giltig_till": "2022"}
    file = files.geojson(tmp_path, files.feature("Älvsjö", **rows))
    take(
        file,
        kind="stadsdel",
        fields=Fields(code="id", parent="del"),
        edition="Stadsdelar 2020",
        source="kartan, blad 3",
    )
    area = Area.objects.get(slug="x-1")
    assert (area.parent and area.parent.slug, area.valid_from, area.valid_to) == (
        "soder",
        date(2019, 1, 1),
        date(2022, 12, 31),
    )
    border = area.borders.get()
    assert (border.valid_from, border.edition, border.source) == (
        date(2019, 1, 1),
        "stadsdelar-2020",
        "kartan, blad 3",
    )


@pytest.mark.django_db
def test_a_parent_is_never_guessed(tmp_path: Path) -> None:
    done = take(files.geojson(tmp_path, files.feature("Älvsjö", kommunkod="0180")))
    assert (done.fields, Area.objects.get().parent) == (Fields(name="namn"), None)


@pytest.mark.django_db
def test_what_was_imported_comes_with_a_dump_but_for_the_borders(tmp_path: Path) -> None:
    b.area("gamla", "Gamla")
    links = table(tmp_path, "from,to,date,share\nGamla,Älvsjö,2020-07-01,1\n")
    take(files.geojson(tmp_path, files.feature("Älvsjö")), successors=links)
    dump_packs(tmp_path / "ut")
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "ut").rglob("*.yaml"))
    assert "slug: alvsjo" in text
    assert "share: 1" in text
    assert "59.1" not in text


@pytest.mark.parametrize("text", ["from,to,date,share\nA,B,2020-07-01,\nA,C,2020-07-01,0.4\n",
                                  "\ufefffrom;to;date;share\nA;B;2020-07-01\nA;C;2020-07-01;0,4\n"
                                  .replace("01\nA;C", "01;\nA;C")])  # fmt: skip
def test_a_table_of_successors_is_read(tmp_path: Path, text: str) -> None:
    assert read_successors(table(tmp_path, text)) == (
        SuccessorLine("A", "B", DAY),
        SuccessorLine("A", "C", DAY, Decimal("0.4")),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("from,to,date\nA,,2020-07-01\n", "blev.csv:2: kolumnen to är tom"),
        ("from,to,date\nA,B,2020-07-01\nA,B,juli\n", "blev.csv:3: juli är inget datum"),
        ("from,to,date,share\nA,B,2020-07-01,1.2\n", "blev.csv:2: 1.2 är ingen andel"),
        ("from,to,date,share\nA,B,2020-07-01,NaN\n", "NaN är ingen andel"),
        ("from,to,date,share\nA,B,2020-07-01,hälften\n", "hälften är ingen andel"),
        ("from,to,when\nA,B,2020-07-01\n", "blev.csv:1: okänt fält ”when”"),
        ("", "blev.csv:1: filen är tom"),
    ],
)
def test_what_is_wrong_in_the_table_is_told_with_its_line(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(NotUsable) as refused:
        read_successors(table(tmp_path, text))
    assert why in refused.value.sentence


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="finns inte"):
        read_successors(tmp_path / "nix.csv")
    (tmp_path / "latin.csv").write_bytes("från,till\n".encode("latin-1"))
    with pytest.raises(NotUsable, match="UTF-8"):
        read_successors(tmp_path / "latin.csv")


MERGED = {
    date(2020, 7, 1): {"Hägersten-Liljeholmen": "Hägersten-Älvsjö", "Älvsjö": "Hägersten-Älvsjö"},
    date(2023, 7, 1): {"Rinkeby-Kista": "Järva", "Spånga-Tensta": "Järva",
                       "Norrmalm": "Norra innerstaden", "Östermalm": "Norra innerstaden"},
}  # fmt: skip
NAMES = {date(2007, 1, 1): "2014_14", date(2020, 7, 1): "2020_13", date(2023, 7, 1): "2023_11"}


@pytest.mark.django_db
@pytest.mark.skipif(not GEO.is_dir(), reason="referensdata finns inte bredvid projektet")
def test_stockholm_goes_from_fourteen_to_thirteen_to_eleven(tmp_path: Path) -> None:
    for _again in range(2):
        for day, name in NAMES.items():
            rows = "".join(f"{old},{new},{day}\n" for old, new in MERGED.get(day, {}).items())
            links = table(tmp_path, f"from,to,date\n{rows}")
            done = take(GEO / f"stadsdelsomraden_{name}.geojson", valid_from=day, successors=links)
            if day > date(2007, 1, 1):
                assert done.plan.lacking == []
    assert not done.plan.does_something
    areas = list(Area.objects.all())
    assert (len(areas), AreaBorder.objects.count(), AreaSuccession.objects.count()) == (17, 14 + 13 + 11, 6)
    for day in NAMES:
        gone = {row.before_id: row.after_id for row in AreaSuccession.objects.filter(on__lte=day).order_by("on")}
        there = [area for area in areas if area.pk not in gone]
        found = borders_for(there, on=day)
        assert sum(border.km2 for border in found.values()) == pytest.approx(215.77, abs=0.1)


@pytest.mark.django_db
@pytest.mark.skipif(not GEO.is_dir(), reason="referensdata finns inte bredvid projektet")
def test_every_neighbourhood_lies_in_its_district_and_is_drawn() -> None:
    take(GEO / "stadsdelsomraden_2020_13.geojson")
    done = take(GEO / "stadsdelar_117.geojson", kind="stadsdel", fields=Fields(parent="omr_2020"))
    places = list(Area.objects.filter(kind="stadsdel").select_related("parent"))
    assert len(places) == len(done.plan.areas) == 117
    assert {area.parent.kind for area in places if area.parent} == {"stadsdelsomrade"}
    found = borders_for(places, on=DAY)
    for district in Area.objects.filter(kind="stadsdelsomrade"):
        inside = sum(found[area.pk].km2 for area in places if area.parent == district)
        assert inside == pytest.approx(district.borders.get().km2, rel=0.005)
    drawing = draw({border.slug: rings_of(border.rings) for border in found.values()})
    assert drawing.size < 10_000
