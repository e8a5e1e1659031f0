"""What the figures say: an indicator against its target, and a goal from its indicators.

The city weighs indicators and boards' analyses together without a formula (its annual report describes a
"sammanvägning"); this is therefore a suggestion with its ground, never the judgement itself.
"""

from dataclasses import dataclass
from decimal import Decimal

FULL, PARTLY, NOT, UNKNOWN = "full", "partly", "not", "unknown"
_ORDER = {NOT: 0, PARTLY: 1, FULL: 2}


@dataclass(frozen=True)
class IndicatorResult:
    """`judgement` is full, partly, not or unknown; `reason` is a code that a page turns into a sentence.

    `by` names what it was judged by, as plain texts: ("outcome", "63"), ("expected", "64").
    """

    judgement: str
    reason: str
    by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """`known` of `asked` indicators had a result; `worst` is the lowest of them; `rule` names how it was weighed."""

    judgement: str
    known: int
    asked: int
    worst: str
    rule: str


def judge_indicator(
    *, outcome: Decimal | None, target: Decimal | None, direction: str, previous: Decimal | None = None
) -> IndicatorResult:
    """Full when the outcome reaches the target; partly when it does not but is better than a year before; else not.

    `direction` is "higher", "lower" or "neutral" (no direction: only an exact hit is full). Without outcome or
    target the result is unknown.
    """
    if outcome is None:
        return IndicatorResult(UNKNOWN, "no_outcome")
    if target is None:
        return IndicatorResult(UNKNOWN, "no_target")
    if _reaches(outcome, target, direction):
        return IndicatorResult(FULL, "reaches_target")
    if previous is not None and _is_better(outcome, previous, direction):
        return IndicatorResult(PARTLY, "better_than_before")
    return IndicatorResult(NOT, "below_target")


def weigh(results: list[str]) -> Suggestion:
    """The suggestion for a goal from its indicators' judgements.

    All known are full: full. All known are not: not. Otherwise partly. Nothing known: unknown. If fewer than half
    of the indicators have a result, nothing can be said: a goal is not judged from the figures that happen to be in.
    """
    known = [result for result in results if result in _ORDER]
    worst = min(known, key=_ORDER.__getitem__) if known else UNKNOWN
    if not known:
        return Suggestion(UNKNOWN, 0, len(results), worst, "nothing_known")
    if 2 * len(known) < len(results):
        return Suggestion(UNKNOWN, len(known), len(results), worst, "too_few_known")
    if set(known) == {FULL}:
        return Suggestion(FULL, len(known), len(results), worst, "all_full")
    if set(known) == {NOT}:
        return Suggestion(NOT, len(known), len(results), worst, "all_not")
    return Suggestion(PARTLY, len(known), len(results), worst, "mixed")


def _reaches(outcome: Decimal, target: Decimal, direction: str) -> bool:
    if direction == "higher":
        return outcome >= target
    if direction == "lower":
        return outcome <= target
    return outcome == target


def _is_better(outcome: Decimal, previous: Decimal, direction: str) -> bool:
    return (direction == "higher" and outcome > previous) or (direction == "lower" and outcome < previous)
