"""A level: the outcome is to reach a figure.

The city judges an indicator against its target for the year, "uppnås helt", "delvis" or "ej" (its annual report, 2020
and 2022); what "delvis" asks for is ours: better than the year before, and surely so where that can be reckoned.
"""

from samstad.calculations.judgement import NOT, IndicatorResult, judge_indicator
from samstad.calculations.targets.aim import Aim, Evidence, result
from samstad.calculations.targets.noise import band, unsure


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full at the target or better; partly when better than the year before by more than noise; else not."""
    before = None if seen.broken_since(seen.previous_period) else seen.previous
    found = judge_indicator(outcome=seen.outcome, target=aim.value, direction=aim.direction, previous=before)
    noise = None
    judgement, reason = found.judgement, found.reason
    if reason == "better_than_before" and seen.outcome is not None and before is not None:
        noise = band(seen, seen.previous_period)
        if unsure(seen.outcome - before, noise):
            judgement, reason = NOT, "no_sure_change"
    return result(judgement, reason, outcome=seen.outcome, aim=aim.value, before=before, noise=noise)
