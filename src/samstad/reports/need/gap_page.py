"""Whether the gap closes: one figure in the areas of a list and in the rest, period by period, and what may be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from samstad.calculations.gaps import Inequality, Panel, follow, inequality_of
from samstad.calculations.gaps.gap import Floats
from samstad.calculations.periods import first_after, in_time
from samstad.calculations.values import latest_known
from samstad.documents import Break, LineChart, Point, Series
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.models import Area, AreaList
from samstad.domain.steering.choices import Direction
from samstad.domain.steering.models import Indicator, IndicatorBreak, Value
from samstad.domain.steering.queries import protect_withdrawn, standing_values
from samstad.reports.need.gap_words import chart_words, finding, inequality_words, regression_words
from samstad.reports.need.listed import read_lists, splitting
from samstad.reports.need.sampling import read_errors
from samstad.reports.need.year_gap import FEWEST_AREAS


@dataclass(frozen=True, slots=True)
class GapPage:
    """`groups` are the age groups with figures, "" for everyone. `lists` are the lists that split the areas."""

    indicator: Indicator
    area_list: AreaList
    lists: tuple[AreaList, ...]
    groups: tuple[str, ...]
    group: str
    panel: Panel
    breaks: tuple[IndicatorBreak, ...]
    sentence: str
    chart: LineChart | None
    inequality: Inequality | None
    source: str
    inside: tuple[Area, ...]
    example: bool

    @property
    def decimals(self) -> int:
        """One at least: a gap is often smaller than the figures."""
        return max(self.indicator.decimals, 1)

    @property
    def by_itself(self) -> str:
        return regression_words(self.panel)

    @property
    def over_all(self) -> tuple[str, str]:
        return inequality_words(self.inequality)


@dataclass(frozen=True, slots=True)
class GapLine:
    """One figure in the register."""

    indicator: Indicator
    areas: int
    periods: tuple[str, ...]


def read_gap_register(on: date, as_known: AsKnown = NOW) -> list[GapLine]:
    """Indicators with figures for enough areas to compare, in name order; two queries."""
    standing = standing_values(as_known).filter(_told(as_known), known_from__lte=on, value__isnull=False)
    rows = standing.filter(area__isnull=False, organisation=None, sex="", age_group="")
    counted = rows.values_list("indicator_id", "period", "area_id", "area__kind")
    found: dict[int, dict[str, set[int]]] = {}
    for indicator, period, area, kind in counted.distinct():
        if kind != "stad":
            found.setdefault(indicator, {}).setdefault(period, set()).add(area)
    lines = []
    chosen = Indicator.objects.filter(as_known.there(Indicator), pk__in=found).exclude(direction=Direction.NEUTRAL)
    indicators = list(chosen.select_related("pack"))
    as_known.reword(indicators)
    for row in indicators:
        enough = sorted(period for period, areas in found[row.pk].items() if len(areas) >= FEWEST_AREAS)
        if enough:
            lines.append(GapLine(row, len(found[row.pk][enough[-1]]), tuple(enough)))
    return lines


def _told(as_known: AsKnown) -> Q:
    """On a past day without withdrawn figures of protected counts, which are not told for any day."""
    if not as_known.past:
        return Q()
    small = Q(indicator__protect_below__gt=0) | Q(indicator__numerator__protect_below__gt=0)
    return Q(withdrawn=False) | ~(small | Q(indicator__denominator__protect_below__gt=0))


def read_gap_page(
    slug: str, *, list_slug: str = "", group: str = "", on: date, as_known: AsKnown = NOW
) -> GapPage | None:
    """The page, or None when the figure has too few areas or no list splits them; five queries."""
    indicator = Indicator.objects.select_related("pack").filter(slug=slug).first()
    if indicator is None or not as_known.has(indicator):
        return None
    as_known.reword([indicator])
    rows = _known(indicator, on, as_known)
    groups = tuple(sorted({row.age_group for row in rows}))
    shown = [row for row in rows if row.age_group == group]
    areas = _areas(shown)
    split = splitting(read_lists(as_known), [area.pk for area in areas])
    kept = AreaList.objects.in_bulk([one.pk for one in split])
    lists = tuple(kept[one.pk] for one in split)
    chosen = next((one for one in lists if one.slug == list_slug), lists[0] if lists else None)
    if chosen is None or len(areas) < FEWEST_AREAS:
        return None
    inside, invented = next((one.areas, one.example) for one in split if one.pk == chosen.pk)
    periods = sorted({row.period for row in shown}, key=in_time)
    values = _matrix(shown, areas, periods)
    breaks = tuple(indicator.breaks.all())
    panel = follow(
        periods,
        values,
        np.array([area.pk in inside for area in areas]),
        errors=read_errors(indicator, areas, periods, group=group, on=on, as_known=as_known),
        breaks=[row.period for row in breaks],
        higher_is_worse=indicator.direction != Direction.HIGHER,
    )
    worse = values[-1] if indicator.direction != Direction.HIGHER else -values[-1]
    return GapPage(
        indicator,
        chosen,
        lists,
        groups,
        group,
        panel,
        breaks,
        finding(indicator, panel, breaks),
        _chart(indicator, panel, chosen, breaks),
        inequality_of(values[-1], worse),
        next((row.source for row in reversed(shown) if row.source), ""),
        tuple(area for area in areas if area.pk in inside),
        invented or any(row.pack and row.pack.example for row in shown),
    )


def _known(indicator: Indicator, on: date, as_known: AsKnown) -> list[Value]:
    rows = list(
        standing_values(as_known)
        .filter(indicator=indicator, area__isnull=False, organisation=None, sex="")
        .exclude(area__kind="stad")
        .select_related("area", "pack")
        .order_by("known_from", "pk")
    )
    protect_withdrawn(rows)
    known = latest_known((((row.area_id, row.period, row.age_group), row) for row in rows), on=on)
    return list(known.values())


def _areas(rows: Sequence[Value]) -> list[Area]:
    """The areas of the kind that most figures are about, in name order."""
    kinds: dict[str, dict[int, Area]] = {}
    for row in rows:
        if row.area and row.value is not None:
            kinds.setdefault(row.area.kind, {})[row.area.pk] = row.area
    largest = max(kinds.values(), key=len, default={})
    return sorted(largest.values(), key=lambda area: area.sort_key)


def _matrix(rows: Sequence[Value], areas: Sequence[Area], periods: Sequence[str]) -> Floats:
    place = {area.pk: at for at, area in enumerate(areas)}
    matrix = np.full((len(periods), len(areas)), np.nan)
    for row in rows:
        if row.area_id in place and row.value is not None:
            matrix[periods.index(row.period), place[row.area_id]] = float(row.value)
    return matrix


def _chart(indicator: Indicator, panel: Panel, chosen: AreaList, breaks: Sequence[IndicatorBreak]) -> LineChart | None:
    known = [row for row in panel.periods if row.fixed]
    if len(known) < 2:
        return None
    inside_name, rest_name, title, alt = chart_words(indicator, chosen, panel)
    inside = tuple(Point(row.period, row.fixed.inside if row.fixed else None) for row in panel.periods)
    rest = tuple(Point(row.period, row.fixed.rest if row.fixed else None) for row in panel.periods)
    series = (Series(inside_name, inside), Series(rest_name, rest, "compare"))
    placed = [(first_after([row.period for row in panel.periods], one.period), one.text) for one in breaks]
    marks = tuple(Break(period, text) for period, text in placed if period)
    return LineChart(title, series, indicator.unit, alt, breaks=marks)
