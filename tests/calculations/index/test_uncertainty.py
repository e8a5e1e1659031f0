"""How sure the ranks are, and what makes them unsure."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.index import small

from samstad.calculations.index import (
    MethodError,
    empty,
    fit,
    leave_each_out,
    make_design,
    sensitivity,
    sobol_indices,
    uncertainty,
)
from samstad.calculations.index.ranks import from_above
from samstad.calculations.index.replicates import scores_of
from samstad.calculations.index.uncertainty import check_design, probability_of_class, rank_matrix

VARIED = {
    "replicates": 400,
    "seed": 3,
    "weights": "dirichlet",
    "normalise": [{"method": "z"}, {"method": "rank"}],
    "leave_out": True,
}


def many(**changes: Any) -> tuple[Any, Any]:
    """Forty areas in three indicators, with classes and a rule."""
    generator = np.random.default_rng(5)
    hidden = generator.normal(size=40)
    values = {name: (hidden + generator.normal(size=40)).tolist() for name in small.VALUES}
    values["inkomst"] = (-np.array(values["inkomst"])).tolist()
    figures = small.figures(values)
    classes = {"method": "quantiles", "names": ["hög", "mellan", "låg"]}
    defaults = {"uncertainty": VARIED, "priority": {"rule": "top", "k": 8}, "classes": classes}
    return fit(figures, small.method(**(defaults | changes))), figures


def test_ranks_lie_within_their_spans_and_the_chances_add_up_to_the_list() -> None:
    result, figures = many()
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert (unsure.low <= unsure.middle).all()
    assert (unsure.middle <= unsure.high).all()
    assert unsure.p_priority.sum() == pytest.approx(8)
    assert unsure.expected_wrong == pytest.approx((1 - unsure.p_priority[result.inside]).sum())
    assert unsure.varied == ("choices", "weights", "left_out")
    assert not unsure.sampling


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    result, figures = many()
    other, _figures = many(uncertainty=VARIED | {"seed": 4})
    first, again, different = (
        rank_matrix(one, figures, make_design(one, figures)).tobytes() for one in (result, result, other)
    )
    assert first == again
    assert first != different


def test_a_filling_over_time_that_only_the_replicates_try_fills_too() -> None:
    made = empty(small.figures().areas, ["handelser"], ["2016", "2017"])
    made.values[:, :, 0] = np.array([[1, 90, 3, 4], [1, np.nan, 3, 4]])
    method = small.one(missing={"impute": "mean"}, uncertainty={"replicates": 100, "impute": ["time"]})
    unsure = uncertainty(fit(made, method), made)
    assert unsure is not None
    assert (unsure.low[1], unsure.high[1]) == (1, 3)


def test_nothing_to_vary_gives_no_spans_rather_than_false_ones() -> None:
    result, figures = many(uncertainty={"replicates": 50})
    assert uncertainty(result, figures) is None
    assert sensitivity(result, figures) is None


def test_wider_doubt_about_the_weights_gives_wider_spans() -> None:
    widths = []
    for size in (500, 2):
        result, figures = many(uncertainty={"replicates": 500, "weights": "dirichlet", "concentration": size})
        unsure = uncertainty(result, figures)
        assert unsure is not None
        widths.append((unsure.high - unsure.low).mean())
    assert widths[0] < widths[1]


@pytest.mark.parametrize("weights", ["spread", "simplex"])
def test_every_way_to_doubt_the_weights_moves_someone(weights: str) -> None:
    result, figures = many(uncertainty={"replicates": 100, "weights": weights})
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert (unsure.high > unsure.low).any()


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", "copeland"])
def test_another_way_to_put_together_is_tried(aggregate: str) -> None:
    result, figures = many(
        normalise={"method": "minmax", "low": 1, "high": 100},
        uncertainty={"replicates": 60, "aggregate": [aggregate]},
    )
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert unsure.varied == ("aggregate",)


def test_few_people_make_unsure_ranks_and_many_make_sure_ones() -> None:
    spans = []
    for people in (100.0, 100_000.0):
        rates = np.linspace(0.02, 0.2, 12)
        figures = small.counted((rates * people).tolist(), [people] * 12)
        result = fit(figures, small.one(uncertainty={"replicates": 300}))
        unsure = uncertainty(result, figures)
        assert unsure is not None
        assert unsure.sampling
        spans.append((unsure.high - unsure.low).mean())
    assert spans[0] > 2 * spans[1]


def test_a_shrunk_rate_is_drawn_from_what_is_left_of_its_doubt() -> None:
    people = [200.0, 5000.0] * 10
    counts = [round(of * rate) for of, rate in zip(people, np.linspace(0.05, 0.4, 20), strict=True)]
    figures = small.counted([float(count) for count in counts], people)
    result = fit(figures, small.one(indicator={"shrink": True}, uncertainty={"replicates": 200}))
    unsure = uncertainty(result, figures)
    assert unsure is not None
    widths = unsure.high - unsure.low
    assert widths[::2].mean() > widths[1::2].mean()


def test_a_suppressed_count_is_an_interval_in_the_spans() -> None:
    figures = small.counted([3.0, 40.0, 60.0, 80.0], [1000.0] * 4)
    figures.values[0, 0, 0] = figures.numerators[0, 0, 0] = np.nan
    figures.status[0, 0, 0] = 1
    result = fit(figures, small.one(uncertainty={"replicates": 100}, missing={"impute": "mean"}))
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert unsure.middle[0] == 4, "at most four of a thousand is the lowest, not the mean that the gap was filled with"


def test_an_area_without_score_has_no_span_and_no_chance() -> None:
    figures = small.figures(small.VALUES | {"otrygga": [float("nan"), 10.0, 20.0, 30.0]})
    result = fit(figures, small.method(uncertainty={"replicates": 50, "weights": "spread"}))
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert np.isnan(unsure.low[0])
    assert np.isnan(unsure.p_priority[0])
    assert np.isfinite(unsure.low[1:]).all()


def test_leaving_a_whole_part_out_gives_its_weight_to_the_others() -> None:
    parts = {row.code: row for row in leave_each_out(*many())}
    assert set(parts) == {"arbetslosa", "inkomst", "otrygga", "forsorjning", "trygghet"}
    assert parts["otrygga"].shift == pytest.approx(parts["trygghet"].shift)
    assert len(parts["otrygga"].entered) == len(parts["otrygga"].left)


def test_the_chance_of_each_class_adds_up_to_one() -> None:
    result, figures = many()
    ranks = rank_matrix(result, figures, make_design(result, figures))
    ranks.sort(axis=1)
    shares = probability_of_class(result, ranks)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    unsure = uncertainty(result, figures)
    assert unsure is not None
    np.testing.assert_allclose(unsure.p_class, shares[np.arange(40), result.classes])
    np.testing.assert_allclose(unsure.p_classes, shares)


def test_the_folded_levels_rank_as_the_levels_one_by_one() -> None:
    result, figures = many(uncertainty=VARIED | {"leave_out": False})
    design = make_design(result, figures, replicates=20)
    ranks = rank_matrix(result, figures, design)
    for number in range(20):
        order = np.argsort(-scores_of(result, figures, design, number))
        assert ranks[order, number].tolist() == list(range(1, 41))


def test_a_replicate_that_does_not_exist_is_no_score() -> None:
    result, figures = many()
    with pytest.raises(IndexError):
        scores_of(result, figures, make_design(result, figures, replicates=2), 5)


def test_a_table_of_replicates_with_uneven_columns_is_refused() -> None:
    result, figures = many()
    design = make_design(result, figures, replicates=4)
    assert check_design(design, result).tolist() == [4] * 5
    with pytest.raises(MethodError, match="olika långa"):
        check_design(replace(design, left_out=design.left_out[:2]), result)


def test_sensitivity_tells_what_matters_over_all_and_for_each_area() -> None:
    found = sensitivity(*many(), power=7)
    assert found is not None
    assert found.shift.factors == ("normalise", "weights", "left_out")
    assert found.runs == 128 * 5
    assert found.ranks.total.shape == (3, 40)
    assert (found.shift.total >= found.shift.first - 0.25).all()


def test_sobol_indices_of_the_ishigami_function() -> None:
    """f = sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, whose indices are known in closed form."""
    from scipy.stats import qmc  # noqa: PLC0415 - the design is the test's own

    points = (2 * qmc.Sobol(6, scramble=True, seed=1).random(2**13) - 1) * np.pi
    a, b = points[:, :3], points[:, 3:]

    def ishigami(x: Any) -> Any:
        return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])

    mixed = np.array([ishigami(np.where(np.arange(3) == at, b, a)) for at in range(3)])
    found = sobol_indices(ishigami(a), ishigami(b), mixed, ("x1", "x2", "x3"))
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0], atol=0.02)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.02)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 30), st.integers(1, 5))
def test_the_chances_add_up_for_any_length_of_the_list(areas: int, k: int) -> None:
    generator = np.random.default_rng(areas)
    figures = small.figures({name: generator.normal(size=areas).tolist() for name in small.VALUES})
    rule = {"rule": "top", "k": min(k, areas)}
    result = fit(figures, small.method(uncertainty={"replicates": 64, "weights": "simplex"}, priority=rule))
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert unsure.p_priority.sum() == pytest.approx(min(k, areas))


@pytest.mark.parametrize("aggregate", ["copeland", "borda", "sum"])
def test_leaving_out_all_of_a_part_leaves_an_index_of_the_others(aggregate: str) -> None:
    result, figures = many(aggregate=aggregate)
    parts = {row.code: row.shift for row in leave_each_out(result, figures)}
    without = small.method(
        aggregate=aggregate,
        indicators=small.mapping()["indicators"][:2],
        nodes=[{"code": "forsorjning", "parent": "prov"}, {"code": "prov"}],
    )
    assert parts["otrygga"] == parts["trygghet"]
    assert parts["otrygga"] == pytest.approx(np.abs(fit(figures, without).rank - result.rank).mean())


@pytest.mark.parametrize("aggregate", ["arithmetic", "sum", "borda"])
def test_the_scores_of_a_replicate_without_a_part_are_those_that_it_ranks(aggregate: str) -> None:
    result, figures = many(aggregate=aggregate)
    design = make_design(result, figures, replicates=30)
    without = int(np.flatnonzero(design.left_out == 2)[0])
    scores = scores_of(result, figures, design, without, seed=3)
    assert from_above(scores).tolist() == rank_matrix(result, figures, design)[:, without].tolist()
