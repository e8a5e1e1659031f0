"""A sum shared out after need: a floor for everyone, the rest in proportion, no cliffs, and not a krona lost."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def allocate(
    total: int, risk: Floats, people: Floats, *, floor_share: float = 0.0, above: float = 0.0
) -> NDArray[np.int64]:
    """Whole kronor per area that sum to `total` exactly.

    `floor_share` of the total goes to all by people; the rest by people x max(risk - above, 0), a slope that starts
    at `above` without a step. When no area is over `above` the rest goes by people as well.
    Raises ValueError for a negative total, a floor outside 0-1, or people that are not over zero.
    """
    if total < 0 or not 0 <= floor_share <= 1 or (people <= 0).any():
        raise ValueError("total must be 0 or more, floor_share within 0-1 and people over 0")
    by_people = people / people.sum()
    weighed = people * np.maximum(risk - above, 0)
    by_need = weighed / weighed.sum() if weighed.sum() > 0 else by_people
    return largest_remainder(total, floor_share * by_people + (1 - floor_share) * by_need)


def largest_remainder(total: int, shares: Floats) -> NDArray[np.int64]:
    """Whole numbers in proportion to `shares` that sum to `total`; what is left goes to the largest remainders."""
    exact = shares / shares.sum() * total
    whole: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    left = int(total - whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    if left >= 0:
        whole[order[:left]] += 1
    else:  # the floor of a share a hair above a whole number
        whole[order[left:]] -= 1
    return whole
