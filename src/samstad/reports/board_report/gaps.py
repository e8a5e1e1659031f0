"""The gaps of a report: each indicator that is to close one, between the areas of a list and the rest."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from samstad.calculations.periods import period_of, previous_period
from samstad.calculations.values import latest_known
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.places.choices import AreaKind
from samstad.domain.steering.models import Indicator, Value
from samstad.reports.board_report.figures import Figures
from samstad.reports.board_report.lines import GapLine
from samstad.reports.need.listed import read_lists
from samstad.reports.need.year_gap import AreaFigure, YearGap, year_gap
from samstad.reports.need.year_gap_words import stored


def read_gaps(
    report: Report,
    indicators: Iterable[Indicator],
    figures: Figures,
    about: set[int],
    goals: dict[int, list[tuple[int, str]]],
) -> list[GapLine]:
    """For indicators with a target for the gap or among `about`, the goals that close one; two queries."""
    sought = about | figures.own_gaps.keys() | figures.council_gaps.keys()
    chosen = [indicator for indicator in indicators if indicator.pk in sought]
    if not chosen:
        return []
    period = period_of(report.round.kind, report.round.year)
    rows = _values(report, chosen, period, figures)
    lists = read_lists()
    found = []
    for one in chosen:
        gap = year_gap(
            one,
            rows[one.pk],
            lists,
            figures.breaks[one.pk],
            period=period,
            own=figures.own_gaps.get(one.pk),
            council=figures.council_gaps.get(one.pk),
        )
        found.append(_line(one, gap, tuple(slug for _pk, slug in goals.get(one.pk, []))))
    return found


def _values(report: Report, indicators: list[Indicator], period: str, figures: Figures) -> dict[int, list[AreaFigure]]:
    """Every area's figures of the period and of the year before, as known on the report's day."""
    rows = (
        Value.objects.filter(
            indicator__in=indicators,
            period__in={period, previous_period(period), str(report.round.year - 1)},
            area__isnull=False,
            organisation=None,
            sex="",
            age_group="",
        )
        .exclude(area__kind=AreaKind.CITY)
        .exclude(origin=origin_of(report))
        .select_related("area", "pack")
        .order_by("known_from", "pk")
    )
    known = latest_known((((row.indicator_id, row.area_id, row.period), row) for row in rows), on=figures.on)
    found: dict[int, list[AreaFigure]] = defaultdict(list)
    for row in known.values():
        if row.area and row.value is not None:
            invented = bool(row.pack and row.pack.example)
            found[row.indicator_id].append(AreaFigure(row.area.pk, row.area.kind, row.period, row.value, invented))
    return found


def _line(indicator: Indicator, gap: YearGap, goals: tuple[str, ...]) -> GapLine:
    low, high = (gap.now.interval if gap.now else None) or (None, None)
    return GapLine(
        slug=indicator.slug,
        name=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        goals=goals,
        list_slug=gap.area_list.slug if gap.area_list else "",
        list_title=gap.area_list.title if gap.area_list else "",
        period=gap.period,
        inside=stored(gap.now.inside if gap.now else None),
        rest=stored(gap.now.rest if gap.now else None),
        difference=stored(gap.now.difference if gap.now else None),
        low=stored(low),
        high=stored(high),
        previous=stored(gap.before.difference if gap.before else None),
        previous_period=gap.before_period,
        breaks=tuple((row.period, row.text) for row in gap.breaks),
        own_target=gap.own,
        council_target=gap.council,
        result=gap.result,
        example=gap.example,
    )


def gap_facts(line: GapLine) -> dict[str, Any]:
    """The line as plain JSON, frozen with the rest of the report."""
    names = ("inside", "rest", "difference", "low", "high", "previous", "own_target", "council_target")
    numbers = {name: getattr(line, name) for name in names}
    return {
        "slug": line.slug,
        "name": line.name,
        "unit": line.unit,
        "decimals": line.decimals,
        "goals": list(line.goals),
        "list": line.list_slug and {"slug": line.list_slug, "title": line.list_title},
        "period": line.period,
        "previous_period": line.previous_period,
        **{name: None if value is None else format(value.normalize(), "f") for name, value in numbers.items()},
        "breaks": [{"period": period, "text": text} for period, text in line.breaks],
        "result": line.result.judgement,
        "reason": line.result.reason,
    }
