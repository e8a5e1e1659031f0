"""A board's plan for a year: goals with what they serve, how they are followed, and what is done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from samstad.calculations.targets import WITHOUT_VALUE, Aim
from samstad.domain.cycle.queries import activities_of, goals_of, indicators_of, themes_of
from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Sphere, TargetKind
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalIndicator, GoalLink, Indicator, Target
from samstad.domain.steering.queries import aim_of, softened


@dataclass(frozen=True)
class PlannedIndicator:
    """`own` and `council` are the targets of the year; one for a gap may stand beside one of another kind.

    `own_before` and `council_before` are sharper targets that stood earlier in the year.
    """

    indicator: Indicator
    own: tuple[Aim, ...]
    council: tuple[Aim, ...]
    own_before: Decimal | None
    council_before: Decimal | None


@dataclass(frozen=True)
class PlannedGoal:
    """`serves` are the goals above; an own goal can be reworded."""

    goal: Goal
    serves: tuple[Goal, ...]
    indicators: tuple[PlannedIndicator, ...]
    activities: tuple[Activity, ...]
    own: bool


@dataclass(frozen=True)
class BoardPlan:
    goals: tuple[PlannedGoal, ...]
    themes: tuple[tuple[Goal, tuple[Activity, ...]], ...]
    loose: tuple[Activity, ...]
    uppers: tuple[Goal, ...]
    example: bool


def board_plan(board: Organisation, year: int) -> BoardPlan:
    """The plan in a fixed number of queries; `uppers` are the goals a new goal may be tied to.

    `themes` hold the activities of a theme as a whole.
    """
    goals = list(goals_of(board, year))
    keys = [goal.pk for goal in goals]
    indicators = {i.pk: i for i in indicators_of(board, goals)}
    own_targets, council_targets = _targets(board, year, list(indicators))
    followed: dict[int, list[PlannedIndicator]] = defaultdict(list)
    for row in GoalIndicator.objects.filter(goal__in=keys, indicator__in=indicators):
        followed[row.goal_id].append(
            PlannedIndicator(
                indicators[row.indicator_id],
                own_targets[row.indicator_id].aims,
                council_targets[row.indicator_id].aims,
                own_targets[row.indicator_id].before,
                council_targets[row.indicator_id].before,
            )
        )
    serves: dict[int, list[Goal]] = defaultdict(list)
    for link in GoalLink.objects.filter(lower__in=keys).select_related("upper").order_by("upper__level__rank", "pk"):
        serves[link.lower_id].append(link.upper)
    activities = {a.pk: a for a in activities_of(board, year)}
    done: dict[int, list[Activity]] = defaultdict(list)
    themes = list(themes_of(board))
    themed = {theme.pk for theme in themes}
    tied = set()
    for activity_pk, goal_pk in ActivityGoal.objects.filter(activity__in=activities).values_list("activity", "goal"):
        done[goal_pk].append(activities[activity_pk])
        if goal_pk in keys or goal_pk in themed:
            tied.add(activity_pk)
    held = tuple((theme, tuple(done[theme.pk])) for theme in themes if done[theme.pk])
    planned = tuple(
        PlannedGoal(
            goal,
            tuple(serves[goal.pk]),
            tuple(followed[goal.pk]),
            tuple(done[goal.pk]),
            goal.level.sphere == Sphere.BOARD,
        )
        for goal in goals
    )
    loose = tuple(activity for pk, activity in activities.items() if pk not in tied)
    return BoardPlan(planned, held, loose, tuple(_uppers(board, year)), _example(goals, list(activities.values())))


@dataclass
class _Standing:
    """The targets of one indicator, and the sharper one that stood earlier in the year."""

    aims: tuple[Aim, ...] = ()
    before: Decimal | None = None


def _targets(board: Organisation, year: int, keys: list[int]) -> tuple[dict[int, _Standing], dict[int, _Standing]]:
    """The board's targets and the council's by indicator: the latest of each, with a gap apart from other kinds."""
    chosen = Target.objects.filter(
        Q(area=None) | Q(area=board.area_id), Q(organisation=board) | Q(organisation=None),
        Q(value__isnull=False) | Q(kind__in=WITHOUT_VALUE), indicator__in=keys, year=year, sex="", age_group="",
    )  # fmt: skip
    rows = list(chosen.select_related("indicator").order_by("known_from", "pk"))
    sharper = softened(rows, on=date.max)
    latest = {(row.organisation_id, row.indicator_id, row.kind == TargetKind.GAP): row for row in rows}
    own: dict[int, _Standing] = defaultdict(_Standing)
    council: dict[int, _Standing] = defaultdict(_Standing)
    for row in latest.values():
        standing = (own if row.organisation_id else council)[row.indicator_id]
        standing.aims += (aim_of(row),)
        standing.before = standing.before if standing.before is not None else sharper.get(row.pk)
    return own, council


def _uppers(board: Organisation, year: int) -> list[Goal]:
    city = Goal.objects.filter(level__sphere__in=(Sphere.COUNCIL, Sphere.PROGRAMME), level__judged=True, year=year)
    local = Goal.objects.filter(level__sphere=Sphere.LOCAL, owner=board, level__judged=False)
    lasting = Goal.objects.filter(level__sphere=Sphere.PROGRAMME, level__judged=True, year=None)
    rows = city | lasting | local
    return list(rows.order_by("level__rank", "order", "number", "sort_key"))


def _example(goals: list[Goal], activities: list[Activity]) -> bool:
    examples = set(Pack.objects.filter(example=True).values_list("pk", flat=True))
    return any(row.pack_id in examples for row in goals) or any(row.pack_id in examples for row in activities)
