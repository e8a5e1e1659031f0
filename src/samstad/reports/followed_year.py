"""Which year is followed where an address names none."""

from samstad.domain.cycle.choices import BUDGET
from samstad.domain.cycle.models import Round
from samstad.domain.steering.models import Goal


def followed_year() -> int:
    """The year of the latest round but for budgets, which are about a later one; else of the latest goals.

    2017 in an empty city, the year of the sources.
    """
    latest = Round.objects.exclude(kind__in=BUDGET).order_by("-opened_on", "-pk").values_list("year", flat=True).first()
    if latest is None:
        latest = Goal.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).first()
    return latest or 2017


def years() -> list[int]:
    """Every year that has goals of its own, latest first."""
    found = Goal.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found if year is not None]
