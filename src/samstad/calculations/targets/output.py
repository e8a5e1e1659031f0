"""An output: so many are to be done, "minst fyra tillsynsrundor".

The share done is the measure; that half of it is partly met is our rule, told where the target is set.
"""

from samstad.calculations.judgement import FULL, NOT, PARTLY, IndicatorResult
from samstad.calculations.targets.aim import Aim, Evidence, result


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full when at least so many are done, partly with half of them, else not; whichever way is better."""
    outcome, asked = seen.outcome or 0, aim.value or 0
    if outcome >= asked:
        judgement, reason = FULL, "output_done"
    else:
        judgement, reason = (PARTLY, "output_half") if 2 * outcome >= asked else (NOT, "output_too_little")
    return result(judgement, reason, outcome=seen.outcome, aim=aim.value)
