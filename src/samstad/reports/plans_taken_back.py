"""Plans that were there on a past day and have been undone since: their rows are gone, but what they said is kept."""

from dataclasses import dataclass

from django.db.models import Q

from samstad.domain.history.as_known import AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import RollOver


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One body's plan for a year, with the goals and activities that it held when it was undone."""

    body: Organisation
    year: int
    goals: tuple[str, ...]
    activities: tuple[str, ...]


def plans_taken_back(as_known: AsKnown, body: Organisation | None = None) -> tuple[TakenBack, ...]:
    """Of the body, or of all; none for today. One query."""
    if as_known.on is None:
        return ()
    of_body = Q() if body is None else Q(organisation=body)
    rows = RollOver.objects.filter(of_body, at__lt=as_known.after, undone_at__gte=as_known.after)
    return tuple(
        TakenBack(
            row.organisation,
            row.to_year,
            tuple(goal["title"] for goal in row.removed.get("goals", ())),
            tuple(activity["title"] for activity in row.removed.get("activities", ())),
        )
        for row in rows.select_related("organisation").order_by("organisation__sort_key", "to_year")
    )
