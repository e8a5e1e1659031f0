"""A trend break: the figure is to leave the straight line that it followed up to a named period.

Least squares through the old figures, carried on to the outcome's year, with the 90 per cent prediction interval of a
new observation, t s sqrt(1 + 1/n + (x - mean)^2 / Sxx). See NIST/SEMATECH e-Handbook of Statistical Methods, 4.5.1.2,
"How can I predict the value and estimate uncertainty?", or Draper and Smith, Applied Regression Analysis (1998), 3.1.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import sqrt

import numpy as np
from scipy.special import stdtrit

from samstad.calculations.judgement import FULL, NOT, PARTLY, UNKNOWN, IndicatorResult
from samstad.calculations.targets.aim import FINEST, Aim, Evidence, result, year_of

FEWEST = 4
"""Fewer than four points leave no room to tell a line from chance."""


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full when surely better than the line foretold and no worse than where the old trend ended; partly when surely
    better than foretold but still worse than there; not when surely worse; inside the interval it cannot be judged.
    """
    if aim.direction not in ("higher", "lower"):
        return result(UNKNOWN, "no_direction")
    if seen.outcome is None or year_of(seen.period) <= year_of(aim.baseline_period):
        return result(UNKNOWN, "too_short", baseline_period=aim.baseline_period, fewest=FEWEST)
    old = _old(aim, seen)
    if len(old) < FEWEST:
        broken = seen.broken_since(aim.baseline_period)
        reason = "series_break" if broken else "too_short"
        return result(UNKNOWN, reason, baseline_period=aim.baseline_period, fewest=FEWEST)
    expected, noise = foretold(old, year_of(seen.period))
    sign = 1 if aim.direction == "higher" else -1
    ahead, since = sign * (seen.outcome - expected), sign * (seen.outcome - old[-1][1])
    if abs(ahead) <= noise:
        judgement, reason = UNKNOWN, "no_sure_change"
    elif ahead < 0:
        judgement, reason = NOT, "trend_worse"
    else:
        judgement, reason = (FULL, "trend_turned") if since >= 0 else (PARTLY, "trend_slowed")
    return result(
        judgement, reason, outcome=seen.outcome, expected=expected, noise=noise, before=old[-1][1],
        baseline_period=aim.baseline_period,
    )  # fmt: skip


def foretold(old: Sequence[tuple[int, Decimal]], year: int) -> tuple[Decimal, Decimal]:
    """Where the line through the old figures lies in the year, and half the width of its prediction interval."""
    x = np.array([float(point[0]) for point in old])
    y = np.array([float(point[1]) for point in old])
    middle, spread = x.mean(), float(((x - x.mean()) ** 2).sum())
    slope = float(((x - middle) * (y - y.mean())).sum()) / spread
    at = float(y.mean()) + slope * (year - middle)
    left = y - (y.mean() + slope * (x - middle))
    error = sqrt(float((left**2).sum()) / (len(old) - 2)) * sqrt(1 + 1 / len(old) + (year - middle) ** 2 / spread)
    wide = float(stdtrit(len(old) - 2, 0.95)) * error
    return Decimal(str(at)).quantize(FINEST), Decimal(str(wide)).quantize(FINEST)


def _old(aim: Aim, seen: Evidence) -> list[tuple[int, Decimal]]:
    """The figures up to the named period, of the same part of each year as the outcome and comparable with it."""
    part = seen.period.partition("-")[2]
    chosen = {
        year_of(period): value
        for period, value in seen.points
        if period.partition("-")[2] == part
        and year_of(period) <= year_of(aim.baseline_period)
        and not seen.broken_since(period)
    }
    return sorted(chosen.items())
