"""Two people press at the same moment, in two processes on the same database: one deed is done, one is told."""

import os
from datetime import date
from pathlib import Path

import pytest
from tests import builders as b
from tests.faults.processes import Place, at_once
from tests.faults.test_killed import a_plan, a_report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.actions import roll_over
from samstad.reports.board_report import collect_report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked"),
]


@pytest.fixture
def report() -> Report:
    """A report that waits for approval."""
    made: Report = a_report()
    Report.objects.update(state="ready")
    made.refresh_from_db(fields=["state"])
    return made


def test_two_heads_approve_at_once_and_one_approval_is_recorded(report: Report, tmp_path: Path) -> None:
    heads = [b.actor("approver", report.organisation, name) for name in ("Ada Lind", "Bo Ek")]

    def approve(head: Actor) -> None:
        actions.approve(report=report, by=head, at=b.NOON)

    place = Place(tmp_path)
    place.renew()
    before = _approvals(place)
    assert sorted(at_once(place, *(lambda head=head: approve(head) for head in heads))) == ["done", "moved_on"]
    assert _approvals(place) == before + 1


def test_two_secretaries_enter_the_decision_at_once_and_the_text_is_frozen_once(report: Report, tmp_path: Path) -> None:
    Report.objects.update(state="sent_out", sent_out_on=date(2017, 5, 11))
    report.refresh_from_db()

    def decide() -> None:
        actions.decide(
            report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7",
            by=COMMAND_LINE, at=b.NOON,
        )  # fmt: skip

    place = Place(tmp_path)
    assert sorted(at_once(place, decide, decide)) == ["done", "moved_on"]
    content = place.content()
    assert (len(content["cycle_decision"]), len(content["cycle_snapshot"])) == (1, 1)


def test_the_next_year_is_prepared_once_when_two_prepare_it_at_once(tmp_path: Path) -> None:
    board = a_plan()

    def prepare() -> None:
        roll_over(board=board, from_year=2017, by=COMMAND_LINE, at=b.NOON)

    place = Place(tmp_path)
    told = at_once(place, prepare, prepare)
    assert sorted(told) == ["already", "done"]
    assert len(place.content()["steering_rollover"]) == 1


def _approvals(place: Place) -> int:
    return sum("approve" in row for row in place.content()["history_event"])
