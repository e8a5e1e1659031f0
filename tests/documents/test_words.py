"""The small rules that all renderers share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.documents import Cell, Heading, Paragraph, ThreadNode, cell_text
from samstad.documents.blocks import Language, Level
from samstad.documents.words import (
    STATUS_MARKS,
    STATUS_WORDS,
    WORDS,
    clean,
    format_number,
    node_label,
    placed,
    right_to_left,
    running_header,
    safe_href,
    visible,
)


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (60.5, "60,5", "60.5"),
        (-1234.5, "−1\u00a0234,5", "−1,234.5"),
        (1500.0, "1\u00a0500", "1,500"),
        (1e21, "1" + "\u00a0000" * 7, "1" + ",000" * 7),
        (0.0000001, "0,0000001", "0.0000001"),
        (100.0, "100", "100"),
    ],
)
def test_numbers_as_they_are_written(number: float, swedish: str, english: str) -> None:
    assert format_number(number, "sv") == swedish
    assert format_number(number, "en") == english


@given(st.floats(-1e15, 1e15, allow_nan=False))
def test_an_ungrouped_number_reads_back_exactly(number: float) -> None:
    assert float(format_number(number, "en", grouped=False)) == number
    assert float(format_number(number, "sv", grouped=False).replace(",", ".")) == number


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell("12 st", number=12.0), "12 st"),
        (Cell(number=12.5), "12,5"),
        (Cell(status="full"), "● Uppfylls helt"),
        (Cell("Avviker", status="partly"), "◐ Avviker"),
        (Cell(status="not"), "○ Uppfylls ej"),
        (Cell(status="unknown"), "– Kan inte bedömas"),
        (Cell(), ""),
    ],
)
def test_what_a_cell_shows(cell: Cell, shown: str) -> None:
    assert cell_text(cell, "sv") == shown


def test_a_status_has_a_mark_and_a_word_in_both_languages() -> None:
    assert len(set(STATUS_MARKS.values())) == 4
    for words in STATUS_WORDS.values():
        assert words.keys() == STATUS_MARKS.keys()


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["sv"].keys() == WORDS["en"].keys()


def test_clean_keeps_all_that_xml_can_hold() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffe") == "abcd"
    assert clean("rad\r\nrad\rrad\n\t😀") == "rad\nrad\nrad\n\t😀"


@pytest.mark.parametrize(
    "href",
    ["https://a.example/b?c=d", "http://a.example", "mailto:a@b.example", "tel:+468", "HTTPS://A.example"],
)
def test_links_that_lead_out(href: str) -> None:
    assert safe_href(href, relative=False) == href


@pytest.mark.parametrize("href", ["/mal/1", "#anchor", "?sida=2"])
def test_links_within_the_site_are_for_pages_only(href: str) -> None:
    assert safe_href(href) == href
    assert safe_href(href, relative=False) is None


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example", " javascript:x", "a b", "", None],
)
def test_links_that_lead_nowhere_good(href: str | None) -> None:
    assert safe_href(href) is None


@pytest.mark.parametrize(
    ("given_levels", "expected"),
    [((1, 2, 3), [1, 2, 3]), ((3, 4, 1, 4), [1, 2, 1, 2]), ((2, 2, 1), [1, 2, 1]), ((), [])],
)
def test_heading_levels_never_jump_down(given_levels: tuple[Level, ...], expected: list[int]) -> None:
    headings = [Heading(level, "x") for level in given_levels]
    assert [level for _, level in placed([Paragraph("x"), *headings])] == [0, *expected]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\x00", "\ufeff\n"])
def test_headings_that_cannot_be_seen_are_left_out(text: str) -> None:
    assert not visible(text)
    assert list(placed([Heading(1, text), Heading(2, "b")])) == [(Heading(2, "b"), 1)]


@pytest.mark.parametrize(("language", "shown"), [("sv", "Nämndmål · saknas"), ("en", "Nämndmål · missing")])
def test_a_missing_link_is_said_in_words(language: Language, shown: str) -> None:
    assert node_label(ThreadNode("Nämndmål", "", missing=True), language) == shown


def test_running_header_shortens_a_long_title() -> None:
    assert running_header("Titel", ("utkast", "")) == "Titel  ·  utkast"
    assert running_header("", ()) == ""
    long = running_header("ord " * 50, ("utkast",))
    assert long.endswith("…  ·  utkast")
    assert len(long) < 110


def test_direction() -> None:
    assert right_to_left("hej שלום")
    assert not right_to_left("hej 漢")
