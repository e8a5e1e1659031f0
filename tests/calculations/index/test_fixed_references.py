"""Nodes inside the index that are divided by a fixed reference: contributions and replicates follow the score."""

from typing import Any

import numpy as np
import pytest
from tests.calculations.index import small

from samstad.calculations.index import Figures, Result, fit, make_design, rank_matrix
from samstad.calculations.index.coherence import influences
from samstad.calculations.index.explain import contributions
from samstad.calculations.index.replicates import scores_of

NEAR = 1e-9
UNLIKE = {name: np.random.default_rng(number).uniform(1, 9, 30).tolist() for number, name in enumerate(small.VALUES, 7)}
NODES = [
    {"code": "forsorjning", "parent": "prov", "weight": 2, "divide_by": 5.0},
    {"code": "trygghet", "parent": "prov", "divide_by": 0.5},
    {"code": "prov", "divide_by": 3.0},
]
POSITIVE = {"method": "minmax", "low": 1, "high": 100}
MEANS = ["arithmetic", "sum", "geometric", "harmonic", "power"]


def divided(aggregate: str, *, gap: bool = False) -> tuple[Result, Figures]:
    """An index of two parts on scales that differ by ten; with a gap its levels cannot be folded into one product."""
    values = UNLIKE | ({"inkomst": [float("nan"), *UNLIKE["inkomst"][1:]]} if gap else {})
    nodes: list[dict[str, Any]] = [node | {"power": 3} if aggregate == "power" else node for node in NODES]
    figures = small.figures(values)
    changes: dict[str, Any] = {"nodes": nodes, "aggregate": aggregate, "normalise": POSITIVE}
    return fit(figures, small.method(**changes, missing={"least_share": 0.5})), figures


@pytest.mark.parametrize("aggregate", ["arithmetic", "sum"])
def test_contributions_add_up_when_parts_are_divided(aggregate: str) -> None:
    result, _figures = divided(aggregate)
    assert result.scale == "points"
    np.testing.assert_allclose(result.contributions.sum(axis=1), result.index - result.index.mean(), atol=NEAR)


def test_contributions_in_logs_do_not_see_a_fixed_reference() -> None:
    result, _figures = divided("geometric")
    logs = np.log(result.index)
    assert result.scale == "logs"
    np.testing.assert_allclose(result.contributions.sum(axis=1), logs - logs.mean(), atol=NEAR)


def test_shared_contributions_add_up_when_parts_are_divided() -> None:
    result, _figures = divided("harmonic")
    mean = result.scores[:, 3:5].mean(axis=0)
    of_the_mean = 1 / (2 / 3 / mean[0] + 1 / 3 / mean[1]) / 3
    assert result.scale == "shapley"
    np.testing.assert_allclose(result.contributions.sum(axis=1), result.index - of_the_mean, atol=NEAR)


@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("aggregate", MEANS)
def test_the_replicate_with_the_methods_own_choices_is_the_index(aggregate: str, gap: bool) -> None:
    result, figures = divided(aggregate, gap=gap and aggregate != "sum")
    design = make_design(result, figures, replicates=1)
    np.testing.assert_allclose(scores_of(result, figures, design, 0), result.index, atol=NEAR)
    assert rank_matrix(result, figures, design)[:, 0].tolist() == result.rank.tolist()


def test_the_influence_of_a_part_is_beside_the_weight_it_has_after_the_division() -> None:
    result, _figures = divided("arithmetic")
    weights = [row.weight for row in influences(result)]
    np.testing.assert_allclose(weights, np.array([1 / 15, 1 / 15, 2 / 3]) / 0.8, atol=NEAR)


def test_a_whole_index_under_copeland_is_shared_out_whatever_divides_its_parts() -> None:
    result, _figures = divided("copeland")
    parts, shares, scale = contributions(result.plan, result.comparable, result.weights, result.scores)
    assert (scale, parts) == ("shapley", ["forsorjning", "trygghet"])
    assert np.isfinite(shares).all()
