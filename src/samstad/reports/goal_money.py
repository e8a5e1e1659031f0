"""Money that is known to be for a goal: what the council's decided budget grants the measures that serve it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samstad.domain.cycle.choices import MeasureAnswerKind
from samstad.domain.cycle.models import GrantedAmount, MeasureAmount
from samstad.reports.council_budget.lines import Amount, money_words


@dataclass(frozen=True, slots=True)
class GoalMoney:
    """Millions of kronor of the year by kind, and how many measures they are for; none where nothing is granted."""

    amounts: tuple[Amount, ...] = ()
    measures: int = 0

    @property
    def words(self) -> str:
        return money_words(self.amounts)


def goal_money(goals: Iterable[int], *, year: int, on: date) -> GoalMoney:
    """What had been granted by the day to measures that serve any of the goals (primary keys); one query.

    A measure that serves several of the goals is counted once.
    """
    keys = list(goals)
    whole = MeasureAmount.objects.filter(
        measure__measure_goals__goal__in=keys, measure__answer__kind=MeasureAnswerKind.GRANTED, year=year,
        measure__answer__round__council_decision__meeting_date__lte=on,
    )  # fmt: skip
    part = GrantedAmount.objects.filter(
        answer__measure__measure_goals__goal__in=keys, answer__kind=MeasureAnswerKind.PARTLY, year=year,
        answer__round__council_decision__meeting_date__lte=on,
    )  # fmt: skip
    rows = whole.order_by().values_list("measure_id", "kind", "amount")
    found = set(rows.union(part.order_by().values_list("answer__measure_id", "kind", "amount")))
    by_kind: dict[str, Decimal] = defaultdict(Decimal)
    for _measure, kind, amount in found:
        by_kind[kind] += amount
    amounts = tuple(Amount(year, kind, total) for kind, total in by_kind.items())
    return GoalMoney(amounts, len({measure for measure, _kind, _amount in found}))
