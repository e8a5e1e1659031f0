"""An exchange sheet is numbered and dated, says what stood and what stands now, and is a document of its own."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, form, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Indicator
from samstad.reports.board_report import collect_report, correction_sheets

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
PUBLIC = "/uppfoljning/2017/t1/farsta/"
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def decided(client: Client, report: Report) -> Report:
    enter(client, b.person("Sara", ("reporter", report.organisation))).post(ADDRESS, form())
    actions.hand_in(report=report, **WHO)
    actions.approve(report=report, **WHO)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), **WHO)
    decide(report)
    return report


def decide(report: Report) -> Snapshot:
    return actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", **WHO
    )  # fmt: skip


def correct(report: Report, note: str, on: date, **content: Any) -> Snapshot:
    made = actions.ReportContent(**content)
    return actions.correct(report=report, content=made, note=note, collect=collect_report, on=on, **WHO)


def jobs(outcome: str) -> list[actions.IndicatorContent]:
    return [actions.IndicatorContent(Indicator.objects.get(slug="feriejobb"), outcome=Decimal(outcome))]


def test_sheets_are_numbered_and_dated_and_say_what_stood_and_what_stands(client: Client, decided: Report) -> None:
    correct(decided, "Fel antal.", date(2017, 6, 1), indicators=jobs("1234.5"))
    correct(decided, "Fel ord.", date(2017, 6, 8), sections={"summary": "Vi är framme."})
    page = client.get(PUBLIC).content.decode()
    assert "Utbytesblad 1, 1 juni 2017" in page
    assert "Feriejobb, Utfall: 140,5 → 1\N{NO-BREAK SPACE}234,5" in page
    assert "Utbytesblad 2, 8 juni 2017" in page
    assert "Sammanfattande analys: Vi är på väg. → Vi är framme." in page


def test_each_sheet_is_held_against_the_one_before(decided: Report) -> None:
    correct(decided, "Ett.", date(2017, 6, 1), indicators=jobs("150"))
    correct(decided, "Två.", date(2017, 6, 8), indicators=jobs("160"))
    sheets = correction_sheets(list(decided.snapshots.all()))
    outcomes = [next(line for line in sheet.lines if line.field == "Utfall") for sheet in sheets]
    assert [(line.before, line.after) for line in outcomes] == [("140,5", "150"), ("150", "160")]


def test_a_sheet_is_a_document_of_its_own(client: Client, decided: Report) -> None:
    correct(decided, "Fel antal.", date(2017, 6, 1), indicators=jobs("1234.5"))
    answer = client.get(f"{PUBLIC}utbytesblad-1.docx")
    assert "farsta-2017-t1-utbytesblad-1.docx" in answer["Content-Disposition"]
    word = docx.Document(BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Utbytesblad 1" in text
    assert "Fel antal." in text
    table = word.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Vad", "Uppgift", "Stod", "Står nu"]
    assert ["Feriejobb", "Utfall", "140,5", "1\N{NO-BREAK SPACE}234,5"] in [
        [cell.text for cell in row.cells] for row in table.rows
    ]
    assert client.get(f"{PUBLIC}utbytesblad-1.pdf").content.startswith(b"%PDF-")


def test_a_sheet_that_does_not_exist_is_not_found(client: Client, decided: Report) -> None:
    assert client.get(f"{PUBLIC}utbytesblad-1.pdf").status_code == 404


def test_a_report_without_sheets_shows_none(client: Client, decided: Report) -> None:
    assert "Utbytesblad" not in client.get(PUBLIC).content.decode()


def test_freezing_asks_little_of_the_database(client: Client, report: Report) -> None:
    """With files and all, the decision stays within thirty statements."""
    enter(client, b.person("Sara", ("reporter", report.organisation))).post(ADDRESS, form())
    actions.attach_file(
        report=report, file_name="a.csv", content=b"a;b\n1;2\n", title="Tabell", **WHO
    )  # fmt: skip
    actions.hand_in(report=report, **WHO)
    actions.approve(report=report, **WHO)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), **WHO)
    with CaptureQueriesContext(connection) as asked:
        decide(report)
    assert len(asked) <= 30
