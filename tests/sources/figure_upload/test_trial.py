"""The dry run of a file: what it would change and what stands in its way."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests import builders as b
from tests.sources.figure_upload.files import city, figures, stored, tried, write, write_excel

from samstad.domain.places.models import Area
from samstad.domain.steering.models import Indicator, Value

pytestmark = pytest.mark.django_db
LONG = "kod;indikator;år;värde\n"
WIDE = "Område;2015;2016\n"


@pytest.fixture(autouse=True)
def _city() -> None:
    city()


def know(indicator: str, area: str, period: str, value: str, known_from: str = "2017-01-01") -> None:
    Value.objects.create(
        indicator=Indicator.objects.get(slug=indicator), area=Area.objects.get(slug=area), period=period,
        value=Decimal(value), known_from=b.day(known_from),
    )  # fmt: skip


def test_new_changed_unchanged_and_refused_are_told_apart(tmp_path: Path) -> None:
    know("bistand", "farsta", "2015", "7.1")
    know("bistand", "farsta", "2016", "6.9")
    know("bistand", "alvsjo", "2016", "2", known_from="2017-04-20")
    rows = "farsta;bistand;2015;7,1\nfarsta;bistand;2016;7,0\nalvsjo;bistand;2015;2,2\nalvsjo;bistand;2016;2,5\n"
    trial = tried(write(tmp_path, LONG + rows))
    assert trial.counts == {"new": 1, "changed": 1, "unchanged": 1, "refused": 1}
    [changed] = trial.samples["changed"]
    assert (changed["area"], changed["before"], changed["after"]) == ("Farsta", "6,9", "7")
    [refused] = trial.refused
    assert refused == {"reason": "en senare siffra är känd sedan 2017-04-20", "rows": 1, "lines": [5]}
    assert trial.hindrances == []
    assert Value.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("farsta;okänd;2016;1", "indikatorn ”okänd” finns inte"),
        ("farsta;bistand;16;1", "”16” är ingen period"),
        ("farsta;bistand;2016;sju", "”sju” är inget tal"),
        ("jarva;bistand;2016;1", "Järva fanns inte 2016"),
        ("rinkeby;bistand;2024;1", "Rinkeby fanns inte 2024, och har blivit Järva"),
        ("farsta-centrum;bistand;2016;1", "är av slaget stadsdel, men filen gäller stadsdelsområde"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(tmp_path: Path, row: str, reason: str) -> None:
    trial = tried(write(tmp_path, f"{LONG}{row}\n"))
    assert trial.counts["refused"] == 1
    assert reason in trial.refused[0]["reason"]


def test_codes_go_before_names_and_a_name_is_of_the_files_kind(tmp_path: Path) -> None:
    text = "kod;namn;indikator;år;värde\nalvsjo;;bistand;2016;1\n;Farsta;bistand;2016;2\n;ÄLVSJÖ;bistand;2015;3\n"
    stored(write(tmp_path, text.replace("ÄLVSJÖ", "A\u0308LVSJO\u0308")))
    assert figures() == {
        ("bistand", "alvsjo", "2016"): 1,
        ("bistand", "farsta", "2016"): 2,
        ("bistand", "alvsjo", "2015"): 3,
    }


def test_a_code_and_a_name_that_disagree_are_refused(tmp_path: Path) -> None:
    trial = tried(write(tmp_path, "kod;namn;indikator;år;värde\nalvsjo;Farsta;bistand;2016;1\n"))
    assert trial.refused[0]["reason"] == "koden alvsjo är Älvsjö, men namnet är Farsta"


def test_a_name_that_several_areas_have_asks_for_the_code(tmp_path: Path) -> None:
    trial = tried(write(tmp_path, "namn;indikator;år;värde\nFarsta;bistand;2016;1\n"), kind="")
    assert trial.refused[0]["reason"] == "flera områden heter Farsta: ange koden"


def test_a_wide_table_gives_a_value_for_each_column(tmp_path: Path) -> None:
    stored(write(tmp_path, WIDE + "Farsta;7,1;6,9\nÄlvsjö;..;2,0\n"), indicator_is="bistand")
    assert figures()["bistand", "farsta", "2015"] == Decimal("7.1")
    assert figures()["bistand", "alvsjo", "2015"] is None
    missing = Value.objects.get(value=None)
    assert missing.status == "missing"
    assert "..” " not in missing.missing_reason
    assert missing.missing_reason.startswith("Källan har ”..”")


def test_a_table_with_a_column_for_each_indicator_is_read(tmp_path: Path) -> None:
    stored(write(tmp_path, "Område;År;folkmangd;bistand\nFarsta;2016;57000;6,9\n"))
    assert figures()["folkmangd", "farsta", "2016"] == 57000
    assert figures()["bistand", "farsta", "2016"] == Decimal("6.9")


def test_people_in_areas_that_are_not_there_stop_the_file_and_are_counted(tmp_path: Path) -> None:
    text = LONG + "farsta;folkmangd;2016;60000\nNorrmalm;folkmangd;2016;30000\nGamla stan;folkmangd;2016;10000\n"
    trial = tried(write(tmp_path, text))
    [sentence] = trial.hindrances
    assert "Folkmängd 2016: 40\N{NO-BREAK SPACE}000 (40,0 procent) hör till områden som inte finns" in sentence
    assert "Norrmalm (30 000), Gamla stan (10 000)" in sentence


def test_people_are_counted_from_their_own_column_for_a_share_too(tmp_path: Path) -> None:
    text = "kod;indikator;år;värde;folkmängd\nfarsta;bistand;2016;7;6000\nNorrmalm;bistand;2016;2;2000\n"
    [sentence] = tried(write(tmp_path, text)).hindrances
    assert "2\N{NO-BREAK SPACE}000 (25,0 procent)" in sentence


def test_a_row_without_count_in_an_unknown_area_stops_the_file_too(tmp_path: Path) -> None:
    [sentence] = tried(write(tmp_path, LONG + "Norrmalm;bistand;2016;2\n")).hindrances
    assert "Norrmalm finns inte som område" in sentence


def test_a_count_per_thousand_is_no_count_of_people(tmp_path: Path) -> None:
    b.indicator("Våldsbrott", slug="brott", unit="antal per 1 000 invånare")
    trial = tried(write(tmp_path, LONG + "staden;brott;2016;20\nfarsta;brott;2016;15\nalvsjo;brott;2016;18\n"))
    assert trial.hindrances == []


def test_rows_that_are_said_to_belong_to_no_area_are_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;folkmangd;2016;60000\nOkänt;folkmangd;2016;10\n")
    trial = tried(path, apart=["okänt"])
    assert trial.hindrances == []
    assert trial.counts["new"] == 1


@pytest.mark.parametrize(("alvsjo", "said"), [(30000, "10\N{NO-BREAK SPACE}000 saknas"), (45000, "räknas två gånger")])
def test_areas_that_do_not_add_up_to_the_city_stop_the_file(tmp_path: Path, alvsjo: int, said: str) -> None:
    rows = f"staden;folkmangd;2016;100000\nfarsta;folkmangd;2016;60000\nalvsjo;folkmangd;2016;{alvsjo}\n"
    path = write(tmp_path, LONG + rows)
    [sentence] = tried(path).hindrances
    assert said in sentence
    assert tried(path, parts_differ=True).hindrances == []


def test_areas_that_add_up_are_let_through_with_the_citys_own_row(tmp_path: Path) -> None:
    rows = "staden;folkmangd;2016;100000\nfarsta;folkmangd;2016;60000\nalvsjo;folkmangd;2016;40000\n"
    stored(write(tmp_path, LONG + rows))
    assert figures()["folkmangd", "staden", "2016"] == 100000


def test_a_row_that_comes_twice_stops_the_file_with_both_lines(tmp_path: Path) -> None:
    rows = "farsta;bistand;2016;7\nalvsjo;bistand;2016;2\nfarsta;bistand;2016;7\n"
    [sentence] = tried(write(tmp_path, LONG + rows)).hindrances
    assert sentence.startswith("Rad 4 säger samma sak om samma område som rad 2")


def test_two_writings_of_decimals_stop_the_file_with_both_lines(tmp_path: Path) -> None:
    [sentence] = tried(write(tmp_path, LONG + "farsta;bistand;2016;7,1\nalvsjo;bistand;2016;2.1\n")).hindrances
    assert "blandar decimalkomma (rad 2) och decimalpunkt (rad 3)" in sentence


def test_percentages_written_as_parts_of_one_are_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path, LONG + "farsta;bistand;2016;0,071\nalvsjo;bistand;2016;0,02\n")
    [sentence] = tried(path).hindrances
    assert "mellan 0 och 1" in sentence
    assert tried(path, share="percent").hindrances == []
    stored(path, share="parts")
    assert figures()["bistand", "farsta", "2016"] == Decimal("7.1")


def test_areas_that_the_file_says_nothing_of_are_told(tmp_path: Path) -> None:
    [sentence] = tried(write(tmp_path, LONG + "farsta;bistand;2016;7\n")).remarks
    assert sentence == "2016: filen har inget för Rinkeby, Älvsjö."


def test_a_file_with_headings_alone_is_stopped(tmp_path: Path) -> None:
    assert tried(write(tmp_path, LONG)).hindrances == ["Filen har en rubrikrad men inga rader under den."]


@pytest.mark.parametrize(
    ("sex", "age", "status", "kept"),
    [("Kvinnor", "18-24", "p", ("K", "18-24", "preliminary")), ("totalt", "Alla", "", ("", "", "final"))],
)
def test_sex_age_and_status_are_understood(
    tmp_path: Path, sex: str, age: str, status: str, kept: tuple[str, str, str]
) -> None:
    stored(write(tmp_path, f"kod;indikator;år;kön;ålder;status;värde\nfarsta;bistand;2016;{sex};{age};{status};7\n"))
    value = Value.objects.get()
    assert (value.sex, value.age_group, value.status) == kept


@pytest.mark.parametrize(
    ("sex", "status", "value", "reason"),
    [
        ("annat", "", "7", "könet ”annat” är okänt"),
        ("K", "kanske", "7", "statusen ”kanske” är okänd"),
        ("K", "saknas", "7", "statusen säger att värdet saknas, men det finns ett"),
    ],
)
def test_a_sex_or_status_that_is_unknown_or_contradicts_is_refused(
    tmp_path: Path, sex: str, status: str, value: str, reason: str
) -> None:
    trial = tried(write(tmp_path, f"kod;indikator;år;kön;status;värde\nfarsta;bistand;2016;{sex};{status};{value}\n"))
    assert reason in trial.refused[0]["reason"]


def test_a_dry_run_asks_the_database_as_often_for_many_rows_as_for_few(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"farsta;bistand;{year};7\n" for year in range(1950, 2020))
    path = write(tmp_path, LONG + rows)
    with django_assert_num_queries(5):
        tried(path)


def test_a_companys_part_of_an_area_is_read_by_its_name_and_stands_apart_from_the_areas_own(tmp_path: Path) -> None:
    company = b.board("hem", "Hem AB", "company", short_name="Hem")
    text = "kod;bolag;indikator;år;värde\nfarsta;Hem;folkmangd;2016;7\nfarsta;;folkmangd;2016;9\n"
    stored(write(tmp_path, text))
    assert {value.organisation: int(value.value or 0) for value in Value.objects.all()} == {company: 7, None: 9}
    again = tried(write(tmp_path, text))
    assert again.counts["unchanged"] == 2
    trial = tried(write(tmp_path, text.replace("Hem;", "Bygg;")))
    assert "”Bygg” är ingen nämnd eller styrelse här" in trial.refused[0]["reason"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["Farsta", "2016", "folkmangd", "1,234"]], "”1,234” kan läsas på två sätt: skriv tusental utan skiljetecken"),
        ([["Farsta", "2016", "folkmangd", "1.234"]], "”1.234” kan läsas på två sätt: skriv tusental utan skiljetecken"),
        ([["Farsta", "2016", "bistand", "1.234"]], ""),
        ([["Farsta", "2016", "folkmangd", 1.234]], ""),
    ],
)
def test_a_number_that_may_be_a_thousand_times_another_is_asked_about(
    tmp_path: Path, rows: list[list[object]], reason: str
) -> None:
    trial = tried(write_excel(tmp_path, [["Område", "År", "Indikator", "Värde"], *rows]))
    assert [one["reason"] for one in trial.refused] == ([reason] if reason else [])


def test_shares_shown_as_percent_are_percent_and_columns_that_are_not_read_are_told(tmp_path: Path) -> None:
    path = write_excel(
        tmp_path, [["Område", "År", "Indikator", "Värde", "Anm"], ["Farsta", 2016, "bistand", 0.071, "p"]]
    )
    book = load_workbook(path)
    book.worksheets[0]["D2"].number_format = "0.0%"
    book.save(path)
    for share in ("", "parts"):
        trial = tried(path, share=share)
        assert trial.samples["new"][0]["after"] == "7,1"
        assert "Läses inte: kolumnerna Anm." in trial.remarks
