"""Equal areas stand equal: in the index, and in every replicate of it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.index import small

from samstad.calculations.index import Figures, Result, fit, make_design, rank_matrix, uncertainty
from samstad.calculations.index.ranks import from_above, quick_ranks

EQUAL = (0, 7, 40)
DOUBT = {
    "replicates": 300,
    "weights": "dirichlet",
    "leave_out": True,
    "normalise": [{"method": "z", "mean": 10, "sd": 1}, {"method": "percentile"}],
}


def twins(*, gap: bool = False, **changes: Any) -> tuple[Result, Figures]:
    """Forty-one areas, of which three are equal but for the last bit and lie where a list of eight ends."""
    generator = np.random.default_rng(5)
    columns = {name: generator.uniform(1, 2, 41) for name in small.VALUES}
    for column, value in zip(columns.values(), (1.7, 1.2, 1.8), strict=True):
        column[list(EQUAL)] = value
        column[EQUAL[1]] = np.nextafter(value, 9)
    if gap:
        columns["arbetslosa"][20] = np.nan
    figures = small.figures({name: column.tolist() for name, column in columns.items()})
    defaults: dict[str, Any] = {
        "uncertainty": DOUBT,
        "priority": {"rule": "top", "k": 8},
        "normalise": {"method": "minmax", "low": 1, "high": 100},
        "missing": {"least_share": 0.5},
    }
    return fit(figures, small.method(**(defaults | changes))), figures


@pytest.mark.parametrize("gap", [False, True])
@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic", "copeland"])
def test_equal_areas_have_one_rank_in_every_replicate(aggregate: str, gap: bool) -> None:
    result, figures = twins(gap=gap, aggregate=aggregate)
    design = make_design(result, figures, replicates=300)
    ranks = rank_matrix(result, figures, design)[list(EQUAL)]
    assert (ranks == ranks[0]).all()
    assert result.rank[list(EQUAL)].tolist() == [result.rank[0]] * 3


def test_equal_areas_have_equal_chances() -> None:
    result, figures = twins()
    unsure = uncertainty(result, figures)
    assert unsure is not None
    assert 0 < unsure.p_priority[0] < 1
    for numbers in (unsure.low, unsure.middle, unsure.high, unsure.mean, unsure.p_priority):
        assert len(set(numbers[list(EQUAL)].tolist())) == 1


def test_areas_with_one_score_for_different_reasons_share_the_rank_as_in_the_index() -> None:
    figures = small.figures({"x": [1.0, 3.0, 2.0, 7.0], "y": [3.0, 1.0, 2.0, 8.0]})
    indicators = [{"code": code, "parent": "prov"} for code in ("x", "y")]
    method = small.method(indicators=indicators, nodes=[{"code": "prov"}], normalise={"method": "none"})
    result = fit(figures, method)
    assert result.rank.tolist() == [2, 2, 2, 1]
    assert rank_matrix(result, figures, make_design(result, figures, replicates=1))[:, 0].tolist() == [2, 2, 2, 1]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([-2.0, 0.0, 0.1 + 0.2, 0.3, 1.0, 1 + 1e-9, 5.0]), min_size=1, max_size=30))
def test_the_quick_ranks_are_the_careful_ones(scores: list[float]) -> None:
    row = np.array([scores, list(reversed(scores))])
    assert quick_ranks(row).tolist() == from_above(row.T).T.tolist()
