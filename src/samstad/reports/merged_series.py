"""A merged area's figures before the merger: the sum over the areas it came out of, with the break marked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.crosswalks import Steps
from samstad.calculations.periods import first_day, in_time
from samstad.calculations.units import adds_up, is_percent
from samstad.domain.places.models import Area
from samstad.domain.steering.choices import BreakKind, ValueStatus
from samstad.domain.steering.queries import BreakLine, Figure, Place, Point, Series

FOUR_DECIMALS = Decimal("0.0001")
Sums = dict[int, dict[str, Point]]
"""Per area the points by period."""
OWN, TOLD_ANEW, SMALLER = frozenset({"own"}), frozenset({"anew"}), frozenset({"smaller"})
Made = frozenset[int] | frozenset[str]
"""What a point is made of: the areas of a sum, or one of the words above."""


@dataclass(frozen=True)
class Merged:
    """An area with the steps that led to it, and the areas by key."""

    area: Area
    steps: Steps
    areas: Mapping[int, Area]

    def figures(self, figures: Iterable[Figure]) -> list[Figure]:
        """The figures with the area's series carried back over its mergers; those that cannot be carried as they are.

        Counts are summed. A percentage is the sum of its numerators over that of its denominators, and needs both
        among the figures.
        """
        rows = list(figures)
        by_key = {figure.indicator.pk: figure for figure in rows}
        if not self.steps.origins(self.area.pk):
            return rows
        return [self._carried(figure, by_key) for figure in rows]

    def _carried(self, figure: Figure, by_key: Mapping[int, Figure]) -> Figure:
        groups = dict.fromkeys(series.group for series in figure.series if series.place.body is None)
        carried = {group: self._points(figure, group, by_key) for group in groups}
        found = [
            Series(self._place, group, tuple(point for point, _made in points))
            for group, points in carried.items()
            if points
        ]
        others = [series for series in figure.series if series.place != self._place]
        whole = carried.get(("", ""), [])
        breaks = sorted([*figure.breaks, *self._breaks(whole)], key=lambda one: in_time(one.period))
        return replace(figure, series=(*others, *found), breaks=tuple(breaks))

    @property
    def _place(self) -> Place:
        return Place(area=self.area.pk, name=self.area.name, slug=self.area.slug, kind=self.area.kind)

    def _points(self, figure: Figure, group: tuple[str, str], by_key: Mapping[int, Figure]) -> list[tuple[Point, Made]]:
        """The area's points in order, its own and sums, each with what it is made of."""
        own = _sums(figure, group).get(self.area.pk, {})
        sums = self._summed(figure, group, by_key)
        found: list[tuple[Point, Made]] = []
        for period in sorted({*own, *sums}, key=in_time):
            if period in sums:
                found.append(sums[period])
            else:
                found.append((own[period], self._told(period, own[period])))
        return found

    def _told(self, period: str, point: Point) -> Made:
        """How the area's own figure of a period before it took in others is to be understood."""
        coming = [step for step in self.steps.origins(self.area.pk) if step.on > first_day(period)]
        if not coming or point.value is None:
            return OWN
        there = self.area.valid_from and self.area.valid_from < min(step.on for step in coming)
        return SMALLER if there else TOLD_ANEW

    def _summed(
        self, figure: Figure, group: tuple[str, str], by_key: Mapping[int, Figure]
    ) -> dict[str, tuple[Point, Made]]:
        indicator = figure.indicator
        if adds_up(indicator.unit):
            return self._sum(_sums(figure, group))
        above, below = (by_key.get(key or 0) for key in (indicator.numerator_id, indicator.denominator_id))
        if not (is_percent(indicator.unit) and above and below):
            return {}
        if not (adds_up(above.indicator.unit) and adds_up(below.indicator.unit)):
            return {}
        own = _sums(figure, group).get(self.area.pk, {})
        over, under = self._sum(_sums(above, group)), self._sum(_sums(below, group))
        return {
            period: (_share(over[period][0], under[period][0]), over[period][1])
            for period in over
            if period not in own and period in under and under[period][0].value and over[period][1] == under[period][1]
        }

    def _sum(self, points: Sums) -> dict[str, tuple[Point, Made]]:
        """The sums of the periods in which every origin has a value."""
        found: dict[str, tuple[Point, Made]] = {}
        for period in {period for of in points.values() for period in of}:
            held = {key: of[period] for key, of in points.items() if period in of and of[period].value is not None}
            made = self.steps.made_of(self.area.pk, first_day(period), held)
            if made and set(made) != {self.area.pk}:
                found[period] = (
                    self._added(period, [(held[key], part) for key, part in made.items()], made),
                    _keys(made),
                )
        return found

    def _added(self, period: str, parts: list[tuple[Point, float]], made: Iterable[int]) -> Point:
        points = [point for point, _part in parts]
        value = sum((Decimal(str(part)) * (point.value or 0) for point, part in parts), Decimal(0))
        return _joined(period, value, points, _("Summerat ur %(areas)s.") % {"areas": self._names(made)})

    def _names(self, keys: Iterable[int]) -> str:
        """The areas in name order, with "och" before the last."""
        names = sorted((self.areas[key] for key in keys), key=lambda area: area.sort_key)
        *first, last = [area.name for area in names]
        return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last

    def _breaks(self, points: list[tuple[Point, Made]]) -> Iterator[BreakLine]:
        """A break wherever what the points are made of changes, and one after the last sum where nothing comes yet."""
        before: Made = OWN
        for point, made in points:
            if before not in (OWN, made) and point.value is not None:
                yield self._break(before, point.period)
            if point.value is not None:
                before = made
        if before != OWN:
            last = max(step.on for step in self.steps.origins(self.area.pk))
            yield self._break(before, str(last.year if last == date(last.year, 1, 1) else last.year + 1))

    def _break(self, before: Made, period: str) -> BreakLine:
        return BreakLine(period, self._why(before, period), BreakKind.GEOGRAPHY)

    def _why(self, before: Made, period: str) -> str:
        year, _dash, part = period.partition("-")
        said = {"areas": "", "period": f"{part} {year}".strip()}
        if before == TOLD_ANEW:
            return _("Räknat på dagens gränser före %(period)s") % said
        if before == SMALLER:
            steps = self.steps.origins(self.area.pk)
            return _("%(areas)s ingår från %(period)s") % {**said, "areas": self._names(s.before for s in steps)}
        keys = [key for key in before if isinstance(key, int)]
        return _("Summerat ur %(areas)s före %(period)s") % {**said, "areas": self._names(keys)}


def _sums(figure: Figure, group: tuple[str, str]) -> Sums:
    return {
        series.place.area: {point.period: point for point in series.points}
        for series in figure.series
        if series.place.area is not None and series.place.body is None and series.group == group
    }


def _keys(made: Iterable[int]) -> Made:
    return frozenset(made)


def _share(above: Point, below: Point) -> Point:
    value = 100 * (above.value or Decimal(0)) / (below.value or Decimal(1))
    return _joined(above.period, value, [above, below], above.note)


def _joined(period: str, value: Decimal, points: list[Point], note: str) -> Point:
    """A figure made of others: as preliminary as the least known, as new as the newest, with all their sources."""
    first = points[0]
    preliminary = any(point.preliminary for point in points)
    return Point(
        period,
        value.quantize(FOUR_DECIMALS),
        ValueStatus.PRELIMINARY if preliminary else first.status,
        "",
        "; ".join(dict.fromkeys(point.source for point in points if point.source)),
        first.address if all(point.address == first.address for point in points) else "",
        " ".join(dict.fromkeys([note, *(point.note for point in points if point.note != note and point.note)])),
        max(point.known_from for point in points),
        any(point.example for point in points),
    )
