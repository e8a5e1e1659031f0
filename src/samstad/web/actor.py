"""Who is asking, and what they may do here; asked once a request."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from samstad.domain.access import NOTHING, Grants, grants
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User


@dataclass(frozen=True)
class Asking:
    """`actor` is None for a visitor without an account; `grants` is then empty."""

    actor: Actor | None
    grants: Grants


def asking(request: HttpRequest) -> Asking:
    """The visitor as an actor with today's roles: no query for a visitor, one for a person who has signed in."""
    known: Asking | None = getattr(request, "asking", None)
    if known is None:
        known = request.asking = _asking(request)  # type: ignore[attr-defined]  # kept for the rest of the request
    return known


def _asking(request: HttpRequest) -> Asking:
    user = request.user
    if isinstance(user, AnonymousUser) or not isinstance(user, User):
        return Asking(None, NOTHING)
    actor = Actor.of(user)
    return Asking(actor, grants(actor, timezone.localdate()))


def acting(request: HttpRequest) -> Actor:
    """The signed-in person as an actor; views behind `login_required` call this."""
    assert isinstance(request.user, User)
    return Actor.of(request.user)
