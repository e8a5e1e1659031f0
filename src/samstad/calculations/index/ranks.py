"""Ranks. Values that agree to twelve significant digits are the same: a difference in the last bit is not a rank."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from samstad.calculations.index.figures import Floats, Places

DIGITS = 12
NEAR = 1e-10
"""Scores closer than this share of the largest may agree to twelve digits, and are looked at closer."""
IN_CACHE = 2**17
"""As many scores at a time as stay near the processor."""
Ranks = NDArray[np.uint16] | NDArray[np.uint32]


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


def quick_ranks(scores: Floats, again: Callable[[int, Places], Floats] | None = None) -> Ranks:
    """Ranks of each row of (replicates, areas), 1 the highest, ties the least rank. No score may be missing.

    Ties hardly occur in draws, so a row is looked at closer only where neighbours nearly agree: `again` gives the
    scores of a row at some places once more, to twelve digits.
    """
    rows, count = scores.shape
    kind = np.uint16 if count < 2**16 else np.uint32
    order = np.argsort(scores, axis=1)
    ranks = np.empty((rows, count), dtype=kind)
    places = np.arange(count, 0, -1, dtype=kind)
    for row in range(rows):
        ranks[row, order[row]] = places
    for row, near in _nearly_tied(scores, order):
        close = order[row, np.append(near, False) | np.append(False, near)]
        settled = scores[row].copy()
        settled[close] = again(row, close) if again else rounded(settled[close])
        ranks[row] = _with_ties(settled)
    return ranks


def _nearly_tied(scores: Floats, order: Places) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """The rows where neighbours in order nearly agree, and which do with the next."""
    size = max(IN_CACHE // scores.shape[1], 1)
    for start in range(0, len(scores), size):
        ordered = np.array([own[to] for own, to in zip(scores[start:][:size], order[start:][:size], strict=True)])
        limits = NEAR * np.maximum(-ordered[:, 0], ordered[:, -1])
        near = ordered[:, 1:] - ordered[:, :-1] <= limits[:, None]
        for row in np.flatnonzero(near.any(axis=1)):
            yield start + int(row), near[row]


def _with_ties(scores: Floats) -> NDArray[np.int64]:
    order = np.argsort(scores)
    ordered = scores[order]
    places = np.arange(len(scores), 0, -1)
    places[:-1][ordered[1:] == ordered[:-1]] = 0
    ranks = np.empty_like(places)
    # Lowest score first: one that equals its neighbour has the place of the next that does not.
    ranks[order] = np.maximum.accumulate(places[::-1])[::-1]
    return ranks
