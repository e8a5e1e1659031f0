"""Classes of areas: by quantiles, standard deviations, fixed cuts or natural breaks; and when a class may change."""

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.index.figures import Floats
from samstad.calculations.index.method import Classes
from samstad.calculations.index.ranks import from_above

NO_CLASS = -1
MOST_FOR_BREAKS = 3000
"""Natural breaks are exact up to here; above, they are found on evenly spread quantiles of the scores."""


def classify(scores: Floats, classes: Classes) -> NDArray[np.int64]:
    """The number of each area's class, 0 the highest risk; -1 without a score or without classes."""
    if classes.method == "none":
        return np.full(len(scores), NO_CLASS)
    if classes.method == "quantiles":
        return _quantiles(scores, len(classes.names))
    return _by_cuts(scores, cuts_of(scores, classes))


def cuts_of(scores: Floats, classes: Classes) -> Floats:
    """The cut points in points of the index, falling; kept with the run so that the next year uses the same."""
    known = scores[np.isfinite(scores)]
    if classes.method == "sd":
        return np.sort(known.mean() + np.array(classes.cuts) * known.std(ddof=1))[::-1]
    if classes.method == "natural":
        return natural_breaks(known, len(classes.names))
    if classes.method == "quantiles":
        return np.quantile(known, np.arange(len(classes.names) - 1, 0, -1) / len(classes.names))
    return np.sort(np.array(classes.cuts, dtype=float))[::-1]


def keep_class(before: NDArray[np.int64], now: NDArray[np.int64], probability: Floats, at: float) -> NDArray[np.int64]:
    """Hysteresis: an area changes class only when the new class has at least the probability `at`.

    An area that had no class takes the new one, and an area without a score has none.
    """
    stays = (before != NO_CLASS) & (now != NO_CLASS) & (now != before) & ~(probability >= at)
    return np.where(stays, before, now)


def transitions(before: NDArray[np.int64], now: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """How many areas went from each class (row) to each (column)."""
    both = (before != NO_CLASS) & (now != NO_CLASS)
    table = np.zeros((count, count), dtype=np.int64)
    np.add.at(table, (before[both], now[both]), 1)
    return table


def kappa(table: NDArray[np.int64]) -> float:
    """Cohen's kappa of a transition table: agreement beyond chance; 1 when nothing has moved."""
    whole = table.sum()
    if not whole:
        return float("nan")
    agreed = np.trace(table) / whole
    chance = float((table.sum(axis=0) / whole) @ (table.sum(axis=1) / whole))
    return float((agreed - chance) / (1 - chance)) if chance < 1 else 1.0


def natural_breaks(values: Floats, count: int) -> Floats:
    """Fisher's exact grouping: the cuts that leave the least variance inside the groups; falling."""
    data = np.sort(values)
    if len(data) > MOST_FOR_BREAKS:
        data = np.quantile(data, np.linspace(0, 1, MOST_FOR_BREAKS))
    size = len(data)
    sums, squares = np.concatenate([[0], data.cumsum()]), np.concatenate([[0], (data**2).cumsum()])
    ends = np.arange(1, size + 1)
    cost = squares[ends] - sums[ends] ** 2 / ends
    first = []
    for _ in range(1, count):
        best, origin = np.full(size, np.inf), np.zeros(size, dtype=np.int64)
        for end in range(1, size):
            starts = np.arange(1, end + 1)
            within = squares[end + 1] - squares[starts] - (sums[end + 1] - sums[starts]) ** 2 / (end + 1 - starts)
            whole = cost[starts - 1] + within
            origin[end] = starts[whole.argmin()]
            best[end] = whole.min()
        cost = best
        first.append(origin)
    cuts, end = [], size - 1
    for origin in reversed(first):
        start = int(origin[end])
        cuts.append((data[start - 1] + data[start]) / 2)
        end = start - 1
    return np.array(cuts)


def _quantiles(scores: Floats, count: int) -> NDArray[np.int64]:
    """Equal groups by rank: class = ceil(rank count / n), as the deciles of the English indices are made."""
    rank = from_above(scores)
    known = np.isfinite(rank)
    number = np.full(len(scores), NO_CLASS)
    number[known] = np.ceil(np.round(rank[known] * count / known.sum(), 9)).astype(np.int64) - 1
    return number


def _by_cuts(scores: Floats, cuts: Floats) -> NDArray[np.int64]:
    number = (scores[:, None] <= cuts[None, :]).sum(axis=1)
    return np.where(np.isfinite(scores), number, NO_CLASS)
