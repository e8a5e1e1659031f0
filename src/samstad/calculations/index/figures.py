"""The figures of an index as whole arrays: one row per area, one column per indicator, for each period.

Missing is never a number: a cell without a value is NaN, and its status says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
STATUSES = ("observed", "suppressed", "not_collected", "not_applicable", "late", "imputed")
OBSERVED, SUPPRESSED, NOT_COLLECTED, NOT_APPLICABLE = 0, 1, 2, 3


@dataclass(frozen=True)
class Areas:
    """The areas in one order. `columns` holds populations and other denominators by name, NaN where unknown."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    parents: tuple[str, ...]
    groups: tuple[str, ...]
    columns: Mapping[str, Floats] = field(default_factory=dict)

    @property
    def population(self) -> Floats | None:
        return self.columns.get("population")

    def taken(self, places: Places) -> "Areas":
        """The areas at some places, in that order."""
        codes, names, parents, groups = (
            tuple(row[at] for at in places) for row in (self.codes, self.names, self.parents, self.groups)
        )
        return Areas(codes, names, parents, groups, {name: column[places] for name, column in self.columns.items()})


@dataclass(frozen=True)
class Figures:
    """`values`, `numerators`, `denominators`, `errors` are (periods, areas, indicators); `status` the same in uint8.

    `errors` are standard errors in the unit of the value. `ceiling` is the largest count a suppressed cell may hide;
    `floors` and `ceilings`, shaped as the values, are the least and the largest of a cell of its own, NaN elsewhere.
    """

    areas: Areas
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    values: Floats
    numerators: Floats
    denominators: Floats
    errors: Floats
    status: NDArray[np.uint8]
    ceiling: int = 4
    floors: Floats | None = None
    ceilings: Floats | None = None

    def bounds(self, period: int, place: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The least and the largest count that each area's cell of a column may hide."""
        least = np.zeros(len(self.areas.codes), dtype=np.int64)
        most = np.full(len(self.areas.codes), self.ceiling, dtype=np.int64)
        for bound, own in ((least, self.floors), (most, self.ceilings)):
            if own is not None:
                told = np.isfinite(own[period, :, place])
                bound[told] = own[period, told, place]
        return least, most

    def at(self, indicator: str, period: str) -> tuple[int, int]:
        """The place of a column: (period, indicator). Raises KeyError when the figures lack it."""
        try:
            return self.periods.index(period), self.indicators.index(indicator)
        except ValueError as lacking:
            raise KeyError(f"{indicator} {period}") from lacking

    def taken(self, places: Places) -> "Figures":
        """The figures of the areas at some places, in that order."""
        return replace(
            self,
            areas=self.areas.taken(places),
            values=np.take(self.values, places, axis=1),
            numerators=np.take(self.numerators, places, axis=1),
            denominators=np.take(self.denominators, places, axis=1),
            errors=np.take(self.errors, places, axis=1),
            status=np.take(self.status, places, axis=1),
            floors=None if self.floors is None else np.take(self.floors, places, axis=1),
            ceilings=None if self.ceilings is None else np.take(self.ceilings, places, axis=1),
        )


def code_order(codes: Sequence[str]) -> Places:
    """The places in the order of the codes: what is drawn or summed goes by it, and not by how a file was written."""
    return np.array(sorted(range(len(codes)), key=codes.__getitem__), dtype=np.intp)


def empty(areas: Areas, indicators: Sequence[str], periods: Sequence[str]) -> Figures:
    """Figures with every cell not collected, to be filled."""
    shape = (len(periods), len(areas.codes), len(indicators))
    nan = [np.full(shape, np.nan) for _ in range(4)]
    status = np.full(shape, NOT_COLLECTED, dtype=np.uint8)
    return Figures(areas, tuple(indicators), tuple(periods), nan[0], nan[1], nan[2], nan[3], status)
