"""Which year is followed where an address names none."""

from django.db.models import Q

from samstad.domain.cycle.choices import BUDGET
from samstad.domain.cycle.models import Round
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.models import Goal


def followed_year(as_known: AsKnown = NOW) -> int:
    """The year of the latest round but for budgets, which are about a later one; else of the latest goals.

    2017 in an empty city, the year of the sources.
    """
    opened = Q() if as_known.on is None else Q(opened_on__lte=as_known.on)
    rounds = Round.objects.filter(opened).exclude(kind__in=BUDGET)
    latest = rounds.order_by("-opened_on", "-pk").values_list("year", flat=True).first()
    if latest is None:
        goals = Goal.objects.filter(as_known.there(Goal)).exclude(year=None)
        latest = goals.order_by("-year").values_list("year", flat=True).first()
    return latest or 2017


def years(as_known: AsKnown = NOW) -> list[int]:
    """Every year that has goals of its own, latest first."""
    goals = Goal.objects.filter(as_known.there(Goal)).exclude(year=None)
    found = goals.order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found if year is not None]
