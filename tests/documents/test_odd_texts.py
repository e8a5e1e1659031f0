"""Odd texts come out whole in every format: markup, long words, emoji, invisible signs, right to left."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from samstad.documents import (
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Run,
    Table,
    ThreadLine,
    ThreadNode,
    render_html,
    render_pdf,
    render_word,
)
from samstad.documents.formats import FORMATS

from .strategies import plain

MARKUP = [
    "<b>fet</b> & <script>alert(1)</script>",
    "&amp; är inte &",
    "]]> <![CDATA[x]]>",
    "#heading[x] $x^2$ *a* _b_ `c` @d <e>",
    "\\u{41} \\n %s {0} {{x}} ${y}",
    "= rubrik", "- punkt", "+ ett", "// slut", "/* slut",
    "'enkla' \"dubbla\" ”svenska”",
    "100 % och 1 000 kr",
    "http://exempel.example/?a=1&b=2#c",
]  # fmt: skip
WORDS = ["Ålidhem", "Øresund", "façade", "naïve", "Łódź", "Zażółć", "Škoda", "Ærø"]
ARABIC = "مرحبا بالعالم"
HEBREW = "שלום עולם"


def html_text(document: Document) -> str:
    """What a reader of the page sees, blanks as single spaces."""
    return _flat(html.unescape(re.sub(r"<[^>]*>", " ", render_html(document))))


def word_text(document: Document) -> str:
    """What a reader of the Word file sees."""
    with ZipFile(BytesIO(render_word(document))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return _flat(" ".join("".join(p.itertext(qn("w:t"))) for p in body.iter(qn("w:p"))))


def pdf_text(document: Document) -> str:
    """What a reader of the PDF sees; words that were broken at the margin are whole again."""
    pages = pypdf.PdfReader(BytesIO(render_pdf(document))).pages
    return _flat(" ".join(page.extract_text() for page in pages))


def _flat(text: str) -> str:
    return " ".join(text.split())


READERS: dict[str, Callable[[Document], str]] = {"html": html_text, "docx": word_text, "pdf": pdf_text}
reads = pytest.mark.parametrize("read", READERS.values(), ids=READERS)


@reads
@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_only_text(read: Callable[[Document], str], text: str) -> None:
    assert _flat(text).replace("\xa0", " ") in read(Document("T", (Paragraph(text),)))


@reads
@pytest.mark.parametrize("text", WORDS)
def test_letters_of_our_neighbours(read: Callable[[Document], str], text: str) -> None:
    assert text in read(Document("T", (Heading(1, text),)))


@reads
def test_every_place_for_a_text_shows_it(read: Callable[[Document], str]) -> None:
    document = Document(
        "Titeln",
        (
            Heading(1, "Rubriken"),
            Paragraph("Stycket"),
            Paragraph(runs=(Run("Biten", bold=True), Run("Lutande", italic=True))),
            BulletList(("Punkten",)),
            BulletList(("Talet",), ordered=True),
            Table("Tabellens", (Column("a", "Kolumnen"),), ((Cell("Cellen"),),), note="Noten"),
            KeyValues((("Etiketten", "Uppgiften"),)),
            KeyValues((("Storleken", "Siffran"),), style="figures"),
            Callout("gap", "Luckan"),
            ThreadLine((ThreadNode("Nivån", "Målet"),)),
        ),
        subtitle="Underrubriken",
        date="den 2 maj",
        stamps=("utkast",),
        meta=(("Diarienummer", "1.1-23/2017"),),
    )
    shown = read(document)
    wanted = "Titeln Rubriken Stycket Biten Lutande Punkten Talet Tabellens Kolumnen Cellen Noten Etiketten Uppgiften"
    for word in [*wanted.split(), "Storleken", "Siffran", "Luckan", "Nivån", "Målet", "Underrubriken", "1.1-23/2017"]:
        assert word in shown, word


@reads
def test_a_very_long_word_loses_no_letter(read: Callable[[Document], str]) -> None:
    long = "stads" * 60
    shown = read(
        Document("T", (Paragraph(long), Table("", (Column("a", "A"), Column("b", "B")), ((Cell(long), Cell()),))))
    )
    # Where the word goes on to a new line a reader sees a break, and no letter more or less.
    bare = re.sub(r"[\s\u200b\u00ad-]", "", shown)
    assert bare.count(long) == 2


@reads
def test_emoji_and_what_no_font_has_do_not_stop_the_document(read: Callable[[Document], str]) -> None:
    shown = read(Document("T", (Paragraph("före 😀 漢字 \U0001f468\u200d\U0001f469\u200d\U0001f467 efter"),)))
    assert "före" in shown
    assert "efter" in shown


@pytest.mark.parametrize("read", [html_text, word_text])
def test_emoji_are_kept_where_the_reader_has_the_font(read: Callable[[Document], str]) -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert family in read(Document("T", (Paragraph(family),)))


@reads
@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\x07", "\x00", "\ud800", "\ufffe"])
def test_invisible_signs_never_hide_the_text_around_them(read: Callable[[Document], str], sign: str) -> None:
    shown = read(Document("T", (Paragraph(f"före{sign} efter"),)))
    assert "före" in shown
    assert "efter" in shown


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2060"])
@pytest.mark.parametrize("place", ["e{}", "{}e", "t{}e"])
def test_an_invisible_sign_in_a_pdf_is_not_heard_in_other_words(sign: str, place: str) -> None:
    odd = place.format(sign)
    blocks = (Heading(1, odd), Paragraph(f"{odd} efter en sten"), Table("T", (Column("a", odd),), ((Cell("renen"),),)))
    shown = pdf_text(Document("Testet", blocks))
    for word in ("Testet", "efter", "sten", "renen"):
        assert word in shown
    assert sign not in shown


@reads
def test_a_heading_of_nothing_visible_is_left_out(read: Callable[[Document], str]) -> None:
    shown = read(Document("T", (Heading(1, "\u200b \u200d"), Heading(2, "Synlig"))))
    assert "Synlig" in shown
    assert render_html(Document("T", (Heading(1, "\u200b"),))).count("<h") == 2  # the header and its h1


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_right_to_left_in_html_turns_the_paragraph(text: str) -> None:
    assert f'<p class="doc-normal" dir="auto">{text}</p>' in render_html(Document("T", (Paragraph(text),)))
    assert "dir=" not in render_html(Document("T", (Paragraph("Från vänster"),)))


def turned(document: Document) -> list[bool]:
    """For each paragraph of the Word file that holds text, whether it runs from right to left."""
    paragraphs = docx.Document(BytesIO(render_word(document))).element.body.iter(qn("w:p"))
    return [p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in paragraphs if "".join(p.itertext()).strip()]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (ARABIC, True),
        (HEBREW, True),
        (f"12. {ARABIC} T1", True),
        ("Svenska", False),
        (f"Ordet {ARABIC}", False),
        ("123", False),
    ],
)
def test_right_to_left_in_word_turns_the_paragraph_by_its_first_letter(text: str, right: bool) -> None:
    document = Document(
        "T", (Heading(1, text), Paragraph(text), BulletList((text,)), Table("", (Column("a", text),), ((Cell(text),),)))
    )
    assert turned(document) == [False] + [right] * 5


def test_right_to_left_in_pdf_keeps_every_letter() -> None:
    shown = pdf_text(Document("T", (Paragraph(f"före {HEBREW} efter"),)))
    assert "före" in shown
    assert "efter" in shown


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(plain, min_size=1, max_size=6))
def test_any_text_of_a_keyboard_is_the_same_in_html_and_word(texts: list[str]) -> None:
    document = Document("T", tuple(Paragraph(one) for one in texts))
    for read in (html_text, word_text):
        shown = read(document)
        assert all(_flat(one) in shown for one in texts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(plain.filter(lambda text: bool(text.strip())), min_size=1, max_size=5))
def test_headings_are_headings_in_every_format(texts: list[str]) -> None:
    document = Document("T", tuple(Heading(1, one) for one in texts))
    word = docx.Document(BytesIO(render_word(document)))
    named = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    page = re.findall(r"<h2[^>]*>(.*?)</h2>", render_html(document), re.DOTALL)
    assert [_flat(one) for one in named] == [_flat(html.unescape(one)) for one in page] == [_flat(one) for one in texts]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_its_ending_its_kind_and_gives_the_file(name: str) -> None:
    kind = FORMATS[name]
    raw = kind.render(Document("T"))
    assert kind.ending == name
    assert raw.startswith({"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF"}[name])
    assert kind.media_type.split(";")[0] in {
        "text/html",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_of_nothing_has_a_title_all_the_same(name: str) -> None:
    shown = READERS[name](Document("", language="sv"))
    assert "Utan titel" in shown
    assert "Untitled" in READERS[name](Document("\u200b\x00 ", language="en"))
