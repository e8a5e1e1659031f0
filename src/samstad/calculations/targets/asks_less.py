"""When a target is moved: does the new one ask for less than the old?"""

from samstad.calculations.targets.aim import Aim


def asks_less(before: Aim, after: Aim) -> bool:
    """True for a target of the same kind that is easier to meet; of two kinds it cannot be said."""
    if before.kind != after.kind or before.value is None or after.value is None:
        return False
    if before.kind == "rank":
        return after.value > before.value
    if before.kind == "change":
        same_way = (after.value > 0) == (before.value > 0)
        return not same_way or abs(after.value) < abs(before.value)
    if after.end_year and before.end_year and after.end_year > before.end_year:
        return True
    lower = after.value < before.value
    return lower if before.direction == "higher" else before.direction == "lower" and after.value > before.value
