"""The economy of a round is the same rows on the page, in Word, PDF, Excel and CSV, and for programs."""

import csv
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.documents.test_same_rows import Cells, letters, norm

from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.actions import EconomyContent
from samstad.domain.cycle.models import Report, Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report
from samstad.reports.council_report import collect_round, round_document

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
ADDRESS = "/uppfoljning/2017/t1/"
PARK = EconomyContent("operations", "Park", "running", "mnkr", Decimal("10.5"), Decimal(4), Decimal(11), None, "Snö.")
ROOF = EconomyContent("operations", "Tak", "investment", "mnkr", Decimal(30), Decimal(0), Decimal(30))
RENT = EconomyContent("adjustment", "Hyra", "running", "mnkr", asked=Decimal(4), explanation="Högre hyra.")


@pytest.fixture(autouse=True)
def city() -> None:
    cache.clear()
    for slug in ("farsta", "tyst"):
        b.board(slug, f"{slug.capitalize()} nämnd", short_name=slug.capitalize())
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, **WHO)


def send_out(slug: str, *rows: EconomyContent) -> None:
    report = Report.objects.select_related("round__pack", "organisation__area", "pack").get(organisation__slug=slug)
    if rows:
        actions.store_economy(report=report, rows=rows, version=0, **WHO)
    Report.objects.filter(pk=report.pk).update(state="approved")
    report.refresh_from_db()
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), **WHO)


def page(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


def test_every_form_has_the_rows_of_the_page(client: Client) -> None:
    send_out("farsta", PARK, ROOF, RENT)
    cells = Cells()
    cells.feed(page(client).split('id="ekonomi"')[1].split("</section>")[0])
    rows = [[norm(text) for text in row] for row in cells.rows if row]
    assert rows[0] == ["Farsta", "mnkr", "10,5", "4,0", "11,0", "−0,5"]
    assert [row[0] for row in rows] == ["Farsta", "Summa för 1 av 2"] * 3
    document = docx.Document(BytesIO(client.get(f"{ADDRESS}ekonomi.docx").content))
    words = [[norm(cell.text) for cell in row.cells] for table in document.tables for row in table.rows[1:]]
    assert words == rows
    book = openpyxl.load_workbook(BytesIO(client.get(f"{ADDRESS}ekonomi.xlsx").content))
    stored = [row for sheet in book.worksheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [plain(row) for row in stored] == [plain(row) for row in rows]
    text = client.get(f"{ADDRESS}ekonomi.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text, newline=""), delimiter=";"))[1:]
    assert [plain(line[1:]) for line in lines] == [plain(row) for row in rows]
    told = json.loads(client.get(f"{ADDRESS}ekonomi.json").content)
    assert [plain(list(record.values())[1:]) for record in told["rows"]] == [plain(row) for row in rows]
    assert told["silent"] == [{"slug": "tyst", "name": "Tyst", "sent_out": False}]
    pages = pypdf.PdfReader(BytesIO(client.get(f"{ADDRESS}ekonomi.pdf").content)).pages
    printed = letters("".join(one.extract_text() for one in pages))
    assert all(letters(cell) in printed for row in rows for cell in row)


def plain(row: Any) -> list[str]:
    """The cells that say something, a number as it would be calculated with."""
    texts = [norm("" if cell is None else str(cell)).removeprefix("'").replace("−", "-") for cell in row]
    return [re.sub(r"\.0$", "", text.replace(",", ".")) if re.match(r"-?\d", text) else text for text in texts if text]


def test_the_roll_ups_document_has_the_section_and_keeps_it_as_published(client: Client) -> None:
    send_out("farsta", PARK)
    of_round = Round.objects.get()
    actions.publish_roll_up(of_round=of_round, collect=collect_round, on=date(2017, 6, 20), **WHO)
    send_out("tyst", replace(PARK, name="Väg"))
    frozen = render_html(round_document(of_round))
    assert "Summa för 1 av 2" in frozen
    assert "Summa för 2 av 2" in page(client)


def test_a_draft_is_not_told(client: Client) -> None:
    report = Report.objects.get(organisation__slug="farsta")
    actions.store_economy(report=report, rows=[PARK], version=0, **WHO)
    assert 'id="ekonomi"' not in page(client)
    assert client.get(f"{ADDRESS}ekonomi.csv").status_code == 404


def test_a_meeting_sees_deviations_and_requests_and_how_many_are_silent(client: Client) -> None:
    send_out("farsta", PARK, ROOF, RENT)
    shown = page(client, f"{ADDRESS}mote/")
    assert "Farsta, drift: avvikelse −0,5 mnkr, budget 10,5 mnkr." in shown
    assert "investering: avvikelse" not in shown, "what keeps its budget is no exception"
    assert "Farsta begär 4 mnkr" in shown
    assert "1 av 2 har inte redovisat någon ekonomi" in shown


def test_economy_asks_the_database_nothing_more(client: Client) -> None:
    send_out("tyst")
    few = queries(client)
    send_out("farsta", PARK, ROOF, RENT)
    assert queries(client) == few


def queries(client: Client) -> int:
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ADDRESS).status_code == 200
    return len(asked)


def test_a_form_that_is_not_given_is_not_found(client: Client) -> None:
    send_out("farsta", PARK)
    assert client.get(f"{ADDRESS}ekonomi.exe").status_code == 404


def test_the_rows_of_a_past_day_are_those_that_were_sent_out(client: Client) -> None:
    send_out("farsta", PARK)
    assert "Farsta" in page(client, f"{ADDRESS}ekonomi.csv")
    assert "Farsta" in page(client, f"{ADDRESS}ekonomi.csv?datum=2017-05-11")
    assert client.get(f"{ADDRESS}ekonomi.csv?datum=2017-05-10").status_code == 404
