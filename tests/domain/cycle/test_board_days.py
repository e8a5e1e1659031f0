"""A board's steps with its report: whose they are, on which days, who is told, and in words of both languages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from tests import builders as b
from tests.domain.cycle.test_tertial import answer_all, farsta, report, to_sent_out

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.cycle.rules import must_be
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import CITY_ROLES, Role
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.refusals import NotAllowed, Refusal
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


def leave(person: User, last: date) -> None:
    RoleAssignment.objects.filter(user=person).update(valid_to=last)


def test_who_has_left_is_not_told_of_the_boards_reports(report: Report) -> None:
    here, left, closed = (b.person(name, ("coordinator", report.organisation)) for name in ("Kim", "Lo", "Mo"))
    leave(left, date(2017, 5, 1))
    leave(here, date(2017, 5, 2))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    coming = b.person("Bo", ("approver", report.organisation))
    RoleAssignment.objects.filter(user=coming).update(valid_from=date(2017, 5, 3))
    answer_all(report)
    actions.hand_in(report=report, **WHO)
    actions.return_report(report=report, comment="Förklara 140.", **WHO)
    assert set(Notice.objects.values_list("user__name", flat=True)) == {"Kim"}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARY])
def test_only_the_secretary_enters_what_the_board_does(report: Report, role: Role) -> None:
    who: dict[str, Any] = {"by": b.actor(role, None if role in CITY_ROLES else report.organisation), "at": b.NOON}
    frozen: dict[str, Any] = {"report": report, "collect": collect_report, **who}
    Report.objects.filter(pk=report.pk).update(state="approved")
    report.refresh_from_db()
    with pytest.raises(NotAllowed, match="sända ut rapporten"):
        actions.send_out(on=SENT, **frozen)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: actions.decide(meeting_date=MEETING, paragraph="7", **frozen),
        lambda: actions.table(report=report, meeting_date=MEETING, **who),
        lambda: actions.refer_back(report=report, meeting_date=MEETING, **who),
        lambda: actions.verify(report=report, **who),
        lambda: actions.correct(content=actions.ReportContent(), note="Fel ord.", on=MEETING, **frozen),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed, match="föra in nämndens beslut"):
            deed()
    assert not Snapshot.objects.exists()


def test_what_is_referred_back_is_worked_on_again_chapter_by_chapter(report: Report) -> None:
    answer_all(report)
    actions.mark_section(report=report, key="summary", ready=True, **WHO)
    Report.objects.filter(pk=report.pk).update(state="approved")
    report.refresh_from_db()
    actions.send_out(report=report, collect=collect_report, on=SENT, **WHO)
    actions.refer_back(report=report, meeting_date=MEETING, motivation="Komplettera.", **WHO)
    assert not report.sections.filter(ready=True).exists()
    assert Report.objects.get(pk=report.pk).submitted_on is None


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
