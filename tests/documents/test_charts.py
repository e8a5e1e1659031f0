"""Charts: true to their numbers, the same each time, without red."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstad.documents import (
    Break,
    Cell,
    Document,
    LineChart,
    Point,
    Series,
    chart_table,
    from_json,
    line_chart_png,
    line_chart_svg,
    render_html,
    render_pdf,
    render_word,
    to_json,
)
from samstad.documents.chart_spec import line_spec

from .sample import CHART, NASTY
from .strategies import numbers


def chart(*values: float | None, periods: tuple[str, ...] = ("T1", "T2", "T3", "T4", "T5")) -> LineChart:
    points = tuple(Point(period, value) for period, value in zip(periods, values, strict=False))
    return LineChart("Fynd", (Series("Serie", points),), "Procent", "Beskrivning")


def lines(svg: str) -> list[str]:
    """The paths of the lines."""
    return re.findall(r'<path aria-hidden="true" d="([^"]+)" stroke=', svg) or re.findall(
        r'class="mark-line[^>]*>\s*<path[^>]* d="([^"]*)"', svg
    )


def test_the_page_variant_follows_the_page() -> None:
    svg = line_chart_svg(CHART)
    assert svg.startswith('<svg role="img" aria-label="Två linjer som närmar sig varandra."')
    assert "var(--ink, #1a1b20)" in svg
    assert "font-family" not in svg
    assert " id=" not in svg  # several charts share a page


def test_the_print_variant_is_fixed() -> None:
    svg = line_chart_svg(CHART, target="print")
    assert "var(" not in svg
    assert 'font-family="Libertinus Serif"' in svg
    assert "Liberation Sans" not in svg


def test_red_is_for_the_thread_only() -> None:
    assert "c8102e" not in line_chart_svg(CHART).lower()


def test_series_are_named_at_their_ends_without_a_legend() -> None:
    svg = line_chart_svg(CHART)
    assert ">Fagersjö<" in svg
    assert ">Övriga<" in svg
    assert "legend" not in svg


def test_a_missing_value_breaks_the_line() -> None:
    whole, broken = (line_chart_svg(chart(*values)) for values in ((1, 2, 3, 4), (1, 2, None, 4)))
    assert sum(path.count("M") for path in lines(whole)) == 1
    assert sum(path.count("M") for path in lines(broken)) == 2


def test_a_single_point_is_a_dot() -> None:
    svg = line_chart_svg(chart(5.0))
    assert svg.count("mark-symbol") == 1
    assert ">Serie<" in svg


@pytest.mark.parametrize("values", [(), (None, None), (0.0, 0.0), (-5.0, -5.0), (1e300, -1e300), (5e-324,)])
def test_odd_values_draw_something(values: tuple[float | None, ...]) -> None:
    assert ET.fromstring(line_chart_svg(chart(*values))).tag.endswith("svg")


@pytest.mark.parametrize("text", NASTY)
def test_odd_texts_draw_something(text: str) -> None:
    odd = LineChart(text, (Series(text, (Point(text, 1.0), Point("b", 2.0))),), text, text)
    drawn = ET.fromstring(line_chart_svg(odd))
    assert drawn.tag.endswith("svg")
    assert lines(line_chart_svg(odd)) or "mark-symbol" in line_chart_svg(odd)


def test_years_stand_where_they_belong_in_time() -> None:
    svg = line_chart_svg(chart(1, 2, 3, periods=("2008", "2009", "2017")))
    first, second, third = (float(x) for x in re.findall(r"[ML]([\d.]+),", lines(svg)[0]))
    assert (third - second) == pytest.approx(8 * (second - first), rel=0.01)


def test_years_are_sorted() -> None:
    table = chart_table(chart(3, 1, periods=("2017", "2008")))
    assert [row[0].text for row in table.rows] == ["2008", "2017"]


def test_swedish_and_english_numbers() -> None:
    values = chart(0.1, 0.4)
    assert ">0,2" in line_chart_svg(values)
    assert ">0.2" in line_chart_svg(values, language="en")


@settings(max_examples=60, deadline=None)
@given(st.lists(numbers, min_size=2, max_size=6))
def test_names_never_overlap(ends: list[float]) -> None:
    series = tuple(Series(f"S{at}", (Point("T1", 0.0), Point("T2", end))) for at, end in enumerate(ends))
    spec = line_spec(LineChart("F", series, "", ""))
    labels = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    low, high = labels[0]["encoding"]["y"]["scale"]["domain"]
    places = sorted(layer["data"]["values"][0]["y"] / (high - low) * 200 for layer in labels)
    assert all(b - a >= 14.99 for a, b in pairwise(places))


def test_the_picture_is_the_same_each_time() -> None:
    png = line_chart_png(CHART)
    assert png.startswith(b"\x89PNG")
    assert line_chart_png(replace(CHART, title="Annan rubrik")) == png


def test_the_table_twin_has_every_number() -> None:
    table = chart_table(CHART)
    assert [column.title for column in table.columns] == ["Period", "Fagersjö", "Fagersjö, osäkerhet", "Övriga"]
    assert table.rows == (
        (Cell("2008"), Cell(number=49.6), Cell("46 – 53"), Cell(number=66.7)),
        (Cell("2011"), Cell("–"), Cell("–"), Cell(number=67.6)),
        (Cell("2017"), Cell(number=60.0), Cell("57 – 63,2"), Cell(number=71.0)),
    )


def test_a_range_can_leave_out_a_whole_series() -> None:
    table = chart_table(chart(1.0, None))
    assert len(table.columns) == 2


def rules(svg: str) -> list[str]:
    """The marks of breaks; the lines of the grid are wide."""
    return re.findall(r'<line [^>]*x2="0" y2="-40"[^>]*>', svg)


def broken(*breaks: Break, periods: tuple[str, ...] = ("2014", "2016", "2017")) -> LineChart:
    return replace(chart(1, 2, 3, periods=periods), breaks=breaks)


@pytest.mark.parametrize("year", ["2015", "2016"])
def test_a_break_parts_the_line_also_when_its_year_has_no_figure(year: str) -> None:
    svg = line_chart_svg(broken(Break(year, "Ny definition.")))
    assert len(lines(svg)) == 2
    assert len(rules(svg)) == 1
    assert rules(line_chart_svg(broken())) == []
    assert len(lines(line_chart_svg(broken()))) == 1


@pytest.mark.parametrize("year", ["2010", "2014", "2018", "T1", ""])
def test_a_break_that_parts_nothing_is_not_drawn(year: str) -> None:
    made = broken(Break(year, "Ny definition."))
    assert line_spec(made) == line_spec(broken())
    assert chart_table(made).note == ""


def test_a_break_stands_before_the_first_tertial_of_the_new_kind() -> None:
    tertials = ("T1 2016", "T2 2016", "T1 2017")
    made = broken(Break("T2 2016", "Nya områden"), periods=tertials)
    rule = next(layer for layer in line_spec(made)["layer"] if layer["mark"]["type"] == "rule")
    assert rule["data"]["values"] == [{"x": "T2 2016"}]
    assert rule["mark"]["xOffset"] < 0
    assert "mark-rule" in line_chart_svg(made)


def test_the_table_twin_tells_where_and_why_it_broke() -> None:
    made = broken(Break("2015", "Nya områden"), Break("2017", "Ny definition."))
    table = chart_table(made)
    assert [row[0].text for row in table.rows] == ["2014", "2016 · brott", "2017 · brott"]
    assert table.note == (
        "Brott 2015: Nya områden. Brott 2017: Ny definition. Siffror före och efter ett brott går inte att jämföra."
    )
    assert "Figures before and after a break cannot be compared." in chart_table(made, "en").note


def test_a_quiet_line_that_a_break_leaves_one_point_of_is_a_dot() -> None:
    points = tuple(Point(year, 1.0) for year in ("2015", "2016", "2017"))
    made = LineChart("F", (Series("S", points, "compare"),), "", "", breaks=(Break("2017"),))
    assert line_chart_svg(made).count("mark-symbol") == 1
    assert "mark-symbol" not in line_chart_svg(replace(made, breaks=()))


def test_word_and_pdf_tell_of_the_break_as_the_page_does() -> None:
    document = Document("Titel", (broken(Break("2016", "Ny definition.")),))
    assert "Brott 2016: Ny definition." in render_html(document)
    assert render_word(document)
    assert render_pdf(document)
    assert from_json(to_json(document)) == document
