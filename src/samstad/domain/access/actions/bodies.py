"""What a body is called, when it exists, and who to ask there."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import rules
from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import require
from samstad.domain.history.record import record
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    name: str,
    short_name: str,
    office_name: str,
    valid_from: date | None,
    valid_to: date | None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """The body as changed. It keeps its address, so that what has been reported stays where it was."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_dates(valid_from, valid_to)
    new = {
        "name": rules.check_text(name, name=_("namnet"), longest=160),
        "short_name": rules.check_text(short_name, name=_("kortnamnet"), longest=60),
        "office_name": rules.check_length(office_name, name=_("förvaltningens namn"), longest=160),
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    change = {
        field: [_plain(getattr(organisation, field)), _plain(value)]
        for field, value in new.items()
        if getattr(organisation, field) != value
    }
    if not change:
        return organisation
    for field, value in new.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=[*new, "sort_key", "search_text"])
    record(
        "change_organisation",
        subject="organisation.organisation",
        key=organisation.slug,
        board=organisation.slug,
        by=by,
        at=at,
        change=change,
    )
    return organisation


@transaction.atomic
def add_unit(*, board: Organisation, name: str, by: Actor, at: datetime) -> Organisation:
    """The new unit under the board. Who writes for it gets the role of reporter there, as at any body."""
    require(by, Permission.ASSIGN, on=localdate(at), board=board)
    plain = rules.check_text(name, name=_("enhetens namn"), longest=160)
    if any(unit.name.casefold() == plain.casefold() for unit in board.subsidiaries.filter(kind=BodyKind.UNIT)):
        raise Refusal("unit_exists", _("Enheten finns redan. Sök upp den i listan."))
    stem = f"{board.slug[:30]}-{slugify(plain)[:40] or 'enhet'}"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug = next(slug for n in range(len(taken) + 1) if (slug := f"{stem}-{n + 1}" if n else stem) not in taken)
    unit = Organisation.objects.create(
        slug=slug, name=plain, short_name=plain[:60], kind=BodyKind.UNIT, parent=board, valid_from=localdate(at)
    )
    record(
        "add_unit",
        subject="organisation.organisation",
        key=unit.slug,
        board=board.slug,
        by=by,
        at=at,
        change={"name": [None, plain]},
    )
    return unit


@transaction.atomic
def add_contact(
    *, organisation: Organisation, role_title: str, theme: str = "", unit: str = "", by: Actor, at: datetime
) -> Contact:
    """The new contact: a task at the body, not a person's name."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    made = Contact(
        organisation=organisation,
        role_title=rules.check_text(role_title, name=_("uppgiften"), longest=120),
        theme=rules.check_length(theme, name=_("temat"), longest=120),
        unit=rules.check_length(unit, name=_("enheten"), longest=160),
    )
    if Contact.objects.filter(organisation=organisation, role_title=made.role_title, theme=made.theme).exists():
        raise Refusal("contact_exists", _("Kontakten finns redan. Ange ett annat tema, eller ta bort den gamla först."))
    made.save()
    _record("add_contact", made, [None, made.role_title], by, at)
    return made


@transaction.atomic
def remove_contact(*, contact: Contact, by: Actor, at: datetime) -> None:
    """The contact is no longer shown; history says what it was."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    _record("remove_contact", contact, [contact.role_title, None], by, at)
    contact.delete()


def _record(action: str, contact: Contact, change: list[str | None], by: Actor, at: datetime) -> None:
    body = contact.organisation.slug
    facts = {"role_title": change, "theme": [contact.theme if title else None for title in change]}
    record(action, subject="organisation.organisation", key=body, board=body, by=by, at=at, change=facts)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
