"""The days on which a board treats its report follow each other, and each step has words in both languages."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from tests import builders as b
from tests.domain.cycle.test_tertial import farsta, report, to_sent_out

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.cycle.rules import must_be
from samstad.domain.people.actors import COMMAND_LINE
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the tertial
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
SENT, MEETING = date(2017, 5, 11), date(2017, 5, 18)


def decide(report: Report, on: date = MEETING) -> Snapshot:
    return actions.decide(report=report, collect=collect_report, meeting_date=on, paragraph="7", **WHO)


def correct(report: Report, on: date) -> Snapshot:
    content = actions.ReportContent(sections={"summary": "Vi är framme."})
    return actions.correct(report=report, content=content, note="Fel ord.", collect=collect_report, on=on, **WHO)


def test_no_meeting_treats_a_report_before_the_day_it_was_sent_out(report: Report) -> None:
    to_sent_out(report, SENT)
    before = date(2017, 5, 10)
    for deed in (
        lambda: decide(report, before),
        lambda: actions.table(report=report, meeting_date=before, paragraph="9", **WHO),
        lambda: actions.refer_back(report=report, meeting_date=before, motivation="Mer.", **WHO),
    ):
        with pytest.raises(Refusal, match="före utskicket"):
            deed()
    assert (report.state, report.decisions.count()) == ("sent_out", 0)


def test_a_report_may_be_decided_the_day_it_is_sent_out(report: Report) -> None:
    to_sent_out(report, SENT)
    assert decide(report, SENT).on == SENT


def test_an_exchange_sheet_is_not_older_than_the_decision_and_may_be_of_its_day(report: Report) -> None:
    to_sent_out(report, SENT)
    decide(report)
    with pytest.raises(Refusal, match="före beslutet"):
        correct(report, date(2017, 5, 17))
    assert (correct(report, MEETING).number, correct(report, date(2017, 6, 1)).number) == (1, 2)


@pytest.mark.parametrize("state", ReportState)
def test_what_stops_a_step_is_told_in_the_language_of_the_page(state: ReportState) -> None:
    with pytest.raises(Refusal, match=r"^Rapporten "):
        must_be(Report(state=state))
    with translation.override("en"), pytest.raises(Refusal, match=r"^The report "):
        must_be(Report(state=state))
