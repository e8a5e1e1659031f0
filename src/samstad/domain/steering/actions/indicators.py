"""A board follows its goals with an indicator of its own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules
from samstad.domain.steering.actions.parts import free_slug, slugs
from samstad.domain.steering.choices import Direction, Periodicity, Supplier
from samstad.domain.steering.models import Goal, GoalIndicator, Indicator

MOST_DECIMALS = 4


@transaction.atomic
def add_indicator(
    *,
    owner: Organisation,
    name: str,
    unit: str,
    goals: Sequence[Goal],
    definition: str = "",
    direction: str = Direction.NEUTRAL,
    periodicity: str = Periodicity.YEAR,
    decimals: int = 1,
    by_sex: bool = False,
    method: str = "",
    source: str = "",
    by: Actor,
    at: datetime,
) -> Indicator:
    """The board's own indicator, tied to the goals; its values are the board's to give."""
    require(by, Permission.PLAN, on=at.date(), board=owner)
    name = rules.check_text(name, longest=200, missing=_("Skriv vad indikatorn heter."))
    unit = rules.check_text(unit, longest=80, missing=_("Ange enheten, till exempel antal eller procent."))
    rules.check_choice(direction, Direction, name=_("riktning"), empty=False)
    rules.check_choice(periodicity, Periodicity, name=_("hur ofta den mäts"), empty=False)
    rules.check_followed(owner, goals)
    made = Indicator.objects.create(
        slug=free_slug(Indicator, name),
        name=name,
        unit=unit,
        owner=owner,
        supplier=Supplier.BOARD,
        definition=definition.strip(),
        direction=direction,
        periodicity=periodicity,
        decimals=min(max(decimals, 0), MOST_DECIMALS),
        by_sex=by_sex,
        method=method.strip(),
        source=source.strip(),
    )
    GoalIndicator.objects.bulk_create(GoalIndicator(goal=goal, indicator=made) for goal in dict.fromkeys(goals))
    record(
        "add_indicator",
        subject="steering.indicator",
        key=made.slug,
        board=owner.slug,
        by=by,
        at=at,
        change={"name": [None, name], "goals": [None, slugs(goals)]},
    )
    return made
