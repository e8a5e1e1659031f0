"""Small lines without axes, to stand beside their numbers: drawn at once, many to a page.

The same `LineChart` as the large chart, so its table is the same. The lines carry their names at their ends.
"""

from functools import lru_cache
from html import escape
from typing import Final

from samstad.documents.blocks import LineChart, Point, Series
from samstad.documents.chart_spec import DASHES, break_places, periods, sorted_points
from samstad.documents.words import INK, MUTED, clean

WIDTH, HEIGHT, MARGIN, NAMES, LINE_HEIGHT = 360, 72, 6, 216, 15
LONGEST_NAME = 20
_INK, _MUTED = f"var(--ink, {INK})", f"var(--muted, {MUTED})"


@lru_cache(maxsize=1024)
def sparkline_svg(chart: LineChart) -> str:
    """The lines as an ``<svg>`` text for a page, with the alternative text in it; colours follow the page."""
    place = _Scale(chart)
    alt = escape(clean(chart.alt or chart.title))
    drawn = "".join(_line(series, place) for series in reversed(chart.series))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{alt}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-size="12" fill="none" stroke-linejoin="round">'
        f"{_breaks(place)}{drawn}{_names(chart, place)}</svg>"
    )


class _Scale:
    """Where a period and a value stand; years where they belong in time, other periods at equal distances."""

    def __init__(self, chart: LineChart) -> None:
        self.labels = periods(chart)
        self.yearly = all(label.isdecimal() for label in self.labels)
        self.starts = [at for at, _one in break_places(chart)]
        along = [int(label) for label in self.labels] if self.yearly else list(range(len(self.labels)))
        span = (along[-1] - along[0] if along else 0) or 1
        room = NAMES - 2 * MARGIN
        self.along = {
            label: MARGIN + room * (at - along[0]) / span for label, at in zip(self.labels, along, strict=True)
        }
        values = [point.y for series in chart.series for point in series.points if point.y is not None]
        self.low, high = (min(values), max(values)) if values else (0.0, 1.0)
        self.span = (high - self.low) or 1.0

    def x(self, period: str) -> float:
        return self.along[period]

    def y(self, value: float) -> float:
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - self.low) / self.span

    def stretch(self, period: str) -> int:
        """How many breaks lie before the period."""
        at = self.labels.index(period)
        return sum(1 for start in self.starts if start <= at)


def _known(series: Series, place: _Scale) -> list[Point]:
    return sorted_points(series, place.yearly)


def _line(series: Series, place: _Scale) -> str:
    """The pieces between gaps and breaks; what stands alone is a dot, and so is the end of the main line."""
    pieces: list[list[tuple[float, float]]] = [[]]
    stretch = 0
    for point in _known(series, place):
        here = place.stretch(point.x)
        if point.y is None or here != stretch:
            pieces.append([])
            stretch = here
        if point.y is not None:
            pieces[-1].append((place.x(point.x), place.y(point.y)))
    main = series.kind == "main"
    colour = _INK if main else _MUTED
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece) for piece in pieces if len(piece) > 1)
    dash = "" if main else f' stroke-dasharray="{" ".join(map(str, DASHES[series.kind]))}"'
    alone = [piece[0] for piece in pieces if len(piece) == 1]
    ends = [piece[-1] for piece in pieces if piece][-1:] if main else []
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in dict.fromkeys(alone + ends))
    line = f'<path d="{path}" stroke="{colour}" stroke-width="{2 if main else 1.2}"{dash}/>' if path else ""
    return line + dots


def _breaks(place: _Scale) -> str:
    """A short upright rule half-way to the first period of the new kind."""
    rules = []
    for at in dict.fromkeys(place.starts):
        x = (place.x(place.labels[at - 1]) + place.x(place.labels[at])) / 2
        rules.append(f'<path d="M{x:.1f} {HEIGHT - MARGIN}V{HEIGHT - 30}" stroke="{_MUTED}" stroke-width="1.5"/>')
    return "".join(rules)


def _names(chart: LineChart, place: _Scale) -> str:
    """Each line's name at the height of its end, moved apart where two would overlap and never out of the picture."""
    ends = []
    for series in chart.series:
        known = [point for point in _known(series, place) if point.y is not None]
        if known:
            ends.append((place.y(known[-1].y or 0.0), series))
    ends.sort(key=lambda end: end[0])
    least = [LINE_HEIGHT * at + LINE_HEIGHT / 2 for at in range(len(ends))]
    heights: list[float] = []
    for (y, _series), low in zip(ends, least, strict=True):
        heights.append(max(y, low, heights[-1] + LINE_HEIGHT if heights else low))
    for at in range(len(heights) - 1, -1, -1):
        most = HEIGHT - LINE_HEIGHT / 2 if at == len(heights) - 1 else heights[at + 1] - LINE_HEIGHT
        heights[at] = min(heights[at], most)
    return "".join(
        f'<text x="{NAMES + 8}" y="{height + 4:.1f}" fill="{_INK if series.kind == "main" else _MUTED}"'
        f"{_BOLD if series.kind == 'main' else ''}>{escape(_short(series.name))}</text>"
        for height, (_y, series) in zip(heights, ends, strict=True)
    )


_BOLD: Final = ' font-weight="600"'


def _short(name: str) -> str:
    told = clean(name)
    return told if len(told) <= LONGEST_NAME else told[: LONGEST_NAME - 1] + "…"
