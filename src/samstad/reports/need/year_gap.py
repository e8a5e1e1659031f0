"""One indicator's gap a year between the areas of a list and the rest, beside the year before, and its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from samstad.calculations.gaps import Gap, gap_of, judge_gap
from samstad.calculations.judgement import UNKNOWN, IndicatorResult
from samstad.calculations.periods import breaks_between, in_time, previous_period
from samstad.domain.places.choices import AreaKind
from samstad.domain.steering.models import Indicator
from samstad.domain.steering.queries import BreakLine
from samstad.reports.need.listed import Listed, splitting

FEWEST_AREAS = 4


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """An area's figure for everyone in a period, as known on the day."""

    area: int
    kind: str
    period: str
    value: Decimal
    example: bool = False


@dataclass(frozen=True, slots=True)
class YearGap:
    """`now` is None where the year has no gap. `breaks` lie between the two compared periods.

    `area_list` says what "prioritised" means; None when no list splits the areas that have figures. `own` and
    `council` are the greatest gaps that the body and the council allow.
    """

    area_list: Listed | None
    period: str
    now: Gap | None
    before_period: str
    before: Gap | None
    breaks: tuple[BreakLine, ...]
    own: Decimal | None
    council: Decimal | None
    result: IndicatorResult
    example: bool

    @property
    def target(self) -> Decimal | None:
        return self.council if self.own is None else self.own


def period_in(figures: Iterable[AreaFigure], year: int) -> str:
    """The whole year, else the latest part of it that has figures."""
    parts = {row.period for row in figures if row.period.partition("-")[0] == str(year)}
    return max(parts, key=in_time, default=str(year))


def year_gap(
    indicator: Indicator,
    figures: Sequence[AreaFigure],
    lists: Iterable[Listed],
    breaks: Iterable[BreakLine],
    *,
    period: str,
    own: Decimal | None,
    council: Decimal | None,
) -> YearGap:
    """The gap of the period, with that of the same period a year before, else of the whole year before."""
    earlier = previous_period(period)
    rows = _of_largest_kind([row for row in figures if row.kind != AreaKind.CITY])
    areas = {row.area for row in rows}
    chosen = next(iter(splitting(lists, areas)), None)
    now = _gap(rows, chosen, period)
    before_period, before = "", None
    for candidate in dict.fromkeys((earlier, earlier.partition("-")[0])):
        found = _gap(rows, chosen, candidate)
        if found and before is None:
            before_period, before = candidate, found
    between = breaks_between(before_period, period, [row.period for row in breaks]) if now and before else []
    target = council if own is None else own
    told = [row for row in rows if row.period in (period, before_period)]
    return YearGap(
        chosen,
        period,
        now,
        before_period,
        before,
        tuple(row for row in breaks if row.period in between),
        own,
        council,
        _result(indicator, now, target, listless=len(areas) >= FEWEST_AREAS and chosen is None),
        any(row.example for row in told) or bool(chosen and chosen.example),
    )


def _result(indicator: Indicator, now: Gap | None, target: Decimal | None, *, listless: bool) -> IndicatorResult:
    if listless:
        return IndicatorResult(UNKNOWN, "no_gap_list")
    return judge_gap(now, target=target, direction=indicator.direction)


def _of_largest_kind(rows: Sequence[AreaFigure]) -> list[AreaFigure]:
    """The figures of the kind of area that most of them are about: a gap compares areas of one kind."""
    kinds: dict[str, set[int]] = {}
    for row in rows:
        kinds.setdefault(row.kind, set()).add(row.area)
    largest = max(kinds, key=lambda kind: len(kinds[kind]), default="")
    return [row for row in rows if row.kind == largest]


def _gap(rows: Iterable[AreaFigure], chosen: Listed | None, period: str) -> Gap | None:
    """No figure has a denominator or a standard error of its own here, so the gap gets no interval."""
    of_period = sorted((row.area, float(row.value)) for row in rows if row.period == period)
    if chosen is None or len(of_period) < FEWEST_AREAS:
        return None
    values = np.array([value for _area, value in of_period])
    return gap_of(values, np.array([area in chosen.areas for area, _value in of_period]))
