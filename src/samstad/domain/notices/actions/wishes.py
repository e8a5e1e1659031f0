"""A person chooses how to be told, and has read what they were told.

One's own only, so no permission is asked, and nothing goes to history: how often I am reminded is nobody's business.
"""

from datetime import datetime
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.notices.choices import Rhythm
from samstad.domain.notices.models import Notice, Wishes
from samstad.domain.notices.tokens import STOP, read_token
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import NotAllowed, Refusal


def mark_seen(*, by: Actor, at: datetime) -> int:
    """The number of notices that were new to the person up to now."""
    if by.user_id is None:
        return 0
    return Notice.objects.filter(user_id=by.user_id, seen=False, at__lte=at).update(seen=True)


@transaction.atomic
def choose_wishes(*, rhythm: str, by_mail: bool, by: Actor, at: datetime) -> Wishes:
    """How the person is told from now on."""
    if rhythm not in Rhythm.values:
        raise Refusal("bad_rhythm", _("Välj hur ofta du vill bli påmind ur listan."))
    return _store(by, rhythm=rhythm, by_mail=by_mail)


@transaction.atomic
def renew_calendar(*, by: Actor, at: datetime) -> Wishes:
    """A new address for the person's calendar; the old one stops answering."""
    own = _own(by)
    return _store(by, calendar=own.calendar + 1)


@transaction.atomic
def stop_mail(*, token: str, by: Actor | None, at: datetime) -> User:
    """No more mail to the person whose token it is; it stands in their own mails, so no sign-in is asked."""
    del by  # the token says whose mail it is, whoever holds it
    person = User.objects.filter(pk=_person(token)).first()
    if person is None:
        raise Refusal("no_such_person", _("Personen finns inte längre och får inga brev."))
    _store(Actor.of(person), by_mail=False)
    return person


def _person(token: str) -> int:
    try:
        return read_token(STOP, token)[0]
    except signing.BadSignature:
        raise Refusal("bad_token", _("Länken är inte hel. Kopiera hela länken ur brevet, eller logga in.")) from None


def _own(by: Actor) -> Wishes:
    if by.user_id is None:
        raise NotAllowed(_("Logga in för att välja hur du blir påmind."))
    return Wishes.objects.get_or_create(user_id=by.user_id)[0]


def _store(by: Actor, **changes: Any) -> Wishes:
    own = _own(by)
    for name, value in changes.items():
        setattr(own, name, value)
    own.save(update_fields=list(changes))
    return own
