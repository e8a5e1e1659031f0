"""How sure the ranks are: the index under every reasonable choice and within the error of the figures."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.index.figures import Figures, Floats, code_order
from samstad.calculations.index.fit import Result, priority_count
from samstad.calculations.index.method import MethodError, Normalisation, Treatment
from samstad.calculations.index.ranks import Ranks
from samstad.calculations.index.replicates import (
    NOTHING_LEFT_OUT,
    Choice,
    Design,
    Integers,
    left_out_by_code,
    nominal_choice,
    run,
)
from samstad.calculations.index.weigh import given

Alternative = TypeVar("Alternative")
CHUNK = 64
DRAWS = 256
"""How many draws of the figures the replicates share; more would change the intervals less than the seed does."""


@dataclass(frozen=True)
class Uncertainty:
    """Per area: ranks at 5, 50 and 95 per cent, the mean, P(among the priority), P(its own class), and P(above next).

    `p_classes` is (areas, classes of the method), of which `p_class` is the one that the score gives. `expected_wrong`
    is the sum of 1 - P over the areas chosen. `sampling` says whether the error of the figures is in it: False means
    that no basis exists, and the intervals show the choices of method alone.
    """

    replicates: int
    low: Floats
    middle: Floats
    high: Floats
    mean: Floats
    p_priority: Floats
    p_class: Floats
    p_classes: Floats
    p_above_next: Floats
    expected_wrong: float
    sampling: bool
    varied: tuple[str, ...]


def uncertainty(
    result: Result,
    figures: Figures,
    design: Design | None = None,
    *,
    told: Callable[[int, int], None] | None = None,
) -> Uncertainty | None:
    """The uncertainty of a fitted index; None when nothing can vary: no alternatives and no error of the figures."""
    design = design or make_design(result, figures)
    if not len(design) or not design.varied:
        return None
    summary = _summarise(result, _in_any_order(result, figures, design, told))
    unknown = ~np.isfinite(result.index)
    for numbers in (summary.low, summary.middle, summary.high, summary.mean, summary.p_priority):
        numbers[unknown] = np.nan
    return Uncertainty(
        len(design),
        summary.low,
        summary.middle,
        summary.high,
        summary.mean,
        summary.p_priority,
        summary.p_class,
        summary.p_classes,
        summary.p_above_next,
        math.fsum(1 - summary.p_priority[result.inside]),
        "figures" in design.varied,
        design.varied,
    )


def rank_matrix(
    result: Result, figures: Figures, design: Design, *, told: Callable[[int, int], None] | None = None
) -> Ranks:
    """(areas, replicates), 1 the highest risk."""
    areas = len(result.index)
    matrix = np.empty((areas, len(design)), dtype=np.uint16 if areas < 2**16 else np.uint32)

    def take(numbers: Integers, ranks: Ranks) -> None:
        matrix[:, numbers] = ranks.T

    run(result, figures, design, take, seed=result.plan.method.uncertainty.seed, told=told)
    return matrix


def make_design(result: Result, figures: Figures, *, replicates: int | None = None) -> Design:
    """The table of replicates that the method asks for; every factor drawn on its own stream from the seed.

    Drawn by the codes of indicators and nodes, so that their order in the method moves nothing.
    """
    wanted = result.plan.method.uncertainty
    count = wanted.replicates if replicates is None else replicates
    streams = [np.random.default_rng(child) for child in np.random.SeedSequence(wanted.seed).spawn(5)]
    choices = _choices(result)
    aggregates = _with_nominal(wanted.aggregate, result.plan.method.aggregate)
    leaves = len(result.plan.method.indicators)
    basis = bool(np.isfinite(result.base.errors).any() or (result.base.status == 1).any())
    draws = wanted.sampling and basis
    weights, varied_weights = _weight_rows(result, count, streams[2])
    left_out = np.full(count, NOTHING_LEFT_OUT)
    if wanted.leave_out:
        left_out = left_out_by_code(result.plan, streams[3].integers(NOTHING_LEFT_OUT, leaves, count))
    varied = {
        "choices": len(choices) > 1,
        "aggregate": len(aggregates) > 1,
        "weights": varied_weights,
        "left_out": wanted.leave_out,
        "figures": draws,
    }
    return Design(
        choices,
        aggregates,
        weights,
        streams[0].integers(0, len(choices), count),
        streams[1].integers(0, len(aggregates), count),
        np.arange(count) if varied_weights else np.zeros(count, dtype=np.int64),
        left_out,
        np.arange(count) % DRAWS if draws else np.full(count, -1),
        tuple(name for name, is_varied in varied.items() if is_varied),
    )


def _choices(result: Result) -> tuple[Choice, ...]:
    method = result.plan.method
    nominal = nominal_choice(result)
    normalisations: tuple[Normalisation, ...] = _once((nominal.normalise, *method.uncertainty.normalise))
    treatments: tuple[Treatment, ...] = _once((nominal.treat, *method.uncertainty.treat))
    fillings: tuple[str, ...] = _once((nominal.impute, *method.uncertainty.impute))
    return tuple(Choice(n, t, i) for n in normalisations for t in treatments for i in fillings)


def _once(rows: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    return tuple(dict.fromkeys(rows))


def _with_nominal(aggregates: tuple[str, ...], nominal: str) -> tuple[str, ...]:
    """The method's own way first, as ""; the alternatives that differ from it after."""
    return ("", *(name for name in dict.fromkeys(aggregates) if name != nominal))


def _weight_rows(result: Result, count: int, generator: np.random.Generator) -> tuple[Floats, bool]:
    """Raw weights for each replicate, (count, columns), or one row when the weights are not varied."""
    plan, wanted = result.plan, result.plan.method.uncertainty
    nominal = nominal_row(result)
    if wanted.weights == "none" or not count:
        return nominal[None, :], False
    if wanted.weights == "spread":
        noise = np.empty((count, len(nominal)))
        noise[:, code_order(plan.codes)] = generator.uniform(1 - wanted.spread, 1 + wanted.spread, noise.shape)
        return nominal * noise, True
    rows = np.tile(nominal, (count, 1))
    for number in code_order([level.node.code for level in plan.levels]):
        level = plan.levels[number]
        if level.aggregate == "sum":
            continue
        order = code_order([plan.codes[child] for child in level.children])
        children, own = np.array(level.children)[order], result.weights.of_level[number][order]
        size = result.weights.concentration[number] or wanted.concentration
        alpha = np.ones(len(children)) if wanted.weights == "simplex" else np.maximum(own * size, 1e-3)
        rows[:, children] = generator.dirichlet(alpha, count)
    return rows, True


def nominal_row(result: Result) -> Floats:
    """The weights that the nominal index used, one per column of the score table."""
    row = given(result.plan)
    for number, level in enumerate(result.plan.levels):
        row[list(level.children)] = result.weights.of_level[number]
    return row


def _in_any_order(result: Result, figures: Figures, design: Design, told: Callable[[int, int], None] | None) -> Ranks:
    """(areas, replicates) with the replicates as they come: enough for shares and quantiles, and quicker to fill."""
    areas = len(result.index)
    matrix = np.empty((areas, len(design)), dtype=np.uint16 if areas < 2**16 else np.uint32)
    filled = 0

    def take(numbers: Integers, ranks: Ranks) -> None:
        nonlocal filled
        matrix[:, filled : filled + len(numbers)] = ranks.T
        filled += len(numbers)

    run(result, figures, design, take, seed=result.plan.method.uncertainty.seed, told=told)
    return matrix


@dataclass(frozen=True)
class _Summary:
    low: Floats
    middle: Floats
    high: Floats
    mean: Floats
    p_priority: Floats
    p_class: Floats
    p_classes: Floats
    p_above_next: Floats


def _summarise(result: Result, ranks: Ranks) -> _Summary:
    """Shares and quantiles per area, a few areas at a time so that memory does not double. Sorts the ranks."""
    areas = len(ranks)
    above_next = _above_next(result, ranks)
    inside = _inside_count(result)
    found = np.full((5, areas), np.nan)
    p_classes = np.full((areas, len(result.plan.method.classes.names)), np.nan)
    classed = bool((result.classes >= 0).any())
    for start in range(0, areas, CHUNK):
        rows = slice(start, start + CHUNK)
        found[3, rows] = ranks[rows].mean(axis=1, dtype=np.float64)
        found[4, rows] = (ranks[rows] <= inside).mean(axis=1)
        # Whole numbers: a radix sort, in time that grows with the length and not with its logarithm.
        ranks[rows].sort(axis=1, kind="stable")
        found[:3, rows] = quantiles(ranks[rows], (0.05, 0.5, 0.95))
        if classed:
            p_classes[rows] = probability_of_class(result, ranks[rows])
    p_classes[result.classes < 0] = np.nan
    p_class = probability_of(result.classes, p_classes)
    return _Summary(found[0], found[1], found[2], found[3], found[4], p_class, p_classes, above_next)


def probability_of(classes: NDArray[np.int64], p_classes: Floats) -> Floats:
    """Each area's probability of one class; NaN without a class."""
    found = np.full(len(classes), np.nan)
    known = classes >= 0
    found[known] = p_classes[known, classes[known]]
    return found


def quantiles(ordered: Ranks, shares: tuple[float, ...]) -> Floats:
    """(shares, areas): quantiles of rows that are in order, by linear interpolation between neighbours."""
    found = []
    for share in shares:
        place = share * (ordered.shape[1] - 1)
        under = ordered[:, int(place)].astype(float)
        over = ordered[:, min(int(place) + 1, ordered.shape[1] - 1)]
        found.append(under + (place - int(place)) * (over - under))
    return np.array(found)


def _inside_count(result: Result) -> int:
    if result.plan.method.priority.rule == "over":
        return int(result.inside.sum())
    return priority_count(result.plan.method, len(result.index))


def _above_next(result: Result, ranks: Ranks) -> Floats:
    """The share of replicates in which an area is above the one that follows it in the list; NaN for the last.

    Areas that share a rank follow each other by code.
    """
    by_code = np.argsort(code_order(result.areas.codes))
    order = np.lexsort((by_code, np.nan_to_num(result.rank, nan=np.inf)))
    share = np.full(len(order), np.nan)
    for start in range(0, len(order) - 1, CHUNK):
        pair = order[start : start + CHUNK + 1]
        mine = ranks[pair]
        share[pair[:-1]] = (mine[:-1] < mine[1:]).mean(axis=1)
    return share


def probability_of_class(result: Result, ordered: Ranks) -> Floats:
    """(areas, classes): the share of replicates in each class, from ranks that are in order along the replicates."""
    known = result.classes >= 0
    sizes = np.bincount(result.classes[known], minlength=len(result.plan.method.classes.names))
    edges = np.concatenate([[0], np.cumsum(sizes)]).astype(ordered.dtype)
    upto = np.array([np.searchsorted(row, edges, side="right") for row in ordered])
    shares: Floats = np.diff(upto, axis=1) / ordered.shape[1]
    return shares


def check_design(design: Design, result: Result) -> NDArray[np.int64]:
    """The lengths of a design made by hand, which must agree. Raises `MethodError` when they do not."""
    lengths = np.array(
        [
            len(row)
            for row in (design.choice_of, design.aggregate_of, design.weights_of, design.left_out, design.draw_of)
        ]
    )
    if len(set(lengths.tolist())) != 1 or design.weights.shape[1] != len(result.plan.codes):
        raise MethodError("Replikattabellens kolumner är olika långa eller har fel antal vikter.")
    return lengths
