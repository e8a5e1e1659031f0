"""How many rows each of many reports asks for and has, in a constant number of queries.

The same rows as `cycle.queries.due_rows` and `unanswered`, which ask for one report at a time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from samstad.calculations.periods import is_due
from samstad.domain.cycle.choices import PLANNING
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, IndicatorRow, Report
from samstad.domain.cycle.queries import CITY_SPHERES, ENDED, OWN_SPHERES, origin_of
from samstad.domain.steering.choices import Sphere, Supplier
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, GoalIndicator, GoalLink, GoalRole, Indicator
from samstad.reports.board_report.lines import ReportLines

Pairs = dict[int, set[int]]


@dataclass(frozen=True)
class RowCount:
    asked: int
    answered: int


@dataclass
class _Steering:
    """What boards answer for, read once; keys are primary keys."""

    goals: list[Goal]
    served: Pairs = field(default_factory=lambda: defaultdict(set))
    followed: Pairs = field(default_factory=lambda: defaultdict(set))
    indicators: list[Indicator] = field(default_factory=list)
    activities: dict[int, list[Activity]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def count_rows(reports: Sequence[Report]) -> dict[int, RowCount]:
    """Per report (primary key) the rows it asks for and those answered; ten queries. A plan asks for none."""
    asked = [report for report in reports if report.round.kind not in PLANNING]
    counts = {report.pk: RowCount(0, 0) for report in reports}
    if not asked:
        return counts
    steering = _read({report.organisation_id for report in asked})
    told = _answered(asked)
    for report in asked:
        due = _due(report, steering)
        counts[report.pk] = RowCount(len(due), len(due & told[report.pk]))
    return counts


def rows_in(report: Report, lines: ReportLines) -> RowCount:
    """The same of one report that has been read."""
    if report.planning:
        return RowCount(0, 0)
    asked = [row for row in lines.indicators if not row.central]
    measured = sum(row.answered.version > 0 and (row.outcome is not None or row.missing_reason != "") for row in asked)
    rest = [row.answered for row in lines.goals] + [row.answered for row in lines.activities]
    return RowCount(len(asked) + len(rest), measured + sum(row.version > 0 for row in rest))


def _read(boards: set[int]) -> _Steering:
    city, own = Q(level__sphere__in=CITY_SPHERES), Q(level__sphere__in=OWN_SPHERES, owner__in=boards)
    found = _Steering(list(Goal.objects.filter(city | own, level__judged=True, ended=False).select_related("level")))
    for goal, board in GoalRole.objects.filter(organisation__in=boards).values_list("goal_id", "organisation_id"):
        found.served[board].add(goal)
    links = GoalLink.objects.filter(lower__owner__in=boards, lower__level__sphere=Sphere.BOARD)
    for goal, owner in links.values_list("upper_id", "lower__owner_id"):
        if owner is not None:
            found.served[owner].add(goal)
    for indicator, goal in GoalIndicator.objects.values_list("indicator_id", "goal_id"):
        found.followed[indicator].add(goal)
    found.indicators = list(Indicator.objects.filter(supplier=Supplier.BOARD))
    for activity in Activity.objects.filter(owner__in=boards):
        found.activities[activity.owner_id].append(activity)
    updates = ActivityUpdate.objects.filter(activity__owner__in=boards, status__in=ENDED)
    for activity_pk, origin in updates.values_list("activity_id", "origin"):
        found.ended[activity_pk].add(origin)
    return found


def _due(report: Report, steering: _Steering) -> set[tuple[str, int]]:
    board, year = report.organisation_id, report.round.year
    goals = {goal.pk for goal in steering.goals if _asks(goal, board, year, steering.served[board])}
    due = {("goal", pk) for pk in goals}
    for row in steering.indicators:
        followed = goals & steering.followed[row.pk] and (row.council or row.owner_id in (board, None))
        if (followed or row.owner_id == board) and is_due(row.periodicity, report.round.kind, year):
            due.add(("indicator", row.pk))
    origin, cutoff = origin_of(report), report.round.cutoff
    return due | {
        ("activity", row.pk)
        for row in steering.activities[board]
        if _in_year(row, year, cutoff) and not steering.ended[row.pk] - {origin}
    }


def _asks(goal: Goal, board: int, year: int, served: set[int]) -> bool:
    if goal.year not in (year, None) or (goal.year is None and goal.valid_to and goal.valid_to.year < year):
        return False
    return goal.owner_id == board if goal.level.sphere in OWN_SPHERES else goal.pk in served


def _in_year(row: Activity, year: int, cutoff: date | None) -> bool:
    planned = row.year in (year, None) and (row.end is None or row.end.year >= year)
    return planned and not (cutoff and row.start and row.start > cutoff)


def _answered(reports: Iterable[Report]) -> dict[int, set[tuple[str, int]]]:
    keys = [report.pk for report in reports]
    told: dict[int, set[tuple[str, int]]] = defaultdict(set)
    judged = GoalJudgement.objects.filter(report__in=keys, version__gt=0)
    measured = IndicatorRow.objects.filter(report__in=keys, version__gt=0).exclude(outcome=None, missing_reason="")
    done = ActivityRow.objects.filter(report__in=keys, version__gt=0)
    for report, goal in judged.values_list("report_id", "goal_id"):
        told[report].add(("goal", goal))
    for report, indicator in measured.values_list("report_id", "indicator_id"):
        told[report].add(("indicator", indicator))
    for report, activity in done.values_list("report_id", "activity_id"):
        told[report].add(("activity", activity))
    return told
