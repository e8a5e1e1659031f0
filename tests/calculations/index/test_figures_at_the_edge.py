"""Figures at the edge of what can be computed: nobody to count, counts that are hidden, values that are all alike."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.calculations.index import small

from samstad.calculations.index import Figures, Method, MethodError, fit, uncertainty
from samstad.calculations.index.figures import NOT_APPLICABLE, SUPPRESSED, Floats
from samstad.calculations.index.prepare import draw_values
from samstad.calculations.index.small_numbers import draw_suppressed

PER_PERSON = {"denominator": "population"}


def test_an_area_without_people_has_no_rate() -> None:
    figures = small.figures({"handelser": [10.0, 0.0, 30.0, 40.0]}, population=[1000, 0, 1000, 4000])
    result = fit(figures, small.one(indicator=PER_PERSON))
    assert result.base.values[:, 0].tolist()[2:] == [0.03, 0.01]
    assert np.isnan(result.base.values[1, 0])
    assert result.base.status[1, 0] == NOT_APPLICABLE
    assert result.index[[0, 2, 3]].tolist() == [0, 100, 0]
    assert result.flags[1] == ("no_score", "incomplete")


def test_an_event_among_nobody_is_refused_by_area_and_indicator() -> None:
    figures = small.figures({"handelser": [10.0, 20.0, 30.0, 40.0]}, population=[1000, 0, 1000, 4000])
    with pytest.raises(MethodError, match="handelser: b har nämnaren 0 men täljaren 20"):
        fit(figures, small.one(indicator=PER_PERSON))


@pytest.mark.parametrize("shrinks", [False, True])
def test_a_count_of_nobody_is_no_rate(shrinks: bool) -> None:
    figures = small.counted([100.0, 1.0, 300.0, 40.0], [1000.0, 1.0, 1000.0, 4000.0])
    figures.values[0, 1, 0] = figures.numerators[0, 1, 0] = figures.denominators[0, 1, 0] = 0
    result = fit(figures, small.one(indicator={"shrink": shrinks}))
    assert np.isfinite(result.base.values[:, 0]).tolist() == [True, False, True, True]
    assert np.isfinite(result.base.errors[:, 0]).tolist() == [True, False, True, True]
    assert result.base.status[1, 0] == NOT_APPLICABLE


def test_a_count_over_nobody_is_refused_by_area_and_indicator() -> None:
    figures = small.counted([100.0, 1.0, 300.0, 40.0], [1000.0, 1.0, 1000.0, 4000.0])
    figures.denominators[0, 1, 0] = 0
    with pytest.raises(MethodError, match="handelser: b har nämnaren 0 men täljaren 1"):
        fit(figures, small.one())


def test_an_indicator_without_people_anywhere_is_refused() -> None:
    figures = small.figures({"handelser": [0.0, 0.0, 0.0, float("nan")]}, population=[0, 0, 0, 0])
    with pytest.raises(MethodError, match="handelser saknar värde i alla områden"):
        fit(figures, small.one(indicator=PER_PERSON))


def test_none_of_many_and_all_of_many_are_not_sure_either() -> None:
    figures = small.counted([0.0, 1000.0, 300.0, 40.0], [1000.0, 1000.0, 1000.0, 4000.0])
    result = fit(figures, small.one(indicator={"per": 100}))
    errors = result.base.errors[:, 0]
    assert result.base.values[0, 0] == 0
    # On the logit scale v = 1/.5 + 1/1000.5, and back: p (1 - p) sqrt(v) with p = .5/1001.
    assert errors[0] == pytest.approx(100 * (0.5 * 1000.5 / 1001**2) * np.sqrt(1 / 0.5 + 1 / 1000.5))
    assert errors[1] == pytest.approx(errors[0])
    assert errors[2] == pytest.approx(100 * np.sqrt(0.3 * 0.7 / 1000), rel=1e-3)


def test_areas_where_nothing_was_counted_have_a_span() -> None:
    figures = small.counted([0.0, 0.0, 30.0, 40.0], [50.0, 5000.0, 100.0, 100.0])
    unsure = uncertainty(fit(figures, small.one(uncertainty={"replicates": 100})), figures)
    assert unsure is not None
    assert unsure.high[0] > unsure.low[0]


def hide(figures: Figures, *areas: int) -> Figures:
    """The figures with the first indicator of some areas suppressed."""
    for area in areas:
        figures.values[0, area, 0] = figures.numerators[0, area, 0] = np.nan
        figures.status[0, area, 0] = SUPPRESSED
    return figures


def drawn_of_first(figures: Figures, method: Method) -> Floats:
    """What the first area was drawn as, many times."""
    first: Floats = draw_values_of(figures, method)[:, 0]
    return first


def draw_values_of(figures: Figures, method: Method) -> Floats:
    """What every area was drawn as, (draws, areas)."""
    result, generator = fit(figures, method), np.random.default_rng(1)
    return np.array([draw_values(result.plan, figures, result.base, generator)[:, 0] for _ in range(300)])


def spans_are_wide(figures: Figures, method: Method) -> bool:
    unsure = uncertainty(fit(figures, method), figures)
    assert unsure is not None
    assert unsure.sampling
    return bool(unsure.high[0] > unsure.low[0])


FILLED: dict[str, Any] = {"missing": {"impute": "mean"}, "uncertainty": {"replicates": 100}}


def test_a_suppressed_count_without_people_is_drawn_from_nothing_to_the_ceiling() -> None:
    figures = hide(small.figures({"handelser": [1.0, 2.0, 3.0, 40.0]}), 0)
    assert set(drawn_of_first(figures, small.one(**FILLED))) == {0, 1, 2, 3, 4}
    assert spans_are_wide(figures, small.one(**FILLED))


def test_a_suppressed_count_is_of_the_column_that_the_indicator_names() -> None:
    figures = hide(small.figures({"handelser": [1.0, 2.0, 3.0, 40.0]}, population=[100, 100, 100, 1000]), 0)
    method = small.one(indicator={"denominator": "population", "per": 1000}, **FILLED)
    assert set(drawn_of_first(figures, method)) == {0, 10, 20, 30, 40}
    assert spans_are_wide(figures, method)


def test_a_suppressed_rate_without_people_is_of_as_many_as_the_middle_area() -> None:
    figures = hide(small.counted([3.0, 2.0, 3.0, 400.0], [100.0, 100.0, 200.0, 100_000.0]), 0)
    figures.denominators[0, 0, 0] = np.nan
    assert set(drawn_of_first(figures, small.one(**FILLED))) == {0, 1 / 200, 2 / 200, 3 / 200, 4 / 200}


def test_a_suppressed_rate_of_which_no_people_are_known_may_be_as_any_other() -> None:
    figures = hide(small.figures({"handelser": [1.0, 2.5, 3.5, 4.5]}), 0)
    assert set(drawn_of_first(figures, small.one(**FILLED))) == {2.5, 3.5, 4.5}
    assert spans_are_wide(figures, small.one(**FILLED))


def test_a_suppressed_count_where_no_other_is_told_may_be_any_up_to_the_ceiling() -> None:
    figures = hide(small.figures({"handelser": [1.0, 0.002, 0.003, 0.4]}), 0)
    figures.denominators[0, 0, 0] = 1000
    assert set(drawn_of_first(figures, small.one(**FILLED))) == {0, 0.001, 0.002, 0.003, 0.004}
    assert spans_are_wide(figures, small.one(**FILLED))


def test_more_events_than_people_say_nothing_of_a_hidden_count() -> None:
    """No binomial has a rate over one: every count is as likely."""
    figures = hide(small.figures({"handelser": [1.0, 2000.0, 3000.0, 4000.0]}, population=[1000] * 4), 0)
    method = small.one(indicator={"denominator": "population", "per": 1000}, **FILLED)
    assert set(drawn_of_first(figures, method)) == {0, 1, 2, 3, 4}


def test_a_suppressed_count_is_no_larger_than_its_people() -> None:
    drawn = draw_suppressed(0, 4, np.array([2.0, 50.0]), float("nan"), np.random.default_rng(1), (300, 2))
    assert set(drawn[:, 0].tolist()) == {0, 1, 2}
    assert set(drawn[:, 1].tolist()) == {0, 1, 2, 3, 4}


def bounded(figures: Figures, *, floor: float = np.nan, ceiling: float = np.nan) -> Figures:
    """The figures with what the first area's cell hides at least and at most."""
    floors, ceilings = np.full(figures.values.shape, np.nan), np.full(figures.values.shape, np.nan)
    floors[0, 0, 0], ceilings[0, 0, 0] = floor, ceiling
    return replace(figures, floors=floors, ceilings=ceilings)


def test_a_suppressed_count_is_drawn_from_its_own_floor_to_its_own_ceiling() -> None:
    figures = hide(small.counted([3.0, 2000.0, 3000.0, 1000.0], [100.0, 100_000.0, 100_000.0, 100_000.0]), 0, 3)
    drawn = drawn_of_first(bounded(figures, floor=20, ceiling=30), small.one(**FILLED))
    assert set(np.round(drawn * 100).astype(int)) <= set(range(20, 31))
    assert len(set(drawn)) > 1
    draws = draw_values_of(bounded(figures, floor=20, ceiling=30), small.one(**FILLED))
    assert set(np.round(draws[:, 3] * 100_000).astype(int)) == {4}, "the others hide as much as before"


@pytest.mark.parametrize(("floor", "ceiling"), [(2, np.nan), (np.nan, 6), (1, 3), (20, 30)])
def test_a_suppressed_count_of_nobody_told_keeps_its_own_bounds(floor: float, ceiling: float) -> None:
    figures = bounded(hide(small.figures({"handelser": [1.0, 2.0, 3.0, 40.0]}), 0), floor=floor, ceiling=ceiling)
    low, high = (0 if np.isnan(floor) else int(floor)), (4 if np.isnan(ceiling) else int(ceiling))
    assert set(drawn_of_first(figures, small.one(**FILLED))) == set(range(low, high + 1))


def test_a_rate_that_is_hidden_keeps_its_own_bounds() -> None:
    figures = hide(small.figures({"handelser": [1.0, 2.0, 3.0, 40.0]}, population=[100, 100, 100, 1000]), 0)
    method = small.one(indicator={"denominator": "population", "per": 1000}, **FILLED)
    assert set(drawn_of_first(bounded(figures, floor=20, ceiling=22), method)) == {200, 210, 220}


def test_a_floor_over_the_ceiling_is_refused_by_area_and_indicator() -> None:
    figures = bounded(hide(small.figures({"handelser": [1.0, 2.0, 3.0, 40.0]}), 0), floor=20)
    with pytest.raises(MethodError, match="handelser: a kan inte dölja minst 20 och högst 4"):
        fit(figures, small.one(**FILLED))


def test_bounds_follow_their_areas() -> None:
    figures = bounded(hide(small.figures({"handelser": [1.0, 2.0, 3.0, 40.0]}), 0), floor=2, ceiling=6)
    turned = figures.taken(np.array([3, 2, 1, 0]))
    low, high = turned.bounds(0, 0)
    assert (low[3], high[3], low[0], high[0]) == (2, 6, 0, 4)


def test_people_fewer_than_the_floor_leave_the_floor() -> None:
    drawn = draw_suppressed(
        np.array([5, 0]), np.array([9, 9]), np.array([3.0, 2.0]), 0.2, np.random.default_rng(1), (50, 2)
    )
    assert set(drawn[:, 0].tolist()) == {5}
    assert set(drawn[:, 1].tolist()) == {0, 1, 2}


@pytest.mark.parametrize(
    "values",
    [
        [0.3, 0.1 + 0.2, 0.3, 0.3],
        [1.0, 1 + 4e-12, 1 - 4e-13, 1.0],
        [1.000000000005, np.nextafter(1.000000000005, 2), np.nextafter(1.000000000005, 0), float("nan")],
        [-1e9, -1e9 - 1e-6, -1e9, -1e9],
    ],
    ids=["last-bit", "within-twelve-digits", "on-both-sides-of-a-rounding", "below-zero"],
)
def test_values_that_agree_to_twelve_digits_are_the_same_everywhere(values: list[float]) -> None:
    with pytest.raises(MethodError, match="handelser har samma värde i alla områden"):
        fit(small.figures({"handelser": values}), small.one())


def test_rates_that_agree_to_twelve_digits_are_the_same_everywhere() -> None:
    figures = small.figures({"handelser": [0.1, 0.7, 0.1 * 3, 0.3]}, population=[1, 7, 3, 3])
    with pytest.raises(MethodError, match="handelser har samma värde i alla områden"):
        fit(figures, small.one(indicator=PER_PERSON))


def test_values_that_differ_in_the_eleventh_digit_are_compared() -> None:
    assert fit(small.figures({"handelser": [1.0, 1 + 1e-10, 1.0, 1.0]}), small.one()).rank.tolist() == [2, 1, 2, 2]
