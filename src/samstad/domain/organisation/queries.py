"""Whom a body answers for, and who holds a role there."""

from datetime import date

from django.db.models import Q, QuerySet

from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation, OrganisationSuccession, RoleAssignment


def answered_for(body: Organisation, *, field: str = "owner", on: date | None = None) -> Q:
    """The rows whose `field` is the body, or one that has gone up in it by the day; without a day in all of time."""
    gone_up = OrganisationSuccession.objects.filter(after=body)
    if on is not None:
        gone_up = gone_up.filter(on__lte=on)
    return Q(**{field: body}) | Q(**{f"{field}__in": gone_up.values("before")})


def units_of(board: Organisation) -> QuerySet[Organisation]:
    """The board's units, with those of boards that have gone up in it."""
    return Organisation.objects.filter(answered_for(board, field="parent"), kind=BodyKind.UNIT)


def roles_held(on: date) -> QuerySet[RoleAssignment]:
    """The roles that are held on the day, by those who can sign in."""
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    lasts = Q(valid_to=None) | Q(valid_to__gte=on)
    return RoleAssignment.objects.filter(begun, lasts, user__is_active=True)
