"""The index many times over, with other reasonable choices: a table of what each replicate chose, and its ranks.

Whole-array: replicates that share a comparable matrix are one matrix product and one sort, block by block.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.index.aggregate import aggregate_all, mean_of_powers
from samstad.calculations.index.figures import Figures, Floats, Places, code_order
from samstad.calculations.index.fit import (
    Result,
    comparable_of,
    deprivations,
    turned,
    whole_frame,
)
from samstad.calculations.index.method import Normalisation, Treatment
from samstad.calculations.index.plan import Level, Plan, power_of, references
from samstad.calculations.index.prepare import draw_values, history_of, impute, treat
from samstad.calculations.index.ranks import DIGITS, Ranks, from_above, quick_ranks, rounded
from samstad.calculations.index.weigh import Weights

BLOCK = 128
NOTHING_LEFT_OUT = -1
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Choice:
    """How the comparable matrix is made in a replicate."""

    normalise: Normalisation
    treat: Treatment
    impute: str


@dataclass(frozen=True)
class Design:
    """What each of N replicates chose.

    `choice_of` points into `choices`; `aggregate_of` into `aggregates`, where "" is as the method says; `weights_of`
    into `weights`, rows of raw weights for every column of the plan's score table; `left_out` is an indicator or -1;
    `draw_of` numbers the draw of the figures within their sampling error, -1 the figures as they are.
    """

    choices: tuple[Choice, ...]
    aggregates: tuple[str, ...]
    weights: Floats
    choice_of: Integers
    aggregate_of: Integers
    weights_of: Integers
    left_out: Integers
    draw_of: Integers
    varied: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.choice_of)


def nominal_choice(result: Result) -> Choice:
    """What the method itself says."""
    method = result.plan.method
    return Choice(method.normalise, method.treat, method.missing.impute)


def run(
    result: Result,
    figures: Figures,
    design: Design,
    take: Callable[[Integers, Ranks], None],
    *,
    seed: int = 0,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Give `take` the ranks of the replicates block by block: their numbers, and (block, areas), 1 the highest risk.

    `told` hears how many of how many are done. The same seed gives the same ranks, however the blocks fall and in
    whatever order the areas come: they are taken by their codes and put back.
    """
    done = 0
    order = code_order(result.areas.codes)
    back = None
    if (np.diff(order) < 0).any():
        back, result, figures = np.argsort(order), result.taken(order), figures.taken(order)
    for numbers, comparable, deprived in _groups(result, figures, design, seed):
        aggregate = design.aggregates[design.aggregate_of[numbers[0]]]
        plan = _with_aggregate(result.plan, aggregate)
        folded = _Folded.of(plan, comparable)
        alike = comparable if folded else rounded(comparable)
        for start in range(0, len(numbers), BLOCK):
            block = numbers[start : start + BLOCK]
            weights = design.weights[design.weights_of[block]]
            left_out = design.left_out[block]
            weights = np.where(np.arange(weights.shape[1]) == left_out[:, None], 0.0, weights)
            ranks = folded.ranks(weights) if folded else _ranks_level_by_level(plan, alike, deprived, weights)
            take(block, ranks if back is None else ranks[:, back])
            done += len(block)
            if told:
                told(done, len(design))


def left_out_by_code(plan: Plan, drawn: Integers) -> Integers:
    """Indicators from their places among the codes in order; nothing left out stays so."""
    return np.append(plan.by_code, NOTHING_LEFT_OUT)[drawn]


def scores_of(result: Result, figures: Figures, design: Design, number: int, *, seed: int = 0) -> Floats:
    """The scores of one replicate, one per area."""
    chosen = replace(
        design,
        choice_of=design.choice_of[[number]],
        aggregate_of=design.aggregate_of[[number]],
        weights_of=design.weights_of[[number]],
        left_out=design.left_out[[number]],
        draw_of=design.draw_of[[number]],
    )
    order = code_order(result.areas.codes)
    for _numbers, comparable, deprived in _groups(result.taken(order), figures.taken(order), chosen, seed):
        plan = _with_aggregate(result.plan, design.aggregates[chosen.aggregate_of[0]])
        raw = design.weights[chosen.weights_of[0]].copy()
        if chosen.left_out[0] != NOTHING_LEFT_OUT:
            raw[chosen.left_out[0]] = 0.0
        raw = _without_empty_nodes(plan, raw[None])[0]
        scores: Floats = aggregate_all(plan, comparable, _weights(plan, raw), deprived)[np.argsort(order), -1]
        return scores
    raise IndexError(number)


def _groups(
    result: Result, figures: Figures, design: Design, seed: int
) -> Iterator[tuple[Integers, Floats, Floats | None]]:
    """Replicates that share a comparable matrix and an aggregation, with the matrix."""
    keys = np.stack([design.draw_of, design.choice_of, design.aggregate_of], axis=1)
    order = np.lexsort(keys.T[::-1])
    edges = np.flatnonzero(np.any(np.diff(keys[order], axis=0) != 0, axis=1)) + 1
    kept: dict[tuple[int, int], tuple[Floats, Floats | None]] = {}
    history = history_of(result.plan, figures)
    for numbers in np.split(order, edges):
        if not len(numbers):
            continue
        draw, choice = int(design.draw_of[numbers[0]]), int(design.choice_of[numbers[0]])
        if (draw, choice) not in kept:
            kept = {key: value for key, value in kept.items() if key[0] in (draw, -1)}
            kept[draw, choice] = _matrix(result, figures, history, design.choices[choice], draw, seed)
        yield numbers, *kept[draw, choice]


def _matrix(
    result: Result, figures: Figures, history: Floats | None, choice: Choice, draw: int, seed: int
) -> tuple[Floats, Floats | None]:
    """The comparable matrix of one choice and one draw of the figures."""
    plan = result.plan
    values = result.base.values
    if draw >= 0:
        generator = np.random.default_rng(np.random.SeedSequence([seed, draw]))
        values = draw_values(plan, figures, result.base, generator)
    filled = impute(values, figures.areas, choice.impute, plan.method.missing, history)
    treated = treat(filled, choice.treat).values
    frame = whole_frame(plan, figures, turned(plan, treated))
    return comparable_of(plan, treated, choice.normalise, frame), deprivations(plan, filled)


def _with_aggregate(plan: Plan, aggregate: str) -> Plan:
    if not aggregate:
        return plan
    return replace(plan, levels=tuple(replace(level, aggregate=aggregate) for level in plan.levels))


def _weights(plan: Plan, raw: Floats) -> Weights:
    """Weights of each level from one row of raw weights."""
    of_level = []
    for level in plan.levels:
        own = raw[list(level.children)]
        of_level.append(own if level.aggregate == "sum" else own / own.sum() if own.sum() else own)
    return Weights(tuple(of_level), (None,) * len(plan.levels))


def _level_weights(level: Level, raw: Floats) -> Floats:
    """(replicates, children), each row summing to one; a node whose children are all left out weighs nothing."""
    own = raw[:, list(level.children)]
    if level.aggregate == "sum":
        return own
    whole = own.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(own, whole, out=np.zeros_like(own), where=whole > 0)
    return shares


@dataclass(frozen=True)
class _Folded:
    """All levels are the same power mean and no figure lacks: the levels fold into one product per block.

    `inner` is (indicators, areas): x, x^p or ln x, by `power`. A high sum is a low score when the power is below zero.
    """

    plan: Plan
    inner: Floats
    power: float

    @classmethod
    def of(cls, plan: Plan, comparable: Floats) -> "_Folded | None":
        powers = {None if level.aggregate == "sum" else power_of(level) for level in plan.levels}
        if len(powers) != 1 or None in powers or not np.isfinite(comparable).all():
            return None
        power = powers.pop() or 0.0
        inner = np.log(comparable) if power == 0 else comparable if power == 1 else comparable**power
        return cls(plan, np.ascontiguousarray(inner.T), power)

    def ranks(self, raw: Floats) -> Ranks:
        weights = _effective(self.plan, raw)
        if self.power < 0:
            weights = -weights

        def again(row: int, places: Places) -> Floats:
            return self._near((self._alike[:, places] * weights[row][:, None]).sum(axis=0))

        return quick_ranks(weights @ self.inner, again)

    @cached_property
    def _alike(self) -> Floats:
        """Equal areas bit by bit; a product of matrices adds up equal columns in an order that may differ."""
        return self._near(self.inner)

    def _near(self, numbers: Floats) -> Floats:
        """To twelve digits of the score: for logarithms that is as many decimals."""
        return np.round(numbers, DIGITS) if self.power == 0 else rounded(numbers)


def _effective(plan: Plan, raw: Floats) -> Floats:
    """(replicates, indicators): the product of the weights on the way up, and of the references that divide them."""
    leaves = len(plan.method.indicators)
    raw = _without_empty_nodes(plan, raw)
    whole = np.zeros((len(raw), len(plan.codes)))
    whole[:, -1] = 1.0
    for number in reversed(range(len(plan.levels))):
        level = plan.levels[number]
        own = _level_weights(level, raw) * references(plan, level)
        whole[:, list(level.children)] += whole[:, [leaves + number]] * own
    return whole[:, :leaves]


def _without_empty_nodes(plan: Plan, raw: Floats) -> Floats:
    """A node all of whose children are left out weighs nothing itself, so that its siblings take its weight."""
    raw, leaves = raw.copy(), len(plan.method.indicators)
    for number, level in enumerate(plan.levels):
        raw[:, leaves + number] *= raw[:, list(level.children)].sum(axis=1) > 0
    return raw


def _ranks_level_by_level(plan: Plan, comparable: Floats, deprived: Floats | None, raw: Floats) -> Ranks:
    """The general way: any aggregation, any gaps. Slower, one level at a time."""
    raw = _without_empty_nodes(plan, raw)
    pairs = any(power_of(level) is None or level.aggregate == "sum" for level in plan.levels)
    if pairs or deprived is not None:
        rows = [aggregate_all(plan, comparable, _weights(plan, row), deprived)[:, -1] for row in raw]
        return _exact(np.array(rows))
    leaves = len(plan.method.indicators)
    table = np.full((len(raw), len(comparable), len(plan.codes)), np.nan)
    table[:, :, :leaves] = comparable
    for number, level in enumerate(plan.levels):
        weight = _level_weights(level, raw)
        below = table[:, :, list(level.children)]
        present = (np.isfinite(below) * weight[:, None, :]).sum(axis=2)
        score = _mean_in_blocks(below, weight, power_of(level) or 0.0)
        score[present < plan.method.missing.least_share - 1e-12] = np.nan
        table[:, :, leaves + number] = score / (level.node.divide_by or 1.0)
    return _exact(table[:, :, -1])


def _mean_in_blocks(below: Floats, weight: Floats, power: float) -> Floats:
    rows = [mean_of_powers(below[number], weight[number], power) for number in range(len(below))]
    return np.array(rows)


def _exact(scores: Floats) -> Ranks:
    """Ranks with ties as in the nominal index; an area without a score comes last."""
    ranks = from_above(scores.T).T
    whole = np.where(np.isfinite(ranks), ranks, scores.shape[1])
    return whole.astype(np.uint16) if scores.shape[1] < 2**16 else whole.astype(np.uint32)
