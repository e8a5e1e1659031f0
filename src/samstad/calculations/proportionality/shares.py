"""Each area's share of the need beside its share of the effort, with what can be claimed.

Need share q_i = P_i R_i / sum; effort share s_i; the ratio s_i / q_i is 1 where effort follows need. Hoover: half the
sum of |s_i - q_i|, the share that would have to move. Kakwani-type: concentration of effort less concentration of
need, over areas in the order of risk. Elasticity: the slope in ln(effort per person) = a + b ln(risk): 1 is
proportional, 0 the same for everyone, below 0 against the risk.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.gaps.inequality import relative_rank

Floats = NDArray[np.float64]


class Serving(StrEnum):
    """Over or under its need only when the interval of the ratio excludes 1."""

    UNDER = "under"
    OVER = "over"
    IN_LINE = "in_line"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class AreaShare:
    """One area; `low` and `high` are the 90 per cent interval of the ratio, None where no basis exists."""

    need: float
    effort: float
    ratio: float
    low: float | None
    high: float | None

    @property
    def serving(self) -> Serving:
        if self.low is None or self.high is None:
            return Serving.UNKNOWN
        if self.high < 1:
            return Serving.UNDER
        return Serving.OVER if self.low > 1 else Serving.IN_LINE


@dataclass(frozen=True)
class Proportionality:
    """`areas` in the order given. `elasticity` has its 90 per cent interval where replicates are given."""

    areas: tuple[AreaShare, ...]
    hoover: float
    kakwani: float
    elasticity: float | None
    elasticity_interval: tuple[float, float] | None


def proportionality_of(
    effort: Floats, risk: Floats, people: Floats | None = None, *, replicates: Floats | None = None
) -> Proportionality | None:
    """Effort against need over the areas. `risk` is over zero; `replicates` are (draws, areas) of it.

    None when nothing is spent or nothing is needed. Without people every area counts the same.
    """
    heavy = np.ones(len(effort)) if people is None else people
    if effort.sum() <= 0 or (risk <= 0).any() or (heavy <= 0).any():
        return None
    need, share = _need(risk, heavy), effort / effort.sum()
    low = high = None
    spread = None
    if replicates is not None:
        drawn = share / _need(replicates, heavy)
        low, high = np.quantile(drawn, (0.05, 0.95), axis=0)
        slopes = [slope for row in replicates if (slope := _elasticity(effort, row, heavy)) is not None]
        spread = tuple(np.quantile(slopes, (0.05, 0.95)).tolist()) if slopes else None
    rows = tuple(
        AreaShare(
            float(need[at]),
            float(share[at]),
            float(share[at] / need[at]),
            None if low is None else float(low[at]),
            None if high is None else float(high[at]),
        )
        for at in range(len(effort))
    )
    rank = relative_rank(risk, heavy / heavy.sum())
    kakwani = 2 * float(((share - need) * (rank - 0.5)).sum())
    return Proportionality(
        rows,
        float(0.5 * np.abs(share - need).sum()),
        kakwani,
        _elasticity(effort, risk, heavy),
        (spread[0], spread[1]) if spread else None,
    )


def _need(risk: Floats, heavy: Floats) -> Floats:
    weighed = risk * heavy
    shares: Floats = weighed / weighed.sum(axis=-1, keepdims=True)
    return shares


def _elasticity(effort: Floats, risk: Floats, heavy: Floats) -> float | None:
    """The weighted slope over the areas that get anything; None with fewer than three or no spread in risk."""
    some = effort > 0
    if some.sum() < 3:
        return None
    x, y, w = np.log(risk[some]), np.log(effort[some] / heavy[some]), heavy[some] / heavy[some].sum()
    mean_x, mean_y = (w * x).sum(), (w * y).sum()
    spread = (w * (x - mean_x) ** 2).sum()
    return float((w * (x - mean_x) * (y - mean_y)).sum() / spread) if spread > 0 else None
