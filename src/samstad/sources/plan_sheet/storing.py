"""A tried plan is taken in by the same actions that a person uses: all of it, or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions import (
    ActivityPlan,
    add_activity,
    add_city_goal,
    add_city_indicator,
    add_goal,
    add_indicator,
    change_activity,
    follow_goal,
    set_council_target,
    set_target,
)
from samstad.domain.steering.choices import Direction
from samstad.domain.steering.models import Activity, Goal, GoalLevel, Indicator
from samstad.refusals import Refusal
from samstad.sources.plan_sheet.trial import Judged, Trial


@transaction.atomic
def store_plan(
    trial: Trial, *, board: Organisation | None, year: int, leave_out_refused: bool = False, by: Actor, at: datetime
) -> int:
    """How many lines were new or changed. Refused lines stop it all unless they are left out on purpose."""
    if trial.counts["refused"] and not leave_out_refused:
        first = next(one for one in trial.lines if one.state == "refused")
        sentence = _("Rad %(row)d, ”%(title)s”: %(reason)s Inget är inläst.")
        said = {"row": first.line.row, "title": first.line.title[:60], "reason": first.reason}
        raise Refusal("hindered", sentence % said)
    goals: dict[int, Goal] = {}
    for place, one in sorted(enumerate(trial.lines), key=lambda pair: pair[1].line.kind != "goal"):
        if one.state == "refused":
            continue
        above = [goals[at_place] for at_place in one.line.under if at_place in goals]
        if one.line.kind == "goal":
            goals[place] = _goal(one, above, board, year, by, at)
        elif one.state != "known" and board is None:
            _city_indicator(one, above, year, by, at)
        elif one.state != "known" and board is not None:
            keep = _indicator if one.line.kind == "indicator" else _activity
            keep(one, above, board, year, by, at)
    return trial.counts["new"] + trial.counts["changed"]


def _goal(one: Judged, above: list[Goal], board: Organisation | None, year: int, by: Actor, at: datetime) -> Goal:
    if isinstance(one.found, Goal):
        return one.found
    line, under = one.line, above[0] if above else None
    if board is None:
        level = GoalLevel.objects.get(slug=line.level)
        return add_city_goal(level=level, year=year, number=line.number, title=line.title, under=under, by=by, at=at)
    return add_goal(owner=board, year=year, number=line.number, title=line.title, under=under, by=by, at=at)


def _indicator(one: Judged, goals: list[Goal], board: Organisation, year: int, by: Actor, at: datetime) -> None:
    indicator = one.found if isinstance(one.found, Indicator) else None
    if indicator is None:
        indicator = add_indicator(
            owner=board, goal=goals[0], name=one.line.title, unit=one.unit, direction=Direction.NEUTRAL,
            periodicity=one.periodicity, by=by, at=at,
        )  # fmt: skip
    for goal in goals:
        follow_goal(owner=board, goal=goal, indicator=indicator, by=by, at=at)
    if one.target is not None:
        set_target(indicator=indicator, owner=board, year=year, value=one.target, by=by, at=at)


def _city_indicator(one: Judged, goals: list[Goal], year: int, by: Actor, at: datetime) -> None:
    indicator = one.found if isinstance(one.found, Indicator) else None
    indicator = add_city_indicator(
        goals=goals, indicator=indicator, name=one.line.title, unit=one.unit, periodicity=one.periodicity, by=by, at=at
    )
    if one.target is not None:
        set_council_target(indicator=indicator, year=year, value=one.target, by=by, at=at)


def _activity(one: Judged, goals: list[Goal], board: Organisation, year: int, by: Actor, at: datetime) -> None:
    found = one.found
    if isinstance(found, Activity):
        plan = ActivityPlan(
            found.title, kind=found.kind, start=one.start or found.start, end=one.end or found.end,
            continuous=found.continuous,
        )  # fmt: skip
        change_activity(activity=found, plan=plan, by=by, at=at)
        return
    plan = ActivityPlan(one.line.title, start=one.start, end=one.end, goals=tuple(goals))
    add_activity(owner=board, year=year, plan=plan, by=by, at=at)
