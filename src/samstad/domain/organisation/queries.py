"""Whom a body answers for."""

from datetime import date

from django.db.models import Q

from samstad.domain.organisation.models import Organisation, OrganisationSuccession


def answered_for(body: Organisation, *, field: str = "owner", on: date | None = None) -> Q:
    """The rows whose `field` is the body, or one that has gone up in it by the day; without a day in all of time."""
    gone_up = OrganisationSuccession.objects.filter(after=body)
    if on is not None:
        gone_up = gone_up.filter(on__lte=on)
    return Q(**{field: body}) | Q(**{f"{field}__in": gone_up.values("before")})
