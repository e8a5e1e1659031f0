"""A sheet of economy is read as people write it; what is wrong is named by row with what to do."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from tests.sources.economy_sheet.sheets import HEAD, csv_file, excel_file, read, sentences

from samstad.refusals import Refusal

GOOD = "Verksamhet;Förskola;drift;100;40;98;2;;"


def test_a_row_becomes_amounts_of_a_kind_in_a_unit(tmp_path: Path) -> None:
    reading = read(csv_file(tmp_path, GOOD))
    row = reading.rows[0]
    assert reading.problems == ()
    assert (row.part, row.name, row.kind, row.unit) == ("operations", "Förskola", "running", "tkr")
    assert (row.budget, row.outcome, row.forecast) == (Decimal(100), Decimal(40), Decimal(98))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1 234,5", "1234.5"),
        ("1\N{NO-BREAK SPACE}234,5", "1234.5"),
        ("1\N{THIN SPACE}234,5", "1234.5"),
        ("1\N{NARROW NO-BREAK SPACE}234,5", "1234.5"),
        ("\N{MINUS SIGN}12", "-12"),
        ("\N{EN DASH}12", "-12"),
        ("12.5", "12.5"),
        ("0", "0"),
        ("-0", "0"),
        ("0,000001", "0.000001"),
    ],
)
def test_an_amount_is_read_as_swedes_write_it(tmp_path: Path, written: str, amount: str) -> None:
    reading = read(csv_file(tmp_path, f"Verksamhet;Park;drift;{written};1;1;;;Så är det."))
    assert sentences(reading) == []
    assert reading.rows[0].budget == Decimal(amount)


@pytest.mark.parametrize("nothing", ["", "-", "\N{EN DASH}", " "])
def test_a_dash_is_no_amount_and_never_zero(tmp_path: Path, nothing: str) -> None:
    reading = read(csv_file(tmp_path, f"Verksamhet;Park;drift;5;{nothing};{nothing};;;"), kind="vp")
    assert sentences(reading) == []
    assert reading.rows[0].outcome is None


@pytest.mark.parametrize("written", ["tolv", "12 apor", "1,234.5", "12 3", "1e5", "#REF!", "--5", "1,2,3", "٣"])
def test_what_is_no_amount_is_named_by_row_and_column(tmp_path: Path, written: str) -> None:
    told = sentences(read(csv_file(tmp_path, GOOD, f"Verksamhet;Park;drift;{written};1;1;;;")))
    assert [line for line, _sentence in told] == [3]
    assert told[0][1].startswith("Budget: ”")
    assert "1 234,5" in told[0][1]


def test_a_point_before_three_digits_is_asked_about_where_a_person_typed_it(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, "Verksamhet;Park;drift;1.234;1;1;;;")))
    assert told == [(2, "Budget: ”1.234” kan läsas på två sätt. Skriv 1 234 eller 1,2340.")]
    in_excel = read(excel_file(tmp_path, [["Verksamhet", "Park", "drift", 1.234, 1, 1.234, None, None, ""]]))
    assert in_excel.rows[0].budget == Decimal("1.234")


def test_every_krona_needs_a_kind_and_a_part_that_there_is(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, "Verksamhet;Park;;1;1;1;;;", "Annat;Väg;drift;1;1;1;;;")))
    assert told == [
        (2, "Skriv i Slag vad pengarna är: investering, projekt, drift."),
        (3, "Skriv i Del: Verksamhet, Resultatenhet, Budgetjustering, Omslutningsförändring."),
    ]


def test_the_words_of_a_refusal_are_understood_in_english_too(tmp_path: Path) -> None:
    with translation.override("en"):
        told = sentences(read(csv_file(tmp_path, "Operations;Park;;1;1;1;;;")))
        word = told[0][1].rpartition(": ")[2].split(",")[0]
        assert read(csv_file(tmp_path, f"Operations;Park;{word};1;1;1;;;")).problems == ()


def test_the_deviation_that_the_sheet_says_must_be_what_its_amounts_give(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, "Verksamhet;Park;drift;100;40;98;-2;;")))
    assert told[0][0] == 2
    assert "Avvikelse är -2, men budget minus prognos (eller utfall) är 2" in told[0][1]


def test_a_larger_deviation_needs_a_sentence_and_has_one(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, "Verksamhet;Park;drift;100;40;106;;;")))
    assert told == [(2, "Avvikelsen är större än 5 procent av budgeten. Skriv en mening i Förklaring.")]
    assert read(csv_file(tmp_path, "Verksamhet;Park;drift;100;40;106;;;Dyrare snö.")).problems == ()
    assert read(csv_file(tmp_path, "Verksamhet;Park;drift;100;40;106;;;"), over=6).problems == ()


def test_each_round_asks_for_its_amounts(tmp_path: Path) -> None:
    plan, done = csv_file(tmp_path, "Verksamhet;Park;drift;100;;;;;"), "Verksamhet;Park;drift;100;101;;;;"
    assert read(plan, kind="vp").problems == ()
    assert sentences(read(plan, kind="t1")) == [(2, "Skriv utfallet. Finns inget, skriv 0.")]
    assert read(csv_file(tmp_path, done), kind="vb").problems == ()
    assert sentences(read(csv_file(tmp_path, done), kind="t1")) == [(2, "Skriv prognosen för helåret.")]
    over = sentences(read(csv_file(tmp_path, "Verksamhet;Park;drift;100;101;101;;;"), kind="vb"))
    assert over == [(2, "Året är slut: utfallet hålls mot budgeten. Töm Prognos.")]


def test_a_request_has_one_amount_and_a_reason(tmp_path: Path) -> None:
    good = "Budgetjusteringar;Lokaler;investeringar;;;;;2,5;Skolan blev dyrare."
    reading = read(csv_file(tmp_path, good))
    assert reading.problems == ()
    assert (reading.rows[0].part, reading.rows[0].kind, reading.rows[0].asked) == (
        "adjustment",
        "investment",
        Decimal("2.5"),
    )
    wrong = csv_file(
        tmp_path,
        "Budgetjustering;Lokaler;drift;5;;;;2,5;Därför.",
        "Omslutningsförändring;Bidrag;drift;;;;;7;",
        "Verksamhet;Park;drift;1;1;1;;3;",
        "Budgetjustering;Hyra;drift;;;;4;4;Därför.",
    )
    told = sentences(read(wrong))
    assert [line for line, _sentence in told] == [2, 3, 4, 5]
    assert "bara ett belopp" in told[0][1]
    assert "varför ni begär det" in told[1][1]
    assert "Sökt belopp hör till" in told[2][1]
    assert "Töm Avvikelse" in told[3][1]


def test_a_row_twice_is_named_with_the_row_it_repeats(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, GOOD, GOOD.replace("Förskola", "förskola "))))
    assert told == [(3, "”förskola” står redan på rad 2. Slå ihop raderna.")]


def test_the_same_name_may_stand_under_two_kinds_of_money(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, GOOD, GOOD.replace("drift", "projekt"))).problems == ()


def test_rows_of_the_template_that_nobody_filled_in_are_passed_over(tmp_path: Path) -> None:
    assert len(read(csv_file(tmp_path, "Verksamhet;;projekt;;;;;;", GOOD, "Resultatenhet;;drift;;;;;;")).rows) == 1


def test_amounts_without_a_name_are_not_passed_over(tmp_path: Path) -> None:
    told = sentences(read(csv_file(tmp_path, "Verksamhet;;drift;1;1;1;;;")))
    assert told == [(2, "Skriv i Namn vad beloppen gäller.")]


def test_the_unit_is_in_the_headings_or_said_and_never_guessed(tmp_path: Path) -> None:
    bare = HEAD.replace(" (tkr)", "")
    assert read(csv_file(tmp_path, GOOD, head=bare), unit="mnkr").unit == "mnkr"
    with pytest.raises(Refusal, match="tkr eller mnkr"):
        read(csv_file(tmp_path, GOOD, head=bare))
    with pytest.raises(Refusal, match="Rubrikerna säger tkr"):
        read(csv_file(tmp_path, GOOD), unit="mnkr")
    with pytest.raises(Refusal, match="mnkr och tkr"):
        read(csv_file(tmp_path, GOOD, head=HEAD.replace("Utfall", "Utfall, mnkr")))


@pytest.mark.parametrize("heading", ["budget, Tkr", "BUDGET (tusen kronor)", "Budget tkr"])
def test_headings_are_understood_in_other_writings(tmp_path: Path, heading: str) -> None:
    assert read(csv_file(tmp_path, GOOD, head=HEAD.replace("Budget (tkr)", heading))).unit == "tkr"


def test_a_sheet_without_its_columns_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Kolumnen Slag saknas"):
        read(csv_file(tmp_path, "Verksamhet;Park;1", head="Del;Namn;Budget (tkr)"))
    with pytest.raises(Refusal, match="Kolumnen Förklaring finns två gånger"):
        read(csv_file(tmp_path, GOOD, head=HEAD.replace("Sökt belopp", "Kommentar")))


def test_other_columns_are_left_alone(tmp_path: Path) -> None:
    reading = read(csv_file(tmp_path, GOOD + ";4711", head=HEAD + ";Konto"))
    assert len(reading.rows) == 1
    assert reading.notes == ("Läses inte: kolumnerna Konto.",)


def test_an_empty_sheet_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="inga belopp"):
        read(csv_file(tmp_path, "Verksamhet;;drift;;;;;;"))


def test_a_sheet_without_end_is_stopped(tmp_path: Path) -> None:
    rows = [GOOD.replace("Förskola", f"Förskola {n}") for n in range(2001)]
    assert "fler än 2000 rader" in sentences(read(csv_file(tmp_path, *rows)))[-1][1]


def test_excel_numbers_and_text_are_read_alike(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Park", "drift", 0.1 + 0.2, "1 000,5", 0.3, None, None, None]]
    reading = read(excel_file(tmp_path, rows))
    assert (reading.rows[0].budget, reading.rows[0].outcome) == (Decimal("0.3"), Decimal("1000.5"))
    assert reading.problems == ()


def test_what_a_spreadsheet_leaves_of_a_difference_is_nothing(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Park", "drift", 0.3, 0, 0.3, 0.1 + 0.2 - 0.3, None, None]]
    assert read(excel_file(tmp_path, rows)).problems == ()
