"""On the way from the reporters to the head: what is marked, returned and handed out is stored, told and remembered."""

from typing import Any

import pytest
from tests import builders as b
from tests.domain.cycle.test_tertial import answer_all, farsta, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, ReportSection
from samstad.domain.cycle.queries import due_rows
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the tertial
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


def changes(action: str) -> list[Any]:
    return list(Event.objects.filter(action=action).order_by("pk").values_list("change", flat=True))


def told(name: str) -> list[str]:
    return list(Notice.objects.filter(user__name=name).order_by("pk").values_list("text", flat=True))


def test_a_mark_is_set_on_its_own_section_and_taken_away_again(report: Report) -> None:
    answer_all(report)
    for key, ready in (("goals", True), ("indicators", True), ("indicators", False)):
        actions.mark_section(report=report, key=key, ready=ready, **WHO)
    assert set(ReportSection.objects.filter(ready=True).values_list("key", flat=True)) == {"goals"}
    assert [change["ready"] for change in changes("mark_section")] == [[False, True], [False, True], [True, False]]


def test_what_is_returned_is_marked_ready_anew(report: Report) -> None:
    answer_all(report)
    actions.mark_section(report=report, key="goals", ready=True, **WHO)
    actions.hand_in(report=report, **WHO)
    actions.return_report(report=report, comment=" Förklara 140. ", **WHO)
    assert not report.sections.filter(ready=True).exists()
    assert report.comments.get().text == "Förklara 140."


def test_only_what_waits_for_approval_or_is_handed_in_is_returned(report: Report) -> None:
    with pytest.raises(Refusal, match="är ett utkast"):
        actions.return_report(report=report, comment="Mer.", **WHO)
    Report.objects.filter(pk=report.pk).update(state="sent_out")
    report.refresh_from_db()
    with pytest.raises(Refusal, match="väntar på beslut"):
        actions.return_report(report=report, comment="Mer.", **WHO)
    assert not report.comments.exists()


def test_each_is_told_when_it_is_their_turn(report: Report) -> None:
    for name, role in (("Kim", "coordinator"), ("Hed", "approver"), ("Sek", "secretary")):
        b.person(name, (role, report.organisation))
    answer_all(report)
    actions.hand_in(report=report, **WHO)
    assert (told("Hed"), told("Sek")) == ([f"{report} väntar på ditt godkännande."], [])
    actions.approve(report=report, **WHO)
    assert (told("Kim"), told("Sek")) == ([], [f"{report} är godkänd och kan sändas ut."])


def test_a_report_with_holes_names_three_and_says_that_there_are_more(report: Report) -> None:
    with pytest.raises(Refusal) as many:
        actions.hand_in(report=report, **WHO)
    assert many.value.sentence.count("”") == 6
    assert "…" in many.value.sentence
    assert "Uppdrag från fullmäktige" not in many.value.sentence
    with pytest.raises(Refusal) as few:
        actions.mark_section(report=report, key="goals", ready=True, **WHO)
    assert "…" not in few.value.sentence


def test_history_tells_who_had_a_row_before_and_who_has_it_now(report: Report) -> None:
    kim, sara = (b.person(name, ("reporter", report.organisation)) for name in ("Kim", "Sara"))
    activity = due_rows(report).activities[0]
    for responsible in (kim, sara, None):
        actions.assign_row(report=report, of=activity, responsible=responsible, **WHO)
    told_of = [change["responsible"] for change in changes("assign_row")]
    assert told_of == [[None, "Kim"], ["Kim", "Sara"], ["Sara", None]]
    assert report.activity_rows.get().responsible is None


def test_who_takes_a_row_is_not_told_what_they_did(report: Report) -> None:
    kim = b.person("Kim", ("coordinator", report.organisation))
    activity = due_rows(report).activities[0]
    actions.assign_row(report=report, of=activity, responsible=kim, by=Actor.of(kim), at=b.NOON)
    assert told("Kim") == []
    assert report.activity_rows.get().responsible == kim
