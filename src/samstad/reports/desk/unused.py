"""Indicators that nobody has used for a decision in two years: proposed for retirement, one by one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from samstad.domain.cycle.choices import FOLLOW_UP
from samstad.domain.cycle.models import GoalJudgement, IndicatorRow, Round
from samstad.domain.history.models import Event
from samstad.domain.risk.models import DefinitionVersion
from samstad.domain.steering.models import Indicator, Target

YEARS = 2


@dataclass(frozen=True, slots=True)
class Unused:
    """`years` are the two that were looked at, empty as long as the city has not followed up so many."""

    years: tuple[int, ...]
    indicators: tuple[Indicator, ...]


def read_unused(*, today: date) -> Unused:
    """Not used: no goal that it follows judged, no target, no comment on it, in the two latest years of follow-up.

    Those that an index or a share is made of, those added within two years and those kept for a reason since then are
    not proposed. Four queries.
    """
    followed = sorted(set(Round.objects.filter(kind__in=FOLLOW_UP).values_list("year", flat=True)))
    if len(followed) < YEARS:
        return Unused((), ())
    first, last = followed[-1] - YEARS + 1, followed[-1]
    since = today - timedelta(days=365 * YEARS)
    found = (
        Indicator.objects.filter(retired_on=None, shares=None, shares_of=None)
        .exclude(kept__on__gte=since)
        .exclude(_used(first))
        .select_related("owner", "pack")
    )
    new = set(Event.objects.filter(action="add_indicator", at__date__gte=since).values_list("subject_key", flat=True))
    methods = "\n".join(DefinitionVersion.objects.values_list("method", flat=True))
    proposed = [one for one in found if one.slug not in new and one.slug not in methods]
    return Unused((first, last), tuple(proposed))


def _used(first: int) -> Q:
    judged = GoalJudgement.objects.filter(
        goal__goal_indicators__indicator=OuterRef("pk"), report__round__year__gte=first
    ).exclude(judgement="")
    commented = IndicatorRow.objects.filter(indicator=OuterRef("pk"), report__round__year__gte=first)
    targets = Target.objects.filter(indicator=OuterRef("pk"), year__gte=first)
    return Q(Exists(judged)) | Q(Exists(targets)) | Q(Exists(commented.exclude(comment="")))
