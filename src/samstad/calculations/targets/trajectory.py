"""A trajectory: each year the figure is to lie on the straight line from its baseline to the target of an end year.

The share of the way that should have been gone by now, with the cut-offs 95 and 60 per cent, is Open SDG's progress
measure (Open SDG documentation, "Automated progress calculation": observed against required change), taken along a
straight line instead of a growth rate. To it are added a least length and a noise band.
"""

from decimal import Decimal

from samstad.calculations.judgement import FULL, NOT, PARTLY, UNKNOWN, IndicatorResult
from samstad.calculations.targets.aim import FINEST, Aim, Evidence, result, year_of
from samstad.calculations.targets.noise import band, unsure

ENOUGH, HALFWAY = Decimal("0.95"), Decimal("0.60")
FEWEST = 3
"""Two points make a line of anything."""


def expected_at(aim: Aim, year: int) -> Decimal | None:
    """Where the line lies in the year; the target itself from the end year on. None for a line that lacks an end."""
    start = year_of(aim.baseline_period)
    if aim.baseline is None or aim.value is None or not start or aim.end_year is None or aim.end_year <= start:
        return None
    gone = Decimal(min(max(year, start), aim.end_year) - start) / Decimal(aim.end_year - start)
    return (aim.baseline + (aim.value - aim.baseline) * gone).quantize(FINEST)


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full with 95 per cent of the way that should have been gone, partly with 60, else not."""
    year, start = year_of(seen.period), year_of(aim.baseline_period)
    expected = expected_at(aim, year)
    if expected is None or aim.baseline is None or aim.value is None or seen.outcome is None:
        return result(UNKNOWN, "no_baseline")
    if seen.broken_since(aim.baseline_period):
        return result(UNKNOWN, "series_break", baseline_period=aim.baseline_period)
    later = {year_of(period) for period, _value in seen.points if start < year_of(period) < year} | {year}
    if year <= start or 1 + len(later) < FEWEST:
        return result(UNKNOWN, "too_short", baseline_period=aim.baseline_period, fewest=FEWEST)
    sign = 1 if aim.value > aim.baseline else -1
    moved, asked = sign * (seen.outcome - aim.baseline), sign * (expected - aim.baseline)
    noise = band(seen, aim.baseline_period)
    judgement, reason = _judged(moved, asked, noise)
    return result(
        judgement, reason, outcome=seen.outcome, expected=expected, baseline=aim.baseline,
        baseline_period=aim.baseline_period, aim=aim.value, end_year=aim.end_year, noise=noise,
    )  # fmt: skip


def _judged(moved: Decimal, asked: Decimal, noise: Decimal | None) -> tuple[str, str]:
    if noise is not None and unsure(moved, noise):
        return (UNKNOWN if moved + noise >= ENOUGH * asked else NOT), "no_sure_change"
    if moved >= ENOUGH * asked:
        return FULL, "on_line"
    if moved >= HALFWAY * asked:
        return PARTLY, "behind_line"
    return NOT, ("far_behind_line" if moved > 0 else "wrong_way")
