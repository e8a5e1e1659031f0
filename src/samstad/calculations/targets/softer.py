"""When a target asks for less than it did."""

from collections.abc import Sequence
from decimal import Decimal

HIGHER, LOWER = "higher", "lower"


def softer(before: Decimal | None, after: Decimal | None, direction: str) -> bool:
    """True for a target that was there and asks for less, or is gone; without a direction only one that is gone."""
    if before is None:
        return False
    if after is None:
        return True
    return after < before if direction == HIGHER else after > before if direction == LOWER else False


def softened_from(values: Sequence[Decimal | None], direction: str) -> Decimal | None:
    """The sharpest of the earlier targets when the last one is softer than it, else None.

    Held against the sharpest and not the nearest, so that a target softened in two steps says all of it.
    """
    *earlier, last = values or [None]
    sharper = [value for value in earlier if value is not None and softer(value, last, direction)]
    if not sharper:
        return None
    return max(sharper) if direction == HIGHER else min(sharper) if direction == LOWER else sharper[-1]
