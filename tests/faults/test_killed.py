"""The program is killed at any moment of sign-off, roll-over, upload or a plan taken in: on restart all or nothing."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests import builders as b
from tests.domain.cycle.test_tertial import answer_all
from tests.faults.processes import Place, killed_before_each_write
from tests.sources.figure_upload.files import city, kept, write

from samstad.domain.cycle import actions
from samstad.domain.cycle.queries import find_report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import roll_over, undo_roll_over
from samstad.domain.steering.choices import Sphere
from samstad.reports.board_report import collect_report
from samstad.sources.figure_upload import store
from samstad.sources.plan_sheet import PlanLine, store_plan, try_plan

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed where processes are forked"),
]
Deed = Callable[[], object]


def a_report() -> Any:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd")
    own = b.goal("Tryggheten ökar", under=b.goal("Trygg stad", sphere="council"), owner=farsta)
    b.indicator("Feriejobb", for_goal=own, slug="feriejobb", owner=farsta, periodicity="tertial")
    b.activity(farsta, "Nattvandringar", for_goal=own, slug="nattvandring")
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, by=COMMAND_LINE, at=b.NOON)
    report = find_report("farsta", 2017, "t1")
    assert report is not None
    answer_all(report)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    return report


def send_out(tmp_path: Path) -> Deed:
    report = a_report()
    return lambda: actions.send_out(
        report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON
    )


def decide(tmp_path: Path) -> Deed:
    report = a_report()
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    return lambda: actions.decide(
        report=report, collect=collect_report, meeting_date=date(2017, 5, 18), paragraph="7", by=COMMAND_LINE, at=b.NOON
    )


def a_plan() -> Any:
    board = b.board("farsta")
    goal = b.goal("Tryggheten ökar", owner=board, under=b.goal("Trygg stad", sphere="council"))
    b.indicator("Feriejobb", for_goal=goal, owner=board)
    b.activity(board, "Nattvandringar", for_goal=goal)
    return board


def roll(tmp_path: Path) -> Deed:
    board = a_plan()
    return lambda: roll_over(board=board, from_year=2017, by=COMMAND_LINE, at=b.NOON)


def undo(tmp_path: Path) -> Deed:
    prepared = roll_over(board=a_plan(), from_year=2017, by=COMMAND_LINE, at=b.NOON)
    return lambda: undo_roll_over(prepared=prepared, reason="För tidigt.", by=COMMAND_LINE, at=b.NOON)


def upload(tmp_path: Path) -> Deed:
    city()
    path = write(tmp_path, "kod;indikator;år;värde\nfarsta;bistand;2016;7,1\nalvsjo;bistand;2016;3,2\n")
    tried = kept(path)
    return lambda: store(path, tried, leave_out_refused=False, by=COMMAND_LINE, at=b.NOON)


def take_in(tmp_path: Path) -> Deed:
    b.level(Sphere.BOARD)
    board = b.board("farsta")
    lines = (
        PlanLine(2, "goal", "Trygghet", "namndmal"),
        PlanLine(3, "indicator", "Andel trygga", under=(0,), own_target="80"),
        PlanLine(4, "activity", "Nattvandringar", under=(0,)),
    )
    return lambda: store_plan(
        try_plan(lines, board=board, year=2018), board=board, year=2018, by=COMMAND_LINE, at=b.NOON
    )


DEEDS = [send_out, decide, roll, undo, upload, take_in]


@pytest.mark.parametrize("prepare", DEEDS, ids=lambda one: one.__name__)
def test_killed_before_any_write_it_leaves_nothing_behind_and_can_be_done_again(
    prepare: Callable[[Path], Deed], tmp_path: Path
) -> None:
    deed = prepare(tmp_path)
    place = Place(tmp_path)
    place.renew()
    before = place.content()
    writes = 0
    for number in killed_before_each_write(place, deed):
        assert place.content() == before, f"killed before write {number}"
        writes = number
    assert writes > 1
    assert place.content() != before
