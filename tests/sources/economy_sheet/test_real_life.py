"""Sheets of economy as they come out of systems and people's own workbooks: units are never wrong, nothing is lost."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.sources.economy_sheet.sheets import HEAD, csv_file, read, sentences

from samstad.domain.cycle.choices import AmountUnit
from samstad.refusals import Refusal
from samstad.sources.economy_sheet.amounts import amount_of, split_unit
from samstad.sources.sheet import Number

BARE = HEAD.replace(" (tkr)", "")
GOOD = "Verksamhet;Förskola;drift;100;40;98;2;;"
ROW: list[object] = ["Verksamhet", "Förskola", "drift", 100, 40, 98, 2, None, None]


def book(folder: Path, *rows: Sequence[object], formats: dict[str, str] | None = None) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    path = folder / "ekonomi.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Budget (tkr)", "tkr"), ("Budget tkr.", "tkr"), ("Budget, t kr", "tkr"), ("Budget (kkr)", "tkr"),
        ("Budget i tusental kronor", "tkr"), ("Budget [tkr]", "tkr"), ("Budget 2017 tkr", "tkr"),
        ("Budget (Mkr)", "mnkr"), ("Budget mnkr", "mnkr"), ("Budget, milj. kr", "mnkr"), ("Budget MSEK", "mnkr"),
        ("Budget (miljoner kronor)", "mnkr"), ("Bud\u00adget (tkr)", "tkr"), ("Budget\n(tkr)", "tkr"),
    ],
)  # fmt: skip
def test_the_unit_of_a_heading_is_read_in_every_writing(tmp_path: Path, heading: str, unit: str) -> None:
    head = [heading if name.startswith("Budget") else name for name in HEAD.split(";")]
    assert read(book(tmp_path, head, ROW)).unit == unit


@pytest.mark.parametrize("heading", ["Budget (kr)", "Budget, kronor", "Budget SEK", "Budget (mdkr)"])
def test_kronor_are_not_taken_for_thousands(tmp_path: Path, heading: str) -> None:
    with pytest.raises(Refusal, match="Räkna om dem till tkr eller mnkr"):
        read(csv_file(tmp_path, GOOD, head=HEAD.replace("Budget (tkr)", heading)), unit="tkr")


@pytest.mark.parametrize(
    ("above", "unit"), [("Belopp i mnkr", "mnkr"), ("T2 2017 (tkr)", "tkr"), ("Enhet: tkr", "tkr")]
)
def test_a_line_above_the_headings_says_the_unit(tmp_path: Path, above: str, unit: str) -> None:
    reading = read(book(tmp_path, [above], [], BARE.split(";"), ROW))
    assert reading.unit == unit
    assert reading.notes == ("Rad 1 står ovanför rubrikerna och läses inte.",)
    with pytest.raises(Refusal, match="Rubrikerna säger"):
        read(book(tmp_path, [above], BARE.split(";"), ROW), unit="tkr" if unit == "mnkr" else "mnkr")


def test_a_line_above_that_says_otherwise_than_the_headings_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="mnkr och tkr"):
        read(book(tmp_path, ["Alla belopp i Mkr"], HEAD.split(";"), ROW))


def test_headings_on_two_lines_are_read_as_one(tmp_path: Path) -> None:
    over = ["Del", "Namn", "Slag", "2017", None, None, None, None, "Förklaring"]
    under = [None, None, None, "Budget", "Utfall", "Prognos", "Avvikelse", "Sökt belopp", None]
    row = read(book(tmp_path, ["Ekonomi (tkr)"], over, under, ROW)).rows[0]
    assert (row.budget, row.outcome, row.forecast) == (Decimal(100), Decimal(40), Decimal(98))
    units = [None, None, None, *["tkr"] * 5, None]
    assert read(book(tmp_path, BARE.split(";"), units, ROW)).unit == "tkr"


def test_columns_of_another_year_are_told_and_not_read(tmp_path: Path) -> None:
    head = HEAD.replace("Utfall", "Utfall 2016;Utfall 2017")
    reading = read(csv_file(tmp_path, "Verksamhet;Förskola;drift;100;7;40;98;2;;", head=head))
    assert reading.rows[0].outcome == Decimal(40)
    assert reading.notes == ("Läses inte: kolumnerna Utfall 2016.",)


@pytest.mark.parametrize(
    ("form", "stored", "amount"),
    [
        ("#,##0,", 1_234_567, "1234.567"),
        ("#,##0.0,,", 1_234_567, "1.234567"),
        ('#,##0" tkr"', 1234, "1234"),
        ("#,##0;(#,##0)", -12, "-12"),
        ("#,##0.00\\ [$kr-41D]", None, ""),
    ],
)
def test_an_amount_is_read_as_the_sheet_shows_it(tmp_path: Path, form: str, stored: object, amount: str) -> None:
    row = ["Verksamhet", "Park", "drift", stored or 5, 1, 1, None, None, "Så är det."]
    reading = read(book(tmp_path, HEAD.split(";"), row, formats={"D2": form}))
    if amount:
        assert reading.rows[0].budget == Decimal(amount)
    else:
        assert "står i kr men filen i tkr" in sentences(reading)[0][1]


def test_a_percentage_is_no_amount(tmp_path: Path) -> None:
    row = ["Verksamhet", "Park", "drift", 0.5, 1, 1, None, None, "Så är det."]
    told = sentences(read(book(tmp_path, HEAD.split(";"), row, formats={"D2": "0%"})))
    assert "”50%” är inget belopp" in told[0][1]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("(1 234)", "-1234"), ("1 234-", "-1234"), ("- 12", "-12"), ("12 tkr", "12"), ("1.234,50", "1234.5"),
        ("1.234.567", "1234567"), ("1,234", "1.234"), ("-1\u2009234,5", "-1234.5"), ("\u200e5", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_systems_write_it(written: str, amount: str | None) -> None:
    if amount is None:
        with pytest.raises(Refusal):
            amount_of(written, column="Budget", unit="tkr")
        return
    assert amount_of(written, column="Budget", unit="tkr", separator=";") == Decimal(amount)


@pytest.mark.parametrize("separator", [",", "\t", ""])
def test_a_comma_before_three_digits_is_asked_about_where_it_may_be_english(separator: str) -> None:
    with pytest.raises(Refusal, match=r"kan läsas på två sätt\. Skriv 1 234 eller 1,2340"):
        amount_of("1,234", column="Budget", unit="mnkr", separator=separator)
    assert amount_of(Number("1.234"), column="Budget", unit="mnkr") == Decimal("1.234")


def test_an_amount_in_another_unit_than_the_files_is_asked_about() -> None:
    with pytest.raises(Refusal, match="står i mnkr men filen i tkr"):
        amount_of("1,5 Mkr", column="Budget", unit="tkr")


def test_what_could_only_be_kronor_said_to_be_millions_is_refused() -> None:
    with pytest.raises(Refusal, match="Se över enheten"):
        amount_of("300 000 000", column="Budget", unit="mnkr")


@given(st.decimals(-99_999, 99_999, places=2), st.sampled_from(AmountUnit.values), st.sampled_from(["", " ", "\u00a0"]))
def test_no_writing_of_an_amount_is_read_as_a_thousand_times_another(value: Decimal, unit: str, blank: str) -> None:
    grouped = f"{value:,.2f}".replace(",", blank).replace(".", ",")
    for text in (grouped, f"{grouped} {unit}", f"{grouped[1:]}-" if value < 0 else grouped):
        assert amount_of(text, column="Budget", unit=unit, separator=";") == value


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused_in_a_sentence(text: str) -> None:
    split_unit(text)
    try:
        assert amount_of(text, column="Budget", unit="tkr") is None or any(map(str.isdigit, text))
    except Refusal as refusal:
        said = refusal.sentence
    else:
        said = "Budget: "
    assert said.startswith("Budget: ")


def test_a_last_line_with_the_source_is_told(tmp_path: Path) -> None:
    reading = read(csv_file(tmp_path, GOOD, "Källa: ekonomisystemet;;;;;;;;"))
    assert reading.notes == ("Rad 3, ”Källa: ekonomisystemet”, har inga belopp och läses inte.",)


@pytest.mark.parametrize("word", ["Summa", "SUMMA:", "Totalt", "S:a verksamhet", "Delsumma", "Totalsumma"])
def test_a_row_of_sums_is_held_against_its_rows_and_not_stored(tmp_path: Path, word: str) -> None:
    reading = read(csv_file(tmp_path, GOOD, f"{word};;;100;40;98;2;;"))
    assert (len(reading.rows), reading.sums, reading.problems) == (1, 1, ())


def test_a_name_that_is_a_fault_in_a_formula_is_named(tmp_path: Path) -> None:
    assert "är ett fel i formeln" in sentences(read(csv_file(tmp_path, GOOD.replace("Förskola", "#REF!"))))[0][1]
