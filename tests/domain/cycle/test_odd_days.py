"""Meetings, corrections and paragraphs that cannot be: told apart when they are entered, whoever enters them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b
from tests.domain.cycle.test_tertial import farsta, report, to_sent_out

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Decision, Report, Snapshot
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Indicator, Value
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report
from samstad.web.desk import written

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the tertial
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
SENT_OUT, MEETING, LATER = date(2017, 5, 11), date(2017, 5, 18), date(2017, 5, 19)


def decide(report: Report, **other: Any) -> Snapshot:
    asked: dict[str, Any] = {"meeting_date": MEETING, "paragraph": "7", **other}
    return actions.decide(report=report, collect=collect_report, **asked, **WHO)


def correct(report: Report, on: date, outcome: Decimal | None = Decimal(150), reason: str = "") -> Snapshot:
    row = actions.IndicatorContent(Indicator.objects.get(slug="feriejobb"), outcome=outcome, missing_reason=reason)
    content = actions.ReportContent(indicators=[row])
    return actions.correct(report=report, content=content, note="Fel.", collect=collect_report, on=on, **WHO)


def known() -> list[tuple[str, int | None]]:
    rows = Value.objects.filter(indicator__slug="feriejobb").order_by("known_from", "pk")
    return [(str(row.status), None if row.value is None else int(row.value)) for row in rows]


@pytest.mark.parametrize("treat", [actions.table, actions.refer_back])
def test_a_meeting_before_the_report_was_sent_out_treats_nothing(report: Report, treat: Any) -> None:
    to_sent_out(report, SENT_OUT)
    with pytest.raises(Refusal) as refused:
        treat(report=report, meeting_date=date(2017, 5, 10), **WHO)
    assert refused.value.code == "before_sent_out"
    assert not Decision.objects.exists()


def test_a_correction_before_the_decision_would_leave_the_wrong_figure_standing_and_is_refused(report: Report) -> None:
    to_sent_out(report, SENT_OUT)
    decide(report)
    with pytest.raises(Refusal) as refused:
        correct(report, on=date(2017, 5, 17))
    assert refused.value.code == "before_decided"
    correct(report, on=LATER)
    assert known()[-1] == ("final", 150)


@pytest.mark.parametrize(("wrote", "kept"), [("7", "7"), ("§ 7", "7"), ("§§ 7–9", "7–9"), (" 12 B ", "12 B")])
def test_a_paragraph_is_read_without_its_sign_which_pages_write_themselves(wrote: str, kept: str) -> None:
    assert written.paragraph(wrote) == kept


@pytest.mark.parametrize(("wrong", "code"), [(" ", "no_paragraph"), ("Se protokollet, paragraf 7", "long_paragraph")])
def test_a_paragraph_that_is_none_is_refused_and_not_cut(report: Report, wrong: str, code: str) -> None:
    to_sent_out(report, SENT_OUT)
    with pytest.raises(Refusal) as refused:
        decide(report, paragraph=wrong)
    assert refused.value.code == code
    with pytest.raises(Refusal):
        actions.table(report=report, meeting_date=MEETING, paragraph="x" * 21, **WHO)
    assert not Decision.objects.exists()


def test_a_figure_that_the_board_takes_out_again_is_no_longer_known(report: Report) -> None:
    to_sent_out(report, SENT_OUT)
    assert known() == [("final", 140)]
    row = report.indicator_rows.get()
    actions.save_indicator_row(
        report=report, indicator=row.indicator, version=row.version, outcome=None, comment="Osäkert.", **WHO
    )
    decide(report)
    assert known()[1:] == [("missing", None)]
    correct(report, on=LATER, outcome=Decimal(0))
    assert known()[2:] == [("final", 0)]


def test_a_split_by_sex_that_is_taken_out_again_is_no_longer_known(report: Report) -> None:
    Indicator.objects.filter(slug="feriejobb").update(by_sex=True)
    to_sent_out(report, SENT_OUT)
    row = report.indicator_rows.get()
    split: dict[str, Any] = {"outcome_women": Decimal(70), "outcome_men": Decimal(70)}
    saved = actions.save_indicator_row(
        report=report, indicator=row.indicator, version=row.version, outcome=Decimal(140), **split, **WHO
    )
    decide(report)
    assert saved.version == 2
    correct(report, on=LATER, outcome=Decimal(140))
    by_sex = Value.objects.filter(indicator__slug="feriejobb").order_by("known_from", "pk")
    assert {row.sex: row.value for row in by_sex} == {"": 140, "K": None, "M": None}
