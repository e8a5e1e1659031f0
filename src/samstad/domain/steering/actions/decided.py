"""What a body above the board has decided during the year: a target, how an indicator reads, whose and for what."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules
from samstad.domain.steering.choices import TargetKind
from samstad.domain.steering.models import Goal, GoalIndicator, Indicator, Target
from samstad.domain.steering.queries.targets import standing_target
from samstad.refusals import Refusal


@transaction.atomic
def decide_target(
    *,
    indicator: Indicator,
    owner: Organisation | None,
    year: int,
    value: Decimal,
    decided_on: date,
    source: str = "",
    by: Actor,
    at: datetime,
) -> Target:
    """The new target, the council's own when `owner` is empty; the one it takes the place of stays beside it."""
    require(by, Permission.RECONCILE, on=localdate(at))
    rules.check_year(year)
    before = standing_target(indicator, owner, year)
    made = Target.objects.create(
        indicator=indicator,
        organisation=owner,
        goal=before.goal if before else None,
        area=before.area if before else None,
        kind=before.kind if before else TargetKind.LEVEL,
        year=year,
        value=value,
        known_from=max(decided_on, before.known_from) if before else decided_on,
        source=source[:300],
    )
    record(
        "decide_target",
        subject="steering.target",
        key=f"{indicator.slug}/{year}",
        board=owner.slug if owner else "",
        by=by,
        at=at,
        change={"value": [str(before.value) if before else None, str(value)]},
    )
    return made


@transaction.atomic
def rename_indicator(*, indicator: Indicator, name: str, by: Actor, at: datetime) -> Indicator:
    """The indicator under its new name; the old one stays in history, and in every frozen text."""
    require(by, Permission.RECONCILE, on=localdate(at))
    before, indicator.name = indicator.name, rules.check_title(name)
    indicator.save(update_fields=["name", "sort_key", "search_text"])
    record(
        "rename_indicator",
        subject="steering.indicator",
        key=indicator.slug,
        by=by,
        at=at,
        change={"name": [before, indicator.name]},
    )
    return indicator


@transaction.atomic
def redefine_indicator(*, indicator: Indicator, definition: str, by: Actor, at: datetime) -> Indicator:
    """The indicator as it is to be measured from now on; how it was defined stays in history."""
    require(by, Permission.RECONCILE, on=localdate(at))
    before, indicator.definition = indicator.definition, definition.strip()
    indicator.save(update_fields=["definition", "search_text"])
    change = {"definition": [before, indicator.definition]}
    record("redefine_indicator", subject="steering.indicator", key=indicator.slug, by=by, at=at, change=change)
    return indicator


@transaction.atomic
def follow_by_decision(*, goal: Goal, indicator: Indicator, by: Actor, at: datetime) -> GoalIndicator:
    """The goal is followed with the indicator as well."""
    require(by, Permission.RECONCILE, on=localdate(at))
    tie, new = GoalIndicator.objects.get_or_create(goal=goal, indicator=indicator)
    if new:
        change = {"indicator": [None, indicator.slug]}
        record("follow_goal", subject="steering.goal", key=goal.slug, by=by, at=at, change=change)
    return tie


@transaction.atomic
def move_indicator(*, indicator: Indicator, owner: Organisation, by: Actor, at: datetime) -> Indicator:
    """The indicator with another body responsible for it; who it was stays in history."""
    require(by, Permission.RECONCILE, on=localdate(at))
    if not owner.reports:
        raise Refusal("not_reporting", _("Välj en nämnd eller styrelse som lämnar rapporter."))
    before, indicator.owner = indicator.owner, owner
    indicator.save(update_fields=["owner"])
    record(
        "move_indicator",
        subject="steering.indicator",
        key=indicator.slug,
        board=owner.slug,
        by=by,
        at=at,
        change={"owner": [before.name if before else None, owner.name]},
    )
    return indicator
