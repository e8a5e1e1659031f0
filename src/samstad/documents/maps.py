"""Maps in five shades of ink, with a hatch where there is no figure, as SVG and as a table.

Shades go with the page: dark ink on light paper, light ink on dark. No two hues are told apart by anybody.
"""

import hashlib
import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from html import escape
from typing import Final, Literal

from samstad.documents.blocks import Cell, Column, Language, MapArea, MapChart, Table
from samstad.documents.words import INK, MUTED, WORDS, clean, format_number

Target = Literal["page", "print"]
SHADES: Final = (0.06, 0.24, 0.44, 0.64, 0.86)
"""How much ink each class has, the lowest first."""
DARK = 3
"""The first shade on which only a light border is seen."""
WIDTH, MAP_WIDTH, TALLEST, LEGEND, ROW = 710, 510, 620, 530, 24
FONT_SIZE, LETTER = 12, 0.56
"""Of the labels, in pixels; and how wide a letter is at most on the average, in parts of that."""
MANY = 500
WITH_TITLES = 200
"""Areas up to which each tells its name and figure to a pointer that rests on it."""
NO_FILL = 'fill="none"'
HATCHED = "l6 -6m6 0l-12 12m2 4l16 -16m2 4l-12 12m6 0l6 -6"
"""Lines across the swatch, from its left side six pixels down."""
_PAPER = "#fbfaf7"
_NO_FIGURE = -1


def map_size(chart: MapChart) -> tuple[int, int]:
    """Width and height in CSS pixels."""
    rows = len(_classes(chart)) + 1
    return WIDTH, max(math.ceil(chart.height * _scale(chart.width, chart.height)) + 4, rows * ROW + 8)


def label_box(text: str, width: int, height: int) -> tuple[float, float]:
    """How much room a label takes on a map of that size, in the map's units."""
    pixel = 1 / _scale(width, height)
    return len(clean(text)) * FONT_SIZE * LETTER * pixel, FONT_SIZE * 1.2 * pixel


def map_svg(chart: MapChart, *, language: Language = "sv", target: Target = "page", font: str = "") -> str:
    """The map as an ``<svg>`` text, with its alternative text in it for a page."""
    width, height = map_size(chart)
    look = _Look(chart, target)
    role = f' role="img" aria-label="{escape(clean(chart.alt or chart.title))}"' if target == "page" else ""
    family = f' font-family="{font}"' if font else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg"{role} width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"{family} font-size="{FONT_SIZE}">',
        look.hatch,
        _areas(chart, look, language, titles=target == "page" and len(chart.areas) <= WITH_TITLES),
        _labels(chart, look),
        _legend(chart, look, language),
        "</svg>",
    ]
    return "".join(parts)


def map_table(chart: MapChart, language: Language = "sv") -> Table:
    """The figures as a table: a row per area, in the order of the areas."""
    words = WORDS[language]
    columns = (Column("area", words["area"], width=2), Column("value", chart.unit or words["value"], "number"))
    rows = tuple(
        (Cell(area.name), Cell(area.text or "–") if area.value is None else Cell(number=area.value))
        for area in chart.areas
    )
    caption = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    return Table(caption, columns, rows)


class _Look:
    """Colours for the page, which follow its own, or for print."""

    def __init__(self, chart: MapChart, target: Target) -> None:
        page = target == "page"
        self.page = page
        self.ink, self.muted = (f"var(--ink, {INK})", f"var(--muted, {MUTED})") if page else (INK, MUTED)
        self.paper = f"var(--paper, {_PAPER})" if page else "#fff"
        # Charts share a page, so the hatch has a name of its own content.
        self.name = "h" + hashlib.sha256(repr(chart).encode("utf-8", "replace")).hexdigest()[:12]
        self.hatch = ""
        if any(area.value is None for area in chart.areas):
            self.hatch = (
                f'<defs><pattern id="{self.name}" width="6" height="6" patternUnits="userSpaceOnUse" '
                f'patternTransform="scale({1 / _scale(chart.width, chart.height):.5g})">'
                f'<path d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2" stroke="{self.muted}" stroke-width="1"/></pattern></defs>'
            )

    def fill(self, shade: int) -> str:
        """The attributes that fill an area of the class."""
        if shade == _NO_FIGURE:
            return f'fill="url(#{self.name})"'
        if self.page:
            return f'fill="{self.ink}" fill-opacity="{SHADES[shade]}"'
        part = SHADES[shade]
        levels = (round(255 - part * (255 - int(INK[at : at + 2], 16))) for at in (1, 3, 5))
        return 'fill="#{:02x}{:02x}{:02x}"'.format(*levels)


def _scale(width: int, height: int) -> float:
    return min(MAP_WIDTH / width, TALLEST / height)


def _classes(chart: MapChart) -> dict[int, list[MapArea]]:
    """The areas of each shade that has any, the lowest first."""
    known = sorted(area.value for area in chart.areas if area.value is not None)
    found: dict[int, list[MapArea]] = {}
    for area in chart.areas:
        found.setdefault(_shade(area.value, chart.limits, known), []).append(area)
    return dict(sorted(found.items()))


def _shade(value: float | None, limits: Sequence[float], known: Sequence[float]) -> int:
    """Equal figures have equal shades; without limits by how many lie below, with few limits far apart."""
    if value is None:
        return _NO_FIGURE
    if limits:
        return bisect_right(limits, value) * (len(SHADES) - 1) // len(limits)
    return len(SHADES) * bisect_left(known, value) // len(known)


def _areas(chart: MapChart, look: _Look, language: Language, *, titles: bool) -> str:
    scale = _scale(chart.width, chart.height)
    line = (0.3 if len(chart.areas) > MANY else 0.7) / scale
    parts = [
        f'<g transform="translate(1 2) scale({scale:.5g})" stroke-width="{line:.3g}" '
        'stroke-linejoin="round" fill-rule="evenodd">'
    ]
    for shade, areas in _classes(chart).items():
        paths = "".join(
            f'<path d="{area.path}"><title>{_said(area, language)}</title></path>'
            if titles
            else f'<path d="{area.path}"/>'
            for area in areas
            if area.path
        )
        stroke = look.paper if shade >= DARK else look.muted
        parts.append(f'<g {look.fill(shade)} stroke="{stroke}">{paths}</g>')
    return "".join([*parts, "</g>"])


def _said(area: MapArea, language: Language) -> str:
    figure = area.text or WORDS[language]["no_figure"]
    if area.value is not None:
        figure = format_number(area.value, language)
    return escape(clean(f"{area.name}: {figure}"))


def _labels(chart: MapChart, look: _Look) -> str:
    scale = _scale(chart.width, chart.height)
    texts = "".join(
        f'<text x="{area.at[0] * scale + 1:.1f}" y="{area.at[1] * scale + 6:.1f}">{escape(clean(area.label))}</text>'
        for area in chart.areas
        if area.label and area.at
    )
    if not texts:
        return ""
    return (
        f'<g fill="{look.ink}" stroke="{look.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke" '
        f'text-anchor="middle">{texts}</g>'
    )


def _legend(chart: MapChart, look: _Look, language: Language) -> str:
    """The highest shade first, with the least and the greatest figure that has it."""
    rows = []
    for at, (shade, areas) in enumerate(reversed(_classes(chart).items())):
        y = at * ROW + 4
        known = shade != _NO_FIGURE
        text = _span(areas, language) if known else WORDS[language]["no_figure"]
        # The hatch on the map is scaled with it; here its lines are drawn.
        inside = "" if known else f'<path d="M{LEGEND} {y + 6}{HATCHED}" stroke="{look.muted}"/>'
        rows.append(
            f'<rect x="{LEGEND}" y="{y}" width="20" height="16" stroke="{look.muted}" stroke-width="0.7" '
            f"{look.fill(shade) if known else NO_FILL}/>{inside}"
            f'<text x="{LEGEND + 28}" y="{y + 12}" fill="{look.ink}">{escape(text)}</text>'
        )
    return "".join(rows)


def _span(areas: Sequence[MapArea], language: Language) -> str:
    values = [area.value for area in areas if area.value is not None]
    ends = [format_number(_short(value), language) for value in (min(values), max(values))]
    return " – ".join(dict.fromkeys(ends))


def _short(value: float) -> float:
    """With at least three figures that say something; whole numbers stay whole."""
    size = math.floor(math.log10(abs(value))) if value else 0
    return round(value, min(max(2 - size, 0), 12))
