"""Charts as SVG, PNG and tables: lines drawn from a Vega-Lite specification, maps as they are, cached by content.

The title stays outside the picture, as text. Lines carry their names at their ends instead of a legend; red
belongs to the thread and is never used for data.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any, cast

import vl_convert

from samstad.documents.blocks import Break, Cell, Chart, Column, Language, LineChart, MapChart, Point, Table
from samstad.documents.chart_spec import FONT, HEIGHT, LABEL_ROOM, WIDTH, break_places, has_band, line_spec, periods
from samstad.documents.maps import Target, map_size, map_svg, map_table
from samstad.documents.words import INK, LINE, MUTED, WORDS, clean, format_number

PRINT_FONT = "Libertinus Serif"  # carried by the PDF renderer
# The picture is one image with one alternative text; its parts are not images of their own.
_INNER_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
_SHARED: dict[str, Any] = {"grouping": [3], "minus": "−"}
NUMBER_FORMATS: dict[Language, dict[str, Any]] = {
    "sv": _SHARED | {"decimal": ",", "thousands": "\u00a0", "currency": ["", " kr"]},
    "en": _SHARED | {"decimal": ".", "thousands": ",", "currency": ["SEK ", ""]},
}


def line_chart_svg(chart: LineChart, *, language: Language = "sv", target: Target = "page") -> str:
    """The chart as an ``<svg>`` text with its alternative text in it.

    For a "page" colours follow the page's ``--ink``, ``--muted`` and ``--line`` and its typeface; for "print"
    they are fixed and light.
    """
    svg = _draw(_canonical(chart), language)
    alt = escape(clean(chart.alt or chart.title))
    if target == "print":
        return svg.replace(f'font-family="{FONT}"', f'font-family="{PRINT_FONT}"')
    for name, colour in (("ink", INK), ("muted", MUTED), ("line", LINE)):
        svg = svg.replace(f'"{colour}"', f'"var(--{name}, {colour})"')
    svg = _INNER_ROLES.sub("", svg.replace(f' font-family="{FONT}"', ""))
    return svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)


def line_chart_png(chart: LineChart, *, language: Language = "sv", scale: float = 2.5) -> bytes:
    """The chart as PNG on white, ``scale`` times its size in pixels."""
    return _picture(_canonical(chart), language, scale)


def chart_svg(chart: Chart, *, language: Language = "sv", target: Target = "page") -> str:
    """The chart as an ``<svg>`` text: for a page with its alternative text in it, for print in fixed light colours."""
    if isinstance(chart, LineChart):
        return line_chart_svg(chart, language=language, target=target)
    return map_svg(chart, language=language, target=target, font=PRINT_FONT if target == "print" else "")


def chart_png(chart: Chart, *, language: Language = "sv", scale: float = 2.5) -> bytes:
    """The chart as PNG on white, ``scale`` times its size in pixels."""
    if isinstance(chart, LineChart):
        return line_chart_png(chart, language=language, scale=scale)
    return _map_picture(chart, language, scale)


def chart_size(chart: Chart) -> tuple[int, int]:
    """Width and height in CSS pixels; all charts are as wide."""
    return map_size(chart) if isinstance(chart, MapChart) else (WIDTH + LABEL_ROOM + 60, HEIGHT + 44)


def chart_table(chart: Chart, language: Language = "sv") -> Table:
    """The chart's numbers as a table: a row per period and a column per series, or a row per area."""
    return map_table(chart, language) if isinstance(chart, MapChart) else _line_table(chart, language)


def chart_twin(chart: Chart, language: Language = "sv") -> Table:
    """The same table for just below its chart, where the title need not be said again."""
    return replace(chart_table(chart, language), caption=chart.unit or chart.title)


def _line_table(chart: LineChart, language: Language) -> Table:
    """The chart's numbers as a table: a row per period, a column per series (and its range if it has one).

    The first period after a break is marked, and what broke stands under the table.
    """
    columns = [Column("x", WORDS[language]["period"])]
    by_period: list[dict[str, Point]] = []
    for at, series in enumerate(chart.series):
        columns.append(Column(f"s{at}", series.name, "number"))
        if has_band(series):
            columns.append(Column(f"r{at}", f"{series.name}, {WORDS[language]['range']}", "number"))
        by_period.append({point.x: point for point in series.points})
    rows = []
    parted = break_places(chart)
    starts = {at for at, _one in parted}
    for at, period in enumerate(periods(chart)):
        row = [Cell(f"{period} · {WORDS[language]['break']}" if at in starts else period)]
        for series, points in zip(chart.series, by_period, strict=True):
            row += _twin_cells(points.get(period), has_band(series), language)
        rows.append(tuple(row))
    caption = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    return Table(caption, tuple(columns), tuple(rows), note=_break_note([one for _at, one in parted], language))


def _break_note(breaks: Sequence[Break], language: Language) -> str:
    """Every break with its period and text, and that the figures on its two sides cannot be compared."""
    if not breaks:
        return ""
    words = WORDS[language]
    told = [f"{words['break'].capitalize()} {one.x}{f': {one.text}' if one.text else ''}" for one in breaks]
    return " ".join([*(text if text.endswith(".") else f"{text}." for text in told), words["not_comparable"]])


def _twin_cells(point: Point | None, band: bool, language: Language) -> list[Cell]:
    cells = [Cell("–") if point is None or point.y is None else Cell(number=point.y)]
    if band:
        known = point is not None and point.low is not None and point.high is not None
        ends = [format_number(cast(float, end), language) for end in (point.low, point.high)] if known and point else []
        cells.append(Cell(" – ".join(ends) or "–"))
    return cells


def _canonical(chart: LineChart) -> str:
    return json.dumps(line_spec(chart), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=256)
def _draw(spec: str, language: Language) -> str:
    return vl_convert.vegalite_to_svg(
        json.loads(spec), vl_version="5.20", format_locale=NUMBER_FORMATS[language], allowed_base_urls=[]
    )


@lru_cache(maxsize=64)
def _picture(spec: str, language: Language, scale: float) -> bytes:
    svg = _draw(spec, language).replace("<g ", '<rect width="100%" height="100%" fill="#fff"/><g ', 1)
    return vl_convert.svg_to_png(svg, scale=scale)


@lru_cache(maxsize=16)
def _map_picture(chart: MapChart, language: Language, scale: float) -> bytes:
    svg = map_svg(chart, language=language, target="print", font=FONT)
    start = svg.index(">") + 1
    return vl_convert.svg_to_png(
        f'{svg[:start]}<rect width="100%" height="100%" fill="#fff"/>{svg[start:]}', scale=scale
    )
