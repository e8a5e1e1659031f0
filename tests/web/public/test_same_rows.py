"""One selection of activities is the same rows on the page, in Word, PDF, Excel and CSV, and for programs."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests import builders as b
from tests.slow_examples import one_in

from samstad.domain.steering.choices import ActivityStatus
from samstad.domain.steering.models import Activity, ActivityArea, ActivityUpdate

LETTERS = st.text("abcåäöÅÄÖéü 1234567890=+-@;,\"'&<", min_size=1, max_size=30).map(
    lambda text: " ".join(f"x{text}".split())
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": LETTERS,
            "owner": st.integers(0, 1),
            "year": st.sampled_from([2016, 2017]),
            "status": st.sampled_from(["", *ActivityStatus.values]),
            "area": st.booleans(),
        }
    ),
    max_size=8,
)
FILTERS = st.sampled_from(["", "?ar=2017", "?namnd=ena", "?lage=done", "?omrade=farsta&ar=2016", "?namnd=ingen"])


class Titles(HTMLParser):
    """The row headings of the page's table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "th" and ("scope", "row") in attrs:
            self.found.append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "th"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def plain(value: object) -> str:
    """A cell as its words: a day in a sheet is a day, an apostrophe before a formula is a guard of CSV."""
    text = value.date().isoformat() if hasattr(value, "date") else "" if value is None else str(value)
    return " ".join(text.split())


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


class SameRows(TestCase):
    """Django's test case of hypothesis, so that every example begins with an empty city."""

    def setUp(self) -> None:
        self.area = b.area("farsta", "Farsta")
        self.owners = [b.board("ena", "Ena nämnden"), b.board("andra", "Andra nämnden")]

    def plan(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows):
            made: Activity = b.activity(self.owners[row["owner"]], row["title"], year=row["year"], order=number)
            if row["status"]:
                ActivityUpdate.objects.create(
                    activity=made, status=row["status"], on=date(2017, 5, 1), deviation="Sent."
                )
            if row["area"]:
                ActivityArea.objects.create(activity=made, area=self.area)

    def get(self, form: str, query: str) -> bytes:
        return bytes(self.client.get(f"/atgarder/atgarder.{form}{query}").content)

    @one_in(6)
    @given(ROWS, FILTERS)
    def test_every_form_has_the_rows_of_the_page(self, rows: list[dict[str, Any]], query: str) -> None:
        self.plan(rows)
        told = json.loads(self.get("json", query))
        expected = [[plain(value) for value in row.values()] for row in told["rows"]]
        page = Titles()
        page.feed(self.client.get(f"/atgarder/{query}").content.decode())
        assert [plain(title) for title in page.found] == [row[0] for row in expected]
        assert list(self.of_csv(query)) == expected
        assert list(self.of_sheet(query)) == expected
        assert list(self.of_word(query)) == expected
        pages = pypdf.PdfReader(BytesIO(self.get("pdf", query))).pages
        printed = letters("".join(one.extract_text() for one in pages))
        assert all(letters(row[0]) in printed for row in expected)

    def of_csv(self, query: str) -> Iterator[list[str]]:
        lines = csv.reader(StringIO(self.get("csv", query).decode("utf-8-sig"), newline=""), delimiter=";")
        next(lines)
        yield from ([plain(cell.removeprefix("'") if cell[:2] in _GUARDED else cell) for cell in row] for row in lines)

    def of_sheet(self, query: str) -> Iterator[list[str]]:
        sheet = openpyxl.load_workbook(BytesIO(self.get("xlsx", query))).worksheets[0]
        yield from ([plain(value) for value in row] for row in sheet.iter_rows(min_row=2, values_only=True))

    def of_word(self, query: str) -> Iterator[list[str]]:
        tables = docx.Document(BytesIO(self.get("docx", query))).tables
        for table in tables[:1]:
            rows = [[plain(cell.text) for cell in row.cells] for row in table.rows[1:]]
            yield from (row for row in rows if row[0] != "Tabellen saknar rader.")


_GUARDED = {f"'{sign}" for sign in "=+-@\t\r"}


@pytest.mark.django_db
def test_the_columns_have_names_that_a_program_can_hold_on_to(client: Client) -> None:
    told = json.loads(client.get("/atgarder/atgarder.json").content)
    assert [column["key"] for column in told["columns"]][:3] == ["title", "kind", "owner"]
    assert told["rows"] == []


@pytest.mark.django_db
def test_a_form_that_is_not_given_is_not_found(client: Client) -> None:
    assert client.get("/atgarder/atgarder.exe").status_code == 404
