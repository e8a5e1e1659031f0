"""Which areas became which, step by step, and what an area of one edition is made of in areas of another."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

ROUNDED = 1e-4
"""Shares are written with few decimals; such as nearly sum to one are meant to."""


@dataclass(frozen=True, slots=True)
class Step:
    """`before` became `after` on the day; `share` is how much of its people went there, None where nothing is said."""

    before: int
    after: int
    on: date
    share: float | None = None


@dataclass(frozen=True)
class Steps:
    """All steps, asked in both directions. `began` is the first day of an area that was there before it took in others.

    An area with several successors and no shares has no known way: nobody knows how many went where.
    """

    rows: tuple[Step, ...]
    began: Mapping[int, date] = field(default_factory=dict)
    _after: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list), repr=False)
    _before: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list), repr=False)

    def __post_init__(self) -> None:
        for step in self.rows:
            self._after[step.before].append(step)
            self._before[step.after].append(step)

    def origins(self, area: int) -> list[Step]:
        """The steps that lead straight into the area."""
        return self._before.get(area, [])

    def upstream(self, area: int) -> set[int]:
        """Every area that it came out of, however many steps ago."""
        found: set[int] = set()
        waiting = [area]
        while waiting:
            new = {step.before for step in self.origins(waiting.pop())} - found
            found |= new
            waiting += new
        return found - {area}

    def part(self, step: Step) -> float | None:
        """How much of `before` went the way of the step: all where it is the only one; None where it is not known."""
        shares = [other.share for other in self._after[step.before]]
        if step.share is None:
            return 1.0 if len(shares) == 1 else None
        whole = sum(share or 0.0 for share in shares)
        return step.share / whole if abs(whole - 1) < ROUNDED else step.share

    def made_of(self, area: int, day: date, held: Collection[int]) -> dict[int, float] | None:
        """The areas with figures, and how much of each, that the area is the sum of on a day; itself where it has one.

        None unless every area that it came out of after the day has a figure, or is such a sum itself.
        """
        return self._made_of(area, day, held, frozenset())

    def _made_of(self, area: int, day: date, held: Collection[int], seen: frozenset[int]) -> dict[int, float] | None:
        coming = [step for step in self.origins(area) if step.on > day]
        there = (
            area in self.began
            and self.began[area] <= day
            and self.began[area] < min((step.on for step in coming), default=date.max)
        )
        if area in held and not (coming and there):
            return {area: 1.0}
        if not coming or area in seen or (there and area not in held):
            return None
        found: dict[int, float] = {area: 1.0} if there else {}
        for step in coming:
            part = self.part(step)
            inner = None if part is None else self._made_of(step.before, day, held, seen | {area})
            if part is None or inner is None:
                return None
            for key, share in inner.items():
                found[key] = found.get(key, 0.0) + part * share
        return found

    def becomes(self, area: int, targets: Collection[int]) -> dict[int, float]:
        """How much of the area ends up in each target; what has no known way ends up in none."""
        return self._becomes(area, targets, frozenset())

    def _becomes(self, area: int, targets: Collection[int], seen: frozenset[int]) -> dict[int, float]:
        if area in targets:
            return {area: 1.0}
        found: dict[int, float] = {}
        for step in self._after.get(area, []) if area not in seen else []:
            part = self.part(step) or 0.0
            for key, share in self._becomes(step.after, targets, seen | {area}).items():
                found[key] = found.get(key, 0.0) + part * share
        return found
