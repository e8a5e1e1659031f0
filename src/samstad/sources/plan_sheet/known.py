"""What the city and the board already have, to compare a file with: a fixed number of queries."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from samstad.calculations.sorting import search_text
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import NUMBER_TARGETS, Sphere
from samstad.domain.steering.models import Activity, Goal, GoalIndicator, GoalLevel, Indicator, Target

CITY = (Sphere.VISION, Sphere.COUNCIL, Sphere.PROGRAMME)


@dataclass(frozen=True)
class Known:
    """Rows by folded title. `followed` are pairs of goal and indicator; targets are the board's and the council's."""

    levels: dict[str, GoalLevel]
    city_goals: dict[tuple[str, str], Goal]
    own_goals: dict[str, Goal]
    indicators: dict[str, Indicator]
    followed: frozenset[tuple[int, int]]
    own_targets: dict[int, Decimal]
    council_targets: dict[int, Decimal]
    activities: dict[str, Activity]


def read_known(board: Organisation | None, year: int) -> Known:
    """What there is for the board's plan of the year; without a board for the city's own alone."""
    of_year = Goal.objects.filter(Q(year=year) | Q(year=None), ended=False).select_related("level")
    city = list(of_year.filter(level__sphere__in=CITY))
    own = list(of_year.filter(level__sphere=Sphere.BOARD, owner=board)) if board else []
    owned = Q(owner=board) if board else Q(pk=None)
    indicators = list(Indicator.objects.filter(Q(council=True) | owned | Q(owner=None)))
    own_targets, council_targets = _targets(board, year)
    done = Activity.objects.filter(Q(year=year) | Q(year=None), owner=board) if board else Activity.objects.none()
    goals = [goal.pk for goal in (*city, *own)]
    return Known(
        {level.slug: level for level in GoalLevel.objects.all()},
        {(goal.level.slug, search_text(goal.title)): goal for goal in city},
        {search_text(goal.title): goal for goal in own},
        {search_text(one.name): one for one in sorted(indicators, key=lambda one: one.owner_id is not None)},
        frozenset(GoalIndicator.objects.filter(goal__in=goals).values_list("goal_id", "indicator_id")),
        own_targets,
        council_targets,
        {search_text(one.title): one for one in done},
    )


def _targets(board: Organisation | None, year: int) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    own: dict[int, Decimal] = {}
    council: dict[int, Decimal] = {}
    rows = Target.objects.filter(
        Q(organisation=board) | Q(organisation=None),  # without a board the city's alone
        year=year, area=None, sex="", age_group="", kind__in=NUMBER_TARGETS,
    )  # fmt: skip
    for indicator, organisation, value in rows.order_by("known_from", "pk").values_list(
        "indicator_id", "organisation_id", "value"
    ):
        if value is not None:
            (council if organisation is None else own)[indicator] = value
    return own, council
