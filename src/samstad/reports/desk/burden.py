"""How much a round asks of each board: fields, and estimated minutes, for all boards at once."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from samstad.calculations.burden import FORECAST, JUDGEMENT, OUTCOME, SHARE, STATUS, TEXT, Burden, burden, together
from samstad.calculations.periods import is_due
from samstad.domain.cycle.choices import FOLLOW_UP, RoundKind
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import CITY_SPHERES, ENDED, OWN_SPHERES, asks_on
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Sphere, Supplier
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, GoalIndicator, GoalLink, GoalRole, Indicator


@dataclass(frozen=True, slots=True)
class BoardBurden:
    board: Organisation
    asked: Burden


@dataclass(frozen=True, slots=True)
class RoundBurden:
    """What a round asks of its boards, the most asked first."""

    round: Round
    boards: tuple[BoardBurden, ...]

    @property
    def example(self) -> bool:
        return bool(self.round.pack and self.round.pack.example)

    @property
    def asked(self) -> Burden:
        return together(line.asked for line in self.boards)


def read_burden(of_round: Round) -> RoundBurden:
    """The same rows as each board's own report asks for; eight queries for any number of boards."""
    boards = list(Organisation.objects.filter(pk__in=of_round.reports.values("organisation")))
    counts: dict[int, Counter[str]] = {board.pk: Counter({TEXT: 1}) for board in boards}
    if of_round.kind in FOLLOW_UP:
        _add_goals_and_indicators(of_round, counts)
        _add_activities(of_round, counts)
    lines = [BoardBurden(board, burden(counts[board.pk])) for board in boards]
    return RoundBurden(of_round, tuple(sorted(lines, key=lambda line: (-line.asked.minutes, line.board.sort_key))))


def _add_goals_and_indicators(of_round: Round, counts: dict[int, Counter[str]]) -> None:
    goals = _goals_by_board(of_round.year)
    followed: dict[int, set[int]] = defaultdict(set)
    for goal, indicator in GoalIndicator.objects.values_list("goal_id", "indicator_id"):
        followed[goal].add(indicator)
    asked = [one for one in Indicator.objects.filter(supplier=Supplier.BOARD) if _is_asked(one, of_round)]
    for board, count in counts.items():
        count[JUDGEMENT] += len(goals[board])
        of_goals = set().union(*(followed[goal] for goal in goals[board]))
        for one in asked:
            if one.owner_id == board or (one.pk in of_goals and (one.council or one.owner_id is None)):
                count.update(_fields(one, of_round.kind))


def _is_asked(indicator: Indicator, of_round: Round) -> bool:
    in_use = indicator.retired_on is None or indicator.retired_on > asks_on(of_round)
    return in_use and is_due(indicator.periodicity, of_round.kind, of_round.year)


def _fields(indicator: Indicator, kind: str) -> dict[str, int]:
    return {OUTCOME: 1, SHARE: 2 * indicator.by_sex, FORECAST: int(kind != RoundKind.VB)}


def _goals_by_board(year: int) -> dict[int, set[int]]:
    """The goals each board judges: its own, and the city's that it has a role at or serves with a goal of its own."""
    alive = Q(year=year) | (Q(year=None) & (Q(valid_to=None) | Q(valid_to__year__gte=year)))
    judged: QuerySet[Goal] = Goal.objects.filter(alive, level__judged=True, ended=False)
    city = judged.filter(level__sphere__in=CITY_SPHERES)
    found: dict[int, set[int]] = defaultdict(set)
    own = judged.filter(level__sphere__in=OWN_SPHERES, owner__isnull=False).values_list("owner_id", "pk")
    roles = GoalRole.objects.filter(goal__in=city).values_list("organisation_id", "goal_id")
    serves = GoalLink.objects.filter(upper__in=city, lower__level__sphere=Sphere.BOARD, lower__owner__isnull=False)
    for board, goal in [*own, *roles, *serves.values_list("lower__owner_id", "upper_id")]:
        found[board].add(goal)
    return found


def _add_activities(of_round: Round, counts: dict[int, Counter[str]]) -> None:
    origin = Concat(Value(f"{of_round.slug}/"), OuterRef("owner__slug"))
    ended = ActivityUpdate.objects.filter(activity=OuterRef("pk"), status__in=ENDED).exclude(origin=origin)
    due = Activity.objects.filter(Q(year=of_round.year) | Q(year=None), owner__in=counts)
    due = due.exclude(end__year__lt=of_round.year).exclude(Exists(ended))
    if of_round.cutoff:
        due = due.exclude(start__gt=of_round.cutoff)
    for (board,) in due.order_by().values_list("owner_id"):
        counts[board][STATUS] += 1
