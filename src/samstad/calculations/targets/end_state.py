"""An end state: something is to be so, all of it, by a year. It is reached or it is not.

"Alla elever är godkända" is met by all and by nothing less; until the year is over it cannot be said to have failed.
"""

from samstad.calculations.judgement import FULL, NOT, UNKNOWN, IndicatorResult, judge_indicator
from samstad.calculations.targets.aim import Aim, Evidence, result, year_of


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full at the target or better; before the end year it cannot be judged, then it is not met. Nothing is partly."""
    reached = judge_indicator(outcome=seen.outcome, target=aim.value, direction=aim.direction).judgement == FULL
    by = {"outcome": seen.outcome, "aim": aim.value, "end_year": aim.end_year}
    if reached:
        return result(FULL, "end_state_reached", **by)
    if aim.end_year and year_of(seen.period) < aim.end_year:
        return result(UNKNOWN, "end_state_not_yet", **by)
    return result(NOT, "end_state_missed", **by)
