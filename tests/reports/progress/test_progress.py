"""How far reports have come says the same for one as for many, and what the report itself says."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import Judgement
from samstad.domain.cycle.models import Report, Round
from samstad.domain.cycle.queries import due_rows, origin_of, unanswered
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import ActivityUpdate, GoalRole
from samstad.reports.progress import ReportProgress, read_progress
from samstad.reports.progress.due import count_rows

pytestmark = pytest.mark.django_db
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
PERIODS = ("tertial", "year", "even_years", "half_year")


@pytest.fixture
def reports() -> list[Report]:
    """Three boards with rows of every sort that a report asks for or leaves out, in four rounds of two years."""
    boards = [b.board(f"namnd-{n}") for n in range(3)]
    council = b.goal("KF", "council", 2017, slug="kf")
    later = b.goal("KF nästa år", "council", 2018, slug="kf-nasta")
    programme = b.goal("Program", "programme", None)
    GoalRole.objects.create(goal=programme, organisation=boards[0], role="concerned", control="part")
    GoalRole.objects.create(goal=later, organisation=boards[1], role="concerned", control="part")
    b.goal("Slutat", "local", None, owner=boards[0], valid_to=date(2016, 12, 31))
    b.goal("Slutar i år", "local", None, owner=boards[0], valid_to=date(2017, 6, 30))
    b.goal("Avslutat", owner=boards[0], ended=True)
    for board, period in product(boards, PERIODS):
        own = b.goal(under=council, owner=board)
        b.indicator(for_goal=own, owner=board, periodicity=period)
        b.indicator(for_goal=council, owner=board, periodicity=period, council=True)
        b.indicator(for_goal=own, periodicity=period, supplier="central")
    b.indicator(for_goal=programme, periodicity="tertial")
    b.indicator(for_goal=council, owner=boards[2], periodicity="tertial")
    for board in boards:
        for fields in ({}, {"year": None}, {"year": 2018}, {"start": date(2017, 7, 1)}, {"end": date(2016, 5, 1)}):
            b.activity(board, **fields)
        done = b.activity(board)
        ActivityUpdate.objects.create(activity=done, on=date(2017, 1, 1), status="done")
    for year, kind, cutoff in (
        (2017, "vp", None),
        (2017, "t1", date(2017, 4, 30)),
        (2017, "vb", None),
        (2018, "t2", None),
    ):
        actions.open_round(year=year, kind=kind, cutoff=cutoff, due=None, **WHO)
    return list(Report.objects.select_related("round", "organisation").order_by("pk"))


def some_answers(report: Report) -> None:
    """Every second row of the report is answered, one way or the other."""
    due = due_rows(report)
    mine = [row for row in due.indicators if row.supplier == "board"]
    actions.fill_report(
        report=report,
        content=actions.ReportContent(
            indicators=[actions.IndicatorContent(row, Decimal(1)) for row in mine[::2]],
            activities=[actions.ActivityContent(row, "done") for row in due.activities[::2]],
            judgements=[actions.JudgementContent(row, Judgement.FULL) for row in due.goals[::2]],
        ),
        **WHO,
    )
    for row in due.activities[::2]:
        ActivityUpdate.objects.create(activity=row, on=date(2017, 4, 30), status="done", origin=origin_of(report))


def test_rows_of_many_reports_are_counted_as_each_report_counts_its_own(reports: list[Report]) -> None:
    for report in reports[:5]:
        some_answers(report)
    counts = count_rows(reports)
    for report in reports:
        due = due_rows(report)
        asked = len(due.goals) + len(due.activities) + sum(row.supplier == "board" for row in due.indicators)
        left = sum(row.kind != "section" for row in unanswered(report))
        assert (counts[report.pk].asked, counts[report.pk].answered) == (asked, asked - left), str(report)
    assert len({count.asked for count in counts.values()}) > 3


def test_the_number_of_queries_does_not_grow_with_the_reports(
    reports: list[Report], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(18):
        read_progress(reports[3:4])
    with django_assert_num_queries(18):
        read_progress(reports[3:])


def one(report: Report) -> ReportProgress:
    report.refresh_from_db()
    return read_progress([report])[report.pk]


@pytest.fixture
def plan() -> Report:
    b.board("farsta")
    actions.open_round(year=2017, kind="vp", cutoff=None, due=None, **WHO)
    return Report.objects.select_related("round", "organisation").get()


def write(report: Report, key: str, version: int = 0, text: str = "Text.") -> None:
    actions.save_section_text(report=report, key=key, version=version, text=text, **WHO)


def approve(report: Report, key: str) -> None:
    version = next(chapter.version for chapter in one(report).chapters if chapter.key == key)
    actions.approve_chapter(
        report=report,
        key=key,
        version=version,
        by=b.actor("approver", report.organisation, "Siv"),
        at=b.NOON + timedelta(hours=1),
    )


def test_a_plan_goes_from_nothing_to_all_chapter_by_chapter(plan: Report) -> None:
    assert (one(plan).written, one(plan).approved) == (0, 0)
    for done, key in enumerate(
        ("summary", "dialogplan", "jamstalldhet", "barnkonsekvens", "upphandling", "ekonomi"), 1
    ):
        write(plan, key)
        approve(plan, key)
        assert (one(plan).written, one(plan).approved) == (done * 100 // 6, done * 100 // 6)


def test_a_voluntary_chapter_counts_once_it_is_written(plan: Report) -> None:
    write(plan, "goals")
    found = one(plan)
    assert found.written == 100 // 7
    assert [chapter.written for chapter in found.chapters if chapter.begun] == [100]


def test_a_change_after_the_approval_says_so_and_counts_no_more(plan: Report) -> None:
    write(plan, "summary")
    approve(plan, "summary")
    chapter = one(plan).chapters[0]
    assert (chapter.part.approved, chapter.approved_by, chapter.lost) == (True, "Siv", False)
    write(plan, "summary", 1, "Annat.")
    chapter = one(plan).chapters[0]
    assert (chapter.part.approved, chapter.approved_by, chapter.lost) == (False, "", True)


def test_a_report_that_is_handed_in_by_its_office_is_approved_as_a_whole(plan: Report) -> None:
    Report.objects.update(state="approved")
    assert one(plan).approved == 100


def test_rows_count_where_no_chapter_takes_them() -> None:
    board = b.board("farsta")
    b.goal(owner=board)
    b.activity(board)
    opened = Round.objects.create(slug="2017-t1", year=2017, kind="t1", opened_on=date(2017, 4, 1))
    report = Report.objects.create(round=opened, organisation=board)
    assert [chapter.key for chapter in one(report).chapters] == ["summary"]
    write(report, "summary")
    assert one(report).written == 33
