"""A target that asks for less than it did is told, in however many steps it was softened."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.targets import softened_from, softer

VALUES = st.lists(st.integers(-1000, 1000).map(Decimal), min_size=1, max_size=6)
DIRECTIONS = st.sampled_from(["higher", "lower"])


@pytest.mark.parametrize(
    ("before", "after", "direction", "is_softer"),
    [
        (600, 520, "higher", True),
        (600, 640, "higher", False),
        (12, 14, "lower", True),
        (12, 10, "lower", False),
        (600, 600, "higher", False),
        (600, 520, "neutral", False),
        (None, 520, "higher", False),
        (600, None, "neutral", True),
        (None, None, "higher", False),
    ],
)
def test_a_target_is_softer_when_it_asks_for_less(
    before: int | None, after: int | None, direction: str, is_softer: bool
) -> None:
    old, new = (None if value is None else Decimal(value) for value in (before, after))
    assert softer(old, new, direction) is is_softer


def test_softening_in_two_steps_is_held_against_what_was_first_wanted() -> None:
    assert softened_from([Decimal(600), Decimal(550), Decimal(551)], "higher") == 600
    assert softened_from([Decimal(10), Decimal(14), Decimal(12)], "lower") == 10


def test_a_target_that_is_taken_away_is_softened_from_what_it_was() -> None:
    assert softened_from([Decimal(600), None], "neutral") == 600
    assert softened_from([Decimal(500), Decimal(600), None], "higher") == 600


def test_the_first_target_and_no_target_take_the_place_of_nothing() -> None:
    assert softened_from([Decimal(600)], "higher") is None
    assert softened_from([], "higher") is None


@given(values=VALUES, direction=DIRECTIONS)
def test_what_is_told_is_the_sharpest_that_ever_stood_and_never_less_than_now(
    values: list[Decimal], direction: str
) -> None:
    found = softened_from(values, direction)
    best = max(values) if direction == "higher" else min(values)
    assert (found is None) == (values[-1] == best)
    if found is not None:
        assert found == best


@given(values=VALUES)
def test_turning_the_scale_around_turns_nothing_else(values: list[Decimal]) -> None:
    turned = softened_from([-value for value in values], "lower")
    assert softened_from(values, "higher") == (None if turned is None else -turned)
