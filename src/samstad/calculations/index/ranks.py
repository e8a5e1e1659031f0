"""Ranks. Values that agree to twelve significant digits are the same: a difference in the last bit is not a rank."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from samstad.calculations.index.figures import Floats

DIGITS = 12


def rounded(values: Floats) -> Floats:
    """The values to twelve significant digits; zero and NaN as they are."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(np.abs(values))))
        near = np.round(values * scale) / scale
    return np.where(np.isfinite(near), near, values)


def all_alike(values: Floats) -> bool:
    """Whether all agree to twelve significant digits, also when the last bit takes two of them to either side."""
    ends = np.array([values.min(), values.max()])
    near = ends[1] - ends[0] <= 10.0**-DIGITS * np.abs(ends).max()
    return bool(near or np.ptp(rounded(ends)) == 0)


def from_below(values: Floats, *, ties: str = "min") -> Floats:
    """Rank 1 is the lowest, column by column; NaN stays NaN."""
    ranks: Floats = rankdata(rounded(values), method=ties, axis=0, nan_policy="omit").astype(float)
    ranks[~np.isfinite(values)] = np.nan
    return ranks


def from_above(values: Floats) -> Floats:
    """Rank 1 is the highest, ties get the least rank; NaN stays NaN."""
    return from_below(-values, ties="min")


def quick_ranks(scores: Floats) -> NDArray[np.uint16] | NDArray[np.uint32]:
    """Ranks of each row of (replicates, areas), 1 the highest. Ties fall as they may: they hardly occur in draws."""
    rows, count = scores.shape
    kind = np.uint16 if count < 2**16 else np.uint32
    order = np.argsort(scores, axis=1)
    ranks = np.empty((rows, count), dtype=kind)
    places = np.arange(count, 0, -1, dtype=kind)
    for row in range(rows):
        ranks[row, order[row]] = places
    return ranks
