"""How much two figures may differ with nothing having happened: a change inside that is no sure change.

The 90 per cent interval of a difference between two independent shares, 1.645 sqrt(s1^2 + s2^2), with each share's
error from its counts (`gaps.errors`: the variance of the logit with Haldane and Anscombe's correction). See Agresti,
Categorical Data Analysis (2013), 3.1.
"""

from decimal import Decimal
from math import hypot

from samstad.calculations.gaps.gap import NINETY
from samstad.calculations.targets.aim import FINEST, Evidence


def band(seen: Evidence, before: str) -> Decimal | None:
    """Half the width of the interval of the difference between the two periods; None where an error is not known."""
    first, last = seen.errors.get(before), seen.errors.get(seen.period)
    if first is None or last is None:
        return None
    return Decimal(str(NINETY * hypot(first, last))).quantize(FINEST)


def unsure(moved: Decimal, noise: Decimal | None) -> bool:
    """True when the movement may be noise alone."""
    return noise is not None and abs(moved) <= noise
