"""The elected reader's two minutes: what needs the board's decision, and what deviates in its latest follow-up."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from samstad.domain.access import Grants
from samstad.domain.cycle.choices import FOLLOW_UP, PUBLIC_STATES, Judgement, ReportState
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, Report
from samstad.domain.steering.choices import NEEDS_EXPLANATION

AT_MOST = 5
"""So many of each kind: two minutes is what there is, and the report has the rest."""


@dataclass(frozen=True, slots=True)
class TwoMinutes:
    """One report. `goals` and `activities` are the gravest of `goal_count` and `activity_count`."""

    report: Report
    to_decide: bool
    goals: tuple[GoalJudgement, ...]
    goal_count: int
    activities: tuple[ActivityRow, ...]
    activity_count: int
    example: bool

    @property
    def more(self) -> int:
        return self.goal_count + self.activity_count - len(self.goals) - len(self.activities)


def reads_at(grants: Grants) -> list[int]:
    """The boards where a person holds a role that gives no deed: they are there to read."""
    return [pk for pk, held in grants.at_board.items() if not held]


def read_two_minutes(boards: Collection[int]) -> tuple[TwoMinutes, ...]:
    """What the boards are to decide, then their latest follow-up; three queries, none without boards."""
    if not boards:
        return ()
    latest = _to_read(boards)
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


def _to_read(boards: Collection[int]) -> list[Report]:
    """All that is sent out and not decided, and each board's latest follow-up: a decided plan deviates in nothing."""
    latest: dict[int, Report] = {}
    undecided: dict[int, Report] = {}
    reports = Report.objects.filter(organisation__in=boards, state__in=PUBLIC_STATES)
    for report in reports.select_related("round", "organisation", "pack").order_by("sent_out_on", "pk"):
        if report.round.kind in FOLLOW_UP:
            latest[report.organisation_id] = report
        if report.state == ReportState.SENT_OUT:
            undecided[report.pk] = report
    found = undecided | {report.pk: report for report in latest.values()}
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
        bool(report.pack and report.pack.example),
    )
