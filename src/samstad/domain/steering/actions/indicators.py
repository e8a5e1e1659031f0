"""A board follows its goals: own indicators and values, each new figure beside the old."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules
from samstad.domain.steering.actions.naming import free_slug
from samstad.domain.steering.actions.protection import protect_figures
from samstad.domain.steering.choices import Direction, Periodicity, Sphere, Supplier, ValueStatus
from samstad.domain.steering.models import Goal, GoalIndicator, Indicator, Value
from samstad.refusals import Refusal


@transaction.atomic
def add_indicator(
    *,
    owner: Organisation,
    goal: Goal,
    name: str,
    unit: str,
    direction: str = Direction.HIGHER,
    periodicity: str = Periodicity.TERTIAL,
    by_sex: bool = False,
    by: Actor,
    at: datetime,
) -> Indicator:
    """The board's own indicator of a goal."""
    require(by, Permission.PLAN, on=localdate(at), board=owner)
    rules.check_followed(goal, owner=owner)
    plain = rules.check_title(name)
    made = Indicator.objects.create(
        slug=free_slug(Indicator, f"{owner.slug}-{slug(plain, longest=50)}"),
        name=plain,
        unit=rules.check_title(unit, longest=80),
        direction=Direction(direction),
        periodicity=Periodicity(periodicity),
        by_sex=by_sex,
        owner=owner,
        supplier=Supplier.BOARD,
    )
    GoalIndicator.objects.create(goal=goal, indicator=made)
    record("add_indicator", subject="steering.indicator", key=made.slug, board=owner.slug, by=by, at=at)
    return made


@transaction.atomic
def add_city_indicator(
    *,
    goals: Sequence[Goal],
    indicator: Indicator | None,
    name: str,
    unit: str,
    periodicity: str = Periodicity.YEAR,
    by: Actor,
    at: datetime,
) -> Indicator:
    """The council's indicator of goals of the city: a new one, or one that there is, which then follows them too."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    if any(goal.level.sphere not in (Sphere.VISION, Sphere.COUNCIL) for goal in goals):
        raise Refusal("not_city", _("Fullmäktiges indikatorer följer visionens och fullmäktiges mål."))
    if indicator is None:
        plain = rules.check_title(name)
        indicator = Indicator.objects.create(
            slug=free_slug(Indicator, slug(plain, longest=100)),
            name=plain,
            unit=rules.check_title(unit, longest=80),
            direction=Direction.NEUTRAL,
            periodicity=Periodicity(periodicity),
            council=True,
        )
        record("add_indicator", subject="steering.indicator", key=indicator.slug, by=by, at=at)
    for goal in goals:
        if GoalIndicator.objects.get_or_create(goal=goal, indicator=indicator)[1]:
            change: dict[str, list[str | None]] = {"indicator": [None, indicator.slug]}
            record("follow_goal", subject="steering.goal", key=goal.slug, by=by, at=at, change=change)
    return indicator


@transaction.atomic
def follow_goal(*, owner: Organisation, goal: Goal, indicator: Indicator, by: Actor, at: datetime) -> GoalIndicator:
    """The goal is followed with an indicator that there is already; nothing more happens where it is so."""
    require(by, Permission.PLAN, on=localdate(at), board=owner)
    rules.check_followed(goal, owner=owner)
    rules.check_measured(indicator, owner=owner)
    tie, new = GoalIndicator.objects.get_or_create(goal=goal, indicator=indicator)
    if new:
        change: dict[str, list[str | None]] = {"indicator": [None, indicator.slug]}
        record("follow_goal", subject="steering.goal", key=goal.slug, board=owner.slug, by=by, at=at, change=change)
    return tie


def record_value(
    *,
    indicator: Indicator,
    owner: Organisation,
    period: str,
    value: Decimal | None,
    status: str = ValueStatus.FINAL,
    missing_reason: str = "",
    known_from: date,
    source: str = "",
    by: Actor,
    at: datetime,
) -> Value:
    """A figure as it is known from a day on; an earlier figure for the same period is superseded, never changed."""
    require(by, Permission.PLAN, on=localdate(at), board=owner)
    rules.check_measured(indicator, owner=owner)
    rules.check_value(value=value, status=status, missing_reason=missing_reason)
    made = Value.objects.create(
        indicator=indicator,
        organisation=owner,
        period=period,
        value=value,
        status=status,
        missing_reason=missing_reason.strip(),
        known_from=known_from,
        source=source,
    )
    record(
        "record_value",
        subject="steering.value",
        key=f"{indicator.slug}/{period}",
        board=owner.slug,
        by=by,
        at=at,
        change={"value": [None, None if value is None else str(value)]},
    )
    protect_figures([indicator.pk], by=by, at=at)
    return made
