"""A sum shared out after need: a floor for everyone, the rest in proportion, no cliffs, and not a krona lost."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def allocate(
    total: int, risk: Floats, people: Floats, *, floor_share: float = 0.0, above: float = 0.0
) -> NDArray[np.int64]:
    """Whole kronor per area that sum to `total` exactly.

    `floor_share` of the total goes to all by people; the rest by people x max(risk - above, 0), a slope that starts
    at `above` without a step. When no area is over `above` the rest goes by people as well.
    Raises ValueError for a negative total, a floor outside 0-1, people that are not over zero, or what is no number.
    """
    if total < 0 or not 0 <= floor_share <= 1 or (people <= 0).any():
        raise ValueError("total must be 0 or more, floor_share within 0-1 and people over 0")
    lives = _exact(people)
    start, floor = Fraction(above), Fraction(floor_share)
    weighed = [live * max(one - start, Fraction(0)) for live, one in zip(lives, _exact(risk), strict=True)]
    need = weighed if any(weighed) else lives
    by_people, by_need = floor * sum(need), (1 - floor) * sum(lives)  # as shares, with no division to round
    return _shared_out(total, [by_people * live + by_need * one for live, one in zip(lives, need, strict=True)])


def largest_remainder(total: int, shares: Floats) -> NDArray[np.int64]:
    """Whole numbers in proportion to `shares` that sum to `total`; what is left goes to the largest remainders."""
    return _shared_out(total, _exact(shares))


def _exact(numbers: Floats) -> list[Fraction]:
    return [Fraction(number) for number in numbers.tolist()]


def _shared_out(total: int, shares: Sequence[Fraction]) -> NDArray[np.int64]:
    """Counted in integers alone: a float holds no whole krona above 2 to the power of 53."""
    scale = lcm(*(share.denominator for share in shares))
    weights = [share.numerator * (scale // share.denominator) for share in shares]
    every = sum(weights)
    found = [divmod(total * weight, every) for weight in weights]
    left = total - sum(whole for whole, _rest in found)
    up = set(sorted(range(len(found)), key=lambda at: -found[at][1])[:left])
    return np.array([whole + (at in up) for at, (whole, _rest) in enumerate(found)], dtype=np.int64)
