"""A gap held against its target: reached, not reached, or that it cannot be said and why.

A gap that shrinks without reaching its target is not called partly reached: areas chosen for lying worst are expected
to fall back by themselves (see `panel`), so that a smaller gap alone shows nothing.
"""

from decimal import Decimal

from samstad.calculations.gaps.gap import Gap
from samstad.calculations.judgement import FULL, NOT, UNKNOWN, IndicatorResult

NO_GAP, NO_TARGET, NO_DIRECTION = "no_gap", "no_gap_target", "no_gap_direction"
WITHIN, REACHED, TOO_WIDE = "gap_within_uncertainty", "gap_reached", "gap_too_wide"
STORED_DECIMALS = 4


def judge_gap(gap: Gap | None, *, target: Decimal | None, direction: str) -> IndicatorResult:
    """Reached when the prioritised areas lie at most as far on the worse side of the rest as the target says.

    `target` is the greatest gap allowed, whatever its sign; areas on the better side have reached it. Where the gap
    has an interval, the whole of it must lie on one side of the target. `direction` is "higher" or "lower", which of
    them is better; without either no side is worse.
    """
    if gap is None:
        return IndicatorResult(UNKNOWN, NO_GAP)
    if target is None:
        return IndicatorResult(UNKNOWN, NO_TARGET)
    if direction not in ("higher", "lower"):
        return IndicatorResult(UNKNOWN, NO_DIRECTION)
    side = 1 if direction == "lower" else -1
    ends = [round(side * end, STORED_DECIMALS) for end in gap.interval or (gap.difference,)]
    most = round(abs(float(target)), STORED_DECIMALS)
    if max(ends) <= most:
        return IndicatorResult(FULL, REACHED)
    if min(ends) > most:
        return IndicatorResult(NOT, TOO_WIDE)
    return IndicatorResult(UNKNOWN, WITHIN)


def weighed(level: IndicatorResult, gap: IndicatorResult | None, *, about_gap: bool) -> IndicatorResult:
    """What one indicator says of its goal: the gap's result where the goal is about a gap that has a target."""
    return gap if gap is not None and about_gap and gap.reason != NO_TARGET else level
