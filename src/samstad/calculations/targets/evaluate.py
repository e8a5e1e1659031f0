"""One door to every kind of target, so that page, report and document judge alike."""

from collections.abc import Callable

from samstad.calculations.judgement import UNKNOWN, IndicatorResult
from samstad.calculations.targets import change, end_state, level, output, rank, trajectory, trend_break, yes_no
from samstad.calculations.targets.aim import Aim, Evidence

_JUDGES: dict[str, Callable[[Aim, Evidence], IndicatorResult]] = {
    "level": level.judge,
    "change": change.judge,
    "trajectory": trajectory.judge,
    "rank": rank.judge,
    "trend_break": trend_break.judge,
    "end_state": end_state.judge,
    "output": output.judge,
    "yes_no": yes_no.judge,
}
WITHOUT_VALUE = ("trend_break", "yes_no")
"""The kinds that ask for something a figure need not say."""


def evaluate(aim: Aim | None, seen: Evidence) -> IndicatorResult:
    """How the target is met: full, partly, not or unknown, the ground as a code, and what it was judged by.

    Without an outcome or a target nothing is known. A gap has its own door (`gaps.judge_gap`) and has no level here.
    """
    if seen.outcome is None:
        return IndicatorResult(UNKNOWN, "no_outcome")
    if aim is None or aim.kind not in _JUDGES or (aim.value is None and aim.kind not in WITHOUT_VALUE):
        return IndicatorResult(UNKNOWN, "no_target")
    return _JUDGES[aim.kind](aim, seen)
