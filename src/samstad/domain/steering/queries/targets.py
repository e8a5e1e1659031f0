"""Which target stands, and which sharper one it took the place of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q

from samstad.calculations.targets import Aim, softened_from
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import NUMBER_TARGETS, TargetKind
from samstad.domain.steering.models import Indicator, Target


def target_key(row: Target) -> tuple[object, ...]:
    """What a later row takes the place of; a target for the gap stands beside the one for the level."""
    gap = row.kind == TargetKind.GAP
    return (row.indicator_id, row.organisation_id, row.area_id, row.goal_id, row.year, gap)


def aim_of(row: Target) -> Aim:
    """The target as it is judged; its indicator is read along."""
    return Aim(
        row.kind, row.value, row.year, row.indicator.direction, row.baseline, row.baseline_period, row.end_year
    )  # fmt: skip


def softened(rows: Iterable[Target], *, on: date) -> dict[int, Decimal]:
    """By primary key of the targets that stand on the day: the sharper one that stood earlier in the year.

    The rows have their indicator with them; no query is made.
    """
    kept: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for row in rows:
        if row.known_from <= on and row.kind in NUMBER_TARGETS:
            kept[target_key(row)].append(row)
    found: dict[int, Decimal] = {}
    for chain in kept.values():
        chain.sort(key=lambda row: (row.known_from, row.pk))
        before = softened_from([row.value for row in chain], chain[-1].indicator.direction)
        if before is not None:
            found[chain[-1].pk] = before
    return found


def standing_target(indicator: Indicator, owner: Organisation | None, year: int) -> Target | None:
    """The level that the body, or the council when `owner` is empty, wants to reach in the year."""
    places = Q(area=None) | Q(area=owner.area_id) if owner and owner.area_id else Q(area=None)
    rows = Target.objects.filter(
        places,
        indicator=indicator,
        organisation=owner,
        year=year,
        sex="",
        age_group="",
        kind__in=NUMBER_TARGETS,
    )
    return rows.order_by("known_from", "pk").last()
