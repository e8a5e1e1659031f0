"""The elected reader's two minutes: what needs the board's decision, and what deviates in its latest report."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from samstad.domain.access import Grants
from samstad.domain.cycle.choices import PUBLIC_STATES, Judgement, ReportState
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, Report
from samstad.domain.steering.choices import NEEDS_EXPLANATION

AT_MOST = 5
"""So many of each kind: two minutes is what there is, and the report has the rest."""


@dataclass(frozen=True, slots=True)
class TwoMinutes:
    """One board. `goals` and `activities` are the gravest of `goal_count` and `activity_count`."""

    report: Report
    to_decide: bool
    goals: tuple[GoalJudgement, ...]
    goal_count: int
    activities: tuple[ActivityRow, ...]
    activity_count: int

    @property
    def more(self) -> int:
        return self.goal_count + self.activity_count - len(self.goals) - len(self.activities)


def reads_at(grants: Grants) -> list[int]:
    """The boards where a person holds a role that gives no deed: they are there to read."""
    return [pk for pk, held in grants.at_board.items() if not held]


def read_two_minutes(boards: Collection[int]) -> tuple[TwoMinutes, ...]:
    """The latest report of each board that is sent out, those to decide first; three queries, none without boards."""
    if not boards:
        return ()
    latest = _latest(boards)
    keys = [report.pk for report in latest]
    goals: dict[int, list[GoalJudgement]] = defaultdict(list)
    departs = (Judgement.NOT, Judgement.PARTLY)
    judged = GoalJudgement.objects.filter(report__in=keys, judgement__in=departs).select_related("goal__level")
    for row in judged.order_by("goal__level__rank", "goal__number", "goal__sort_key"):
        goals[row.report_id].append(row)
    activities: dict[int, list[ActivityRow]] = defaultdict(list)
    deviating = ActivityRow.objects.filter(report__in=keys, status__in=NEEDS_EXPLANATION)
    for told in deviating.select_related("activity", "waiting_for").order_by("activity__sort_key"):
        activities[told.report_id].append(told)
    lines = [_line(report, goals[report.pk], activities[report.pk]) for report in latest]
    return tuple(sorted(lines, key=lambda line: not line.to_decide))


def _latest(boards: Collection[int]) -> list[Report]:
    found: dict[int, Report] = {}
    reports = Report.objects.filter(organisation__in=boards, state__in=PUBLIC_STATES)
    for report in reports.select_related("round", "organisation").order_by("sent_out_on", "pk"):
        found[report.organisation_id] = report
    return sorted(found.values(), key=lambda report: report.organisation.sort_key)


def _line(report: Report, goals: list[GoalJudgement], activities: list[ActivityRow]) -> TwoMinutes:
    gravest = sorted(goals, key=lambda row: row.judgement != Judgement.NOT)
    return TwoMinutes(
        report,
        report.state == ReportState.SENT_OUT,
        tuple(gravest[:AT_MOST]),
        len(goals),
        tuple(activities[:AT_MOST]),
        len(activities),
    )
