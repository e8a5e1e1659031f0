"""Deviations and sums of money that leave out what is not known and never make it zero."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.economy import agrees, deviation, needs_sentence, total

AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=3, allow_nan=False)


@given(AMOUNTS, AMOUNTS)
def test_what_is_left_and_what_is_used_are_the_budget(budget: Decimal, forecast: Decimal) -> None:
    left = deviation(budget, forecast)
    assert left is not None
    assert left + forecast == budget


def test_the_forecast_comes_before_the_outcome_and_without_either_nothing_is_known() -> None:
    assert deviation(Decimal(10), Decimal(12), Decimal(4)) == -2
    assert deviation(Decimal(10), None, Decimal(4)) == 6
    assert deviation(Decimal(10), None) is None
    assert deviation(None, Decimal(10)) is None


@given(AMOUNTS, AMOUNTS, st.integers(0, 100))
def test_a_sentence_is_needed_on_both_sides_of_the_budget_alike(budget: Decimal, left: Decimal, over: int) -> None:
    assert needs_sentence(budget, left, over=over) == needs_sentence(-budget, -left, over=over)


def test_exactly_the_share_is_not_more_than_it() -> None:
    assert not needs_sentence(Decimal(100), Decimal(-5), over=5)
    assert needs_sentence(Decimal(100), Decimal("-5.001"), over=5)


def test_money_without_a_budget_needs_a_sentence_and_no_deviation_none() -> None:
    assert needs_sentence(Decimal(0), Decimal(-1), over=100)
    assert needs_sentence(None, Decimal(-1), over=100)
    assert not needs_sentence(Decimal(0), Decimal(0), over=0)
    assert not needs_sentence(Decimal(5), None, over=0)


@given(st.lists(st.none() | AMOUNTS, max_size=10))
def test_a_sum_is_of_what_is_known_and_unknown_where_nothing_is(amounts: list[Decimal | None]) -> None:
    known = [amount for amount in amounts if amount is not None]
    assert total(amounts) == (sum(known, Decimal()) if known else None)


@given(AMOUNTS, st.integers(1, 2000))
def test_a_hundredth_too_much_is_seen_however_many_the_terms(reckoned: Decimal, terms: int) -> None:
    assert agrees(reckoned, reckoned, terms=terms)
    assert not agrees(reckoned + Decimal("0.01"), reckoned, terms=terms)
