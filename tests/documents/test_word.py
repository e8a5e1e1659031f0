"""Word: what a reader, a screen reader and Word itself find in the file."""

import re
import time
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from samstad.documents import BulletList, Document, Heading, Paragraph, Run, Table, render_word

from .sample import INDICATORS, NASTY, REPORT, every_block
from .strategies import documents


def read(document: Document) -> "docx.document.Document":
    return docx.Document(BytesIO(render_word(document)))


def part(document: Document, name: str) -> str:
    with ZipFile(BytesIO(render_word(document))) as archive:
        return archive.read(name).decode()


def test_real_headings() -> None:
    found = [(p.style.name, p.text) for p in read(REPORT).paragraphs if p.style and p.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "Sammanfattning"),
        ("Heading 1", "Mål"),
        ("Heading 2", "1.3 Tryggheten ska vara jämförbar"),
    ]


def test_headings_keep_the_outline() -> None:
    styles = part(REPORT, "word/styles.xml")
    for level in range(1, 5):
        style = styles[styles.index(f'w:styleId="Heading{level}"') :].split("</w:style>")[0]
        assert f'<w:outlineLvl w:val="{level - 1}"/>' in style


def test_title_language_and_properties() -> None:
    core = read(REPORT).core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == (
        "Tertialrapport 1 2017", "Samstad", "Samstad", "sv-SE",
    )  # fmt: skip
    assert '<w:lang w:val="sv-SE"' in part(REPORT, "word/styles.xml")
    assert '<w:lang w:val="en-GB"' in part(Document("T", language="en"), "word/styles.xml")


def test_stamps_stand_on_page_one_and_in_the_running_header() -> None:
    section = read(REPORT).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "exempeldata  ·  utkast"
    assert section.header.paragraphs[0].text == "Tertialrapport 1 2017  ·  exempeldata  ·  utkast"


@pytest.mark.parametrize(("language", "word"), [("sv", "Sida"), ("en", "Page")])
def test_page_numbers_are_fields(language: str, word: str) -> None:
    section = read(Document("T", language="en" if language == "en" else "sv")).sections[0]
    for footer in (section.footer, section.first_page_footer):
        xml = etree.tostring(footer._element, encoding="unicode")
        assert re.findall(r'instr=" (\w+) "', xml) == ["PAGE", "NUMPAGES"]
        assert f"{word} </w:t>" in xml


def test_the_header_row_is_repeated_and_rows_stay_whole() -> None:
    table = read(Document("T", (INDICATORS,))).tables[0]
    properties = [row._tr.trPr for row in table.rows]
    assert [p.find(qn("w:tblHeader")) is not None for p in properties] == [True, False, False, False, False]
    assert all(p.find(qn("w:cantSplit")) is not None for p in properties)
    assert table.style is not None
    assert table.style.name == "Samstad Table"


def test_column_widths_are_shares() -> None:
    grid = read(Document("T", (INDICATORS,))).tables[0]._tbl.tblGrid
    widths = [int(column.get(qn("w:w"))) for column in grid]
    assert widths[0] == pytest.approx(3 * widths[1], abs=3)
    assert sum(widths) == pytest.approx(9070, abs=5)


def test_an_empty_table_has_its_sentence() -> None:
    empty = Table("T", INDICATORS.columns, empty="Inget ännu.")
    rows = read(Document("T", (empty,))).tables[0].rows
    assert rows[1].cells[0].text == "Inget ännu."
    assert len(rows) == 2


def test_links_lead_out_or_within() -> None:
    xml = part(REPORT, "word/document.xml")
    assert '<w:hyperlink w:anchor="s1">' in xml
    assert 'w:name="s1"' in xml
    relations = part(REPORT, "word/_rels/document.xml.rels")
    assert relations.count("https://exempel.example/indikator/1") == 1
    unsafe = Document("T", (Paragraph(runs=(Run("x", href="javascript:x"), Run("y", href="/y"))),))
    assert "hyperlink" not in part(unsafe, "word/document.xml")


def test_pictures_have_alternative_texts() -> None:
    xml = part(REPORT, "word/document.xml")
    assert 'descr="Två linjer som närmar sig varandra."' in xml


def test_each_numbered_list_begins_at_one() -> None:
    both = Document("T", (BulletList(("a", "b"), ordered=True), BulletList(("c",), ordered=True)))
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', part(both, "word/document.xml"))
    assert numbers[0] == numbers[1] != numbers[2]


def test_repeated_anchors_make_one_bookmark() -> None:
    twice = Document("T", (Heading(1, "a", "x"), Heading(1, "b", "x")))
    assert part(twice, "word/document.xml").count("bookmarkStart") == 1


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts(text: str) -> None:
    read(every_block(text))


@settings(max_examples=30, deadline=None)
@given(documents)
def test_any_document_opens(document: Document) -> None:
    read(document)


def test_line_breaks_are_kept() -> None:
    document = read(Document("T", (Paragraph("rad ett\nrad två"),)))
    assert document.paragraphs[-1].text == "rad ett\nrad två"


def test_equal_documents_give_equal_bytes() -> None:
    assert render_word(REPORT) == render_word(REPORT)


def test_time_per_row_does_not_grow() -> None:
    def once(times: int) -> float:
        document = Document("T", (Heading(1, "A"), Paragraph("x" * 500), INDICATORS) * times)
        start = time.process_time()  # this process's own time: other tests may be running
        render_word(document)
        return time.process_time() - start

    few, many = (min(once(times) for _ in range(3)) for times in (100, 1000))
    assert many < 10 * few * 2
