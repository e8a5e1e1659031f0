"""Nothing depends on the order in which areas, indicators and nodes are written, nor on the number of threads."""

import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.calculations.index import small

from samstad.calculations.index import Figures, Method, Result, fit, make_design, sensitivity, uncertainty
from samstad.calculations.index.coherence import coherence, influences
from samstad.calculations.index.figures import SUPPRESSED
from samstad.calculations.index.replicates import scores_of
from samstad.calculations.index.uncertainty import Uncertainty, rank_matrix

AREAS = 30
DOUBT = {
    "replicates": 300,
    "seed": 3,
    "weights": "dirichlet",
    "leave_out": True,
    "normalise": [{"method": "z"}, {"method": "percentile"}],
}
SHUFFLED = np.random.default_rng(8).permutation(AREAS)


def counted() -> Figures:
    """Three indicators with their own sampling error: counts, counts of which some are hidden, and standard errors."""
    generator = np.random.default_rng(5)
    figures = small.figures({name: generator.uniform(0.1, 0.4, AREAS).tolist() for name in small.VALUES})
    for at in (0, 2):
        figures.denominators[0, :, at] = generator.integers(100, 2000, AREAS)
        figures.numerators[0, :, at] = np.floor(figures.values[0, :, at] * figures.denominators[0, :, at])
    figures.errors[0, :, 1] = 0.02
    for area in (3, 11, 12):
        figures.values[0, area, 2] = figures.numerators[0, area, 2] = np.nan
        figures.status[0, area, 2] = SUPPRESSED
    people = generator.integers(500, 9000, AREAS).astype(float)
    groups = tuple(f"g{number % 3}" for number in range(AREAS))
    return replace(figures, areas=replace(figures.areas, columns={"population": people}, groups=groups))


def shuffled(figures: Figures) -> Figures:
    """The same figures with the areas in another order."""
    areas, periods = figures.areas, slice(None)
    texts = {
        name: tuple(getattr(areas, name)[at] for at in SHUFFLED) for name in ("codes", "names", "parents", "groups")
    }
    columns = {name: column[SHUFFLED] for name, column in areas.columns.items()}
    numbers = {
        name: getattr(figures, name)[periods, SHUFFLED]
        for name in ("values", "numerators", "denominators", "errors", "status")
    }
    return replace(figures, areas=replace(areas, **texts, columns=columns), **numbers)


def method(**changes: Any) -> Method:
    rows = small.mapping()["indicators"]
    rows[2] |= {"shrink": True}
    rows.insert(1, rows.pop(2))
    chosen: dict[str, Any] = {
        "indicators": rows,
        "uncertainty": DOUBT,
        "missing": {"impute": "group_mean"},
        "priority": {"rule": "top", "k": 8},
        "classes": {"method": "sd", "names": ["hög", "låg"], "cuts": [0.3]},
    }
    return small.method(**(chosen | changes))


def both(chosen: Method) -> tuple[tuple[Result, Figures], tuple[Result, Figures]]:
    """The index of the figures, and of the same in another order."""
    return (fit(counted(), chosen), counted()), (fit(shuffled(counted()), chosen), shuffled(counted()))


def unsure_of(result: Result, figures: Figures) -> Uncertainty:
    unsure = uncertainty(result, figures)
    assert unsure is not None
    return unsure


@pytest.mark.parametrize("aggregate", ["arithmetic", "copeland"])
def test_the_order_of_areas_changes_no_bit_of_the_index(aggregate: str) -> None:
    (first, _figures), (other, _shuffled) = both(method(aggregate=aggregate))
    for name in ("imputed", "comparable", "scores", "ranks", "contributions", "classes"):
        assert getattr(first, name)[SHUFFLED].tobytes() == getattr(other, name).tobytes(), name
    assert first.base.values[SHUFFLED].tobytes() == other.base.values.tobytes()
    assert first.base.status[SHUFFLED].tobytes() == other.base.status.tobytes()
    assert first.base.shrunk[1].rate[SHUFFLED].tobytes() == other.base.shrunk[1].rate.tobytes()
    assert first.treated.values[SHUFFLED].tobytes() == other.treated.values.tobytes()
    assert first.cuts.tobytes() == other.cuts.tobytes()
    assert [first.flags[at] for at in SHUFFLED] == list(other.flags)
    assert [first.areas.codes[at] for at in SHUFFLED] == list(other.areas.codes)


@pytest.mark.parametrize("aggregate", ["arithmetic", "copeland"])
def test_the_order_of_areas_changes_no_bit_of_how_sure_they_are(aggregate: str) -> None:
    first, other = (unsure_of(*one) for one in both(method(aggregate=aggregate)))
    assert first.sampling
    for name in ("low", "middle", "high", "mean", "p_priority", "p_class", "p_above_next"):
        assert getattr(first, name)[SHUFFLED].tobytes() == getattr(other, name).tobytes(), name
    assert first.expected_wrong == other.expected_wrong


def test_the_order_of_areas_changes_no_replicate() -> None:
    (first, figures), (other, mixed) = both(method())
    design = make_design(first, figures, replicates=20)
    assert rank_matrix(first, figures, design)[SHUFFLED].tobytes() == rank_matrix(other, mixed, design).tobytes()
    scores = [scores_of(one, those, design, 7, seed=3) for one, those in ((first, figures), (other, mixed))]
    assert scores[0][SHUFFLED].tobytes() == scores[1].tobytes()


def test_the_order_of_areas_changes_neither_what_matters_nor_what_belongs_together() -> None:
    (first, figures), (other, mixed) = both(method())
    here, there = sensitivity(first, figures, power=5), sensitivity(other, mixed, power=5)
    assert here is not None
    assert there is not None
    assert here.shift.total.tobytes() == there.shift.total.tobytes()
    assert here.ranks.total[:, SHUFFLED].tobytes() == there.ranks.total.tobytes()
    assert influences(first) == influences(other)
    assert [node.correlations.tobytes() for node in coherence(first)] == [
        node.correlations.tobytes() for node in coherence(other)
    ]


def test_equal_areas_follow_each_other_by_code_whatever_their_order() -> None:
    figures = small.figures({"handelser": [1.0, 5.0, 5.0, 2.0]})
    areas = replace(figures.areas, codes=figures.areas.codes[::-1])
    turned = replace(figures, areas=areas, values=figures.values[:, ::-1])
    chosen = small.one(uncertainty={"replicates": 50, "normalise": [{"method": "z"}]})
    first, other = (unsure_of(fit(one, chosen), one) for one in (figures, turned))
    np.testing.assert_array_equal(first.p_above_next[::-1], other.p_above_next)


@pytest.mark.parametrize("weights", ["dirichlet", "spread", "simplex"])
def test_the_order_of_indicators_and_nodes_changes_no_rank_and_no_chance(weights: str) -> None:
    doubt = DOUBT | {"weights": weights}
    straight = method(uncertainty=doubt)
    turned = replace(straight, indicators=straight.indicators[::-1], nodes=straight.nodes[::-1])
    assert turned.indicators != straight.indicators
    first, other = fit(counted(), straight), fit(counted(), turned)
    np.testing.assert_allclose(first.index, other.index, rtol=1e-9, atol=1e-9)
    assert first.rank.tolist() == other.rank.tolist()
    here, there = unsure_of(first, counted()), unsure_of(other, counted())
    for name in ("low", "middle", "high", "mean", "p_priority", "p_class"):
        np.testing.assert_array_equal(getattr(here, name), getattr(there, name), name)


def test_the_order_of_indicators_does_not_change_what_matters() -> None:
    straight = method()
    turned = replace(straight, indicators=straight.indicators[::-1])
    here, there = (sensitivity(fit(counted(), one), counted(), power=5) for one in (straight, turned))
    assert here is not None
    assert there is not None
    np.testing.assert_array_equal(here.ranks.total, there.ranks.total)


THREADS = """
import hashlib
import numpy as np
from tests.calculations.index import small
from samstad.calculations.index import fit, make_design, rank_matrix, uncertainty
generator = np.random.default_rng(1)
figures = small.figures({f"i{number:02d}": generator.gamma(2, 2, 1500).tolist() for number in range(40)})
method = small.method(
    indicators=[{"code": code, "parent": "forsorjning"} for code in figures.indicators],
    nodes=[{"code": "forsorjning", "parent": "prov"}, {"code": "prov"}],
    uncertainty={"replicates": 100, "weights": "dirichlet", "normalise": [{"method": "z"}]},
)
figures.values[0, 1] = figures.values[0, 700]
figures.errors[0, :, :5] = 0.3
result = fit(figures, method)
unsure = uncertainty(result, figures)
told = (result.scores, result.ranks, rank_matrix(result, figures, make_design(result, figures)), unsure.p_priority)
print(hashlib.sha256(b"".join(np.ascontiguousarray(numbers).tobytes() for numbers in told)).hexdigest())
"""


def test_one_thread_and_two_give_the_same_bytes() -> None:
    """Each in a process of its own: the number of threads is read when the library is loaded."""
    told = []
    for threads in ("1", "2"):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", THREADS]
        told.append(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(told[0]) > 60
    assert told[0] == told[1]
