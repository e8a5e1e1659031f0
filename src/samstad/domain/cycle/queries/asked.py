"""What a round asks of a board: the rows of the steering model that are due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstad.calculations.periods import is_due
from samstad.domain.cycle.choices import PLANNING
from samstad.domain.cycle.models import (
    AssignedBoard,
    Chapter,
    ProposedMeasure,
    Report,
    Round,
)
from samstad.domain.organisation.choices import REPORTING
from samstad.domain.organisation.models import Organisation
from samstad.domain.organisation.queries import answered_for
from samstad.domain.steering.choices import ActivityStatus, Origin, Sphere
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, GoalLink, GoalRole, Indicator

OWN_SPHERES = (Sphere.BOARD, Sphere.LOCAL)
CITY_SPHERES = (Sphere.COUNCIL, Sphere.PROGRAMME)
ENDED = (ActivityStatus.DONE, ActivityStatus.BROKEN_OFF)


EXPLAIN_OVER: int = Chapter._meta.get_field("explain_over").get_default()


@dataclass(frozen=True)
class DueRows:
    """What a report has to answer: rows of the steering model, in the order they are shown.

    `not_due` counts indicators of its goals that are measured later in the year.
    """

    goals: list[Goal]
    indicators: list[Indicator]
    activities: list[Activity]
    not_due: int = 0


def reporting_bodies(on: date) -> QuerySet[Organisation]:
    """Bodies that decide a plan and reports of their own, and exist on the day."""
    return Organisation.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on), kind__in=REPORTING
    )


def goals_of(board: Organisation, year: int, *, on: date | None = None) -> QuerySet[Goal]:
    """The goals a board judges: its own and its local programme's, and the council's and programmes' that it serves.

    A board serves a goal when it has a role at it, or when a goal of its own is linked to it. What is said of its own
    goals holds for those of boards that have gone up in it by the day, else by the end of the year.
    """
    day = on or date(year, 12, 31)
    alive = Q(year=year) | (Q(year=None) & (Q(valid_to=None) | Q(valid_to__year__gte=year)))
    own = Q(level__sphere__in=OWN_SPHERES) & answered_for(board, on=day)
    roles = GoalRole.objects.filter(answered_for(board, field="organisation", on=day))
    has_role = Exists(roles.filter(goal=OuterRef("pk")))
    lower = GoalLink.objects.filter(answered_for(board, field="lower__owner", on=day))
    serves = Exists(lower.filter(upper=OuterRef("pk"), lower__level__sphere=Sphere.BOARD))
    return (
        Goal.objects.filter(alive, own | (Q(level__sphere__in=CITY_SPHERES) & (has_role | serves)))
        .filter(level__judged=True, ended=False)
        .select_related("level", "owner", "pack")
        .order_by("level__rank", "order", "number", "sort_key", "slug")
    )


def themes_of(board: Organisation) -> QuerySet[Goal]:
    """The themes of the board's local programme, which hold its goals and measures together."""
    themes = Goal.objects.filter(answered_for(board), level__sphere=Sphere.LOCAL, level__judged=False, ended=False)
    return themes.select_related("level").order_by("order", "sort_key", "slug")


def indicators_of(
    board: Organisation,
    goals: Iterable[Goal],
    *,
    on: date | None = None,
    retired_after: date | None = None,
) -> QuerySet[Indicator]:
    """Indicators that follow the goals (the council's, or the board's own), and those the board owns.

    With a day `retired_after`, those that had been retired by then are not among them.
    """
    followed = Q(goal_indicators__goal__in=[goal.pk for goal in goals]) & (
        Q(council=True) | Q(owner=None) | answered_for(board, on=on)
    )
    in_use = Q() if retired_after is None else Q(retired_on=None) | Q(retired_on__gt=retired_after)
    found = Indicator.objects.filter(in_use, followed | answered_for(board, on=on)).distinct()
    return found.select_related("pack").order_by("-council", "sort_key", "slug")


def activities_of(board: Organisation, year: int, *, on: date | None = None) -> QuerySet[Activity]:
    """What the board does in the year: rows of the year, and those without a year that have not ended.

    Those belong to a programme, or are the council's assignments over several years, from the year they start.
    """
    return (
        Activity.objects.filter(Q(year=year) | Q(year=None), answered_for(board, on=on or date(year, 12, 31)))
        .exclude(end__year__lt=year)
        .exclude(origin=Origin.COUNCIL, start__year__gt=year)
        .select_related("pack")
        .order_by("order", "sort_key", "slug")
    )


def due_rows(report: Report) -> DueRows:
    """Only what is due in the report's round by its periodicity; what is planned asks for nothing row by row."""
    board, year, kind = report.organisation, report.round.year, report.round.kind
    if kind in PLANNING:
        return DueRows([], [], [])
    day = report.round.cutoff
    goals = list(goals_of(board, year, on=day))
    followed = list(indicators_of(board, goals, on=day, retired_after=asks_on(report.round)))
    indicators = [i for i in followed if is_due(i.periodicity, kind, year)]
    already_ended = ActivityUpdate.objects.filter(activity=OuterRef("pk"), status__in=ENDED).exclude(
        origin=origin_of(report)
    )
    activities = activities_of(board, year, on=day).exclude(Exists(already_ended))
    if day:
        activities = activities.exclude(start__gt=day)
    return DueRows(goals, indicators, list(activities), len(followed) - len(indicators))


def asks_on(of_round: Round) -> date:
    """The day that decides which indicators a round asks for: what is retired later is still answered in it."""
    return of_round.cutoff or of_round.opened_on


def origin_of(report: Report) -> str:
    """The name that published values and updates carry, so that they can be told from what a pack says."""
    return f"{report.round.slug}/{report.organisation.slug}"


def assigned_to(board: Organisation, year: int) -> QuerySet[AssignedBoard]:
    """What the council's decided budget for the year assigns to the board."""
    return (
        AssignedBoard.objects.filter(
            organisation=board, assignment__round__year=year, assignment__round__council_decision__isnull=False
        )
        .select_related("assignment__goal", "activity")
        .order_by("assignment_id")
    )


def measures_of(report: Report) -> QuerySet[ProposedMeasure]:
    """The larger measures that a budget proposal states, in their order."""
    return ProposedMeasure.objects.filter(
        round=report.round, organisation=report.organisation, withdrawn=False
    ).select_related("activity", "area", "pack")
