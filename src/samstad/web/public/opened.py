"""A round, for pages that show it as of a day."""

from django.shortcuts import get_object_or_404

from samstad.domain.cycle.models import Round
from samstad.web.public.as_of import AskedDay, NotKnownThenError


def opened_round(asked: AskedDay, year: int, kind: str) -> Round:
    """The round; not found where there is none, and not known of a day before it was opened."""
    found = get_object_or_404(Round.objects.select_related("pack"), year=year, kind=kind)
    if found.opened_on > asked.on:
        raise NotKnownThenError
    return found
