"""What bodies put into each district in a year, as it was known on a day."""

from collections.abc import Sequence

from samstad.domain.history.as_known import AsKnown
from samstad.domain.history.models import Event
from samstad.domain.places.models import Area
from samstad.domain.risk.models import AreaAmount

Known = tuple[str, int, int, bool]
"""Kind of money, the district's key, kronor, and whether the amount is invented."""


def amounts_known(districts: Sequence[Area], year: int, as_known: AsKnown) -> list[Known]:
    """Every amount of the year; one query, and one to the log for a past day."""
    rows = AreaAmount.objects.filter(area__in=districts, year=year).values_list(
        "organisation__slug", "area__slug", "kind", "amount", "pack__example"
    )
    found = {(body, area, kind): (amount, bool(example)) for body, area, kind, amount, example in rows}
    for (body, area, kind), amount in _before(year, as_known).items():
        example = found.pop((body, area, kind), (0, False))[1]
        if amount is not None:
            found[body, area, kind] = (amount, example)
    keys = {area.slug: area.pk for area in districts}
    return [(kind, keys[area], *told) for (_body, area, kind), told in found.items() if area in keys]


def _before(year: int, as_known: AsKnown) -> dict[tuple[str, str, str], int | None]:
    """What stood on the day, where it has been changed since; None where nothing stood."""
    if not as_known.past:
        return {}
    later = Event.objects.filter(subject="risk.amount", subject_key__contains=f"/{year}/", at__gte=as_known.after)
    found: dict[tuple[str, str, str], int | None] = {}
    for key, change in later.order_by("at", "pk").values_list("subject_key", "change"):
        body, area, of_year, kind = key.split("/")
        if of_year == str(year):
            found.setdefault((body, area, kind), change["amount"][0])
    return found
