"""People who sign in. Their passwords are shown once and stored nowhere but as a hash."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.access import rules
from samstad.domain.access.permissions import Permission
from samstad.domain.access.require import require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other when read aloud or on paper: i, l, o, 0, 1."""


@transaction.atomic
def add_person(*, name: str, email: str, by: Actor, at: datetime) -> tuple[User, str]:
    """The new person, without any role, and the first password, which nothing can show again."""
    require(by, Permission.ADMINISTER, on=at.date())
    plain = rules.check_text(name, name=_("namnet"), longest=120)
    address = rules.check_email(email)
    password = _password()
    made = User.objects.create_user(address, plain, password)
    record("add_person", subject="people.user", key=str(made.pk), by=by, at=at, change={"name": [None, plain]})
    return made, password


@transaction.atomic
def new_password(*, person: User, by: Actor, at: datetime) -> str:
    """A new password for somebody who has lost theirs; they are signed out wherever they were signed in."""
    require(by, Permission.ADMINISTER, on=at.date())
    password = _password()
    person.set_password(password)
    person.save(update_fields=["password"])
    record(
        "new_password", subject="people.user", key=str(person.pk), by=by, at=at, change={"name": [None, person.name]}
    )
    return password


def _password() -> str:
    """Four groups of four letters, about 79 bits: easy to read aloud, hopeless to guess."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))
