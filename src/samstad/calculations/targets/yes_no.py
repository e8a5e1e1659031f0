"""Yes or no: something is to be there, as "1" for yes and "0" for no. No formula; any other figure is no answer."""

from samstad.calculations.judgement import FULL, NOT, UNKNOWN, IndicatorResult
from samstad.calculations.targets.aim import Aim, Evidence, result


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full when the answer is the one asked for, which is yes where the target has no value. Nothing is partly."""
    asked = 1 if aim.value is None else aim.value
    if seen.outcome not in (0, 1):
        return result(UNKNOWN, "not_yes_or_no", outcome=seen.outcome)
    as_asked = seen.outcome == asked
    return result(FULL if as_asked else NOT, "answer_as_asked" if as_asked else "answer_not_as_asked",
                  outcome=seen.outcome, aim=asked)  # fmt: skip
