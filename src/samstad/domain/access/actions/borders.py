"""A division into areas with its borders, and which areas became which."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from samstad.domain.access import rules
from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area, AreaBorder, AreaSuccession
from samstad.domain.places.queries import read_plan
from samstad.domain.places.rules import BorderPlan, BordersRefused, Edition, SuccessorLine

BATCH = 200


@transaction.atomic
def import_borders(
    *, edition: Edition, successors: Iterable[SuccessorLine] = (), check_only: bool = False, by: Actor, at: datetime
) -> BorderPlan:
    """What was done. New areas are made, known ones get their border; nothing is taken away.

    With `check_only` the plan is worked out, refusals and all, and nothing is kept. Raises `BordersRefused` with every
    reason when one area or succession cannot be used.
    """
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_kind_of_area(edition.kind)
    plan = read_plan(edition, successors)
    if check_only:
        return plan
    if plan.refused:
        raise BordersRefused(plan)
    before = _hashes(plan)
    _write(plan)
    _remember(plan, edition, before, by, at)
    return plan


def _write(plan: BorderPlan) -> None:
    Area.objects.bulk_create(plan.areas, batch_size=BATCH)
    AreaBorder.objects.bulk_create(plan.borders, batch_size=BATCH)
    AreaBorder.objects.bulk_update(
        [row for row, _km2 in plan.replaced], ["rings", "km2", "edition", "source"], batch_size=BATCH
    )
    AreaSuccession.objects.bulk_create(plan.successions, batch_size=BATCH)
    AreaSuccession.objects.bulk_update(
        [row for row, _stood in plan.moved_successions], ["on", "share"], batch_size=BATCH
    )


def _hashes(plan: BorderPlan) -> dict[int, str]:
    """Of the borders that are about to be replaced, as they stand."""
    stored = AreaBorder.objects.filter(pk__in=[row.pk for row, _km2 in plan.replaced]).values_list("pk", "rings")
    return {pk: sha256(rings.encode()).hexdigest() for pk, rings in stored}


def _remember(plan: BorderPlan, edition: Edition, before: dict[int, str], by: Actor, at: datetime) -> None:
    """One event for the import, and one for each thing that stood otherwise before."""
    if not plan.does_something:
        return
    for border, km2 in plan.replaced:
        now = sha256(border.rings.encode()).hexdigest()
        change = {"km2": [km2, border.km2], "sha256": [before[border.pk], now]}
        record("change_border", subject="places.area", key=border.area.slug, by=by, at=at, change=change)
    for row in plan.successions:
        became = {"became": [None, row.after.slug], "on": [None, row.on.isoformat()]}
        record("add_succession", subject="places.area", key=row.before.slug, by=by, at=at, change=became)
    for row, (day, share) in plan.moved_successions:
        moved = {
            "became": [row.after.slug, row.after.slug],
            "on": [day.isoformat(), row.on.isoformat()],
            "share": [share, None if row.share is None else str(row.share)],
        }
        record("change_succession", subject="places.area", key=row.before.slug, by=by, at=at, change=moved)
    facts = {
        "kind": edition.kind,
        "valid_from": edition.valid_from.isoformat(),
        "source": edition.source,
        "sha256": edition.sha256,
        "new": len(plan.areas),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
    }
    record("import_borders", subject="places.edition", key=edition.slug, by=by, at=at, change=facts)
