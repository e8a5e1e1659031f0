"""What a screen reader meets in tables, lists and pictures, and what a long document is like."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any, get_args

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from samstad.documents import (
    BulletList,
    Cell,
    Column,
    Document,
    Heading,
    LineChart,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Series,
    Table,
    render_html,
    render_pdf,
    render_word,
    standalone_html,
)
from samstad.documents.blocks import Status

COLUMNS = (
    Column("mal", "Mål", width=3),
    Column("varde", "Värde", kind="number"),
    Column("laget", "Läge", kind="status"),
)
ROWS = (
    (Cell("Fler i arbete"), Cell(number=71.5), Cell(status="full")),
    (Cell("Trygga torg"), Cell(number=-0.25), Cell(status="not")),
    (Cell("Ingen uppgift"), Cell(), Cell(status="unknown")),
)
TABLE = Table("Läget", COLUMNS, ROWS, note="Källa: påhittat.")
CHART = LineChart(
    "Det ökar",
    (Series("Norr", (Point("2015", 1), Point("2016", None), Point("2017", 3))),),
    "procent",
    "En linje uppåt.",
)


def word(*blocks: Any, language: Any = "sv") -> Any:
    return docx.Document(BytesIO(render_word(Document("T", blocks, language=language))))


def pdf(*blocks: Any, language: Any = "sv") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(render_pdf(Document("T", blocks, language=language))))


def tags(reader: pypdf.PdfReader) -> list[str]:
    """The kinds of structure in the PDF, in no order."""
    size: Any = reader.trailer["/Size"]
    objects: list[Any] = [reader.get_object(number) for number in range(1, int(size))]
    return [str(one["/S"]) for one in objects if isinstance(one, dict) and "/S" in one and "/P" in one]


def test_a_table_is_a_table_to_a_screen_reader() -> None:
    page = render_html(Document("T", (TABLE,)))
    assert page.count('<th scope="col"') == 3
    assert "<caption" in page
    table = word(TABLE).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Mål", "Värde", "Läge"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Läget"
    found = tags(pdf(TABLE))
    assert (found.count("/TH"), found.count("/TD"), found.count("/TR")) == (3, 9, 4)


def test_numbers_stand_to_the_right_and_minus_is_a_minus() -> None:
    rows = word(TABLE).tables[0].rows
    assert [row.cells[1].text for row in rows] == ["Värde", "71,5", "−0,25", ""]
    assert all(row.cells[1].paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "right" for row in rows)
    assert [row.cells[1].text for row in word(TABLE, language="en").tables[0].rows][1:3] == ["71.5", "−0.25"]


@pytest.mark.parametrize("status", get_args(Status))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_status_is_a_word_and_not_only_a_colour(status: Status, language: Any) -> None:
    table = Table("", (Column("a", "A", kind="status"),), ((Cell(status=status),),))
    shown = word(table, language=language).tables[0].rows[1].cells[0].text
    mark, said = shown.split(" ", 1)
    assert len(mark) == 1
    assert said.istitle() or said[0].isupper()
    assert said in render_html(Document("T", (table,), language=language))
    assert said in re.sub(r"\s+", " ", pdf(table, language=language).pages[0].extract_text())


@pytest.mark.parametrize(("language", "said"), [("sv", "Tabellen saknar rader."), ("en", "The table has no rows.")])
def test_a_table_without_rows_says_so(language: Any, said: str) -> None:
    empty = Table("Tom", COLUMNS)
    assert said in render_html(Document("T", (empty,), language=language))
    rows = word(empty, language=language).tables[0].rows
    assert [len(rows), rows[1].cells[0].text] == [2, said]
    assert said in re.sub(r"\s+", " ", pdf(empty, language=language).pages[0].extract_text())


@pytest.mark.parametrize("width", [0, -1, float("inf"), float("nan")])
def test_a_column_without_width_is_refused(width: float) -> None:
    with pytest.raises(ValueError, match="width must be above 0"):
        Column("a", "A", width=width)


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        Cell(number=number)
    for fault in ({"y": number}, {"y": 1.0, "low": number}, {"y": 1.0, "high": number}):
        with pytest.raises(ValueError, match="must be finite"):
            Point("2017", **fault)


def test_a_row_of_another_width_is_refused_and_so_is_a_table_of_nothing() -> None:
    with pytest.raises(ValueError, match="'Läget': every row needs 3 cells"):
        Table("Läget", COLUMNS, ((Cell("a"),),))
    with pytest.raises(ValueError, match="at least one column"):
        Table("Läget", ())


def test_lists_are_lists() -> None:
    both = (BulletList(("ett", "två")), BulletList(("först", "sedan"), ordered=True))
    page = render_html(Document("T", both))
    assert (page.count("<ul class"), page.count("<ol class"), page.count("<li")) == (1, 1, 4)
    styles = [p.style.name for p in word(*both).paragraphs if p.text in {"ett", "två", "först", "sedan"}]
    assert styles == ["List Bullet"] * 2 + ["List Number"] * 2
    found = tags(pdf(*both))
    assert (found.count("/L"), found.count("/LI")) == (2, 4)


def test_a_list_of_nothing_is_nothing() -> None:
    assert "<ul" not in render_html(Document("T", (BulletList(()),)))
    assert [p.text for p in word(BulletList(())).paragraphs if p.text] == ["T"]
    assert "/L" not in tags(pdf(BulletList(())))


def test_headings_become_bookmarks_that_keep_their_order_and_depth() -> None:
    blocks = [Heading(1, "A"), Heading(2, "A1"), Heading(3, "A1a"), Heading(2, "A2"), Heading(1, "B")]
    outline: Any = pdf(*blocks).outline

    def names(part: Any) -> Any:
        return [names(one) if isinstance(one, list) else one["/Title"] for one in part]

    assert names(outline) == ["A", ["A1", ["A1a"], "A2"], "B"]


def test_a_heading_never_jumps_a_level() -> None:
    jumping = (Heading(4, "Djup"), Heading(1, "Grund"), Heading(3, "Djupare"))
    assert re.findall(r"<h(\d)", render_html(Document("T", jumping))) == ["1", "2", "2", "3"]
    named = [p.style.name for p in word(*jumping).paragraphs if p.style.name.startswith("Heading")]
    assert named == ["Heading 1", "Heading 1", "Heading 2"]
    found = tags(pdf(*jumping))
    assert (found.count("/H1"), found.count("/H2")) in {(2, 1), (3, 1), (1, 2)}  # the title may be one of them


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_language_is_told_in_every_format(language: Any) -> None:
    locale = {"sv": "sv-SE", "en": "en-GB"}[language]
    document = Document("T", (Paragraph("x"),), language=language)
    assert f'<html lang="{locale}">' in standalone_html(document)
    assert docx.Document(BytesIO(render_word(document))).core_properties.language == locale
    root: Any = pdf(Paragraph("x"), language=language).trailer["/Root"]
    assert str(root["/Lang"]).lower() == locale.lower()


def test_a_picture_says_what_is_seen_and_its_numbers_stand_beside() -> None:
    assert "En linje uppåt." in render_html(Document("T", (CHART,)))
    document = word(CHART)
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert described == ["En linje uppåt."]
    assert [cell.text for cell in document.tables[0].columns[0].cells] == ["Period", "2015", "2016", "2017"]
    assert "/Figure" in tags(pdf(CHART))


def test_a_page_break_breaks_the_page_in_print() -> None:
    assert len(pdf(Paragraph("ett"), PageBreak(), Paragraph("två")).pages) == 2
    assert 'w:type="page"' in word(Paragraph("ett"), PageBreak(), Paragraph("två")).element.xml
    assert "doc-page-break" in render_html(Document("T", (PageBreak(),)))


@pytest.fixture(scope="module")
def three_hundred_pages() -> Document:
    """A document of about three hundred pages: sections of text and a table each."""
    section = (Paragraph("Ord efter ord om staden. " * 60), TABLE, Paragraph("Mer text följer här. " * 60))
    blocks = [block for n in range(1, 301) for block in (Heading(1, f"Avsnitt {n}"), *section, PageBreak())]
    return Document("En lång rapport", tuple(blocks))


def test_three_hundred_pages_in_pdf_have_every_bookmark_and_number(three_hundred_pages: Document) -> None:
    reader = pypdf.PdfReader(BytesIO(render_pdf(three_hundred_pages)))
    pages = len(reader.pages)
    assert 300 <= pages <= 700
    outline: Any = reader.outline
    assert [one["/Title"] for one in outline] == [f"Avsnitt {n}" for n in range(1, 301)]
    assert f"Sida {pages} ({pages})" in re.sub(r"\s+", " ", reader.pages[-1].extract_text())
    assert "En lång rapport" in reader.pages[pages // 2].extract_text()


def test_three_hundred_pages_in_word_have_every_heading_and_table(three_hundred_pages: Document) -> None:
    document = docx.Document(BytesIO(render_word(three_hundred_pages)))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [f"Avsnitt {n}" for n in range(1, 301)]
    assert len(document.tables) == 300


def test_three_hundred_pages_in_html_are_one_page_of_sections(three_hundred_pages: Document) -> None:
    page = standalone_html(three_hundred_pages)
    assert page.count("<h2>") == 300
    assert page.count("<table") == 300
    assert page.count("<h1") == 1


def test_a_chart_without_its_table_tells_its_unit_and_its_note() -> None:
    alone = LineChart(CHART.title, CHART.series, "procent", "En linje uppåt.", note="Källa: påhittat.", twin=False)
    document = word(alone)
    assert not document.tables
    assert [p.text for p in document.paragraphs if p.text] == ["T", "Det ökar", "procent", "Källa: påhittat."]
    shown = re.sub(r"\s+", " ", pdf(alone).pages[0].extract_text())
    assert "procent" in shown
    assert "Källa: påhittat." in shown
    page = render_html(Document("T", (alone,)))
    assert "Källa: påhittat." in page
    assert "<table" not in page


def test_a_chart_without_unit_says_no_unit() -> None:
    bare = LineChart("Det ökar", CHART.series, "", "En linje uppåt.", twin=False)
    assert [p.text for p in word(bare).paragraphs if p.text] == ["T", "Det ökar"]


def test_stamps_are_on_every_page_of_a_marked_draft() -> None:
    document = Document("Rapport", (Paragraph("ett"), PageBreak(), Paragraph("två")), stamps=("utkast", "exempeldata"))
    pages = pypdf.PdfReader(BytesIO(render_pdf(document))).pages
    assert all("utkast · exempeldata" in re.sub(r"\s+", " ", page.extract_text()) for page in pages)
    assert render_html(document).count("<li>") == 2


@pytest.mark.parametrize("length", [89, 90, 91, 300])
def test_a_long_title_is_shortened_only_in_the_running_header(length: int) -> None:
    title = "x" * length
    section = docx.Document(BytesIO(render_word(Document(title)))).sections[0]
    header = section.header.paragraphs[0].text
    assert header == title if length <= 90 else (len(header) == 90 and header.endswith("…"))
    assert f"<title>{title}</title>" in standalone_html(Document(title))


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://exempel.example/a?b=1&c=2", True),
        ("mailto:namn@exempel.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//ond.example", False),
        ("https://exempel.example/ med blank", False),
        ("#finns-inte", False),
        ("", False),
    ],
)
def test_only_safe_links_lead_anywhere_in_print(href: str, leads: bool) -> None:
    blocks = (
        Paragraph(runs=(Run("länken", href=href),)),
        Table("", (Column("a", "A"),), ((Cell("cellen", href=href),),)),
    )
    xml = word(*blocks).element.xml
    assert ("w:hyperlink" in xml) is leads
    links = [one for page in pdf(*blocks).pages for one in page.get("/Annots", [])]
    assert bool(links) is leads
    assert "länken" in xml
    assert "cellen" in xml


def test_a_link_inside_the_document_lands_on_its_heading() -> None:
    blocks = (Heading(1, "Målen", anchor="mal"), Paragraph(runs=(Run("till målen", href="#mal"),)))
    page = render_html(Document("T", blocks))
    assert '<h2 id="mal">Målen</h2>' in page
    assert '<a href="#mal">till målen</a>' in page
    xml = word(*blocks).element.xml
    name = re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', xml)
    assert re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml) == name
    assert len([one for part in pdf(*blocks).pages for one in part.get("/Annots", [])]) >= 1


def test_every_cell_stands_in_its_own_column_in_every_format() -> None:
    rows = tuple(tuple(Cell(f"rad{row}kol{column}") for column in range(5)) for row in range(4))
    table = Table("T", tuple(Column(f"c{n}", f"rubrik{n}") for n in range(5)), rows)
    read = [[cell.text for cell in row.cells] for row in word(table).tables[0].rows]
    assert read[0] == [f"rubrik{n}" for n in range(5)]
    assert read[1:] == [[cell.text for cell in row] for row in rows]
    page = render_html(Document("T", (table,)))
    assert re.findall(r"rad\dkol\d", page) == [cell.text for row in rows for cell in row]
    shown = pdf(table).pages[0].extract_text()
    assert re.findall(r"rad\dkol\d", shown) == [cell.text for row in rows for cell in row]


def test_a_cell_of_nothing_is_an_empty_cell() -> None:
    table = Table("T", COLUMNS, ((Cell(), Cell(), Cell()),))
    assert [cell.text for cell in word(table).tables[0].rows[1].cells] == ["", "", ""]
    assert tags(pdf(table)).count("/TD") == 3
