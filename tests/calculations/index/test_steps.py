"""Each step by itself, with numbers small enough to check by hand."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.index import small

from samstad.calculations.index import MethodError, fit, parse_method
from samstad.calculations.index.classify import classify, cuts_of, kappa, keep_class, natural_breaks, transitions
from samstad.calculations.index.coherence import alpha, coherence, correlation, influences
from samstad.calculations.index.method import Classes, Treatment
from samstad.calculations.index.prepare import treat
from samstad.calculations.index.ranks import from_above, quick_ranks, rounded
from samstad.calculations.index.small_numbers import (
    between_variance,
    draw_suppressed,
    logit_of_count,
    reliability,
    shrink,
)
from samstad.calculations.index.weigh import factor_loadings, kmo, varimax

NEAN = float("nan")


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        ({"method": "none"}, [1, 2, 3, 6]),
        ({"method": "minmax"}, [0, 20, 40, 100]),
        ({"method": "minmax", "low": 1, "high": 2}, [1, 1.2, 1.4, 2]),
        ({"method": "distance_to_max"}, [0, 0.2, 0.4, 1]),
        ({"method": "rank"}, [1, 2, 3, 4]),
        ({"method": "borda"}, [0, 1, 2, 3]),
        ({"method": "percentile"}, [0.125, 0.375, 0.625, 0.875]),
        ({"method": "percentile_0_1"}, [0, 1 / 3, 2 / 3, 1]),
        ({"method": "relative"}, [100 / 3, 200 / 3, 100, 200]),
        ({"method": "z"}, [-0.9258201, -0.46291005, 0, 1.38873015]),
        ({"method": "robust_z"}, [-1.0117361, -0.3372454, 0.3372454, 2.3607175]),
        ({"method": "normal_score"}, [-1.15034938, -0.31863936, 0.31863936, 1.15034938]),
    ],
)
def test_every_normalisation_by_hand(choice: dict[str, Any], wanted: list[float]) -> None:
    result = fit(small.figures({"handelser": [1.0, 2.0, 3.0, 6.0]}), small.one(normalise=choice))
    np.testing.assert_allclose(result.index, wanted, atol=1e-6)


def test_the_exponential_gives_the_worst_a_hundred_and_the_tenth_worst_of_ten_nearly_nothing() -> None:
    values = [float(number) for number in range(10)]
    result = fit(small.figures({"handelser": values}), small.one(normalise={"method": "exponential"}))
    assert result.index[9] == pytest.approx(100)
    assert result.index[8] == pytest.approx(50.43, abs=0.01)
    assert result.index[0] < 3


def test_relative_to_the_city_weighs_by_people() -> None:
    figures = small.figures({"handelser": [1.0, 2.0, 3.0, 6.0]}, population=[10, 10, 10, 70])
    result = fit(figures, small.one(normalise={"method": "relative"}))
    assert result.index[3] == pytest.approx(600 / 4.8)


def test_goalposts_are_the_same_scale_every_year_and_turned_with_the_indicator() -> None:
    posts = {"goalposts": [0, 10]}
    up = fit(
        small.figures({"handelser": [0.0, 5.0, 20.0, 1.0]}),
        small.one(indicator=posts, normalise={"method": "goalposts"}),
    )
    down = fit(
        small.figures({"handelser": [0.0, 5.0, 20.0, 1.0]}),
        small.one(indicator=posts | {"direction": -1}, normalise={"method": "goalposts"}),
    )
    assert up.index.tolist() == [0, 50, 100, 10]
    assert down.index.tolist() == [100, 50, 0, 90]


@pytest.mark.parametrize(
    ("aggregate", "wanted"),
    [
        ("arithmetic", [2.5, 2.5, 4, 1]),
        ("geometric", [2, 2, 4, 1]),
        ("harmonic", [1.6, 1.6, 4, 1]),
        ("sum", [5, 5, 8, 2]),
        ("copeland", [0, 0, 3, -3]),
        ("borda", [1.5, 1.5, 2.5, 0.5]),
    ],
)
def test_every_aggregation_by_hand(aggregate: str, wanted: list[float]) -> None:
    figures = small.figures({"x": [1.0, 4.0, 4.0, 1.0], "y": [4.0, 1.0, 4.0, 1.0]})
    indicators = [{"code": "x", "parent": "prov"}, {"code": "y", "parent": "prov"}]
    mapping = small.mapping(indicators=indicators, nodes=[{"code": "prov"}], aggregate=aggregate)
    result = fit(figures, parse_method(mapping | {"normalise": {"method": "none"}}))
    np.testing.assert_allclose(result.index, wanted, atol=1e-9)


def test_alkire_foster_counts_those_deprived_in_enough_parts() -> None:
    indicators = [
        {"code": "x", "parent": "prov", "deprived_over": 2},
        {"code": "y", "parent": "prov", "deprived_over": 2},
        {"code": "z", "parent": "prov", "deprived_over": 5, "direction": -1},
    ]
    nodes = [{"code": "prov", "aggregate": "alkire_foster", "cutoff": 0.5}]
    figures = small.figures({"x": [3.0, 3.0, 1.0, 1.0], "y": [3.0, 1.0, 3.0, 1.0], "z": [1.0, 9.0, 1.0, 9.0]})
    result = fit(figures, parse_method(small.mapping(indicators=indicators, nodes=nodes)))
    np.testing.assert_allclose(result.index, [1, 0, 2 / 3, 0], atol=1e-9)


def test_a_fixed_reference_divides_the_sum() -> None:
    nodes = [{"code": "prov", "aggregate": "sum", "divide_by": 2.0}]
    indicators = [{"code": "handelser", "parent": "prov", "weight": 3}]
    mapping = small.mapping(indicators=indicators, nodes=nodes, normalise={"method": "none"})
    result = fit(small.figures({"handelser": [2.0, 4.0]}), parse_method(mapping))
    assert result.index.tolist() == [3, 6]
    np.testing.assert_allclose(result.contributions.sum(axis=1), result.index - result.index.mean())


def test_outliers_are_pulled_in_one_value_at_a_time_and_else_logged() -> None:
    column = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100])[:, None]
    pulled = treat(column, Treatment("winsorise", most=1))
    assert pulled.values[-1, 0] == 9
    assert pulled.winsorised.tolist() == [1]
    heavy = np.array([1.0] * 20 + [50.0, 60.0, 1000.0, 100000.0])[:, None] + np.arange(24)[:, None] / 100
    logged = treat(heavy, Treatment("winsorise_or_log", most=1))
    assert logged.logged.tolist() == [True]
    assert treat(column, Treatment("none")).values.tolist() == column.tolist()


def test_a_log_is_reflected_where_the_tail_is_low() -> None:
    column = -np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000])[:, None]
    logged = treat(column, Treatment("log")).values[:, 0]
    assert np.argsort(logged).tolist() == np.argsort(column[:, 0]).tolist()


def test_a_difference_in_the_last_bit_is_not_a_rank() -> None:
    assert from_above(np.array([0.1 + 0.2, 0.3, 0.1])).tolist() == [1, 1, 3]
    assert rounded(np.array([0.0, np.nan, -0.30000000000000004])).tolist()[0] == 0
    assert quick_ranks(np.array([[1.0, 3.0, 2.0]])).tolist() == [[3, 1, 2]]


@pytest.mark.parametrize(
    ("classes", "wanted"),
    [
        (Classes("quantiles", ("hög", "låg")), [1, 1, 0, 0]),
        (Classes("fixed", ("hög", "mellan", "låg"), (2.5, 3.5)), [2, 2, 1, 0]),
        (Classes("sd", ("hög", "låg"), (0.0,)), [1, 1, 1, 0]),
        (Classes("natural", ("hög", "låg")), [1, 1, 1, 0]),
        (Classes(), [-1, -1, -1, -1]),
    ],
)
def test_every_rule_of_classes(classes: Classes, wanted: list[int]) -> None:
    assert classify(np.array([1.0, 2.0, 3.0, 10.0]), classes).tolist() == wanted


def test_an_area_without_score_has_no_class() -> None:
    assert classify(np.array([1.0, np.nan, 3.0]), Classes("quantiles", ("hög", "låg"))).tolist() == [1, -1, 0]
    assert classify(np.array([1.0, np.nan, 3.0]), Classes("fixed", ("hög", "låg"), (2.0,))).tolist() == [1, -1, 0]


def test_natural_breaks_leave_the_least_spread_inside_the_groups() -> None:
    assert natural_breaks(np.array([1.0, 2, 3, 20, 21, 22, 50, 51]), 3).tolist() == [36.0, 11.5]
    many = np.concatenate([np.linspace(0, 1, 3000), np.linspace(10, 11, 3000)])
    assert 1 < natural_breaks(many, 2)[0] < 10


def test_cuts_are_kept_in_points_of_the_index() -> None:
    assert cuts_of(np.array([1.0, 2, 3, 4]), Classes("quantiles", ("a", "b"))).tolist() == [2.5]


def test_a_class_changes_only_when_the_new_one_is_sure_enough() -> None:
    before, now = np.array([0, 0, 1, -1, 1]), np.array([1, 1, 1, 0, -1])
    assert keep_class(before, now, np.array([0.95, 0.6, 0.5, 0.1, np.nan]), 0.8).tolist() == [1, 0, 1, 0, -1]


def test_transitions_and_their_agreement() -> None:
    table = transitions(np.array([0, 0, 1, 1, -1]), np.array([0, 1, 1, 1, 0]), 2)
    assert table.tolist() == [[1, 1], [0, 2]]
    assert kappa(table) == pytest.approx(0.5)
    assert kappa(np.eye(2, dtype=np.int64)) == 1
    assert np.isnan(kappa(np.zeros((2, 2), dtype=np.int64)))


def test_shrinkage_pulls_the_small_most_and_towards_its_own_group() -> None:
    counts, people = np.array([1.0, 10, 100, 30, 5]), np.array([10.0, 200, 1000, 150, 500])
    shrunk = shrink(counts, people)
    rate = counts / people
    middle = rate.mean()
    assert abs(shrunk.rate[0] - rate[0]) > abs(shrunk.rate[2] - rate[2])
    assert shrunk.weight[0] < shrunk.weight[2]
    assert 0 < shrunk.reliability < 1
    assert (np.abs(shrunk.rate - middle) <= np.abs(rate - middle) + 0.05).all()
    grouped = shrink(counts, people, targets=np.array([0, 0, 1, 1, 1]))
    assert grouped.rate[0] != shrunk.rate[0]


def test_rates_that_differ_by_chance_alone_are_not_reliable() -> None:
    generator = np.random.default_rng(1)
    people = np.full(200, 500.0)
    logit, variance = logit_of_count(generator.binomial(500, 0.02, 200).astype(float), people)
    assert reliability(logit, variance) < 0.3
    assert between_variance(logit[:1], variance[:1]) == 0
    assert reliability(np.array([np.nan]), np.array([np.nan])) == 0


def test_an_indicator_that_is_mostly_chance_is_refused_in_the_index() -> None:
    generator = np.random.default_rng(2)
    people = [500.0] * 60
    counts = generator.binomial(500, 0.02, 60).astype(float).tolist()
    with pytest.raises(MethodError, match="tillförlitligheten är"):
        fit(small.counted(counts, people), small.one(indicator={"shrink": True}))


def test_standard_errors_that_drown_the_differences_are_refused_too() -> None:
    figures = small.figures({"handelser": [1.0, 1.1, 0.9, 1.05]})
    figures.errors[0, :, 0] = 5.0
    with pytest.raises(MethodError, match="tillförlitligheten är"):
        fit(figures, small.one())


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9), st.floats(0.0001, 0.5))
def test_a_suppressed_count_stays_within_its_interval(most: int, rate: float) -> None:
    drawn = draw_suppressed(0, most, np.array([50.0, 5000.0]), rate, np.random.default_rng(1), (200, 2))
    assert drawn.min() >= 0
    assert drawn.max() <= most


def test_a_suppressed_count_is_not_filled_with_a_mean() -> None:
    drawn = draw_suppressed(0, 4, np.array([1000.0]), 0.002, np.random.default_rng(1), (500, 1))
    assert len(np.unique(drawn)) > 2


def test_experts_are_averaged_and_their_disagreement_is_kept() -> None:
    experts = [{"forsorjning": 60, "trygghet": 40}, {"forsorjning": 80, "trygghet": 20}]
    nodes = [*small.mapping()["nodes"][:2], {"code": "prov", "weights": "experts", "experts": experts}]
    result = fit(small.figures(), small.method(nodes=nodes))
    np.testing.assert_allclose(result.weights.of_level[-1], [0.7, 0.3])
    assert result.weights.concentration[-1] is not None


@pytest.mark.parametrize(
    ("expert", "says"), [({"annat": 1}, "som inte hör dit"), ({"forsorjning": 0}, "har inte delat ut några poäng")]
)
def test_an_expert_who_weighs_wrongly_is_refused(expert: dict[str, float], says: str) -> None:
    nodes = [*small.mapping()["nodes"][:2], {"code": "prov", "weights": "experts", "experts": [expert]}]
    with pytest.raises(MethodError, match=says):
        fit(small.figures(), small.method(nodes=nodes))


def related(count: int = 60) -> dict[str, list[float]]:
    generator = np.random.default_rng(3)
    hidden = generator.normal(size=count)
    return {name: (hidden + 0.4 * generator.normal(size=count)).tolist() for name in ("x", "y", "z")}


def pca(values: dict[str, list[float]], **indicator: Any) -> Any:
    indicators = [{"code": code, "parent": "prov"} | (indicator if code == "x" else {}) for code in values]
    nodes = [{"code": "prov", "weights": "pca"}]
    return fit(small.figures(values), parse_method(small.mapping(indicators=indicators, nodes=nodes)))


def test_pca_weighs_what_hangs_together() -> None:
    weights = pca(related()).weights.of_level[-1]
    assert weights.sum() == pytest.approx(1)
    assert weights.min() > 0.2


def test_pca_is_refused_where_a_direction_contradicts_it() -> None:
    with pytest.raises(MethodError, match="x pekar åt motsatt håll"):
        pca(related(), direction=-1)


def test_pca_is_refused_where_nothing_hangs_together_or_areas_are_few() -> None:
    signs = np.array([[-1.0, 1.0][number >> bit & 1] for number in range(8) for bit in range(3)]).reshape(8, 3)
    loose = dict(zip(("x", "y", "z"), signs.T.tolist(), strict=True))
    with pytest.raises(MethodError, match=r"KMO 0\.00"):
        pca(loose)
    with pytest.raises(MethodError, match="fler områden"):
        pca({name: values[:3] for name, values in related().items()})


def test_rotation_keeps_what_each_indicator_shares() -> None:
    values = np.array(list(related().values())).T
    loadings = factor_loadings(np.corrcoef(values, rowvar=False))
    turned = varimax(loadings)
    np.testing.assert_allclose((turned**2).sum(axis=1), (loadings**2).sum(axis=1), atol=1e-9)
    assert kmo(np.eye(3)) == 0


def test_coherence_tells_what_belongs_together() -> None:
    indicators = [{"code": code, "parent": "prov"} for code in ("x", "y", "z")]
    result = fit(small.figures(related()), parse_method(small.mapping(indicators=indicators, nodes=[{"code": "prov"}])))
    (node,) = coherence(result)
    assert node.children == ("x", "y", "z")
    assert node.alpha > 0.8
    assert node.eigenvalues[0] > 2
    assert sum(row.influence for row in influences(result)) == pytest.approx(1)
    assert np.isnan(correlation(np.array([1.0, 1.0, 1.0]), np.array([1.0, 2.0, 3.0])))
    assert alpha(np.array([[1.0, 1.0], [2.0, 2.0]])) == pytest.approx(1)
