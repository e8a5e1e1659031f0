"""The Vega-Lite specification of a line chart: where every line, dot, range and name goes."""

import math
import re
from collections import Counter
from typing import Any, Final, cast

from samstad.documents.blocks import Break, LineChart, Point, Series, SeriesKind
from samstad.documents.words import INK, LINE, MUTED, clean

WIDTH, HEIGHT, LABEL_ROOM, LABEL_GAP = 460, 200, 190, 15
RULE = 40  # how high the mark of a break stands above the axis
FONT = "Liberation Sans"  # carried by the chart renderer itself: equal pictures on every machine
DASHES: Final[dict[SeriesKind, list[int]]] = {"main": [1, 0], "compare": [5, 4], "target": [1, 3]}
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)


def has_band(series: Series) -> bool:
    """True if any point has a range."""
    return any(point.low is not None and point.high is not None for point in series.points)


def periods(chart: LineChart) -> list[str]:
    """All periods: years by number, others in the order in which they first appear."""
    seen = list(dict.fromkeys(point.x for series in chart.series for point in series.points))
    return sorted(seen) if _yearly(seen) else seen


def _yearly(periods: list[str]) -> bool:
    return bool(periods) and all(_YEAR.match(period) for period in periods)


def line_spec(chart: LineChart) -> dict[str, Any]:
    """The whole specification, with its numbers in it: equal charts give equal ones."""
    labels = periods(chart)
    yearly = _yearly(labels)
    low, high = _domain(chart)
    x = _x_axis(labels, yearly)
    y = {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [low, high], "nice": False, "zero": False},
    }
    y["axis"] = {"domain": False, "ticks": False, "tickCount": 5, "labelPadding": 8}
    starts = [labels[at] for at, _one in break_places(chart)]
    layers = [layer for series in chart.series for layer in _layers(series, x, y, yearly, _parts(labels, starts))]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "autosize": {"type": "none"},
        "padding": {"left": 60, "top": 12, "right": LABEL_ROOM, "bottom": 32},
        "background": None,
        "layer": _breaks(labels, starts, x, yearly) + layers + _labels(chart, x, y, yearly, (low, high))
        or [{"data": {"values": []}, "mark": "rule", "encoding": {}}],
        "config": _config(),
    }


def break_places(chart: LineChart) -> list[tuple[int, Break]]:
    """The breaks that part the drawn periods, each with the place of its first period of the new kind.

    A year without figures of its own parts those before it from those after it.
    """
    labels = periods(chart)
    found = []
    for one in chart.breaks:
        if _yearly([*labels, one.x]):
            at = next((at for at, label in enumerate(labels) if int(label) >= int(one.x)), 0)
        else:
            at = labels.index(one.x) if one.x in labels else 0
        if at:
            found.append((at, one))
    return sorted(found, key=lambda place: place[0])


def _parts(labels: list[str], starts: list[str]) -> dict[str, int]:
    """Per period the number of the stretch between breaks that it lies in."""
    found, part = {}, 0
    for label in labels:
        part += label in starts
        found[label] = part
    return found


def _breaks(labels: list[str], starts: list[str], x: dict[str, Any], yearly: bool) -> list[dict[str, Any]]:
    """A short upright rule where figures stop being comparable, half a step before the first of the new kind."""
    if not starts:
        return []
    rows = []
    for period in dict.fromkeys(starts):
        before = labels[labels.index(period) - 1]
        rows.append({"x": (int(before) + int(period)) / 2 if yearly else _value(period, yearly)})
    rule: dict[str, Any] = {"type": "rule", "color": MUTED, "strokeWidth": 1.5}
    if not yearly:
        rule["xOffset"] = -WIDTH / len(labels) / 2
    high = {"y": {"value": HEIGHT}, "y2": {"value": HEIGHT - RULE}}
    return [{"data": {"values": rows}, "mark": rule, "encoding": {"x": x} | high}]


def _x_axis(periods: list[str], yearly: bool) -> dict[str, Any]:
    """Years stand where they belong in time, other periods at equal distances."""
    axis: dict[str, Any] = {"grid": False, "domain": False, "ticks": False, "labelAngle": 0}
    axis |= {"labelPadding": 10, "labelOverlap": True}
    if not yearly:
        scale = {"type": "point", "domain": [clean(period) for period in periods]}
        return {"field": "x", "type": "ordinal", "title": None, "scale": scale, "axis": axis}
    axis |= {"format": "d", "values": [int(period) for period in periods]}
    years = {"nice": False, "zero": False, "padding": 8}
    return {"field": "x", "type": "quantitative", "title": None, "scale": years, "axis": axis}


def _config() -> dict[str, Any]:
    axis = {"gridColor": LINE, "labelColor": MUTED, "labelFont": FONT, "labelFontSize": 12, "aria": False}
    return {"aria": False, "view": {"stroke": None}, "axis": axis, "text": {"font": FONT, "fontSize": 12}}


def _domain(chart: LineChart) -> tuple[float, float]:
    """The ends of the value axis: all values and ranges with some air, on round numbers."""
    points = [point for series in chart.series for point in series.points]
    values = [value for point in points for value in (point.y, point.low, point.high) if value is not None]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    span = min(max((high - low) or abs(high) or 1.0, 1e-300), 1e300)
    step = 10.0 ** math.floor(math.log10(span))
    bottom = math.floor((low - span * 0.1) / step) * step
    top = math.ceil((high + span * 0.1) / step) * step
    return (max(bottom, 0.0) if low >= 0 else bottom), top


def _value(period: str, yearly: bool) -> str | int:
    return int(period) if yearly else clean(period)


def _layers(
    series: Series, x: dict[str, Any], y: dict[str, Any], yearly: bool, parts: dict[str, int]
) -> list[dict[str, Any]]:
    """The range, the line and the dots of one series; a missing value and a break part line and range."""
    colour = INK if series.kind == "main" else MUTED
    rows: list[dict[str, Any]] = [
        {"x": _value(p.x, yearly), "y": p.y, "low": p.low, "high": p.high, "part": parts[p.x]}
        for p in sorted_points(series, yearly)
    ]
    apart: dict[str, Any] = {"detail": {"field": "part", "type": "nominal"}}
    data = {"values": rows}
    line: dict[str, Any] = {
        "type": "line",
        "color": colour,
        "strokeWidth": 2 if series.kind == "main" else 1.5,
    }
    line |= {"invalid": "break-paths-filter-domains", "strokeDash": DASHES[series.kind]}
    dots = [row for row in rows if row["y"] is not None]
    layers: list[dict[str, Any]] = []
    if has_band(series):
        encoding = {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}} | apart
        band = {"type": "area", "color": colour, "opacity": 0.12, "invalid": "break-paths-filter-domains"}
        layers.append({"data": data, "mark": band, "encoding": encoding})
    layers.append({"data": data, "mark": line, "encoding": {"x": x, "y": y | {"field": "y"}} | apart})
    if series.kind != "main":
        among = Counter(row["part"] for row in dots)
        dots = [row for row in dots if among[row["part"]] == 1]  # alone in its stretch: no line shows it
    if dots:
        dot = {"type": "point", "filled": True, "color": colour, "size": 45, "opacity": 1}
        layers.append({"data": {"values": dots}, "mark": dot, "encoding": {"x": x, "y": y | {"field": "y"}}})
    return layers


def sorted_points(series: Series, yearly: bool) -> list[Point]:
    """The points in drawing order."""
    return sorted(series.points, key=lambda point: point.x) if yearly else list(series.points)


def _labels(
    chart: LineChart, x: dict[str, Any], y: dict[str, Any], yearly: bool, domain: tuple[float, float]
) -> list[dict[str, Any]]:
    """Each line's name beside its last value, moved apart where two would overlap."""
    ends = []
    for series in chart.series:
        known = [point for point in sorted_points(series, yearly) if point.y is not None]
        if known:
            ends.append((cast(float, known[-1].y), known[-1].x, series))
    ends.sort(key=lambda end: end[0])
    per_pixel = (domain[1] - domain[0]) / HEIGHT
    layers: list[dict[str, Any]] = []
    place = -math.inf
    for value, period, series in ends:
        place = max(value, place + LABEL_GAP * per_pixel)
        mark = {"type": "text", "align": "left", "dx": 9, "baseline": "middle", "limit": LABEL_ROOM - 12}
        mark |= {"color": INK if series.kind == "main" else MUTED}
        mark |= {"fontWeight": 600 if series.kind == "main" else 400}
        row = {"x": _value(period, yearly), "y": place, "name": clean(series.name)}
        encoding = {"x": x, "y": y | {"field": "y"}, "text": {"field": "name"}}
        layers.append({"data": {"values": [row]}, "mark": mark, "encoding": encoding})
    return layers
