"""A gap against its target: reached, not reached, or why it cannot be said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.gaps import Gap, judge_gap, weighed
from samstad.calculations.judgement import IndicatorResult


def gap(difference: float, error: float | None = None) -> Gap:
    return Gap(difference, 0.0, 2, 3, error)


@pytest.mark.parametrize(
    ("difference", "target", "direction", "judgement", "reason"),
    [
        (3.0, 3, "lower", "full", "gap_reached"),
        (3.1, 3, "lower", "not", "gap_too_wide"),
        (-3.1, 3, "lower", "full", "gap_reached"),
        (-3.1, 3, "higher", "not", "gap_too_wide"),
        (-3.0, -3, "higher", "full", "gap_reached"),
        (5.0, -3, "higher", "full", "gap_reached"),
        (1.0, 3, "neutral", "unknown", "no_gap_direction"),
        (1.0, None, "lower", "unknown", "no_gap_target"),
    ],
)
def test_the_worse_side_and_the_size_decide(
    difference: float, target: int | None, direction: str, judgement: str, reason: str
) -> None:
    most = None if target is None else Decimal(target)
    assert judge_gap(gap(difference), target=most, direction=direction) == IndicatorResult(judgement, reason)


def test_without_figures_nothing_is_said() -> None:
    assert judge_gap(None, target=Decimal(3), direction="lower").reason == "no_gap"


@pytest.mark.parametrize(("difference", "judgement"), [(1.0, "full"), (3.0, "unknown"), (5.0, "not")])
def test_a_target_inside_the_interval_is_neither_reached_nor_missed(difference: float, judgement: str) -> None:
    assert judge_gap(gap(difference, error=1.0), target=Decimal(3), direction="lower").judgement == judgement


def test_a_difference_is_held_as_exactly_as_figures_are_stored() -> None:
    assert judge_gap(gap(0.1 + 0.2), target=Decimal("0.3"), direction="lower").judgement == "full"


@given(st.floats(-1e6, 1e6), st.decimals(0, 1000, places=4))
def test_both_directions_are_each_others_mirror(difference: float, target: Decimal) -> None:
    mirrored = judge_gap(gap(-difference), target=target, direction="higher")
    assert judge_gap(gap(difference), target=target, direction="lower") == mirrored


def test_the_gap_counts_where_the_goal_is_about_one_that_has_a_target() -> None:
    level, reached = IndicatorResult("not", "below_target"), IndicatorResult("full", "gap_reached")
    assert weighed(level, reached, about_gap=True) is reached
    assert weighed(level, reached, about_gap=False) is level
    assert weighed(level, None, about_gap=True) is level
    assert weighed(level, IndicatorResult("unknown", "no_gap_target"), about_gap=True) is level
