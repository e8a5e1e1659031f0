"""A rank: the place is to stand so high in the order of its kind, the best first.

Where every figure has an error, a place has a span: from one more than those that are surely better to those that are
not surely worse, by intervals that do not overlap (Klein, Wright and Wieczorek, "A joint confidence region for an
overall ranking of populations", JRSS C 69, 2020; theirs are joint intervals, these are 90 per cent for each place).
"""

from collections.abc import Sequence
from decimal import Decimal

from samstad.calculations.gaps.gap import NINETY
from samstad.calculations.judgement import FULL, NOT, UNKNOWN, IndicatorResult
from samstad.calculations.targets.aim import Aim, Evidence, result

FEWEST = 4
Placed = tuple[Decimal, float | None]


def judge(aim: Aim, seen: Evidence) -> IndicatorResult:
    """Full when the place, or the whole of its span, is as high as asked or higher; equal figures share the best place.

    Not when all of it is lower; a span that lies on both sides cannot be judged. Nothing is partly.
    """
    if aim.direction not in ("higher", "lower"):
        return result(UNKNOWN, "no_direction")
    if seen.outcome is None or aim.value is None or len(seen.others) + 1 < FEWEST:
        return result(UNKNOWN, "too_few_places", fewest=FEWEST)
    best, worst = span((seen.outcome, seen.errors.get(seen.period)), seen.others, higher=aim.direction == "higher")
    by: dict[str, Decimal | int] = {
        "outcome": seen.outcome,
        "aim": aim.value,
        "best": best,
        "worst": worst,
        "places": len(seen.others) + 1,
    }
    if worst <= aim.value:
        return result(FULL, "rank_reached", **by)
    return result(NOT, "rank_too_low", **by) if best > aim.value else result(UNKNOWN, "rank_unsure", **by)


def span(own: Placed, others: Sequence[Placed], *, higher: bool) -> tuple[int, int]:
    """The highest and the lowest place that the figure may have; the same twice where errors are not known."""
    sign = 1 if higher else -1
    sure = own[1] is not None and all(error is not None for _value, error in others)
    low, high = _ends(own, sign, sure)
    better = sum(_ends(other, sign, sure)[0] > high for other in others)
    if not sure:
        return 1 + better, 1 + better
    worse = sum(_ends(other, sign, sure)[1] < low for other in others)
    return 1 + better, 1 + len(others) - worse


def _ends(placed: Placed, sign: int, sure: bool) -> tuple[float, float]:
    value, error = sign * float(placed[0]), placed[1]
    wide = NINETY * error if sure and error is not None else 0.0
    return value - wide, value + wide
