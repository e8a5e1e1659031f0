"""Places: what they are called, what they lie in, how long they exist, and what they become."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import rules
from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area, AreaSuccession
from samstad.refusals import Refusal


@transaction.atomic
def add_area(
    *,
    name: str,
    kind: str,
    parent: Area | None,
    valid_from: date | None,
    valid_to: date | None,
    by: Actor,
    at: datetime,
) -> Area:
    """The new place, with an address made of its name."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_dates(valid_from, valid_to)
    plain = rules.check_text(name, name=_("namnet"), longest=120)
    rules.check_kind_of_area(kind)
    made = Area.objects.create(
        slug=_free_slug(plain), name=plain, kind=kind, parent=parent, valid_from=valid_from, valid_to=valid_to
    )
    record("add_area", subject="places.area", key=made.slug, by=by, at=at, change={"name": [None, plain]})
    return made


@transaction.atomic
def change_area(
    *,
    area: Area,
    name: str,
    short_name: str,
    kind: str,
    parent: Area | None,
    valid_from: date | None,
    valid_to: date | None,
    by: Actor,
    at: datetime,
) -> Area:
    """The place as changed. It keeps its address; it cannot come to lie in itself."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_dates(valid_from, valid_to)
    rules.check_kind_of_area(kind)
    rules.check_no_circle(area, parent)
    new: dict[str, Any] = {
        "name": rules.check_text(name, name=_("namnet"), longest=120),
        "short_name": rules.check_length(short_name, name=_("kortnamnet"), longest=20),
        "kind": kind,
        "parent": parent,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    change = {
        field: [_plain(getattr(area, field)), _plain(value)]
        for field, value in new.items()
        if getattr(area, field) != value
    }
    if not change:
        return area
    for field, value in new.items():
        setattr(area, field, value)
    area.save(update_fields=[*new, "sort_key", "search_text"])
    record("change_area", subject="places.area", key=area.slug, by=by, at=at, change=change)
    return area


@transaction.atomic
def add_succession(*, before: Area, after: Area, on: date, by: Actor, at: datetime) -> AreaSuccession:
    """What the place became, and when. Several that become the same are a merger."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    if before == after:
        raise Refusal("same_area", _("En plats kan inte bli sig själv. Välj en annan."))
    if AreaSuccession.objects.filter(before=after, after=before).exists():
        raise Refusal("turned_about", _("Det står redan tvärtom. Ta bort det först."))
    made, new = AreaSuccession.objects.get_or_create(before=before, after=after, defaults={"on": on})
    if not new:
        raise Refusal("already_there", _("Det står redan att platsen blev %(name)s.") % {"name": after.name})
    change = {"became": [None, after.slug], "on": [None, on.isoformat()]}
    record("add_succession", subject="places.area", key=before.slug, by=by, at=at, change=change)
    return made


@transaction.atomic
def remove_succession(*, succession: AreaSuccession, by: Actor, at: datetime) -> None:
    """The link is gone; history keeps what it was."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    change = {"became": [succession.after.slug, None], "on": [succession.on.isoformat(), None]}
    record("remove_succession", subject="places.area", key=succession.before.slug, by=by, at=at, change=change)
    succession.delete()


def _free_slug(name: str) -> str:
    """The name as an address, with a number after it when somebody already has it."""
    stem = slugify(name)[:70] or "plats"
    taken = set(Area.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, free = 2, stem
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    return free


def _plain(value: Any) -> Any:
    if isinstance(value, Area):
        return value.slug
    return value.isoformat() if isinstance(value, date) else value
