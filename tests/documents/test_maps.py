"""Maps: each area in the shade of its figure, the same picture everywhere, nothing told by colour alone."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.documents import (
    Cell,
    Document,
    MapArea,
    MapChart,
    chart_png,
    chart_svg,
    chart_table,
    from_json,
    label_box,
    render_blocks,
    render_pdf,
    render_word,
    to_json,
)
from samstad.documents.charts import chart_size

from .sample import MAP, NASTY

SQUARE = "M0 0l9 0 0 9-9 0z"


def of(*values: float | None, limits: tuple[float, ...] = ()) -> MapChart:
    areas = tuple(MapArea(f"Område {at}", SQUARE, value) for at, value in enumerate(values))
    return MapChart("Fynd", areas, 100, 80, "Procent", "Beskrivning", limits=limits)


def shades(chart: MapChart) -> dict[str, str]:
    """Each area with how it is filled on a page."""
    root = ET.fromstring(chart_svg(chart))
    space = "{http://www.w3.org/2000/svg}"
    return {
        title.text.partition(":")[0]: group.get("fill-opacity") or group.get("fill") or ""
        for group in root.iter(f"{space}g")
        for title in group.findall(f"{space}path/{space}title")
        if title.text
    }


def legend(chart: MapChart) -> list[str]:
    """The texts beside the swatches, from the top."""
    return [text.replace("\xa0", " ") for text in re.findall(r"/><text [^>]*>([^<]*)<", chart_svg(chart))]


def test_the_page_variant_follows_the_page() -> None:
    svg = chart_svg(MAP)
    assert svg.startswith("<svg ")
    assert ' role="img" aria-label="En karta med tre områden."' in svg
    assert "var(--ink, #1a1b20)" in svg
    assert "font-family" not in svg
    assert "c8102e" not in svg


def test_the_print_variant_is_fixed() -> None:
    svg = chart_svg(MAP, target="print")
    assert "var(" not in svg
    assert "opacity" not in svg
    assert 'font-family="Libertinus Serif"' in svg


def test_five_shades_have_as_many_areas_each() -> None:
    found = shades(of(*range(10)))
    assert list(dict.fromkeys(found.values())) == ["0.06", "0.24", "0.44", "0.64", "0.86"]
    assert [list(found.values()).count(shade) for shade in set(found.values())] == [2] * 5
    assert legend(of(*range(10))) == ["8 – 9", "6 – 7", "4 – 5", "2 – 3", "0 – 1"]


@given(st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=30), st.booleans())
def test_a_greater_figure_is_never_lighter_and_equal_ones_are_alike(values: list[float], given_limits: bool) -> None:
    found = shades(of(*values, limits=(-5.0, 0.0, 5.0) if given_limits else ()))
    pairs = sorted((value, float(found[f"Område {at}"])) for at, value in enumerate(values))
    assert [shade for _value, shade in pairs] == sorted(shade for _value, shade in pairs)
    assert all(a[1] == b[1] for a in pairs for b in pairs if a[0] == b[0])


def test_given_limits_begin_a_new_shade() -> None:
    found = shades(of(9.9, 10, 19, 20, limits=(10.0, 20.0)))
    assert list(found.values()) == ["0.06", "0.44", "0.44", "0.86"]


def test_an_area_without_a_figure_is_hatched_and_says_so() -> None:
    svg = chart_svg(MAP)
    (name,) = re.findall(r'<pattern id="(h\w+)"', svg)
    assert shades(MAP)["Öster & väster"] == f"url(#{name})"
    assert legend(MAP)[-1] == "Siffra saknas"
    assert "No figure" in chart_svg(MAP, language="en")
    assert "<title>Öster &amp; väster: färre än 5</title>" in svg
    assert "pattern" not in chart_svg(of(1, 2))


def test_two_maps_on_a_page_have_hatches_of_their_own() -> None:
    names = {re.findall(r'id="(\w+)"', chart_svg(chart))[0] for chart in (MAP, of(None), of(None, 1))}
    assert len(names) == 3


def test_labels_stand_where_they_were_placed() -> None:
    svg = chart_svg(MAP)
    assert svg.count("<text x=") == 2 + len(legend(MAP))
    x, y = re.findall(r'<text x="([\d.]+)" y="([\d.]+)">Söder<', svg)[0]
    assert [float(x), float(y)] == pytest.approx([256, 388.5], abs=1)


def test_a_label_takes_more_room_on_a_smaller_map() -> None:
    wide, high = label_box("Skarpnäck", 1000, 800)
    assert label_box("Farsta", 1000, 800)[0] < wide
    assert list(label_box("Skarpnäck", 500, 400)) == pytest.approx([wide / 2, high / 2])


def test_a_tall_map_is_no_taller_than_a_page() -> None:
    assert chart_size(replace(MAP, height=5000))[1] <= 630
    assert chart_size(replace(MAP, width=5000))[1] >= 4 * 24
    assert ET.fromstring(chart_svg(replace(MAP, height=5000))).get("height") == "624"


def test_figures_in_the_legend_are_short_and_whole_ones_whole() -> None:
    assert legend(of(0.123456, 1234567.0)) == ["1 234 567", "0,123"]
    assert legend(of(-2.0, -2.0)) == ["−2"]


def test_the_table_twin_has_every_area() -> None:
    table = chart_table(MAP)
    assert [column.title for column in table.columns] == ["Område", "Procent"]
    assert table.rows == (
        (Cell("Söder"), Cell(number=12.5)),
        (Cell("Norr"), Cell(number=4.0)),
        (Cell("Öster & väster"), Cell("färre än 5")),
    )
    assert chart_table(of(None)).rows[0][1] == Cell("–")
    assert [column.title for column in chart_table(replace(MAP, unit=""), "en").columns] == ["Area", "Value"]


def test_many_areas_have_thin_borders_and_no_titles() -> None:
    many = chart_svg(of(*range(501)))
    assert "<title>" not in many
    assert many.count("<path") == 501


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": 'M0 0"/><script>'},
        {"value": float("nan")},
        {"at": (float("inf"), 0.0)},
    ],
)
def test_what_cannot_be_drawn_is_no_area(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"path|finite"):
        replace(MAP.areas[0], **wrong)


@pytest.mark.parametrize(
    "wrong", [{"width": 0}, {"limits": (2.0, 1.0)}, {"limits": (1.0, 1.0)}, {"limits": (1.0,) * 5}]
)
def test_what_cannot_be_drawn_is_no_map(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a map"):
        replace(MAP, **wrong)


@pytest.mark.parametrize("text", NASTY)
def test_odd_texts_draw_something(text: str) -> None:
    odd = MapChart(text, (MapArea(text, SQUARE, None, text, text, (5.0, 5.0)),), 10, 10, text, text)
    ET.fromstring(chart_svg(odd))
    assert chart_png(odd).startswith(b"\x89PNG")


def test_a_map_without_areas_draws_nothing_and_breaks_nothing() -> None:
    ET.fromstring(chart_svg(of()))
    assert "<svg" in render_blocks([of()])


def test_page_word_and_pdf_have_picture_note_and_table() -> None:
    document = Document("Kartan", (MAP,))
    html = render_blocks([MAP])
    assert html.index("<figcaption>Söder har tre gånger så mycket") < html.index("<svg") < html.index("<details>")
    word = docx.Document(BytesIO(render_word(document)))
    assert len(word.inline_shapes) == 1
    shape = word.inline_shapes[0]
    assert shape.height / shape.width == pytest.approx(chart_size(MAP)[1] / chart_size(MAP)[0], rel=0.01)
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["Söder", "12,5"]
    pdf = render_pdf(document)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "färre än 5" in text
    assert "Siffra saknas" in text
    assert render_pdf(document) == pdf


def test_a_map_is_stored_and_opened_again() -> None:
    document = Document("Kartan", (MAP,))
    assert from_json(to_json(document)) == document
