"""What a programme has led to: per goal its answers, judgements, measures and figures, whoever they are from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from samstad.domain.cycle.choices import PUBLIC_STATES
from samstad.domain.cycle.models import GoalJudgement
from samstad.domain.history.models import Pack
from samstad.domain.programmes.models import Contribution, ProgrammeActivity, ProgrammeGoal, Question, SteeringDocument
from samstad.domain.steering.choices import MUST_ANSWER
from samstad.domain.steering.models import (
    Activity,
    ActivityGoal,
    ActivityUpdate,
    Goal,
    GoalIndicator,
    GoalLink,
    GoalRole,
)
from samstad.reports.programme_committee import CommitteePage, read_committee_page
from samstad.reports.programme_report.years import Years, read_years


@dataclass(frozen=True)
class GoalFollowed:
    """`answers` are goals of boards that serve it; `silent` names bodies that must answer and have not."""

    goal: Goal
    answers: tuple[Goal, ...]
    silent: tuple[str, ...]
    judgements: tuple[GoalJudgement, ...]
    activities: tuple[tuple[Activity, ActivityUpdate | None], ...]
    indicators: tuple[GoalIndicator, ...]


@dataclass(frozen=True)
class ProgrammeFollowed:
    programme: SteeringDocument
    goals: tuple[GoalFollowed, ...]
    loose: tuple[tuple[Activity, ActivityUpdate | None], ...]
    questions: tuple[Question, ...]
    contributions: tuple[Contribution, ...]
    years: Years
    standing: CommitteePage
    example: bool


def follow(programme: SteeringDocument, *, on: date, year: int) -> ProgrammeFollowed:
    """The programme's follow-up in a fixed number of queries, whatever its size; `standing` is that of the year."""
    goals = [
        row.goal
        for row in ProgrammeGoal.objects.filter(document=programme)
        .select_related("goal__level", "goal__owner")
        .order_by("goal__level__rank", "goal__order", "goal__sort_key", "goal__slug")
    ]
    keys = [goal.pk for goal in goals]
    answers, roles = _answers(keys), _roles(keys)
    judgements, indicators = _judgements(keys), _indicators(keys)
    activities, loose = _activities(programme, keys)
    questions = Question.objects.filter(programme=programme).select_related("asked").prefetch_related("answers")
    contributions = Contribution.objects.filter(programme=programme).select_related("organisation", "activity")
    years = read_years(programme, goals, roles, judgements, upto=year)
    followed = tuple(
        GoalFollowed(
            goal,
            tuple(answers[goal.pk]),
            _silent(roles[goal.pk], answers[goal.pk], activities[goal.pk], years.spoken(goal)),
            tuple(judgements[goal.pk]),
            tuple(activities[goal.pk]),
            tuple(indicators[goal.pk]),
        )
        for goal in goals
    )
    standing = read_committee_page(programme, year=year, on=on)
    return ProgrammeFollowed(
        programme,
        followed,
        tuple(loose),
        tuple(questions),
        tuple(contributions),
        years,
        standing,
        standing.example or years.example or _example(programme, followed),
    )


def _answers(keys: list[int]) -> dict[int, list[Goal]]:
    found: dict[int, list[Goal]] = defaultdict(list)
    links = (
        GoalLink.objects.filter(upper__in=keys).exclude(lower__in=keys).select_related("lower__owner", "lower__level")
    )
    for link in links.order_by("lower__owner__sort_key", "lower__year", "pk"):
        found[link.upper_id].append(link.lower)
    return found


def _roles(keys: list[int]) -> dict[int, list[GoalRole]]:
    found: dict[int, list[GoalRole]] = defaultdict(list)
    for role in GoalRole.objects.filter(goal__in=keys, role__in=MUST_ANSWER).select_related("organisation"):
        found[role.goal_id].append(role)
    return found


def _judgements(keys: list[int]) -> dict[int, list[GoalJudgement]]:
    found: dict[int, list[GoalJudgement]] = defaultdict(list)
    rows = GoalJudgement.objects.filter(goal__in=keys, report__state__in=PUBLIC_STATES, version__gt=0)
    ordered = rows.select_related("report__round", "report__organisation", "report__pack").order_by(
        "report__round__year", "report__round__opened_on", "report__organisation__sort_key"
    )
    for row in ordered:
        found[row.goal_id].append(row)
    return found


def _indicators(keys: list[int]) -> dict[int, list[GoalIndicator]]:
    found: dict[int, list[GoalIndicator]] = defaultdict(list)
    for row in GoalIndicator.objects.filter(goal__in=keys).select_related("indicator"):
        found[row.goal_id].append(row)
    return found


def _activities(programme: SteeringDocument, keys: list[int]) -> tuple[dict[int, list[Any]], list[Any]]:
    """Activities by goal, and those in the programme outside every goal, each with its latest update."""
    own = Q(pk__in=ProgrammeActivity.objects.filter(document=programme).values("activity"))
    rows = list(
        Activity.objects.filter(own | Q(activity_goals__goal__in=keys))
        .distinct()
        .select_related("owner")
        .order_by("order", "sort_key", "slug")
    )
    latest = {u.activity_id: u for u in ActivityUpdate.objects.filter(activity__in=[a.pk for a in rows])}
    goals_of: dict[int, list[int]] = defaultdict(list)
    through = ActivityGoal.objects.filter(goal__in=keys)
    for activity_pk, goal_pk in through.values_list("activity_id", "goal_id"):
        goals_of[activity_pk].append(goal_pk)
    by_goal: dict[int, list[Any]] = defaultdict(list)
    loose = []
    for activity in rows:
        pair = (activity, latest.get(activity.pk))
        for goal_pk in goals_of[activity.pk]:
            by_goal[goal_pk].append(pair)
        if not goals_of[activity.pk]:
            loose.append(pair)
    return by_goal, loose


def _silent(roles: list[GoalRole], answers: list[Goal], activities: list[Any], in_plans: set[int]) -> tuple[str, ...]:
    spoken = in_plans | {goal.owner_id for goal in answers} | {activity.owner_id for activity, _update in activities}
    return tuple(sorted({role.organisation.name for role in roles if role.organisation_id not in spoken}))


def _example(programme: SteeringDocument, goals: tuple[GoalFollowed, ...]) -> bool:
    examples = set(Pack.objects.filter(example=True).values_list("pk", flat=True))
    packs = {programme.pack_id}
    for followed in goals:
        packs |= {followed.goal.pack_id, *(goal.pack_id for goal in followed.answers)}
        packs |= {row.report.pack_id for row in followed.judgements}
        packs |= {
            pack for pair in followed.activities for pack in (pair[0].pack_id, pair[1].pack_id if pair[1] else None)
        }
    return bool(packs & examples)
