"""Why an area stands where it stands: contributions that add up to its distance from the city."""

from itertools import permutations
from math import factorial

import numpy as np

from samstad.calculations.index.aggregate import combine
from samstad.calculations.index.figures import Floats
from samstad.calculations.index.plan import Level, Plan, power_of
from samstad.calculations.index.weigh import Weights, effective

MOST_FOR_SHAPLEY = 8
"""Beyond this many parts under the index the orders are too many to go through."""


def contributions(
    plan: Plan, comparable: Floats, weights: Weights, table: Floats, deprived: Floats | None = None
) -> tuple[list[str], Floats, str]:
    """The codes of the parts, (areas, parts) and the scale they add up on.

    "points": w_j (x_ij - mean x_j), summing to the index less the mean index; under Alkire-Foster x_ij is 1 where the
    area is deprived and counted. "logs": w_j ln(x_ij / g_j), summing
    to ln(index) - ln(geometric mean). "shapley": over the parts right under the index, for everything else; what is
    shared out is the index less the index of an area that has the mean in every part.
    """
    powers = {power_of(level) for level in plan.levels}
    whole = np.isfinite(comparable).all()
    leaves = [indicator.code for indicator in plan.method.indicators]
    linear = all(level.aggregate == "sum" for level in plan.levels) or powers == {1.0}
    scale = plan.levels[-1].node.divide_by or 1.0
    if deprived is not None and plan.levels[-1].aggregate == "alkire_foster":
        return leaves, _counted(plan, weights, table, deprived), "points"
    if whole and linear:
        heavy = effective(plan, weights)[: len(leaves)] / scale
        return leaves, heavy * (comparable - comparable.mean(axis=0)), "points"
    if whole and powers == {0.0}:
        logs = np.log(comparable)
        return leaves, effective(plan, weights)[: len(leaves)] * (logs - logs.mean(axis=0)), "logs"
    return _shapley(plan, comparable, weights, table)


def _counted(plan: Plan, weights: Weights, table: Floats, deprived: Floats) -> Floats:
    """M0 = sum_j w_j g_ij c_i: what each deprivation adds in the areas that the cutoff counts, less the mean of it.

    What an area lacks a figure of lends its weight to the rest of its level there, as in the score itself.
    """
    leaves = len(plan.method.indicators)
    there = np.zeros(table.shape, dtype=bool)
    there[:, :leaves] = np.isfinite(deprived)
    for number, level in enumerate(plan.levels):
        there[:, leaves + number] = (there[:, list(level.children)] & (weights.of_level[number] != 0)).any(axis=1)
    held = np.zeros(table.shape)
    held[:, -1] = 1.0
    for number in reversed(range(len(plan.levels))):
        children = list(plan.levels[number].children)
        own = np.where(there[:, children], weights.of_level[number], 0.0)
        whole = own.sum(axis=1, keepdims=True)
        shares = np.divide(own, whole, out=np.zeros_like(own), where=whole > 0)
        held[:, children] += held[:, [leaves + number]] * shares
    parts: Floats = held[:, :leaves] * np.nan_to_num(deprived) / (plan.levels[-1].node.divide_by or 1.0)
    parts[table[:, -1] == 0] = 0.0
    known = np.isfinite(table[:, -1])
    parts[~known] = np.nan
    return parts - parts[known].mean(axis=0) if known.any() else parts


def _shapley(plan: Plan, comparable: Floats, weights: Weights, table: Floats) -> tuple[list[str], Floats, str]:
    """Shapley values over the index's own children: every order is gone through, so the sum is exact."""
    level, weight = plan.levels[-1], weights.of_level[-1]
    children = list(level.children)
    if len(children) > MOST_FOR_SHAPLEY:
        return [], np.zeros((len(table), 0)), "none"
    below = table[:, children]
    mean = np.nanmean(below, axis=0)
    scores: dict[frozenset[int], Floats] = {}

    def score(chosen: frozenset[int]) -> Floats:
        if chosen not in scores:
            mixed = np.where([at in chosen for at in range(len(children))], below, mean)
            by_itself = level.aggregate not in ("copeland", "borda")
            scores[chosen] = combine(mixed, weight, level) if by_itself else _against(mixed, below, weight, level)
        return scores[chosen]

    shares = np.zeros(below.shape)
    for order in permutations(range(len(children))):
        taken: frozenset[int] = frozenset()
        for at in order:
            shares[:, at] += score(taken | {at}) - score(taken)
            taken |= {at}
    shares /= factorial(len(children))
    shares[~np.isfinite(table[:, -1])] = np.nan
    return [plan.codes[child] for child in children], shares / (level.node.divide_by or 1.0), "shapley"


def _against(mixed: Floats, others: Floats, weight: Floats, level: Level) -> Floats:
    """The score of each mixed area when it takes its own place among the others as they are."""
    share = weight / weight.sum()
    won = np.zeros((len(mixed), len(others)))
    for at in range(mixed.shape[1]):
        mine, theirs = mixed[:, at][:, None], others[None, :, at]
        won += share[at] * ((mine > theirs) + 0.5 * (mine == theirs))
    np.fill_diagonal(won, 0.5)
    if level.aggregate == "copeland":
        points: Floats = np.sign(np.round(won - 0.5, 12)).sum(axis=1)
        return points
    summed: Floats = won.sum(axis=1) - 0.5
    return summed
