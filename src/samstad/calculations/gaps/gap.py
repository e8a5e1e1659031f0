"""One gap: the mean of the prioritised areas less the mean of the rest, with its interval where a basis exists."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
NINETY = NormalDist().inv_cdf(0.95)
"""Half the width of a 90 per cent interval, in standard errors."""


@dataclass(frozen=True)
class Gap:
    """Means in the unit of the figure. `error` is the standard error of the difference, None where no basis exists."""

    inside: float
    rest: float
    areas_inside: int
    areas_rest: int
    error: float | None

    @property
    def difference(self) -> float:
        """Prioritised less the rest."""
        return self.inside - self.rest

    @property
    def ratio(self) -> float | None:
        """Prioritised over the rest; None when the rest is zero."""
        return self.inside / self.rest if self.rest else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The difference's 90 per cent interval."""
        if self.error is None:
            return None
        return self.difference - NINETY * self.error, self.difference + NINETY * self.error


def gap_of(
    values: Floats, prioritised: Mask, *, people: Floats | None = None, errors: Floats | None = None
) -> Gap | None:
    """The gap over the areas that have a figure, weighed by people when they are given; None when a side is empty.

    The error is that of the two weighted means, sqrt(sum (w_i s_i)^2) each, and exists only where every area in the
    comparison has a standard error.
    """
    known = np.isfinite(values) if people is None else np.isfinite(values) & np.isfinite(people)
    inside, rest = known & prioritised, known & ~prioritised
    if not inside.any() or not rest.any():
        return None
    heavy = np.ones(len(values)) if people is None else people
    error = None
    if errors is not None and np.isfinite(errors[known]).all():
        error = float(np.hypot(_error(errors, heavy, inside), _error(errors, heavy, rest)))
    return Gap(_mean(values, heavy, inside), _mean(values, heavy, rest), int(inside.sum()), int(rest.sum()), error)


def _mean(values: Floats, heavy: Floats, side: Mask) -> float:
    return float((values[side] * heavy[side]).sum() / heavy[side].sum())


def _error(errors: Floats, heavy: Floats, side: Mask) -> float:
    share = heavy[side] / heavy[side].sum()
    return float(np.sqrt(((share * errors[side]) ** 2).sum()))
