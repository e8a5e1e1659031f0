"""The gap between chosen areas and the rest: how wide, how sure, and what may be said of a change."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstad.calculations.gaps import Conclusion, Panel, follow, gap_of, inequality_of

CHOSEN = np.array([True, True, False, False, False])
HIGH = np.array([10.0, 8.0, 4.0, 2.0, 3.0])


def test_a_gap_by_hand() -> None:
    gap = gap_of(HIGH, CHOSEN)
    assert gap is not None
    assert (gap.inside, gap.rest, gap.difference, gap.ratio) == (9, 3, 6, 3)
    assert gap.interval is None, "without standard errors there is no interval"


def test_people_weigh_and_areas_without_figures_or_people_stand_aside() -> None:
    gap = gap_of(np.array([10.0, 8.0, np.nan, 2.0, 4.0]), CHOSEN, people=np.array([3.0, 1.0, 9.0, 1.0, np.nan]))
    assert gap is not None
    assert (gap.inside, gap.rest, gap.areas_rest) == (9.5, 2, 1)


def test_an_interval_needs_every_areas_error() -> None:
    errors = np.full(5, 1.0)
    gap = gap_of(HIGH, CHOSEN, errors=errors)
    assert gap is not None
    assert gap.interval is not None
    half = 1.6448536 * np.sqrt(1 / 2 + 1 / 3)
    assert list(gap.interval) == pytest.approx([6 - half, 6 + half])


def test_one_area_without_an_error_takes_the_interval_away() -> None:
    unsure = gap_of(HIGH, CHOSEN, errors=np.array([1.0, 1.0, 1.0, 1.0, np.nan]))
    assert unsure is not None
    assert unsure.interval is None


def test_a_side_without_areas_has_no_gap_and_a_rest_of_zero_no_ratio() -> None:
    assert gap_of(HIGH, np.zeros(5, dtype=bool)) is None
    zero = gap_of(np.array([1.0, 1.0, 0.0, 0.0, 0.0]), CHOSEN)
    assert zero is not None
    assert zero.ratio is None


def panel(rows: list[list[float]], **options: Any) -> Panel:
    periods = [str(2015 + at) for at in range(len(rows))]
    return follow(periods, np.array(rows), CHOSEN, **options)


def test_one_period_says_nothing_of_a_change() -> None:
    found = panel([HIGH.tolist()])
    assert found.conclusion == Conclusion.ONE_PERIOD


def test_a_break_stops_the_trend() -> None:
    found = panel([HIGH.tolist(), (HIGH - 1).tolist()], breaks=["2016"])
    assert found.conclusion == Conclusion.BREAK
    assert found.change is None


def test_only_the_stretch_after_the_break_is_compared() -> None:
    found = panel([[90, 80, 4, 2, 3], HIGH.tolist(), [9, 8, 4, 2, 3]], breaks=["2016"], reliability=1.0)
    assert (found.first, found.last) == ("2016", "2017")
    assert found.change == pytest.approx(-0.5)


def test_without_a_basis_nothing_is_claimed() -> None:
    found = panel([HIGH.tolist(), [5, 4, 4, 2, 3]], reliability=0.9)
    assert found.conclusion == Conclusion.NO_BASIS


def test_what_comes_by_itself_is_subtracted_before_a_gap_is_said_to_close() -> None:
    errors = np.full((2, 5), 0.1)
    found = panel([HIGH.tolist(), [9.0, 6.8, 4.0, 2.0, 3.0]], reliability=0.8, errors=errors)
    assert found.change == pytest.approx(-1.1)
    assert found.expected == pytest.approx(-1.2)
    assert found.conclusion == Conclusion.NOT_SHOWN, "the fall is no more than regression to the mean"


@pytest.mark.parametrize(
    ("last", "wanted"),
    [([6.0, 4.0, 4.0, 2.0, 3.0], Conclusion.NARROWED), ([16.0, 14.0, 4.0, 2.0, 3.0], Conclusion.WIDENED)],
)
def test_a_sure_change_is_said(last: list[float], wanted: Conclusion) -> None:
    found = panel([HIGH.tolist(), last], reliability=1.0, errors=np.full((2, 5), 0.1))
    assert found.conclusion == wanted


def test_a_gap_of_a_figure_where_more_is_better_closes_upwards() -> None:
    found = panel(
        [[60, 62, 80, 82, 81], [76, 78, 80, 82, 81]],
        reliability=1.0,
        errors=np.full((2, 5), 0.1),
        higher_is_worse=False,
    )
    assert found.conclusion == Conclusion.NARROWED


def test_the_areas_that_are_worst_now_are_followed_beside_those_first_chosen() -> None:
    found = panel([HIGH.tolist(), [1, 8, 9, 2, 3]], reliability=1.0)
    moving = found.periods[1].moving
    assert moving is not None
    assert moving.inside == 8.5
    assert found.kept == 1


def test_reliability_is_estimated_from_the_two_ends_when_areas_are_enough() -> None:
    generator = np.random.default_rng(1)
    first = generator.normal(size=40)
    chosen = first > 0.8
    noise = first * 0.5 + generator.normal(size=40) * 0.5
    found = follow(["2016", "2017"], np.array([first, noise]), chosen)
    assert found.reliability is not None
    assert 0.3 < found.reliability < 0.95
    assert found.expected is not None
    assert found.expected < 0


@settings(max_examples=100)
@given(st.lists(st.floats(0.1, 100), min_size=4, max_size=12))
def test_equal_areas_are_not_unequal_and_scale_does_not_matter(values: list[float]) -> None:
    order = np.arange(len(values), dtype=float)
    even = inequality_of(np.full(len(values), 5.0), order)
    assert even is not None
    assert even.slope == pytest.approx(0, abs=1e-9)
    assert even.theil == pytest.approx(0, abs=1e-9)
    assert even.dissimilarity == pytest.approx(0, abs=1e-9)
    some, scaled = inequality_of(np.array(values), order), inequality_of(np.array(values) * 7, order)
    assert some is not None
    assert scaled is not None
    assert some.theil == pytest.approx(scaled.theil, abs=1e-9)
    assert some.concentration == pytest.approx(scaled.concentration, abs=1e-9)
    assert 0 <= (some.dissimilarity or 0) < 1


def test_the_slope_is_the_difference_from_the_least_to_the_most_deprived() -> None:
    found = inequality_of(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 3.0, 4.0]))
    assert found is not None
    assert found.slope == pytest.approx(4)
    assert found.relative == pytest.approx(1.6)


def test_too_few_areas_or_negative_figures_give_no_measure() -> None:
    assert inequality_of(np.array([1.0, 2.0]), np.array([1.0, 2.0])) is None
    below = inequality_of(np.array([-1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0]))
    assert below is not None
    assert below.theil is None
