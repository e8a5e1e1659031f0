"""Targets and values. Nothing is overwritten: a new row stands beside the earlier ones and is the one that counts."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.steering import rules
from samstad.domain.steering.choices import Sex, Supplier, TargetKind, ValueStatus
from samstad.domain.steering.models import Goal, Indicator, Target, Value


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    organisation: Organisation | None,
    year: int,
    value: Decimal | None,
    kind: str = TargetKind.LEVEL,
    goal: Goal | None = None,
    area: Area | None = None,
    sex: str = "",
    age_group: str = "",
    note: str = "",
    source: str = "",
    by: Actor,
    at: datetime,
) -> Target:
    """The new target, known from today: a body's own, or the council's when `organisation` is None."""
    day = at.date()
    require(by, Permission.PLAN if organisation else Permission.ADMINISTER, on=day, board=organisation)
    rules.check_year(year)
    rules.check_choice(sex, Sex, name=_("kön"))
    rules.check_target(indicator, kind=kind, value=value, note=note, body=organisation)
    key = {
        "indicator": indicator,
        "organisation": organisation,
        "goal": goal,
        "area": area,
        "year": year,
        "sex": sex,
        "age_group": age_group.strip(),
    }
    before = Target.objects.filter(**key, known_from__lte=day).order_by("known_from", "pk").last()
    made = Target.objects.create(
        **key, kind=kind, value=value, known_from=day, note=note.strip(), source=source.strip()
    )
    record(
        "set_target",
        subject="steering.indicator",
        key=indicator.slug,
        board=organisation.slug if organisation else "",
        by=by,
        at=at,
        change={"year": [None, year], "value": [_text(before.value) if before else None, _text(value)]},
    )
    return made


@transaction.atomic
def record_value(
    *,
    indicator: Indicator,
    period: str,
    value: Decimal | None,
    status: str = ValueStatus.FINAL,
    missing_reason: str = "",
    organisation: Organisation | None = None,
    area: Area | None = None,
    sex: str = "",
    age_group: str = "",
    known_from: date | None = None,
    source: str = "",
    address: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Value:
    """The new value. A board gives values of the indicators it supplies; others are the administrator's."""
    supplier = organisation or indicator.owner
    boards_own = indicator.supplier == Supplier.BOARD and supplier is not None
    require(
        by,
        Permission.PLAN if boards_own else Permission.ADMINISTER,
        on=at.date(),
        board=supplier if boards_own else None,
    )
    known = known_from or at.date()
    rules.check_choice(sex, Sex, name=_("kön"))
    rules.check_value(
        period=period, value=value, status=status, missing_reason=missing_reason, known_from=known, today=at.date()
    )
    key = {
        "indicator": indicator,
        "organisation": organisation,
        "area": area,
        "period": period,
        "sex": sex,
        "age_group": age_group.strip(),
    }
    before = Value.objects.filter(**key, known_from__lte=known).order_by("known_from", "pk").last()
    made = Value.objects.create(
        **key,
        value=value,
        status=status,
        missing_reason=missing_reason.strip(),
        known_from=known,
        source=source.strip(),
        address=address.strip(),
        note=note.strip(),
    )
    record(
        "record_value",
        subject="steering.indicator",
        key=indicator.slug,
        board=supplier.slug if boards_own and supplier else "",
        by=by,
        at=at,
        change={"period": [None, period], "value": [_text(before.value) if before else None, _text(value)]},
    )
    return made


def _text(value: Decimal | None) -> str | None:
    """A number as it is written, without the zeros that the database adds."""
    return None if value is None else f"{value.normalize():f}"
