"""Everything of a board's plan for a year that its next plan is made of, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q

from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import answered_for
from samstad.domain.steering.choices import ActivityStatus, Sphere
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityGoal,
    ActivityParty,
    ActivityUpdate,
    Goal,
    GoalArea,
    GoalIndicator,
    GoalLineage,
    GoalLink,
    GoalRole,
)

OWN = (Sphere.BOARD, Sphere.UNIT)
OVER = (ActivityStatus.DONE, ActivityStatus.BROKEN_OFF)


@dataclass(frozen=True)
class OldPlan:
    """The board's own goals and activities of the year with all that hangs on them.

    `unfinished` are activities that go on by their dates and their latest status; `lasting` those without a year, which
    need no copy; `successors` what goals of others became the next year; `yearless` goals that last.
    """

    goals: tuple[Goal, ...]
    activities: tuple[Activity, ...]
    areas: tuple[GoalArea, ...]
    roles: tuple[GoalRole, ...]
    indicators: tuple[GoalIndicator, ...]
    links: tuple[GoalLink, ...]
    ties: tuple[ActivityGoal, ...]
    activity_areas: tuple[ActivityArea, ...]
    activity_parties: tuple[ActivityParty, ...]
    unfinished: frozenset[int]
    lasting: frozenset[int]
    successors: dict[int, list[int]]
    yearless: frozenset[int]
    taken_goals: set[str]
    taken_activities: set[str]


def read_old_plan(board: Organisation, year: int) -> OldPlan:
    """Fourteen queries, whatever the size of the plan."""
    own = Goal.objects.filter(answered_for(board), year=year, level__sphere__in=OWN, ended=False)
    goals = tuple(own.select_related("level").order_by("order", "number", "sort_key", "slug"))
    done = Activity.objects.filter(answered_for(board)).filter(Q(year=year) | Q(year=None))
    every = list(done.order_by("order", "sort_key", "slug"))
    activities = tuple(activity for activity in every if activity.year is not None)
    lasting = frozenset(activity.pk for activity in every if activity.year is None)
    ties = tuple(ActivityGoal.objects.filter(activity__in=done).select_related("goal"))
    links = tuple(GoalLink.objects.filter(lower__in=own).select_related("upper").order_by("pk"))
    return OldPlan(
        goals,
        activities,
        tuple(GoalArea.objects.filter(goal__in=own).order_by("pk")),
        tuple(GoalRole.objects.filter(goal__in=own).order_by("pk")),
        tuple(GoalIndicator.objects.filter(goal__in=own).order_by("pk")),
        links,
        ties,
        tuple(ActivityArea.objects.filter(activity__in=done).order_by("pk")),
        tuple(ActivityParty.objects.filter(activity__in=done).order_by("pk")),
        _unfinished(board, activities, year),
        lasting,
        _successors({link.upper_id for link in links} | {tie.goal_id for tie in ties}, year + 1),
        frozenset(tie.goal_id for tie in ties if tie.goal.year is None),
        set(Goal.objects.filter(Q(year=year + 1) | Q(owner=board)).values_list("slug", flat=True)),
        set(Activity.objects.filter(owner=board).values_list("slug", flat=True)),
    )


def _unfinished(board: Organisation, activities: tuple[Activity, ...], year: int) -> frozenset[int]:
    updates = ActivityUpdate.objects.filter(activity__owner=board, activity__year=year)
    latest = dict(updates.order_by("pk").values_list("activity_id", "status"))
    return frozenset(
        activity.pk
        for activity in activities
        if latest.get(activity.pk) not in OVER
        and (activity.continuous or activity.end is None or activity.end.year > year)
    )


def _successors(goals: set[int], year: int) -> dict[int, list[int]]:
    rows = GoalLineage.objects.filter(before__in=goals, after__year=year).order_by("pk")
    found: dict[int, list[int]] = {}
    for before, after in rows.values_list("before_id", "after_id"):
        found.setdefault(before, []).append(after)
    return found
