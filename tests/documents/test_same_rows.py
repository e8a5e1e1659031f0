"""The same selection gives the same rows in every output."""

import csv
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO

import docx
import openpyxl
import pypdf
from hypothesis import given, settings

from samstad.documents import (
    Cell,
    Document,
    Table,
    cell_text,
    csv_text,
    render_blocks,
    render_pdf,
    render_sheet,
    render_word,
)
from samstad.documents.words import clean, format_number

from .strategies import plain, tables

Rows = list[list[str]]


def shown(table: Table) -> Rows:
    return [[norm(cell_text(cell, "sv")) for cell in row] for row in table.rows]


def stored(table: Table) -> list[list[object]]:
    """What a sheet holds: numbers as numbers, the rest as it is shown."""

    def value(cell: Cell) -> object:
        return cell.number if cell.number is not None and cell.status is None else cell_text(cell, "sv")

    return [[value(cell) for cell in row] for row in table.rows]


def norm(text: str) -> str:
    return " ".join(text.split())


class Cells(HTMLParser):
    """Collects the text of each td, row by row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Rows = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


@settings(max_examples=60, deadline=None)
@given(tables())
def test_html(table: Table) -> None:
    parser = Cells()
    parser.feed(render_blocks([table]))
    found = [[norm(text) for text in row] for row in parser.rows[1:]]
    assert (found if table.rows else []) == shown(table)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_word(table: Table) -> None:
    found = docx.Document(BytesIO(render_word(Document("T", (table,))))).tables[0]
    rows = [[norm(cell.text) for cell in row.cells] for row in found.rows][1:]
    assert (rows if table.rows else []) == shown(table)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_sheet(table: Table) -> None:
    sheet = openpyxl.load_workbook(BytesIO(render_sheet(table))).worksheets[0]
    found = [["" if value is None else value for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == stored(table)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_csv(table: Table) -> None:
    rows = list(csv.reader(StringIO(csv_text(table).removeprefix("\ufeff"), newline=""), delimiter=";"))
    expected = [
        [format_number(value, "sv", grouped=False) if isinstance(value, float) else str(value) for value in row]
        for row in stored(table)
    ]
    assert len(rows[0]) == len(table.columns)
    for row, wanted in zip(rows[1:], expected, strict=True):
        assert [
            text if text == want else text.removeprefix("'") for text, want in zip(row, wanted, strict=True)
        ] == wanted


def letters(text: str) -> str:
    """Letters and digits only: setting breaks lines, hyphenates and joins letters."""
    return re.sub(r"[\W_]", "", clean(text))


@settings(max_examples=30, deadline=None)
@given(tables(text=plain))
def test_pdf(table: Table) -> None:
    reader = pypdf.PdfReader(BytesIO(render_pdf(Document("T", (table,)))))
    found = letters("".join(page.extract_text() for page in reader.pages))
    for row in table.rows:
        for cell in row:
            for word in cell_text(cell, "sv").split():
                assert letters(word) in found
