"""PDF: tagged, the same bytes each time, and nothing that a user writes can break or steer it."""

import re
import time
from io import BytesIO
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samstad.documents import Document, Heading, Paragraph, Run, Table, ThreadLine, ThreadNode, render_pdf
from samstad.documents.pdf import _breakable, _lacking

from .sample import CHART, ENORMOUS, INDICATORS, NASTY, REPORT, every_block
from .strategies import documents, texts


def read(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(render_pdf(document)))


def text(document: Document) -> str:
    """All text in reading order, blanks as single spaces."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(document).pages))


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    reader = read(REPORT)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower() == "sv-se"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Tertialrapport 1 2017", "Samstad")
    assert reader.metadata.creation_date is None


def test_bookmarks() -> None:
    outline: Any = read(REPORT).outline
    assert outline[0]["/Title"] == "Sammanfattning"
    assert outline[1]["/Title"] == "Mål"
    assert outline[2][0]["/Title"] == "1.3 Tryggheten ska vara jämförbar"


def test_running_header_and_page_numbers() -> None:
    first, second, *_ = (page.extract_text() for page in read(REPORT).pages)
    assert "exempeldata · utkast" in re.sub(r"\s+", " ", first)
    assert "Tertialrapport 1 2017 · exempeldata · utkast" in re.sub(r"\s+", " ", second)
    assert re.search(r"Sida 2 \(\d\)", second)
    assert "Page 1 (1)" in text(Document("T", language="en"))


def test_the_table_header_is_repeated() -> None:
    long = Table("Lång", INDICATORS.columns, INDICATORS.rows * 30)
    pages = [page.extract_text() for page in read(Document("T", (long,))).pages]
    assert len(pages) > 2
    assert all("Indikator" in page for page in pages)


def test_enormous_words_everywhere_take_no_minutes() -> None:
    start = time.process_time()
    read(every_block(ENORMOUS))
    assert time.process_time() - start < 30


def test_only_the_carried_fonts_are_used() -> None:
    raw = b"".join(
        str(font.get_object().get("/BaseFont", "")).encode()
        for page in read(REPORT).pages
        for font in _resources(page)["/Font"].values()
    )
    families = {name.split(b"-")[0] for name in re.findall(rb"\+([A-Za-z]+-?)", raw)}
    assert families <= {b"LibertinusSerif", b"DejaVuSansMono", b"NewComputerModernMath", b"NewCMMath"}


def test_links_lead_out_or_within() -> None:
    annotations = [annotation.get_object() for page in read(REPORT).pages for annotation in page.get("/Annots", [])]
    targets = [str(annotation["/A"]["/URI"]) for annotation in annotations if "/URI" in annotation.get("/A", {})]
    assert set(targets) == {"https://exempel.example/indikator/1"}
    assert len(annotations) > len(targets)


def test_a_link_to_nowhere_is_text() -> None:
    lost = Document("T", (Paragraph(runs=(Run("borta", href="#finns-inte"),)),))
    assert "borta" in text(lost)


def test_typst_markup_is_only_text() -> None:
    markup = '#import "x": * $x^2$ *fet* = rubrik // slut #sys.version'
    assert markup in text(Document("T", (Paragraph(markup),)))


@pytest.mark.parametrize("nasty", [text for text in NASTY if text != ENORMOUS])
def test_nasty_texts(nasty: str) -> None:
    read(every_block(nasty))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_any_document_can_be_set(document: Document) -> None:
    assert render_pdf(document).startswith(b"%PDF")


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8))
def test_any_text_can_be_set(many: list[str]) -> None:
    assert render_pdf(Document("T", tuple(Paragraph(one) for one in many))).startswith(b"%PDF")


def test_letters_that_no_carried_font_has_are_found() -> None:
    assert _lacking(frozenset("漢😀åé●"), system_fonts=False) == frozenset("漢😀")
    assert _lacking(frozenset("●◐○–□ŠČŁ−·"), system_fonts=False) == frozenset()


def test_long_words_can_break() -> None:
    assert _breakable("stadsbyggnadsnämnden") == "stadsbyggnadsnämnden"
    long = "a" * 40
    assert _breakable(long).replace("\u200b", "") == long
    assert max(map(len, _breakable(long).split("\u200b"))) == 14


def test_equal_documents_give_equal_bytes() -> None:
    assert render_pdf(REPORT) == render_pdf(REPORT)


def test_odd_threads() -> None:
    for count in (0, 1, 2):
        render_pdf(Document("T", (ThreadLine((ThreadNode("a", "b", missing=True),) * count),)))


def test_a_chart_is_an_image_with_alternative_text() -> None:
    raw = render_pdf(Document("T", (CHART,)))
    assert "Källa: exempelvärden" in re.sub(
        r"\s+", " ", " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(raw)).pages)
    )
    figures = [found for found in _tags(raw) if found[0] == "/Figure"]
    assert ("/Figure", "Två linjer som närmar sig varandra.") in figures


def _resources(page: Any) -> Any:
    return page["/Resources"]


def _tags(raw: bytes) -> list[tuple[str, str]]:
    reader = pypdf.PdfReader(BytesIO(raw))
    size: Any = reader.trailer["/Size"]
    objects: list[Any] = [reader.get_object(number) for number in range(1, int(size))]
    return [(str(o["/S"]), str(o.get("/Alt", ""))) for o in objects if isinstance(o, dict) and "/S" in o]


def test_time_per_page_does_not_grow() -> None:
    def once(times: int) -> float:
        document = Document(
            "T", (Heading(1, "A"), Paragraph("ord " * 100), INDICATORS) * times, subtitle=str(time.time())
        )
        start = time.process_time()  # this process's own time: other tests may be running
        render_pdf(document)
        return time.process_time() - start

    once(1)
    few, many = (min(once(times) for _ in range(2)) for times in (20, 200))
    assert many < 10 * few * 2
