"""From indicators to the index, level by level; missing children lend their weight to those that are there."""

from collections.abc import Callable

import numpy as np

from samstad.calculations.index.figures import Floats
from samstad.calculations.index.plan import Level, Plan, power_of
from samstad.calculations.index.ranks import rounded
from samstad.calculations.index.weigh import Weights

BLOCK = 1024
"""Rows of the outranking matrix made at a time, so that memory does not grow with the square of the areas."""


def aggregate_all(plan: Plan, comparable: Floats, weights: Weights, deprived: Floats | None = None) -> Floats:
    """The score table, (areas, columns of `plan.codes`). A node with too little beneath it is NaN.

    A child that weighs nothing is as if it were not there, and a node of none but such has no score.
    `deprived` is (areas, indicators) of 0, 1 or NaN, which Alkire-Foster counts.
    """
    table = np.full((len(comparable), len(plan.codes)), np.nan)
    leaves = len(plan.method.indicators)
    table[:, :leaves] = comparable
    flags = np.full_like(table, np.nan)
    if deprived is not None:
        flags[:, :leaves] = deprived
    for number, level in enumerate(plan.levels):
        heavy = weights.of_level[number] != 0
        children, weight = np.array(level.children)[heavy], weights.of_level[number][heavy]
        if not len(children):
            continue
        below = flags[:, children] if level.aggregate == "alkire_foster" else table[:, children]
        score = combine(below, weight, level)
        score[_share_present(below, weight) < plan.method.missing.least_share - 1e-12] = np.nan
        table[:, leaves + number] = score if level.node.divide_by is None else score / level.node.divide_by
        if deprived is not None:  # one level up, what is shared is the weighted share of deprivations
            flags[:, leaves + number] = mean_of_powers(flags[:, children], weight, 1.0)
    return table


def combine(below: Floats, weight: Floats, level: Level) -> Floats:
    """One level's scores from its children, (areas, children)."""
    power = power_of(level)
    if power is not None:
        return mean_of_powers(below, weight, power)
    if level.aggregate == "sum":
        return np.where(np.isfinite(below).all(axis=1), np.nansum(below * weight, axis=1), np.nan)
    if level.aggregate == "copeland":
        return copeland(below, weight)
    if level.aggregate == "borda":
        return borda(below, weight)
    share = mean_of_powers(below, weight, 1.0)
    return np.where(np.isnan(share), np.nan, np.where(share >= level.node.cutoff - 1e-12, share, 0.0))


def mean_of_powers(below: Floats, weight: Floats, power: float) -> Floats:
    """M_p = (sum w x^p / sum w)^(1/p) over the children that are there; p = 0 is the geometric mean."""
    there = np.isfinite(below)
    heavy = np.where(there, weight, 0.0)
    whole = heavy.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        if power == 0:
            inner = np.where(there, np.log(below), 0.0)
            return np.where(whole > 0, np.exp((inner * heavy).sum(axis=1) / whole), np.nan)
        inner = np.where(there, below if power == 1 else below**power, 0.0)
        mean = (inner * heavy).sum(axis=1) / whole
        raised = mean if power == 1 else mean ** (1 / power)
    return np.where(whole > 0, raised, np.nan)


def outranking(below: Floats, weight: Floats, rows: slice) -> Floats:
    """The weighted share of children on which each area of `rows` is over every other; ties count half."""
    below = rounded(below)
    won = np.zeros((len(below[rows]), len(below)))
    for at in range(below.shape[1]):
        mine, theirs = below[rows, at][:, None], below[None, :, at]
        won += weight[at] * ((mine > theirs) + 0.5 * (mine == theirs))
    return won


def copeland(below: Floats, weight: Floats) -> Floats:
    """Pairs won less pairs lost: won when more than half of the weight is on the area's side."""
    return _by_pairs(below, weight, lambda share: np.sign(np.round(share - 0.5, 12)).sum(axis=1))


def borda(below: Floats, weight: Floats) -> Floats:
    """The weighted number of areas that each area is over; ties count half."""
    return _by_pairs(below, weight, lambda share: share.sum(axis=1) - 0.5)


def _by_pairs(below: Floats, weight: Floats, count: Callable[[Floats], Floats]) -> Floats:
    whole = np.isfinite(below).all(axis=1)
    there, share = below[whole], weight / weight.sum()
    points = [count(outranking(there, share, slice(start, start + BLOCK))) for start in range(0, len(there), BLOCK)]
    score = np.full(len(below), np.nan)
    if points:
        score[whole] = np.concatenate(points)
    return score


def _share_present(below: Floats, weight: Floats) -> Floats:
    heavy = np.abs(weight)
    share: Floats = (np.isfinite(below) * heavy).sum(axis=1) / heavy.sum()
    return share
