"""A change: the figure is to move so far from a baseline that was fixed when the target was set.

The difference is held against its noise band first (see `noise`): the direction of two points alone says nothing.
"""

from samstad.calculations.judgement import FULL, NOT, PARTLY, UNKNOWN, IndicatorResult
from samstad.calculations.periods import in_time
from samstad.calculations.targets.aim import Aim, Evidence, result
from samstad.calculations.targets.noise import band, unsure


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full when it has moved at least so far, partly when surely in the right direction but less, else not.

    `aim.value` has a sign: minus two asks for two less. A movement within the noise cannot be judged when the target
    lies within it as well, and is not met when the target lies beyond it.
    """
    if aim.baseline is None or not aim.value or seen.outcome is None:
        return result(UNKNOWN, "no_baseline")
    if in_time(seen.period) <= in_time(aim.baseline_period):
        return result(UNKNOWN, "too_short", baseline_period=aim.baseline_period)
    if seen.broken_since(aim.baseline_period):
        return result(UNKNOWN, "series_break", baseline_period=aim.baseline_period)
    sign = 1 if aim.value > 0 else -1
    moved, asked = sign * (seen.outcome - aim.baseline), abs(aim.value)
    noise = band(seen, aim.baseline_period)
    if noise is not None and unsure(moved, noise):
        judgement, reason = (UNKNOWN if moved + noise >= asked else NOT), "no_sure_change"
    elif moved >= asked:
        judgement, reason = FULL, "change_reached"
    else:
        judgement, reason = (PARTLY, "change_part") if moved > 0 else (NOT, "change_none")
    return result(
        judgement, reason, outcome=seen.outcome, baseline=aim.baseline, baseline_period=aim.baseline_period,
        aim=aim.value, moved=seen.outcome - aim.baseline, noise=noise,
    )  # fmt: skip
