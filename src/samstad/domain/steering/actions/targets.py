"""A board sets what an indicator is to reach, with all that it will be judged by."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from samstad.calculations.targets import Aim
from samstad.calculations.values import latest_known
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules
from samstad.domain.steering.choices import TargetKind
from samstad.domain.steering.models import Indicator, Target, Value

STARTS_FROM = (TargetKind.CHANGE, TargetKind.TRAJECTORY)


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    owner: Organisation,
    year: int,
    value: Decimal | None,
    kind: str = TargetKind.LEVEL,
    baseline: Decimal | None = None,
    baseline_period: str = "",
    end_year: int | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Target:
    """The board's own target for the year, from today on; an earlier one stays beside it.

    A change and a line start from the figure of `baseline_period` as it is known today, unless another is given.
    """
    require(by, Permission.PLAN, on=localdate(at), board=owner)
    rules.check_measured(indicator, owner=owner)
    rules.check_year(year)
    if baseline is None and kind in STARTS_FROM:
        baseline = _known(indicator, owner, baseline_period.strip(), on=localdate(at))
    aim = Aim(kind, value, year, indicator.direction, baseline, baseline_period.strip(), end_year)
    rules.check_aim(aim, owner=owner)
    before = Target.objects.filter(indicator=indicator, organisation=owner, year=year).last()
    made = Target.objects.create(
        indicator=indicator, organisation=owner, year=year, kind=kind, value=value, baseline=baseline,
        baseline_period=aim.baseline_period, end_year=end_year, known_from=localdate(at), note=note.strip(),
    )  # fmt: skip
    record(
        "set_target",
        subject="steering.target",
        key=f"{indicator.slug}/{year}",
        board=owner.slug,
        by=by,
        at=at,
        change=_change(before, made),
    )
    return made


@transaction.atomic
def set_council_target(*, indicator: Indicator, year: int, value: Decimal, by: Actor, at: datetime) -> Target:
    """The council's target for the year, from today on; an earlier one stays beside it."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    if not indicator.council:
        indicator.council = True
        indicator.save(update_fields=["council"])
    rules.check_year(year)
    before = Target.objects.filter(indicator=indicator, organisation=None, area=None, year=year).last()
    made = Target.objects.create(indicator=indicator, year=year, value=value, known_from=localdate(at))
    key = f"{indicator.slug}/{year}"
    record("set_target", subject="steering.target", key=key, by=by, at=at, change=_change(before, made))
    return made


def _known(indicator: Indicator, owner: Organisation, period: str, *, on: date) -> Decimal | None:
    """The figure of the period: the board's own, else its area's, else the city's."""
    rows = Value.objects.filter(indicator=indicator, period=period, sex="", age_group="", value__isnull=False)
    known = latest_known(
        (((row.organisation_id, row.area_id), row) for row in rows.order_by("known_from", "pk")), on=on
    )
    places = ((owner.pk, None), (None, owner.area_id), (None, None))
    return next((known[place].value for place in places if place in known), None)


def _change(before: Target | None, made: Target) -> dict[str, list[str | None]]:
    told: dict[str, list[str | None]] = {"value": [_text(before.value) if before else None, _text(made.value)]}
    for name in ("kind", "baseline", "baseline_period", "end_year"):
        old, new = (getattr(before, name) if before else None), getattr(made, name)
        if (old or None) != (new or None) and not (name == "kind" and before is None and new == TargetKind.LEVEL):
            told[name] = [_text(old), _text(new)]
    return told


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)
