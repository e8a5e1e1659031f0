"""Sentences about figures and documents, for pages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.calculations.judgement import Suggestion
from samstad.calculations.periods import first_after
from samstad.calculations.units import adds_up
from samstad.documents import Break, LineChart, Series, line_chart_svg, sparkline_svg
from samstad.documents import Point as ChartPoint
from samstad.domain.programmes.choices import DocumentStatus
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.steering.choices import NUMBER_TARGETS
from samstad.domain.steering.queries import Series as FigureSeries
from samstad.reports.figures_say import FigureLine, FiguresSay
from samstad.reports.goal_page import GoalPage
from samstad.reports.target_words import aim_words
from samstad.reports.wording import city_ground, ground, period_words

Write = Callable[[Any, Any], str]
_DAY = re.compile(r"\d{4}-(\d{2}-\d{2})")
MOST_CHARTS = 4
LARGER = 5
"""Counts so many times as large are not drawn on the same scale."""
FEWEST_POINTS = 3
"""Two values are a difference and are told in words; a line needs three."""


def change_words(line: FigureLine, write: Write) -> str:
    """How far the latest value lies from the one before, and whether that is better."""
    change = line.change
    if change is None:
        return str(_("inget tidigare värde"))
    amount, since = write(abs(change.amount), None), period_words(change.since)
    if change.word == "broken":
        return _("brott sedan %(since)s, går inte att jämföra") % {"since": since}
    if change.word == "same":
        return _("oförändrat sedan %(since)s") % {"since": since}
    where = _("%(amount)s högre än %(since)s") if change.amount > 0 else _("%(amount)s lägre än %(since)s")
    words = where % {"amount": amount, "since": since}
    verdict = {"better": _("bättre"), "worse": _("sämre")}.get(change.word, "")
    return f"{words}, {verdict}" if verdict else words


def target_words(line: FigureLine) -> str:
    """The targets of the year: one's own beside the council's; empty when there is none."""
    own, council = line.target, line.council_target
    parts = [_("årsmål %(value)s") % {"value": aim_words(own.aim, line.indicator.decimals)}] if own else []
    if council:
        value = aim_words(council.aim, line.indicator.decimals)
        parts.append(_("fullmäktiges årsmål %(value)s") % {"value": value})
    return ", ".join(parts)


def goal_ground_words(page: GoalPage) -> str:
    """Why the figures say what they say: as in the frozen reports, or from the figures as they stand."""
    frozen = page.judged.figures
    if frozen is None or not page.citywide:
        return ground_words(page.figures, frozen)
    return city_ground(rule=frozen.rule, known=frozen.known, asked=frozen.asked)


def ground_words(figures: FiguresSay, frozen: Suggestion | None) -> str:
    """Values without a target are not the same as no values; a report that is frozen is named as the ground."""
    if frozen is not None and frozen.known:
        return str(_("Så vägde indikatorerna i den utsända rapporten."))
    said = figures.suggestion
    if said.asked and not said.known and any(line.latest for line in figures.lines):
        return str(_("Värden finns, men inget årsmål att väga dem mot."))
    return ground(rule=said.rule, known=said.known, asked=said.asked)


def status_words(document: SteeringDocument) -> str:
    """The status, and what is not known about it."""
    if document.status == DocumentStatus.ON_REFERRAL and document.adopted_on is None:
        return str(_("Förslag på remiss – om det antogs är inte känt"))
    if document.status == DocumentStatus.UNKNOWN:
        return str(_("Beslutet är inte känt"))
    words = str(document.get_status_display())
    return words[:1].upper() + words[1:]


def chart_of(line: FigureLine) -> LineChart | None:
    """The figure as a line with what it is compared with; None when there is too little to draw."""
    series = [found for found in line.told if not _out_of_scale(line, found)]
    if not line.main or sum(1 for point in series[0].points if point.value is not None) < FEWEST_POINTS:
        return None
    names = [str(_("Hela staden")) if found is line.compare else _name(found) for found in series]
    called = _called(series)
    lines = [
        Series(name, _points(found, called), "main" if found is line.main else "compare")
        for name, found in zip(names, series, strict=True)
    ]
    if line.target and line.target.value is not None and line.target.kind in NUMBER_TARGETS:
        year = called(series[0].latest.period)
        lines.append(Series(str(_("Årsmål")), (ChartPoint(year, float(line.target.value)),), "target"))
    unit = line.indicator.unit
    alt = _("Linjediagram: %(name)s, %(unit)s, %(places)s. Samma värden står i tabellen under.") % {
        "name": line.indicator.name,
        "unit": unit,
        "places": ", ".join(names),
    }
    return LineChart(line.indicator.name, tuple(lines), unit, alt, breaks=_breaks(line, series, called))


def _out_of_scale(line: FigureLine, series: FigureSeries) -> bool:
    """A count of a whole that is so much larger that the part's own line would lie flat at the bottom."""
    return adds_up(line.indicator.unit) and series is not line.main and _highest(series) > LARGER * _highest(line.main)


def _highest(series: FigureSeries | None) -> float:
    return (
        max((float(abs(point.value)) for point in series.points if point.value is not None), default=0) if series else 0
    )


def apart_words(line: FigureLine) -> str:
    """Which comparisons are told in numbers only; empty when all are drawn."""
    names = [
        str(_("Hela staden")) if found is line.compare else _name(found)
        for found in line.compared
        if _out_of_scale(line, found)
    ]
    if not names:
        return ""
    return _("%(places)s ritas inte: talen är så mycket större att platsens linje skulle ligga platt.") % {
        "places": ", ".join(names)
    }


def _name(series: FigureSeries) -> str:
    return series.place.name or str(_("Hela staden"))


def _called(series: Sequence[FigureSeries]) -> Callable[[str], str]:
    """What a period is called on the axis: the year alone, where every figure is of the same day of a year."""
    days = [_DAY.fullmatch(point.period) for found in series for point in found.points]
    if all(days) and len({day.group(1) for day in days if day}) == 1:
        return lambda period: period[:4]
    return period_words


def _breaks(line: FigureLine, series: Sequence[FigureSeries], called: Callable[[str], str]) -> tuple[Break, ...]:
    """Each break at the first period with a figure after it, since the axis has no others."""
    raw = [point.period for found in series for point in found.points]
    placed = [(first_after(raw, one.period), one.text) for one in line.breaks]
    return tuple(Break(called(period), text) for period, text in placed if period)


def _points(series: FigureSeries, called: Callable[[str], str]) -> tuple[ChartPoint, ...]:
    return tuple(ChartPoint(called(p.period), _float(p.value)) for p in series.points)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure with its picture, which is empty when there is too little to draw; `small` is one without axes."""

    line: FigureLine
    svg: SafeString
    small: bool = False
    apart: str = ""


def drawn_figures(lines: Sequence[FigureLine]) -> list[DrawnFigure]:
    """The figures in order, each with a picture; after the first few a small one, which takes no time to draw."""
    figures, left = [], MOST_CHARTS
    for line in lines:
        chart = chart_of(line)
        if chart and not left:
            # The renderer escapes every text in the picture, so it can stand in the page as it is.
            figures.append(DrawnFigure(line, SafeString(sparkline_svg(chart)), True, apart_words(line)))
        else:
            figures.append(DrawnFigure(line, drawn(chart), False, apart_words(line) if chart else ""))
            left -= 1 if chart else 0
    return figures


def drawn(chart: LineChart | None) -> SafeString:
    """The picture as it stands in a page; empty without a chart."""
    if chart is None:
        return SafeString("")
    # The renderer escapes every text in the picture, so it can stand in the page as it is.
    return SafeString(line_chart_svg(chart, language="en" if get_language() == "en" else "sv"))
