"""The index of a few areas, followed by hand from the figures to the rank."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.index import small

from samstad.calculations.index import MethodError, Result, empty, fit

NEAR = 1e-9
numbers = st.lists(st.integers(-1000, 1000), min_size=6, max_size=12, unique=True)


def test_an_index_by_hand() -> None:
    result = fit(small.figures(), small.method())
    # arbetslosa 8,4,2,6 -> 100,33.3,0,66.7; inkomst turned -> 100,50,0,75; otrygga -> 100,0,33.3,66.7
    np.testing.assert_allclose(result.scores[:, 3], [100, 41.6666667, 0, 70.8333333], atol=1e-6)
    np.testing.assert_allclose(result.index, [100, 20.8333333, 16.6666667, 68.75], atol=1e-6)
    assert result.rank.tolist() == [1, 3, 4, 2]


def test_the_highest_risk_has_rank_one_and_ties_share_it() -> None:
    result = fit(small.figures({"handelser": [0.3, 0.1 + 0.2, 0.1, 0.2]}), small.one())
    assert result.rank.tolist() == [1, 1, 4, 3]


def test_contributions_add_up_to_the_distance_from_the_city() -> None:
    result = fit(small.figures(), small.method())
    assert result.scale == "points"
    np.testing.assert_allclose(result.contributions.sum(axis=1), result.index - result.index.mean(), atol=NEAR)


def test_contributions_of_a_geometric_index_add_up_in_logs() -> None:
    method = small.method(aggregate="geometric", normalise={"method": "minmax", "low": 1, "high": 100})
    result = fit(small.figures(), method)
    logs = np.log(result.index)
    assert result.scale == "logs"
    np.testing.assert_allclose(result.contributions.sum(axis=1), logs - logs.mean(), atol=NEAR)


@pytest.mark.parametrize("aggregate", ["harmonic", "copeland", "borda"])
def test_contributions_of_any_other_index_are_shared_out_to_the_last_point(aggregate: str) -> None:
    method = small.method(aggregate=aggregate, normalise={"method": "minmax", "low": 1, "high": 100})
    result = fit(small.figures(), method)
    assert result.scale == "shapley"
    assert set(result.parts) == {"forsorjning", "trygghet"}
    if aggregate == "harmonic":
        parts = result.scores[:, 3:5].mean(axis=0)
        of_the_mean = 2 / (1 / parts).sum()
        np.testing.assert_allclose(result.contributions.sum(axis=1), result.index - of_the_mean, atol=NEAR)


def deprived(nodes: list[dict[str, Any]], **changes: Any) -> Result:
    """Four areas in three limits; the last has no figure in the second indicator."""
    indicators = [
        {"code": "x", "parent": "ett", "deprived_over": 2, "weight": 3},
        {"code": "y", "parent": "ett", "deprived_over": 2},
        {"code": "z", "parent": "två", "deprived_over": 5, "direction": -1},
    ]
    values = {"x": [3.0, 3.0, 1.0, 4.0], "y": [3.0, 1.0, 3.0, float("nan")], "z": [1.0, 9.0, 1.0, 9.0]}
    method = small.method(indicators=indicators, nodes=nodes, missing={"least_share": 0.1}, **changes)
    return fit(small.figures(values), method)


@pytest.mark.parametrize("cutoff", [0, 0.4, 0.6])
@pytest.mark.parametrize("divide_by", [None, 4.0])
def test_contributions_to_counted_deprivations_add_up_to_the_distance_from_the_mean(
    cutoff: float, divide_by: float | None
) -> None:
    root: dict[str, Any] = {"code": "prov", "cutoff": cutoff} | ({"divide_by": divide_by} if divide_by else {})
    nodes: list[dict[str, Any]] = [
        {"code": "ett", "parent": "prov", "weight": 2},
        {"code": "två", "parent": "prov"},
        root,
    ]
    result = deprived(nodes, aggregate="alkire_foster")
    assert result.scale == "points"
    assert result.parts == ("x", "y", "z")
    np.testing.assert_allclose(result.contributions.sum(axis=1), result.index - result.index.mean(), atol=NEAR)
    if not cutoff and not divide_by:  # M0: weight times deprived, less the mean of that
        held = np.array([[1 / 2, 1 / 6, 1 / 3], [1 / 2, 0, 0], [0, 1 / 6, 1 / 3], [2 / 3, 0, 0]])
        np.testing.assert_allclose(result.contributions, held - held.mean(axis=0), atol=NEAR)


def test_an_area_that_no_deprivation_is_counted_of_has_no_contributions_to_it() -> None:
    nodes = [{"code": "ett", "parent": "prov"}, {"code": "två", "parent": "prov"}, {"code": "prov"}]
    figures = small.figures({"x": [3.0, 1.0, float("nan"), 3.0], "y": [3.0, 3.0, float("nan"), 1.0]})
    indicators = [{"code": code, "parent": parent, "deprived_over": 2} for code, parent in (("x", "ett"), ("y", "två"))]
    result = fit(figures, small.method(indicators=indicators, nodes=nodes, aggregate="alkire_foster"))
    assert np.isnan(result.contributions[2]).all()
    known = [0, 1, 3]
    wanted = result.index[known] - result.index[known].mean()
    np.testing.assert_allclose(result.contributions[known].sum(axis=1), wanted, atol=NEAR)


@settings(max_examples=50, deadline=None)
@given(numbers)
def test_turning_an_indicator_and_its_direction_changes_nothing(values: list[int]) -> None:
    straight = fit(small.figures({"handelser": [float(value) for value in values]}), small.one())
    turned = fit(
        small.figures({"handelser": [-float(value) for value in values]}), small.one(indicator={"direction": -1})
    )
    np.testing.assert_allclose(straight.index, turned.index, atol=NEAR)


@pytest.mark.parametrize("choice", ["minmax", "z", "robust_z", "rank", "percentile", "exponential", "normal_score"])
@settings(max_examples=30, deadline=None)
@given(values=numbers, factor=st.integers(1, 50), shift=st.integers(-100, 100))
def test_another_unit_changes_no_score(choice: str, values: list[int], factor: int, shift: int) -> None:
    method = small.one(normalise={"method": choice})
    before = fit(small.figures({"handelser": [float(value) for value in values]}), method)
    after = fit(small.figures({"handelser": [float(value * factor + shift) for value in values]}), method)
    np.testing.assert_allclose(before.index, after.index, atol=1e-6)


@pytest.mark.parametrize("choice", ["rank", "percentile", "exponential", "borda"])
@settings(max_examples=30, deadline=None)
@given(values=numbers)
def test_what_stands_on_the_order_does_not_see_a_curved_scale(choice: str, values: list[int]) -> None:
    method = small.one(normalise={"method": choice})
    before = fit(small.figures({"handelser": [float(value) for value in values]}), method)
    after = fit(small.figures({"handelser": [float(value) ** 3 for value in values]}), method)
    np.testing.assert_allclose(before.index, after.index, atol=NEAR)


def test_the_order_of_indicators_is_of_no_importance() -> None:
    turned = dict(reversed(small.VALUES.items()))
    method = small.method(indicators=list(reversed(small.mapping()["indicators"])))
    np.testing.assert_allclose(
        fit(small.figures(), small.method()).index, fit(small.figures(turned), method).index, atol=NEAR
    )


def test_an_area_with_too_few_figures_has_no_score_and_says_so() -> None:
    values = small.VALUES | {"otrygga": [float("nan"), 10.0, 20.0, 30.0]}
    result = fit(small.figures(values), small.method())
    assert np.isnan(result.index[0])
    assert np.isnan(result.rank[0])
    assert result.flags[0] == ("no_score", "incomplete")
    assert sorted(result.rank[1:].tolist()) == [1, 2, 3]


def test_missing_figures_lend_their_weight_while_enough_is_known() -> None:
    values = small.VALUES | {"inkomst": [float("nan"), 300.0, 400.0, 250.0]}
    method = small.method(missing={"least_share": 0.5})
    result = fit(small.figures(values), method)
    assert result.scores[0, 3] == 100
    assert result.flags[0] == ("incomplete",)


@pytest.mark.parametrize(
    ("how", "filled"), [("mean", 300.0), ("median", 250.0), ("group_mean", 225.0), ("group_median", 225.0)]
)
def test_gaps_are_filled_as_the_method_says(how: str, filled: float) -> None:
    values = small.VALUES | {"inkomst": [200.0, float("nan"), 450.0, 250.0]}
    figures = small.figures(values, groups=("syd", "syd", "norr", "syd"))
    result = fit(figures, small.method(missing={"impute": how}))
    assert result.imputed[1, 1] == filled
    assert "imputed" in result.flags[1]


def test_a_gap_is_filled_from_the_latest_earlier_year() -> None:
    made = empty(small.figures().areas, ["handelser"], ["2015", "2016", "2017"])
    made.values[:, :, 0] = np.array([[9, 9, 9, 9], [5, np.nan, 7, 8], [1, np.nan, 3, 4]])
    result = fit(made, small.one(missing={"impute": "time"}))
    assert result.imputed[:, 0].tolist() == [1, 9, 3, 4]


def test_a_gap_in_a_rate_is_filled_with_the_earlier_rate_and_not_with_the_count() -> None:
    areas = small.figures({"x": [1.0, 2.0, 3.0, 4.0]}, population=[1000, 2000, 1000, 4000]).areas
    made = empty(areas, ["handelser"], ["2016", "2017"])
    made.values[:, :, 0] = np.array([[5, 8, 20, 30], [10, np.nan, 30, 40]])
    method = small.one(indicator={"denominator": "population", "per": 1000}, missing={"impute": "time"})
    assert fit(made, method).imputed[:, 0].tolist() == [10, 4, 30, 10]


@pytest.mark.parametrize("shrinks", [False, True])
def test_a_gap_among_counts_is_filled_with_the_earlier_share_as_the_column_is_made(shrinks: bool) -> None:
    made = empty(small.figures().areas, ["handelser"], ["2016", "2017"])
    made.values[0, :, 0] = made.numerators[0, :, 0] = np.array([100, 30, 300, 40])
    made.values[1, :, 0] = made.numerators[1, :, 0] = np.array([90, np.nan, 310, 60])
    made.denominators[:, :, 0] = np.array([1000, 300, 1000, 4000])
    method = small.one(indicator={"per": 100, "shrink": shrinks}, missing={"impute": "time"})
    filled = fit(made, method).imputed[1, 0]
    if not shrinks:
        assert filled == pytest.approx(10)
        return
    earlier = fit(replace(made, values=made.values[:1], numerators=made.numerators[:1], periods=("2016",)), method)
    assert filled == pytest.approx(earlier.base.values[1, 0])


def test_a_gap_whose_earlier_denominator_is_nobody_stays_a_gap() -> None:
    made = empty(small.figures().areas, ["handelser"], ["2016", "2017"])
    made.numerators[:, :, 0] = np.array([[100, 0, 300, 40], [90, np.nan, 310, 60]])
    made.values[:] = made.numerators
    made.denominators[:, :, 0] = np.array([[1000, 0, 1000, 4000], [1000, 300, 1000, 4000]])
    assert np.isnan(fit(made, small.one(missing={"impute": "time"})).imputed[1, 0])


def test_rates_use_the_denominator_of_the_areas() -> None:
    figures = small.figures({"handelser": [10.0, 10.0, 30.0, 40.0]}, population=[1000, 2000, 1000, 4000])
    method = small.one(indicator={"denominator": "population", "per": 1000}, normalise={"method": "none"})
    assert fit(figures, method).index.tolist() == [10, 5, 30, 10]


def test_areas_below_the_floor_are_counted_but_not_named() -> None:
    figures = small.figures(population=[5000, 90, 5000, 5000])
    result = fit(figures, small.method(population_floor=100))
    assert result.flags[1] == ("below_floor",)
    assert np.isfinite(result.index[1])


def test_the_rule_takes_the_highest_or_those_over_a_limit() -> None:
    top = fit(small.figures(), small.method(priority={"rule": "top", "k": 2}))
    over = fit(small.figures(), small.method(priority={"rule": "over", "over": 20.0}))
    share = fit(small.figures(), small.method(priority={"rule": "share", "share": 0.25}))
    assert top.inside.tolist() == [True, False, False, True]
    assert over.inside.tolist() == [True, True, False, True]
    assert share.inside.tolist() == [True, False, False, False]


def test_a_frozen_frame_keeps_old_scores_when_a_year_is_added() -> None:
    frame = {"frame": {"min": 0.0, "max": 10.0}}
    before = fit(small.figures({"handelser": [2.0, 4.0, 6.0, 8.0]}), small.one(indicator=frame))
    after = fit(small.figures({"handelser": [2.0, 4.0, 6.0, 12.0]}), small.one(indicator=frame))
    assert before.index[:3].tolist() == after.index[:3].tolist() == [20, 40, 60]
    assert after.index[3] == 120, "a value outside the frame is kept and not clipped"


def test_a_frozen_frame_of_a_turned_indicator_is_written_as_it_is_measured() -> None:
    indicator = {"direction": -1, "frame": {"min": 0.0, "max": 10.0}}
    result = fit(small.figures({"handelser": [0.0, 5.0, 10.0, 2.0]}), small.one(indicator=indicator))
    assert result.index.tolist() == [100, 50, 0, 80]


@pytest.mark.parametrize(
    ("values", "changes", "says"),
    [
        ({"handelser": [1.0, 1.0, 1.0, 1.0]}, {}, "samma värde i alla områden"),
        ({"handelser": [float("nan")] * 4}, {}, "saknar värde i alla områden"),
        ({"handelser": [1.0]}, {}, "bara ett område"),
        ({"annat": [1.0, 2.0]}, {}, "finns inte i figurerna"),
        ({"handelser": [1.0, 2.0, 3.0, 4.0]}, {"period": "2011"}, "perioden 2011 finns inte"),
        ({"handelser": [1.0, 2.0, 3.0, 4.0]}, {"priority": {"rule": "top", "k": 9}}, "områdena är bara 4"),
        (
            {"handelser": [-1.0, 2.0, 3.0, 4.0]},
            {"aggregate": "geometric", "normalise": {"method": "none"}},
            "över noll",
        ),
        ({"handelser": [1.0, 1.0, 1.0, 9.0]}, {"normalise": {"method": "robust_z"}}, "ger inget tal"),
    ],
)
def test_figures_that_cannot_carry_the_index_are_refused(
    values: dict[str, list[float]], changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(MethodError, match=says):
        fit(small.figures(values), small.one(**changes))
