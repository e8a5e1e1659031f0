"""How far a share can lie from what it would be another year with the same risk: what a gap is held against."""

import numpy as np

from samstad.calculations.gaps.gap import Floats


def rate_errors(counts: Floats, people: Floats, *, per: float = 100.0) -> Floats:
    """Standard errors of `per` x counts / people, in the unit of the rate; same shape, NaN where people are none.

    The variance of the logit, 1/(y + 1/2) + 1/(N - y + 1/2) (Haldane and Anscombe's correction), carried to the rate
    by its slope p(1 - p). A register is complete, yet next year's count will differ by as much.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (counts + 0.5) / (people + 1)
        spread = np.sqrt(1 / (counts + 0.5) + 1 / (people - counts + 0.5))
        error = per * share * (1 - share) * spread
    return np.where((people > 0) & (counts >= 0) & (counts <= people), error, np.nan)
