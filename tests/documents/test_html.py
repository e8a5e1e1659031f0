"""HTML: semantic, escaped, in its language."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from samstad.documents import (
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    render_blocks,
    render_html,
    standalone_html,
)

from .sample import CHART, INDICATORS, NASTY, REPORT, THREAD, every_block
from .strategies import documents

VOID = {"meta", "br", "hr", "img", "input", "link"}
ALLOWED_LINK = re.compile(r"https?://|mailto:|tel:|/(?!/)|#|\?")


class Checker(HTMLParser):
    """Fails on unbalanced tags, on scripts and on links that could run something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            assert name != "href" or ALLOWED_LINK.match(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def check(html: str) -> list[str]:
    """The tags seen, in order."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    assert "script" not in checker.seen
    return checker.seen


@settings(max_examples=60, deadline=None)
@given(documents)
def test_any_document_is_balanced_and_harmless(document: Document) -> None:
    check(standalone_html(document))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_stay_texts(text: str) -> None:
    html = standalone_html(every_block(text))
    check(html)
    html.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", html)


def test_headings_follow_the_base_level() -> None:
    headings = [tag for tag in check(render_html(REPORT, base_level=2)) if re.fullmatch(r"h\d", tag)]
    assert headings == ["h2", "h3", "h3", "h4"]


def test_headings_below_six_keep_their_level() -> None:
    html = render_blocks([Heading(1, "a"), Heading(2, "b"), Heading(3, "c")], base_level=5)
    assert '<div role="heading" aria-level="7">c</div>' in html


def test_a_table_is_a_real_table() -> None:
    html = render_blocks([INDICATORS])
    assert "<caption>Indikatorer för målet</caption>" in html
    assert html.count('<th scope="col"') == 5
    assert '<td class="doc-col-number" data-label="Utfall">60,5</td>' in html
    assert '<a href="https://exempel.example/indikator/1">Andel som' in html


def test_a_status_is_read_as_a_word() -> None:
    html = render_blocks([INDICATORS])
    assert '<span class="doc-status doc-is-partly"><span aria-hidden="true">◐ </span>Uppfylls delvis</span>' in html


@pytest.mark.parametrize(("empty", "shown"), [("Inget ännu.", "Inget ännu."), ("", "Tabellen saknar rader.")])
def test_a_table_without_rows_says_so(empty: str, shown: str) -> None:
    html = render_blocks([Table("T", (Column("a", "A"), Column("b", "B")), empty=empty)])
    assert f'<td class="doc-empty" colspan="2">{shown}</td>' in html


def test_fixed_words_follow_the_language() -> None:
    english = render_blocks([Callout("gap", "x"), CHART], language="en")
    assert "Missing." in english
    assert "Show as table" in english
    assert '<html lang="en-GB">' in standalone_html(Document("T", language="en"))
    assert '<html lang="sv-SE">' in standalone_html(Document("T"))


def test_the_thread_tells_where_we_are_and_what_is_missing() -> None:
    html = render_blocks([THREAD])
    assert html.count('aria-current="true"') == 1
    assert 'class="doc-node doc-missing"' in html
    assert "Nämndmål · saknas" in html
    assert '<a href="/mal/7">' in html


def test_runs_and_their_links() -> None:
    html = render_blocks([Paragraph(runs=(Run("a", bold=True), Run("b", href="javascript:x"), Run("c", href="/c")))])
    assert html == '<p class="doc-normal"><strong>a</strong>b<a href="/c">c</a></p>\n'


def test_right_to_left_text_gets_its_direction() -> None:
    table = Table("T", (Column("a", "A"),), ((Cell("שלום"),), (Cell("hej"),)))
    html = render_blocks([Paragraph("سلام"), table])
    assert '<p class="doc-normal" dir="auto">' in html
    assert html.count("dir=") == 2


def test_a_chart_has_its_picture_and_its_table() -> None:
    tags = check(render_blocks([CHART]))
    assert [tag for tag in tags if tag in ("figure", "figcaption", "svg", "details", "table")] == [
        "figure", "figcaption", "svg", "details", "table",
    ]  # fmt: skip


def test_the_page_stands_alone() -> None:
    html = standalone_html(REPORT)
    assert html.startswith("<!doctype html>")
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
    assert not re.search(r"<(link|script|img)\b|url\(|@import", html)
    assert len(html) < 40_000


def test_an_untitled_document_still_has_a_title() -> None:
    assert "<title>Utan titel</title>" in standalone_html(Document(""))
