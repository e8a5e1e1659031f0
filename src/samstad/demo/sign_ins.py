"""Who can sign in to the example city. Only `samstad demo` gives them a password, never a pack."""

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db.models import Q, QuerySet

from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.models import User

PASSWORD = "exempelstaden-2017"
"""The same for all of them, printed at every start: there is nothing behind it but invented people."""


@dataclass(frozen=True)
class SignIn:
    """One line of what `samstad demo` prints."""

    email: str
    name: str
    role: str
    where: str


def give_passwords() -> int:
    """How many invented people got the demo password; who already has one keeps it, and stays signed in."""
    # No action and no event: that a made-up person can be signed in as is no deed in the city's history.
    without = _invented().filter(Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX))
    return without.update(password=make_password(PASSWORD))


def one_per_role() -> list[SignIn]:
    """The first person of each role, the widest role first."""
    held = (
        RoleAssignment.objects.filter(user__in=_invented())
        .select_related("user", "organisation")
        .order_by("organisation__sort_key", "pk")
    )
    first: dict[str, SignIn] = {}
    for row in held:
        where = row.organisation.short_name if row.organisation else "hela staden"
        first.setdefault(row.role, SignIn(row.user.email, row.user.name, row.get_role_display(), where))
    return sorted(first.values(), key=lambda each: (each.where != "hela staden", each.role))


def as_text(people: list[SignIn]) -> str:
    """What is printed: one line a person and the password once."""
    if not people:
        return "Exempelstaden har inga inloggningar."
    width = max(len(each.email) for each in people)
    lines = [f"  {each.email:<{width}}  {each.name}, {each.role}, {each.where}" for each in people]
    return "\n".join([f"Logga in som någon av dessa, alla med lösenordet {PASSWORD}", *lines])


def _invented() -> QuerySet[User]:
    """People of packs marked as examples, with an address that no mail can reach."""
    held = RoleAssignment.objects.filter(pack__example=True).values("user")
    return User.objects.filter(pk__in=held, email__endswith="@example.org")
