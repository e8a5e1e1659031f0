"""What the year's plans are asked for and have answered, for the thread; only plans that are sent out count."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from samstad.domain.cycle.choices import PUBLIC_STATES, RoundKind
from samstad.domain.cycle.models import PlanAnswer, PlanAnswerLink, Round
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ActionPlan, RequestBody
from samstad.domain.programmes.queries import requests_in
from samstad.reports.thread_check.graph import CalledNode, RequestNode


@dataclass(frozen=True, slots=True)
class AskedNodes:
    """`goals` are (lower, upper) and `activities` the goals per activity that answers tie to a programme's goal."""

    requests: tuple[RequestNode, ...]
    accounted: frozenset[tuple[int, int]]
    words_only: frozenset[tuple[int, int]]
    goals: frozenset[tuple[int, int]]
    activities: dict[int, frozenset[int]]
    planned: bool


def load_asked(year: int) -> AskedNodes:
    """Requests of the year's plans with who has answered, and accounts of priorities; eight queries."""
    given = PlanAnswer.objects.filter(
        report__round__year=year, report__round__kind=RoundKind.VP, report__state__in=PUBLIC_STATES, version__gt=0
    )
    answered: dict[int, set[int]] = defaultdict(set)
    told = given.exclude(request=None).values_list("request_id", "report__organisation_id")
    for request, body in told:
        answered[request or 0].add(body)
    accounted = set(given.filter(request=None).values_list("report__organisation_id", "programme_id"))
    bodies: dict[int, set[int]] = defaultdict(set)
    for request, body in RequestBody.objects.values_list("request_id", "organisation_id"):
        bodies[request].add(body)
    rows = requests_in(year).filter(kind=RequestKind.PLAN)
    linked = PlanAnswerLink.objects.filter(
        report__round__year=year, report__round__kind=RoundKind.VP, request=None, indicator=None
    )
    followable = set(linked.values_list("report__organisation_id", "programme_id"))
    serving = PlanAnswerLink.objects.filter(
        report__round__year=year,
        report__round__kind=RoundKind.VP,
        report__state__in=PUBLIC_STATES,
        request__goal__isnull=False,
    )
    activities: dict[int, set[int]] = defaultdict(set)
    for activity, goal in serving.exclude(activity=None).values_list("activity_id", "request__goal_id"):
        activities[activity or 0].add(goal or 0)
    lower = serving.exclude(goal=None).values_list("goal_id", "request__goal_id")
    return AskedNodes(
        tuple(
            RequestNode(
                row.programme_id,
                row.text,
                row.goal_id,
                frozenset(bodies[row.pk]),
                frozenset(answered[row.pk]),
                bool(row.pack and row.pack.example),
            )
            for row in rows
        ),
        frozenset(accounted),
        frozenset(accounted - followable),
        frozenset((goal or 0, upper or 0) for goal, upper in lower),
        {key: frozenset(found) for key, found in activities.items()},
        Round.objects.filter(year=year, kind=RoundKind.VP).exists(),
    )


def load_called(on: date) -> tuple[CalledNode, ...]:
    """Bodies that programmes ask for a plan of action, and whether they have decided one by the day; two queries."""
    decided = set(ActionPlan.objects.filter(decided_on__lte=on).values_list("programme_id", "board_id"))
    rows = RequestBody.objects.filter(request__kind=RequestKind.ACTION_PLAN, request__withdrawn_on=None).order_by(
        "request_id", "pk"
    )
    return tuple(
        CalledNode(programme, body, due, (programme, body) in decided, bool(example))
        for programme, body, due, example in rows.values_list(
            "request__programme_id", "organisation_id", "request__due", "request__pack__example"
        )
    )
