"""People who sign in. Their passwords are shown once and stored nowhere but as a hash."""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import rules
from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import require
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import Refusal

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other when read aloud or on paper: i, l, o, 0, 1."""


@transaction.atomic
def add_person(*, name: str, email: str, by: Actor, at: datetime) -> tuple[User, str]:
    """The new person, without any role, and the first password, which nothing can show again."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    plain = rules.check_text(name, name=_("namnet"), longest=120)
    address = rules.check_email(email)
    password = _password()
    made = User.objects.create_user(address, plain, password)
    record("add_person", subject="people.user", key=str(made.pk), by=by, at=at, change={"name": [None, plain]})
    return made, password


@transaction.atomic
def change_email(*, person: User, email: str, by: Actor, at: datetime) -> User:
    """The person signs in with the new address only, and is mailed there; she is told."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    person.email = rules.check_email(email)
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()  # those of the sign-in, which would still let the old one in
    text = _("Din e-postadress är nu %(email)s, ändrad av %(name)s. Du loggar in med den.") % {
        "email": person.email,
        "name": by.name,
    }
    Notice.objects.create(user=person, text=text[:300], link="/arbete/", at=at)
    change = {"name": [person.name, person.name]}
    record("change_email", subject="people.user", key=str(person.pk), by=by, at=at, change=change)
    return person


@transaction.atomic
def new_password(*, person: User, by: Actor, at: datetime) -> str:
    """A new password for somebody who has lost theirs; they are signed out wherever they were signed in."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    password = _password()
    person.set_password(password)
    person.save(update_fields=["password"])
    record(
        "new_password", subject="people.user", key=str(person.pk), by=by, at=at, change={"name": [None, person.name]}
    )
    return password


@transaction.atomic
def close_account(*, person: User, by: Actor, at: datetime) -> User:
    """The person can no longer sign in and her roles end; her name stays in history and on her rows."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    rules.check_may_be_closed(person, by_user=by.user_id, on=localdate(at))
    person.is_active = False
    person.save(update_fields=["is_active"])
    yesterday = localdate(at) - timedelta(days=1)
    going_on = RoleAssignment.objects.filter(Q(valid_to=None) | Q(valid_to__gte=localdate(at)), user=person)
    begun = going_on.filter(Q(valid_from=None) | Q(valid_from__lte=yesterday))
    ended = begun.update(valid_to=yesterday)
    deleted = going_on.exclude(valid_to=yesterday).delete()[0]
    change = {"name": [person.name, person.name], "active": [True, False], "roles": [ended + deleted, 0]}
    record("close_account", subject="people.user", key=str(person.pk), by=by, at=at, change=change)
    return person


@transaction.atomic
def open_account(*, person: User, by: Actor, at: datetime) -> User:
    """The person may sign in again, without any role until one is given."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    person.is_active = True
    person.save(update_fields=["is_active"])
    change = {"name": [person.name, person.name], "active": [False, True]}
    record("open_account", subject="people.user", key=str(person.pk), by=by, at=at, change=change)
    return person


@transaction.atomic
def reset_second_factor(*, person: User, by: Actor, at: datetime) -> int:
    """How many second factors were taken away; the person is told, in case it was not she who asked."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    count: int = Authenticator.objects.filter(user=person).delete()[0]
    if not count:
        raise Refusal("no_second_factor", _("Personen har ingen andra inloggningsfaktor att ta bort."))
    text = _("Din andra inloggningsfaktor togs bort av %(name)s. Var det inte på din begäran, säg till.") % {
        "name": by.name
    }
    Notice.objects.create(user=person, text=text, link="/konto/2fa/", at=at)
    change = {"name": [person.name, person.name], "second_factors": [count, 0]}
    record("reset_second_factor", subject="people.user", key=str(person.pk), by=by, at=at, change=change)
    return count


def _password() -> str:
    """Four groups of four letters, about 79 bits: easy to read aloud, hopeless to guess."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))
