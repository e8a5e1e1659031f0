"""Budget against what came of it: deviations, when one needs a sentence, and sums that leave out what is not known."""

from collections.abc import Iterable
from decimal import Decimal

CLOSE = Decimal("0.000001")
"""Amounts are kept with six decimals; a sum of rounded ones may differ by this much for each."""


def deviation(budget: Decimal | None, forecast: Decimal | None, outcome: Decimal | None = None) -> Decimal | None:
    """What is left of the budget: against the year's forecast, else against the outcome; None where one is lacking.

    A negative deviation is a deficit.
    """
    measured = outcome if forecast is None else forecast
    return None if budget is None or measured is None else budget - measured


def needs_sentence(budget: Decimal | None, left: Decimal | None, *, over: int) -> bool:
    """True when the deviation is larger than `over` percent of the budget. Money without a budget is always larger."""
    if left is None or left == 0:
        return False
    return abs(left) * 100 > abs(budget or Decimal()) * over


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are known, or None where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


def agrees(said: Decimal, reckoned: Decimal, *, terms: int = 1) -> bool:
    """True when what a sheet says is what its rows give, but for the last decimal of `terms` amounts."""
    return abs(said - reckoned) <= CLOSE * (terms + 1)
