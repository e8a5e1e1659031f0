"""Small lines: the same numbers as the large chart, in order, parted where figures are missing or not comparable."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.documents import Break, LineChart, Point, Series, sparkline_svg
from samstad.documents.sparkline import HEIGHT, WIDTH
from samstad.documents.words import clean

from .sample import NASTY
from .strategies import numbers


def chart(*values: float | None) -> LineChart:
    points = tuple(Point(str(2010 + at), value) for at, value in enumerate(values))
    return LineChart("Fynd", (Series("Husby", points),), "Procent", "Beskrivning")


def pieces(svg: str) -> list[str]:
    """The pieces of the main line."""
    (path,) = re.findall(r'<path d="([^"]+)" stroke="var\(--ink', svg) or [""]
    return [piece for piece in path.split("M") if piece]


def test_it_follows_the_page_and_says_what_is_seen() -> None:
    svg = sparkline_svg(chart(1, 2, 3))
    assert 'role="img" aria-label="Beskrivning"' in svg
    assert "var(--ink, #1a1b20)" in svg
    assert "c8102e" not in svg.lower()
    assert " id=" not in svg  # many share a page


def test_the_line_rises_with_its_values_and_ends_in_a_dot() -> None:
    svg = sparkline_svg(chart(1, 3, 2))
    (line,) = pieces(svg)
    heights = [float(pair.split()[1]) for pair in line.split("L")]
    assert heights[1] < heights[2] < heights[0]
    assert svg.count("<circle") == 1


def test_a_missing_value_and_a_break_part_the_line() -> None:
    assert len(pieces(sparkline_svg(chart(1, 2, None, 4, 5)))) == 2
    broken = sparkline_svg(replace(chart(1, 2, 4, 5), breaks=(Break("2012", "Summerat"),)))
    assert len(pieces(broken)) == 2
    assert 'stroke-width="1.5"' in broken


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    assert sparkline_svg(chart(1, 2, None, 4, None, 6, 7)).count("<circle") == 2


def test_lines_close_together_keep_their_names_apart_and_inside() -> None:
    names = ("Husby", "Rinkeby-Kista", "Hela staden")
    series = tuple(
        Series(name, (Point("2016", 1), Point("2017", 2 + at / 1000)), "main" if at == 0 else "compare")
        for at, name in enumerate(names)
    )
    svg = sparkline_svg(replace(chart(), series=series))
    heights = sorted(float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"', svg))
    assert len(heights) == 3
    assert all(after - before > 14 for before, after in pairwise(heights))
    assert 0 < heights[0] < heights[-1] <= HEIGHT
    assert svg.count("stroke-dasharray") == 2


def test_periods_that_are_no_years_stand_at_equal_distances() -> None:
    points = tuple(Point(period, 1) for period in ("T1 2016", "T2 2016", "T1 2017"))
    (line,) = pieces(sparkline_svg(replace(chart(), series=(Series("Husby", points),))))
    along = [float(pair.split()[0]) for pair in line.split("L")]
    assert along[1] - along[0] == along[2] - along[1]


def test_a_long_name_is_cut() -> None:
    series = (Series("Enskede-Årsta-Vantör med omnejd", (Point("2016", 1), Point("2017", 2))),)
    assert "Enskede-Årsta-Vantö…" in sparkline_svg(replace(chart(), series=series))


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_safe(text: str) -> None:
    named = (Series(text, (Point("2016", 1), Point("2017", 2))),)
    drawn = ET.fromstring(sparkline_svg(replace(chart(), alt=text, title="Titel", series=named)))
    assert drawn.get("aria-label", "").split() == clean(text or "Titel").split()
    assert all(part.tag.endswith(("svg", "path", "circle", "text", "line", "g")) for part in drawn.iter())


@given(st.lists(st.none() | numbers, max_size=8))
def test_any_numbers_stay_inside(values: list[float | None]) -> None:
    svg = sparkline_svg(chart(*values))
    ET.fromstring(svg)
    for x, y in re.findall(r'cx="([^"]+)" cy="([^"]+)"', svg):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT
