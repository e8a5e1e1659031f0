"""`samstad carry-figures`: counts told in the areas of one day, read in again, with nobody lost."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests import builders as b
from tests.facts.stockholm import stockholm
from tests.sources.area_files.test_stockholm import GEO
from tests.sources.test_area_borders import MERGED, NAMES, table, take

from samstad.__main__ import main
from samstad.domain.places.models import Area, AreaSuccession
from samstad.domain.steering.models import Indicator, Value
from samstad.refusals import Refusal
from samstad.reports.area_page import read_area_page
from samstad.sources.figure_upload import guess, try_file


def run(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("carry_figures", *map(str, arguments), stdout=out)
    return out.getvalue()


def carried(path: Path, on: str = "2023-06-01", indicator: str = "folkmangd") -> dict[tuple[str, str], str]:
    run(indicator, "--on", on, "--output", path)
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["area"], row["period"]): row["value"] for row in csv.DictReader(file)}


def add(indicator: Indicator, area: Area, period: str, value: int | None, **fields: Any) -> None:
    told = {"status": "missing", "missing_reason": "skyddad"} if value is None else {"value": Decimal(value)}
    Value.objects.create(
        indicator=indicator, area=area, period=period, known_from=b.day("2024-01-01"), source="tabell", **told, **fields
    )


@pytest.fixture
def people(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Indicator:
    """Rinkeby and Tensta became Järva in 2023; Farsta is as it was."""
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path / "hem"))
    made = b.indicator("Folkmängd", slug="folkmangd", unit="antal personer")
    city = b.area("staden", "Staden", "stad")
    areas = {slug: b.area(slug, slug.capitalize(), parent=city) for slug in ("rinkeby", "tensta", "farsta")}
    jarva = b.area("jarva", "Järva", parent=city, valid_from=b.day("2023-01-01"))
    for slug, count in (("rinkeby", 50), ("tensta", 40), ("farsta", 30)):
        add(made, areas[slug], "2022", count)
        if slug != "farsta":
            AreaSuccession.objects.create(before=areas[slug], after=jarva, on=b.day("2023-01-01"))
    add(made, city, "2022", 120)
    Area.objects.filter(slug__in=("rinkeby", "tensta")).update(valid_to=b.day("2022-12-31"))
    return made


def area(slug: str) -> Area:
    return Area.objects.get(slug=slug)


def test_all_areas_of_the_day_are_written_and_the_merged_ones_summed(people: Indicator, tmp_path: Path) -> None:
    assert carried(tmp_path / "ut.csv") == {("jarva", "2022"): "90", ("farsta", "2022"): "30"}


def test_the_file_can_be_read_in_and_the_place_says_that_it_was_counted_anew(people: Indicator, tmp_path: Path) -> None:
    path = tmp_path / "ut.csv"
    carried(path)
    add(people, area("jarva"), "2023", 95)
    trial = try_file(path, guess(path), known_from=b.day("2024-02-01"))
    assert (trial.counts["new"], trial.counts["unchanged"], trial.counts["refused"]) == (1, 1, 0)
    assert (trial.hindrances, trial.remarks) == ([], ["Läses inte: kolumnerna made_of, source."])
    call_command("import_figures", str(path), "--source", "omräknat", stdout=io.StringIO())
    page = read_area_page("jarva", year=2025, on=date(2099, 1, 1))
    assert page is not None
    assert [one.text for one in page.figures[0].breaks] == ["Räknat på dagens gränser före 2023"]


def test_a_check_writes_nothing_and_says_how_many(people: Indicator, tmp_path: Path) -> None:
    said = run("folkmangd", "--on", "2023-06-01", "--output", tmp_path / "ut.csv", "--check")
    assert "2 värden för 2 områden den 2023-06-01, 1 av dem summerade. Ingen går förlorad." in said
    assert not (tmp_path / "ut.csv").exists()
    with pytest.raises(Refusal, match="Ange en fil att skriva till"):
        run("folkmangd", "--on", "2023-06-01")
    with pytest.raises(Refusal, match="går inte att skriva"):
        run("folkmangd", "--on", "2023-06-01", "--output", tmp_path / "nix" / "ut.csv")


@pytest.mark.usefixtures("people")
def test_people_without_a_way_are_refused_with_how_many_and_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    AreaSuccession.objects.filter(before__slug="tensta").delete()
    Area.objects.filter(slug="tensta").update(valid_to=b.day("2022-12-31"))
    with pytest.raises(SystemExit) as ended:
        main(["carry-figures", "folkmangd", "--on", "2023-06-01", "--output", str(tmp_path / "ut.csv")])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "2022: 40 personer går förlorade på vägen till områdena den 2023-06-01: Tensta (40)." in said
    assert not (tmp_path / "ut.csv").exists()


def test_a_new_area_has_no_way_back_to_an_older_edition(people: Indicator, tmp_path: Path) -> None:
    for period in ("2023", "2024"):
        add(people, area("jarva"), period, 95)
    with pytest.raises(Refusal, match=r"2024: 95 personer .* Järva \(95\).* Så är det också 2023\."):
        carried(tmp_path / "ut.csv", on="2022-06-01")
    Value.objects.filter(area__slug="jarva").delete()
    assert carried(tmp_path / "ut.csv", on="2022-06-01")["tensta", "2022"] == "40"


def test_a_part_that_lacks_its_value_leaves_the_sum_without_one(people: Indicator, tmp_path: Path) -> None:
    Value.objects.filter(area__slug="tensta").delete()
    assert carried(tmp_path / "ut.csv")["jarva", "2022"] == ""
    assert "Järva 2022: någon del saknar värde" in run("folkmangd", "--on", "2023-06-01", "--check")
    trial = try_file(tmp_path / "ut.csv", guess(tmp_path / "ut.csv"), known_from=b.day("2024-02-01"))
    assert (trial.counts["new"], trial.counts["refused"], trial.hindrances) == (1, 0, [])


def test_an_areas_own_figure_is_not_counted_twice(people: Indicator, tmp_path: Path) -> None:
    add(people, area("jarva"), "2022", 91)
    assert carried(tmp_path / "ut.csv")["jarva", "2022"] == "91"


def test_a_source_may_go_on_telling_of_the_old_areas(people: Indicator, tmp_path: Path) -> None:
    for slug, count in (("rinkeby", 52), ("tensta", 41)):
        add(people, area(slug), "2024", count)
    assert carried(tmp_path / "ut.csv")["jarva", "2024"] == "93"


def test_sexes_and_ages_are_carried_each_by_itself(people: Indicator, tmp_path: Path) -> None:
    for slug, count in (("rinkeby", 26), ("tensta", 21)):
        add(people, area(slug), "2022", count, sex="K", age_group="18-24", status="preliminary")
    run("folkmangd", "--on", "2023-06-01", "--output", tmp_path / "ut.csv")
    text = (tmp_path / "ut.csv").read_text(encoding="utf-8")
    assert "jarva,Järva,folkmangd,2022,K,18-24,47,preliminary,2023-06-01,rinkeby + tensta,tabell" in text


def test_an_area_that_was_divided_is_shared_out(people: Indicator, tmp_path: Path) -> None:
    thirds = [b.area(f"del-{number}") for number in range(3)]
    for part in thirds:
        AreaSuccession.objects.create(
            before=area("farsta"), after=part, on=b.day("2023-01-01"), share=Decimal("0.333333")
        )
    found = carried(tmp_path / "ut.csv")
    assert [found[part.slug, "2022"] for part in thirds] == ["10", "10", "10"]


def test_a_division_nobody_knows_the_shares_of_is_refused(people: Indicator, tmp_path: Path) -> None:
    for number in range(2):
        AreaSuccession.objects.create(before=area("farsta"), after=b.area(f"del-{number}"), on=b.day("2023-01-01"))
    with pytest.raises(Refusal, match=r"30 personer går förlorade .* Farsta \(30\)"):
        carried(tmp_path / "ut.csv")


def test_an_area_that_took_in_another_gets_both(people: Indicator, tmp_path: Path) -> None:
    Area.objects.filter(slug="farsta").update(valid_from=b.day("2007-01-01"))
    small = b.area("stugan", "Stugan")
    AreaSuccession.objects.create(before=small, after=area("farsta"), on=b.day("2023-01-01"))
    add(people, small, "2022", 4)
    add(people, area("farsta"), "2023", 35)
    found = carried(tmp_path / "ut.csv")
    assert (found["farsta", "2022"], found["farsta", "2023"]) == ("34", "35")
    assert carried(tmp_path / "ut.csv", on="2022-06-01")["farsta", "2022"] == "30"


def test_only_counts_are_carried(people: Indicator, tmp_path: Path) -> None:
    helped = b.indicator("Bistånd", slug="bistand", unit="antal personer")
    b.indicator("Andel", slug="andel", unit="procent", numerator=helped, denominator=people)
    with pytest.raises(Refusal, match="Räkna om bistand och folkmangd var för sig"):
        carried(tmp_path / "ut.csv", indicator="andel")
    with pytest.raises(Refusal, match="Ingen indikator har koden nix"):
        carried(tmp_path / "ut.csv", indicator="nix")
    with pytest.raises(Refusal, match="Inga områden av slaget torg"):
        run("folkmangd", "--on", "2023-06-01", "--kind", "torg", "--check")


def test_an_edition_that_is_no_day_is_refused_by_the_import(people: Indicator, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("area,indicator,period,value,edition\njarva,folkmangd,2022,5,idag\n", encoding="utf-8")
    trial = try_file(path, guess(path), known_from=b.day("2024-02-01"))
    assert "indelningen ”idag” är ingen dag" in trial.refused[0]["reason"]


def test_stockholms_fourteen_districts_become_eleven(
    django_db_blocker: Any, django_db_setup: None, tmp_path: Path
) -> None:
    with stockholm(django_db_blocker):
        path = tmp_path / "ut.csv"
        for on, districts in (("2017-01-01", 14), ("2021-01-01", 13), ("2023-06-01", 11)):
            found = carried(path, on=on, indicator="bistandstagare")
            assert len({slug for slug, _period in found}) == districts
            rows = Value.objects.filter(
                indicator__slug="bistandstagare", area__kind="stadsdelsomrade", sex="", age_group="", period="2016"
            )
            whole = sum((row.value or 0 for row in rows), Decimal(0))
            read = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
            told = [row for row in read if (row["period"], row["sex"], row["age"]) == ("2016", "", "")]
            assert sum(Decimal(row["value"]) for row in told) == whole
            trial = try_file(path, guess(path), known_from=date(2025, 1, 1))
            assert (trial.hindrances, trial.counts["refused"], trial.counts["changed"]) == ([], 0, 0)


@pytest.mark.django_db
@pytest.mark.skipif(not GEO.is_dir(), reason="referensdata finns inte bredvid projektet")
def test_the_real_editions_hold_the_same_people(tmp_path: Path) -> None:
    for day, name in NAMES.items():
        rows = "".join(f"{old},{new},{day}\n" for old, new in MERGED.get(day, {}).items())
        links = table(tmp_path, f"from,to,date\n{rows}")
        take(GEO / f"stadsdelsomraden_{name}.geojson", valid_from=day, successors=links)
    indicator = b.indicator("Folkmängd", slug="folkmangd", unit="antal personer")
    old = Area.objects.exclude(pk__in=AreaSuccession.objects.values("after"))
    for number, district in enumerate(old):
        add(indicator, district, "2015", 10_000 + number)
    sums = []
    for day in NAMES:
        found = carried(tmp_path / "ut.csv", on=day.isoformat())
        sums.append((len(found), sum(Decimal(value) for value in found.values())))
    assert sums == [(14, sums[0][1]), (13, sums[0][1]), (11, sums[0][1])]
    assert sums[0][1] == sum(10_000 + number for number in range(14))
