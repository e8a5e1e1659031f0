"""Sheets and CSV: numbers stay numbers, text stays text."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from samstad.documents import Cell, Column, Table, csv_text, render_sheet

from .sample import INDICATORS, NASTY
from .strategies import tables


def read(table: Table) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(render_sheet(table))).worksheets[0]


def column_of(*texts: str) -> Table:
    return Table("T", (Column("a", "A"),), tuple((Cell(text),) for text in texts))


def test_numbers_dates_and_statuses() -> None:
    rows = list(read(INDICATORS).iter_rows(values_only=True))
    assert rows[0] == ("Indikator", "Utfall", "Årsmål", "Avläst", "Bedömning")
    assert rows[1] == (
        "Andel som känner sig trygga på kvällen", 60.5, "tas fram av nämnden", datetime(2017, 9, 21),  # noqa: DTZ001
        "◐ Uppfylls delvis",
    )  # fmt: skip
    assert rows[2][1:] == (-1234, 1500, "hösten 2017", "○ Uppnås ej i år")
    assert rows[4][:3] == ("Möten", 12, 0)


def test_header_is_frozen_and_filtered() -> None:
    sheet = read(INDICATORS)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E5"
    assert sheet["A2"].hyperlink.target == "https://exempel.example/indikator/1"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "#REF!", "\t=1"])
def test_text_is_never_a_formula(text: str) -> None:
    cell = read(column_of(text))["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_formula_in_a_header_is_text_too() -> None:
    assert read(Table("T", (Column("a", "=1+1"),)))["A1"].data_type == "s"


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts(text: str) -> None:
    read(Table(text, (Column("a", text, "date"),), ((Cell(text, href=text),),)))
    csv_text(column_of(text)).encode("utf-8")


def test_sheets_are_named_apart() -> None:
    named = [Table(caption, (Column("a", "A"),)) for caption in ("Mål", "mål", "", "a/b:c*?[x]", "x" * 40, "x" * 40)]
    names = openpyxl.load_workbook(BytesIO(render_sheet(named))).sheetnames
    assert names[:5] == ["Mål", "mål 2", "Tabell", "a b c x", "x" * 31]
    assert len({name.casefold() for name in names}) == 6
    assert all(len(name) <= 31 for name in names)


def test_a_link_on_an_empty_cell_is_not_written_out() -> None:
    table = Table("T", (Column("a", "A"),), ((Cell(href="https://exempel.example"),), (Cell("x"),)))
    assert read(table)["A2"].value is None


def test_a_workbook_needs_a_table() -> None:
    with pytest.raises(ValueError, match="at least one table"):
        render_sheet([])


def test_equal_tables_give_equal_bytes() -> None:
    assert render_sheet(INDICATORS) == render_sheet(INDICATORS)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_any_table_opens(table: Table) -> None:
    assert read(table).max_row == len(table.rows) + 1


def test_csv_is_swedish() -> None:
    text = csv_text(INDICATORS)
    assert text.startswith("\ufeffIndikator;Utfall;Årsmål;Avläst;Bedömning\r\n")
    assert ";60,5;tas fram av nämnden;2017-09-21;◐ Uppfylls delvis\r\n" in text
    assert ";-1234;1500;" in text
    assert ";60.5;" in csv_text(INDICATORS, language="en")


def test_csv_guards_formulas_but_not_dashes_or_numbers() -> None:
    table = Table("T", (Column("a", "A"),), ((Cell("=1+1"),), (Cell("-"),), (Cell(number=-5.0),), (Cell("a=1"),)))
    rows = list(csv.reader(StringIO(csv_text(table).removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows == [["A"], ["'=1+1"], ["-"], ["-5"], ["a=1"]]


def test_csv_quotes_what_it_must() -> None:
    text = csv_text(column_of('a;b "c"\nd'))
    assert list(csv.reader(StringIO(text, newline=""), delimiter=";"))[1] == ['a;b "c"\nd']


def test_a_day_that_does_not_exist_stays_a_text() -> None:
    table = Table("T", (Column("dag", "Dag", kind="date"),), ((Cell("2017-02-30"),), (Cell("2017-05-02"),)))
    book = openpyxl.load_workbook(BytesIO(render_sheet((table,))))
    found = [row[0].value for row in book.worksheets[0].iter_rows() if row[0].value]
    assert "2017-02-30" in found
    assert any(getattr(value, "year", 0) == 2017 for value in found)
