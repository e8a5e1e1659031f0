"""How far a report has come, in percent that never say more than is done."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: how many answers it asks for, how many of them are there, and whether what stands is approved."""

    asked: int
    answered: int
    approved: bool = False


def percent(done: int, of: int) -> int:
    """Rounded down, but at least 1 once something is done; 100 only when all is done, or nothing was asked."""
    if done >= of:
        return 100
    return max(done * 100 // of, 1) if done > 0 else 0


def written(parts: Iterable[Part]) -> int:
    """The share of the answers that are there. More answers than were asked for do not make up for others."""
    counted = list(parts)
    return percent(sum(min(part.answered, part.asked) for part in counted), sum(part.asked for part in counted))


def approved(parts: Iterable[Part]) -> int:
    """The share of the chapters that are approved; a chapter that asks for nothing does not count."""
    counted = [part for part in parts if part.asked]
    return percent(sum(part.approved for part in counted), len(counted))
