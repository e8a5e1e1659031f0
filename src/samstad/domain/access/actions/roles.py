"""Who may do what, from when and until when. A role that has been held is ended, never erased."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import rules
from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import Refusal


@transaction.atomic
def give_role(
    *,
    person: User,
    role: str,
    organisation: Organisation | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> RoleAssignment:
    """The role, at one body or in the whole city. A role that was held before is taken up again."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_place_of_role(role, organisation)
    rules.check_dates(valid_from, valid_to)
    held = RoleAssignment.objects.filter(user=person, role=role, organisation=organisation).first()
    if held and (held.valid_to is None or held.valid_to >= localdate(at)):
        raise Refusal("has_role", _("Personen har redan rollen. Avsluta den först om datumen ska ändras."))
    before = _dates(held)
    given = held or RoleAssignment(user=person, role=role, organisation=organisation)
    given.valid_from, given.valid_to = valid_from, valid_to
    given.save()
    _record("give_role", given, before, by, at)
    return given


@transaction.atomic
def end_role(*, assignment: RoleAssignment, last_day: date, by: Actor, at: datetime) -> RoleAssignment:
    """The role with its last day; it gives nothing from the day after."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_dates(assignment.valid_from, last_day)
    rules.check_somebody_administers(assignment, after=last_day)
    before = _dates(assignment)
    assignment.valid_to = last_day
    assignment.save(update_fields=["valid_to"])
    _record("end_role", assignment, before, by, at)
    return assignment


def _dates(held: RoleAssignment | None) -> tuple[str | None, str | None]:
    return (_day(held.valid_from), _day(held.valid_to)) if held else (None, None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(action: str, held: RoleAssignment, before: tuple[str | None, str | None], by: Actor, at: datetime) -> None:
    body = held.organisation.slug if held.organisation else ""
    change: dict[str, Any] = {"name": [None, held.user.name], "role": [None, held.role]}
    now = _dates(held)
    change |= {
        field: [old, new] for field, old, new in zip(("valid_from", "valid_to"), before, now, strict=True) if old != new
    }
    record(action, subject="people.user", key=str(held.user_id), board=body, by=by, at=at, change=change)
