"""Whom a body answers for, and who holds a role on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from samstad.domain.organisation.models import Organisation, OrganisationSuccession, RoleAssignment


def answered_for(body: Organisation, *, field: str = "owner", on: date | None = None) -> Q:
    """The rows whose `field` is the body, or one that has gone up in it by the day; without a day in all of time."""
    gone_up = OrganisationSuccession.objects.filter(after=body)
    if on is not None:
        gone_up = gone_up.filter(on__lte=on)
    return Q(**{field: body}) | Q(**{f"{field}__in": gone_up.values("before")})


def held_on(day: date) -> QuerySet[RoleAssignment]:
    """The roles that are in force on the day, of people whose account is open: who has left holds none."""
    return RoleAssignment.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day), user__is_active=True
    )
