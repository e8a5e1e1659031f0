"""How unequal all areas are, not only two groups of them: five measures that are used side by side.

Slope and relative index of inequality: regression of the figure on the area's population-weighted relative rank
(0 the least, 1 the most deprived by `order`). Concentration index: 2 cov_w(x, rank) / mean. Theil: between areas,
sum of s_i ln(s_i / p_i), with s_i the share of what is counted and p_i of the people. Dissimilarity: half the sum of
the absolute differences between the two shares.
"""

from dataclasses import dataclass

import numpy as np

from samstad.calculations.gaps.gap import Floats


@dataclass(frozen=True)
class Inequality:
    """`slope` in the unit of the figure; the others have no unit. None where the figure's mean is zero."""

    slope: float
    slope_error: float | None
    relative: float | None
    concentration: float | None
    theil: float | None
    dissimilarity: float | None


def inequality_of(values: Floats, order: Floats, people: Floats | None = None) -> Inequality | None:
    """The measures over the areas with a figure and an order; None with fewer than three of them.

    `order` is higher the more deprived an area is; `people` weighs, and every area counts the same without it.
    """
    heavy = np.ones(len(values)) if people is None else people
    known = np.isfinite(values) & np.isfinite(order) & np.isfinite(heavy) & (heavy > 0)
    if known.sum() < 3:
        return None
    x, share = values[known], heavy[known] / heavy[known].sum()
    rank = relative_rank(order[known], share)
    mean = float((x * share).sum())
    spread = float((share * (rank - 0.5) ** 2).sum())
    covariance = float((share * (x - mean) * (rank - 0.5)).sum())
    slope = covariance / spread
    left = x - mean - slope * (rank - 0.5)
    error = float(np.sqrt((share**2 * left**2 * (rank - 0.5) ** 2).sum()) / spread)
    return Inequality(
        slope,
        error,
        slope / mean if mean else None,
        2 * covariance / mean if mean else None,
        _theil(x, share, mean),
        float(0.5 * np.abs(x * share / mean - share).sum()) if mean else None,
    )


def relative_rank(order: Floats, share: Floats) -> Floats:
    """The middle of each area's stretch when all people stand in line by `order`; equal areas share their middle."""
    place = np.argsort(order, kind="stable")
    upto = np.cumsum(share[place])
    middle = np.empty(len(order))
    middle[place] = upto - share[place] / 2
    for value in np.unique(order):
        same = order == value
        middle[same] = (middle[same] * share[same]).sum() / share[same].sum()
    return middle


def _theil(x: Floats, share: Floats, mean: float) -> float | None:
    if mean <= 0 or (x < 0).any():
        return None
    relative = x / mean
    logs = np.log(relative, out=np.zeros_like(relative), where=relative > 0)
    return float((share * relative * logs).sum())
