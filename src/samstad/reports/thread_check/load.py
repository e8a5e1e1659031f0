"""The thread read out of the database: a fixed number of queries, however large the city is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from samstad.domain.organisation.models import Organisation
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaListEntry
from samstad.domain.programmes.models import (
    Answer,
    Contribution,
    FocusArea,
    ProgrammeActivity,
    ProgrammeGoal,
    Question,
    SteeringDocument,
)
from samstad.domain.steering.choices import MUST_ANSWER, GoalRoleKind
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityGoal,
    Goal,
    GoalArea,
    GoalIndicator,
    GoalLink,
    GoalRole,
    Indicator,
    Value,
)
from samstad.reports.thread_check.graph import (
    ActivityNode,
    Body,
    ContributionNode,
    GoalNode,
    Group,
    IndicatorNode,
    ProgrammeNode,
    QuestionNode,
    Thread,
)
from samstad.reports.thread_check.load_asked import load_asked, load_called

RESPONSIBLE = (GoalRoleKind.DECIDES, GoalRoleKind.FOLLOWS_UP, GoalRoleKind.LEADS)


def load_thread(*, on: date, year: int) -> Thread:
    """The city as it stands on the day, with the goals and activities that live in the year; 32 queries."""
    asked = load_asked(year)
    goals, activities = _goals(year), _activities(year)
    for key, answers in asked.activities.items():  # what a plan answers with serves the goal it answers
        if key in activities:
            activities[key] = replace(activities[key], goals=activities[key].goals | answers)
    roles = list(GoalRole.objects.values_list("goal_id", "organisation_id", "role"))
    return Thread(
        on=on,
        year=year,
        bodies=_bodies(year),
        goals=goals,
        activities=activities,
        indicators=_indicators(on),
        programmes=_programmes(),
        questions=_questions(on),
        contributions=tuple(
            ContributionNode(*row)
            for row in Contribution.objects.values_list(
                "organisation_id", "programme_id", "activity_id", "goal_id", "theme_printed"
            )
            if row[2] in activities
        ),
        links=frozenset(
            (low, up)
            for low, up in {*GoalLink.objects.values_list("lower_id", "upper_id"), *asked.goals}
            if {low, up} <= goals.keys()
        ),
        must_answer=frozenset((goal, body) for goal, body, role in roles if role in MUST_ANSWER),
        responsible=frozenset(goal for goal, _body, role in roles if role in RESPONSIBLE),
        area_parents=dict(Area.objects.values_list("pk", "parent_id")),
        prioritised=frozenset(
            AreaListEntry.objects.filter(area__kind=AreaKind.DISTRICT).values_list("area_id", flat=True)
        ),
        requests=asked.requests,
        called=load_called(on),
        accounted=asked.accounted,
        words_only=asked.words_only,
        planned=asked.planned,
    )


def _bodies(year: int) -> dict[int, Body]:
    """The bodies that exist at some time in the year."""
    exists = (Q(valid_from=None) | Q(valid_from__year__lte=year)) & (Q(valid_to=None) | Q(valid_to__year__gte=year))
    rows = Organisation.objects.filter(exists).values_list("pk", "slug", "name", "kind")
    return {pk: Body(slug, name, kind) for pk, slug, name, kind in rows}


def _goals(year: int) -> dict[int, GoalNode]:
    alive = Q(year=year) | (Q(year=None) & (Q(valid_to=None) | Q(valid_to__year__gte=year)))
    programme = dict(ProgrammeGoal.objects.values_list("goal_id", "document_id"))
    areas = _sets(GoalArea.objects.values_list("goal_id", "area_id"))
    rows = Goal.objects.filter(alive, ended=False).select_related("level", "pack")
    return {
        goal.pk: GoalNode(
            slug=goal.slug,
            title=goal.title,
            level=goal.level.name,
            sphere=goal.level.sphere,
            judged=goal.level.judged,
            kind=goal.kind,
            year=goal.year,
            owner=goal.owner_id,
            programme=programme.get(goal.pk),
            group=_group(goal),
            valid_from=goal.valid_from,
            valid_to=goal.valid_to,
            areas=areas[goal.pk],
            example=bool(goal.pack and goal.pack.example),
        )
        for goal in rows
    }


def _activities(year: int) -> dict[int, ActivityNode]:
    programme = dict(ProgrammeActivity.objects.values_list("activity_id", "document_id"))
    goals = _sets(ActivityGoal.objects.values_list("activity_id", "goal_id"))
    areas = _sets(ActivityArea.objects.values_list("activity_id", "area_id"))
    rows = Activity.objects.filter(Q(year=year) | Q(year=None)).exclude(end__year__lt=year, year=None)
    rows = rows.select_related("pack")
    return {
        row.pk: ActivityNode(
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            owner=row.owner_id,
            year=row.year,
            start=row.start,
            end=row.end,
            programme=programme.get(row.pk),
            group=_group(row),
            goals=goals[row.pk],
            areas=areas[row.pk],
            example=bool(row.pack and row.pack.example),
        )
        for row in rows
    }


def _indicators(on: date) -> dict[int, IndicatorNode]:
    goals = _sets(GoalIndicator.objects.values_list("indicator_id", "goal_id"))
    first: dict[int, int] = {}
    known = Value.objects.filter(known_from__lte=on, value__isnull=False)
    for indicator, period in known.order_by().values_list("indicator_id", "period").distinct():
        if period[:4].isdigit():
            first[indicator] = min(int(period[:4]), first.get(indicator, 9999))
    rows = Indicator.objects.values_list("pk", "slug", "name", "owner_id", "pack__example")
    return {
        pk: IndicatorNode(slug, name, owner, goals[pk], first.get(pk), bool(example))
        for pk, slug, name, owner, example in rows
    }


def _programmes() -> dict[int, ProgrammeNode]:
    focus = _sets(FocusArea.objects.values_list("document_id", "area_id"))
    rows = SteeringDocument.objects.values_list(
        "pk", "slug", "title", "kind", "owner_id", "area_id", "valid_from", "valid_to"
    )
    return {
        pk: ProgrammeNode(slug, title, kind, owner, area, focus[pk], valid_from, valid_to)
        for pk, slug, title, kind, owner, area, valid_from, valid_to in rows
    }


def _questions(on: date) -> tuple[QuestionNode, ...]:
    """The questions asked by the day, with the activity of the latest answer given by then."""
    answers = Answer.objects.filter(answered_on__lte=on).order_by("answered_on", "pk")
    latest = dict(answers.values_list("question_id", "activity_id"))
    rows = Question.objects.filter(asked_on__lte=on).values_list(
        "pk", "programme_id", "asked_id", "text", "asked_on", "pack__example"
    )
    return tuple(
        QuestionNode(programme, asked, text, asked_on, pk in latest, latest.get(pk), bool(example))
        for pk, programme, asked, text, asked_on, example in rows
    )


def _group(row: Goal | Activity) -> Group:
    return Group(row.target_sex, row.target_age_from, row.target_age_to)


def _sets(pairs: Iterable[tuple[Any, Any]]) -> defaultdict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return defaultdict(frozenset, {key: frozenset(values) for key, values in found.items()})
