"""The rounds of a year: which of them boards write in, and rounds of several years that are open at once."""

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import WRITTEN_BY_BOARDS, RoundKind
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import due_rows, find_report
from samstad.domain.people.actors import COMMAND_LINE

pytestmark = pytest.mark.django_db


def open_round(year: int, kind: str) -> Round:
    return actions.open_round(year=year, kind=kind, cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)


@pytest.mark.parametrize("kind", RoundKind)
def test_only_rounds_that_boards_write_in_give_them_a_report(kind: RoundKind) -> None:
    board = b.board()
    opened = open_round(2018, kind)
    assert [report.organisation for report in opened.reports.all()] == ([board] if kind in WRITTEN_BY_BOARDS else [])


def test_rounds_of_three_years_are_open_at_once_with_a_report_each() -> None:
    board = b.board(slug="farsta")
    for year, kind in ((2017, "vb"), (2018, "vp"), (2019, "underlag")):
        open_round(year, kind)
        report = find_report("farsta", year, kind)
        assert report is not None
        assert report.organisation == board


def test_a_budget_proposal_asks_for_nothing_row_by_row() -> None:
    board = b.board(slug="farsta")
    b.goal("Trygga torg", owner=board, year=2018)
    open_round(2018, "underlag")
    report = find_report("farsta", 2018, "underlag")
    assert report is not None
    assert report.planning
    assert due_rows(report).goals == []
