"""Next year's plan of a board, prepared beside this year's: goals with what they come from, and what goes on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.lineage import Choice, NextGoal, Unclear, next_goals
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record, record_rows
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityGoal,
    ActivityParty,
    Goal,
    GoalArea,
    GoalIndicator,
    GoalLineage,
    GoalLink,
    GoalRole,
    RollOver,
)
from samstad.domain.steering.queries.rollover import OldPlan, read_old_plan
from samstad.refusals import Refusal

GOAL_FIELDS = (
    "level_id", "number", "text", "kind", "modality", "horizon", "reference_area_id", "order",
    "target_group", "target_sex", "target_age_from", "target_age_to",
)  # fmt: skip
ACTIVITY_FIELDS = (
    "kind", "title", "text", "modality", "start", "end", "continuous", "origin", "order",
    "target_group", "target_sex", "target_age_from", "target_age_to",
)  # fmt: skip


@dataclass
class _Made:
    """What has been made so far: new goals by the old goal that they come from, and new activities by the old one."""

    board: Organisation
    to_year: int
    goals: dict[int, list[Goal]] = field(default_factory=dict)
    activities: dict[int, Activity] = field(default_factory=dict)
    ties: list[ActivityGoal] = field(default_factory=list)


@transaction.atomic
def roll_over(
    *,
    board: Organisation,
    from_year: int,
    choices: Mapping[str, Choice] | None = None,
    going_on: Collection[str] | None = None,
    by: Actor,
    at: datetime,
) -> RollOver:
    """The board's plan for the year after, made of the year's: this year's plan is not touched.

    `choices` are by the goal's address; a goal without one is carried as it is. `going_on` are the addresses of the
    activities that are carried, by default those that have not ended. Targets are left: they are set anew each year.
    """
    require(by, Permission.PLAN, on=localdate(at), board=board)
    rules.check_year(from_year + 1)
    kept = _claim(board, from_year, by, at)
    old = read_old_plan(board, from_year)
    if not old.goals and not old.activities:
        raise Refusal("no_plan", _("Det finns ingen plan för %(year)d att föra över.") % {"year": from_year})
    made = _Made(board, from_year + 1)
    _make_goals(old, _planned(old, choices or {}), made)
    _make_activities(old, going_on, made)
    kept.made = _named(made)
    kept.save(update_fields=["made"])
    counts = {
        "goals": [len(old.goals), len(_new_goals(made))],
        "activities": [len(old.activities), len(made.activities)],
    }
    record(
        "roll_over", subject="steering.plan", key=f"{board.slug}/{made.to_year}", board=board.slug, by=by, at=at,
        change=counts,
    )  # fmt: skip
    for action, subject, slugs in (
        ("add_goal", "steering.goal", kept.made["goals"]),
        ("add_activity", "steering.activity", kept.made["activities"]),
    ):
        record_rows(action, subject=subject, changes=((slug, {}) for slug in slugs), board=board.slug, by=by, at=at)
    return kept


def _claim(board: Organisation, from_year: int, by: Actor, at: datetime) -> RollOver:
    """The year is taken before anything is made, so that of two who prepare it at once the second is told."""
    year = from_year + 1
    try:
        with transaction.atomic():
            return RollOver.objects.create(
                organisation=board, from_year=from_year, to_year=year, by_name=by.name, at=at
            )
    except IntegrityError:
        sentence = _("Planen för %(year)d är redan förberedd. Ångra den först.")
        raise Refusal("already", sentence % {"year": year}) from None


def _planned(old: OldPlan, choices: Mapping[str, Choice]) -> list[NextGoal]:
    told = {
        "unknown": _("”%(goal)s” är inget mål i planen. Läs om sidan."),
        "no_title": _("Skriv den nya lydelsen av ”%(goal)s”."),
        "one_part": _("Skriv minst två lydelser när ”%(goal)s” delas, en per rad."),
        "no_target": _("Välj ett annat mål som följer med, som ”%(goal)s” går upp i."),
    }
    titles = {goal.slug: goal.title for goal in old.goals}
    try:
        planned = next_goals(list(titles.items()), choices)
    except Unclear as fault:
        raise Refusal(fault.code, told[fault.code] % {"goal": titles.get(fault.goal, fault.goal)}) from None
    for goal in planned:
        rules.check_title(goal.title)
    return planned


def _make_goals(old: OldPlan, planned: Sequence[NextGoal], made: _Made) -> None:
    by_slug = {goal.slug: goal for goal in old.goals}
    slugs = _addresses(old.taken_goals, [by_slug[goal.model].slug for goal in planned], made.to_year)
    new = [
        Goal(
            slug=slug,
            owner=made.board,
            year=made.to_year,
            title=goal.title,
            **_copied(by_slug[goal.model], GOAL_FIELDS),
        )
        for slug, goal in zip(slugs, planned, strict=True)
    ]
    Goal.objects.bulk_create(new)
    lineage = []
    for goal, next_goal in zip(new, planned, strict=True):
        for source, kind in next_goal.sources:
            made.goals.setdefault(by_slug[source].pk, []).append(goal)
            lineage.append(GoalLineage(before=by_slug[source], after=goal, kind=kind))
    GoalLineage.objects.bulk_create(lineage)
    GoalArea.objects.bulk_create(_once(GoalArea, old.areas, made, ("area_id",)))
    GoalRole.objects.bulk_create(_once(GoalRole, old.roles, made, ("organisation_id", "role", "control", "source")))
    GoalIndicator.objects.bulk_create(_once(GoalIndicator, old.indicators, made, ("indicator_id", "proxy", "note")))
    GoalLink.objects.bulk_create(_links(old, made))


def _links(old: OldPlan, made: _Made) -> Iterable[GoalLink]:
    """To the same goal above where it has no year, else to what became of it; where that is not known, to none."""
    seen: set[tuple[int, int]] = set()
    for link in old.links:
        uppers = [link.upper_id] if link.upper.year is None else old.successors.get(link.upper_id, [])
        for goal in made.goals.get(link.lower_id, []):
            for upper in uppers:
                if (goal.pk, upper) not in seen:
                    seen.add((goal.pk, upper))
                    yield GoalLink(lower=goal, upper_id=upper, meaning=link.meaning)


def _make_activities(old: OldPlan, going_on: Collection[str] | None, made: _Made) -> None:
    carried = [
        activity
        for activity in old.activities
        if (activity.pk in old.unfinished if going_on is None else activity.slug in going_on)
    ]
    slugs = _addresses(old.taken_activities, [activity.slug for activity in carried], made.to_year)
    new = [
        Activity(
            slug=slug, owner=made.board, year=made.to_year, carried_from=activity, **_copied(activity, ACTIVITY_FIELDS)
        )
        for slug, activity in zip(slugs, carried, strict=True)
    ]
    Activity.objects.bulk_create(new)
    made.activities = {activity.pk: copy for activity, copy in zip(carried, new, strict=True)}
    ActivityArea.objects.bulk_create(
        ActivityArea(activity=made.activities[row.activity_id], area_id=row.area_id)
        for row in old.activity_areas
        if row.activity_id in made.activities
    )
    ActivityParty.objects.bulk_create(
        ActivityParty(
            activity=made.activities[row.activity_id], organisation_id=row.organisation_id, role=row.role, note=row.note
        )
        for row in old.activity_parties
        if row.activity_id in made.activities
    )
    ties = _ties(old, made)
    ActivityGoal.objects.bulk_create(ties)
    made.ties = [tie for tie in ties if tie.activity_id not in {copy.pk for copy in new}]


def _ties(old: OldPlan, made: _Made) -> list[ActivityGoal]:
    """Copies to the new goals; and work without a year, which goes on by itself, to them beside the old."""
    found: dict[tuple[int, int], ActivityGoal] = {}
    for row in old.ties:
        copy = made.activities.get(row.activity_id)
        if copy is None and row.activity_id not in old.lasting:
            continue
        own = [goal.pk for goal in made.goals.get(row.goal_id, [])]
        other = (
            []
            if own or copy is None
            else old.successors.get(row.goal_id, [row.goal_id] * (row.goal_id in old.yearless))
        )
        activity = copy.pk if copy else row.activity_id
        for goal in own or other:
            found[activity, goal] = ActivityGoal(activity_id=activity, goal_id=goal)
    return list(found.values())


def _goals_of_others(old: OldPlan, goal: int) -> list[int]:
    """What became of another's goal; the goal itself where it lasts, and nothing where the next is not known."""
    return [goal] if goal in old.yearless else old.successors.get(goal, [])


def _once(model: Any, rows: Iterable[Any], made: _Made, fields: tuple[str, ...]) -> list[Any]:
    """A copy of each row for each new goal, once even where two old goals became one."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        for goal in made.goals.get(row.goal_id, []):
            values = _copied(row, fields)
            found.setdefault((goal.pk, values[fields[0]], values.get("role")), model(goal=goal, **values))
    return list(found.values())


def _copied(row: Any, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields}


def _addresses(taken: set[str], old: Sequence[str], year: int) -> list[str]:
    """The old addresses with the new year in place of the old one, or after; numbered where somebody has them."""
    used, found = set(taken), []
    for slug in old:
        stem = slug.replace(str(year - 1), str(year)) if str(year - 1) in slug else f"{slug[:110]}-{year}"
        free, number = stem, 2
        while free in used:
            free, number = f"{stem[:110]}-{number}", number + 1
        used.add(free)
        found.append(free)
    return found


def _new_goals(made: _Made) -> set[str]:
    return {goal.slug for goals in made.goals.values() for goal in goals}


def _named(made: _Made) -> dict[str, Any]:
    return {
        "goals": sorted(_new_goals(made)),
        "activities": sorted(activity.slug for activity in made.activities.values()),
        "ties": [tie.pk for tie in made.ties],
    }
