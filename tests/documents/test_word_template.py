"""The city's own Word template: its styles, header and footer, and nothing of its text."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE

from samstad.documents import (
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    LineChart,
    Paragraph,
    Point,
    Series,
    Table,
    render_word,
)
from samstad.documents.word_template import TemplateError, open_template

DOCUMENT = Document(
    "Tertialrapport 1 2017",
    (
        Heading(1, "Mål"),
        Heading(2, "Trygghet"),
        Paragraph("Vi är på väg."),
        BulletList(("Ett", "Två")),
        BulletList(("Första", "Andra"), ordered=True),
        Table(
            "Indikatorer", (Column("a", "Indikator"), Column("b", "Utfall", "number")), ((Cell("Jobb"), Cell("140")),)
        ),
        Callout("gap", "Något saknas."),
        KeyValues((("Läge", "utkast"),)),
        LineChart("Jobb", (Series("Farsta", (Point("2016", 1.0), Point("2017", 2.0))),), "antal", "En linje"),
    ),
    subtitle="Farsta",
    stamps=("utkast", "exempeldata"),
)


def template(*, swedish: bool = False, bare: bool = False) -> bytes:
    """A city's template: styles with names of their own, a header, a footer and a page of instructions."""
    word = docx.Document()
    if swedish:
        for old, new in {"Heading 1": "Rubrik 1", "Heading 2": "Rubrik 2", "Caption": "Beskrivning"}.items():
            element = word.styles[old].element
            element.find(docx.oxml.ns.qn("w:name")).set(docx.oxml.ns.qn("w:val"), new)
            element.set(docx.oxml.ns.qn("w:styleId"), new.replace(" ", ""))
        word.styles.add_style("Brödtext", WD_STYLE_TYPE.PARAGRAPH)
        word.styles.add_style("Stadens tabell", WD_STYLE_TYPE.TABLE)
    if bare:
        for name in ("Caption", "List Number", "List Bullet", "Heading 3"):
            word.styles[name].delete()
    word.sections[0].header.paragraphs[0].text = "Stadens namn"
    word.sections[0].footer.paragraphs[0].text = "Stadens adress"
    word.add_paragraph("Så här använder du mallen.")
    return saved(word)


def saved(word: Any) -> bytes:
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def made(content: bytes) -> Any:
    return docx.Document(BytesIO(render_word(DOCUMENT, template=content)))


def style_of(word: Any, text: str) -> str:
    return str(next(p.style.name for p in word.paragraphs if p.text.endswith(text)))


def test_the_header_and_footer_are_the_citys_and_its_instructions_are_gone() -> None:
    word = made(template())
    assert word.sections[0].header.paragraphs[0].text == "Stadens namn"
    assert word.sections[0].footer.paragraphs[0].text == "Stadens adress"
    text = "\n".join(p.text for p in word.paragraphs)
    assert "Så här använder du mallen." not in text
    assert "Vi är på väg." in text


def test_what_is_not_decided_and_what_is_made_up_still_says_so_first() -> None:
    assert made(template()).paragraphs[0].text == "utkast · exempeldata"


def test_styles_are_found_by_their_swedish_names_and_kept_as_they_are() -> None:
    word = made(template(swedish=True))
    assert style_of(word, "Mål") == "Rubrik 1"
    assert style_of(word, "Trygghet") == "Rubrik 2"
    assert style_of(word, "Indikatorer") == "Beskrivning"
    assert style_of(word, "Vi är på väg.") == "Brödtext"
    assert "Stadens tabell" in [table.style.name for table in word.tables]


def test_the_citys_own_look_is_not_painted_over() -> None:
    ours = docx.Document(BytesIO(render_word(DOCUMENT)))
    word = docx.Document(BytesIO(template()))
    word.styles["Heading 1"].font.name = "Stadens typsnitt"
    assert made(saved(word)).styles["Heading 1"].font.name == "Stadens typsnitt"
    assert ours.styles["Heading 1"].font.name != "Stadens typsnitt"


def test_what_the_template_lacks_is_named_and_made_all_the_same() -> None:
    bare = template(bare=True)
    assert set(open_template(bare).missing) == {"Caption", "ListNumber", "ListBullet", "Heading3"}
    word = made(bare)
    assert style_of(word, "Indikatorer") == "Caption"
    assert [p.text for p in word.paragraphs if p.style.name == "List Number"] == ["1. Första", "2. Andra"]
    assert {p.style.style_id for p in word.paragraphs} <= {style.style_id for style in word.styles}


def test_every_style_in_the_file_is_there_and_headings_are_headings() -> None:
    lacking = docx.Document(BytesIO(template()))
    for name in ("Heading 1", "Heading 2"):
        lacking.styles[name].delete()
    for content in (template(), template(swedish=True), template(bare=True), saved(lacking)):
        word = made(content)
        known = {style.style_id for style in word.styles}
        used = {e.get(docx.oxml.ns.qn("w:val")) for e in word.element.body.iter(docx.oxml.ns.qn("w:pStyle"))}
        assert used <= known
        outline = next(p for p in word.paragraphs if p.text == "Mål").style.element.pPr
        assert outline.xpath("w:outlineLvl")


def test_the_same_document_in_the_same_template_gives_the_same_bytes() -> None:
    content = template()
    assert render_word(DOCUMENT, template=content) == render_word(DOCUMENT, template=content)


def test_nothing_that_the_templates_text_held_is_left_in_the_file() -> None:
    word = docx.Document(BytesIO(template()))
    word.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.HYPERLINK, "https://example.org/hemligt")
    archive = zipfile.ZipFile(BytesIO(render_word(DOCUMENT, template=saved(word))))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"hemligt" not in everything
    assert "Så här använder".encode() not in everything


def test_the_template_it_was_made_from_is_not_fetched() -> None:
    word = docx.Document(BytesIO(template()))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.get_or_add_ext_rel(kind, "http://example.org/mall.dotm")
    archive = zipfile.ZipFile(BytesIO(render_word(DOCUMENT, template=saved(word))))
    assert not any(b"mall.dotm" in archive.read(name) for name in archive.namelist())


def with_part(content: bytes, name: str) -> bytes:
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


def reaching_elsewhere() -> bytes:
    word = docx.Document(BytesIO(template()))
    word.sections[0].header.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.IMAGE, "http://example.org/spår.png")
    return saved(word)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (with_part(template(), "word/vbaProject.bin"), "macros"),
        (reaching_elsewhere(), "elsewhere"),
        (b"%PDF-1.7", "not_word"),
        (b"", "not_word"),
        (with_part(with_part(b"PK\x05\x06" + bytes(18), "[Content_Types].xml"), "word/document.xml"), "not_word"),
    ],
)
def test_a_file_that_cannot_be_a_template_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(TemplateError) as refused:
        open_template(content)
    assert refused.value.code == code


def rewritten(change: Callable[[str, bytes], bytes], content: bytes = b"") -> bytes:
    """The template with parts changed, as another program would have written it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content or template())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def test_a_template_file_is_opened_as_the_document_it_would_become() -> None:
    dotx = rewritten(lambda name, part: part.replace(b"document.main+xml", b"template.main+xml"))
    made = render_word(DOCUMENT, template=dotx)
    assert b"template.main+xml" not in zipfile.ZipFile(BytesIO(made)).read("[Content_Types].xml")
    assert docx.Document(BytesIO(made)).paragraphs


def test_a_lock_of_the_template_does_not_pass_to_the_report() -> None:
    locks = b'<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
    locked = rewritten(lambda name, part: part.replace(b"</w:settings>", locks))
    settings = zipfile.ZipFile(BytesIO(render_word(DOCUMENT, template=locked))).read("word/settings.xml")
    assert b"documentProtection" not in settings
    assert b"trackRevisions" not in settings


WORD_ML = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    "change",
    [
        lambda name, part: part.replace(WORD_ML, b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        lambda name, part: b'<w:document xmlns:w="%s"/>' % WORD_ML if name == "word/document.xml" else part,
        lambda name, part: (
            b'<!DOCTYPE a [<!ENTITY x "y">]>' + part.split(b"?>", 1)[1] if "document.xml" in name else part
        ),
        lambda name, part: part + b" " * 250_000_000 if name == "word/styles.xml" else part,
        lambda name, part: part[:400] if name == "word/styles.xml" else part,
        lambda name, part: re.sub(rb"settings\.xml", b"borta.xml", part) if name.endswith(".rels") else part,
    ],
    ids=["strict", "empty", "entities", "bomb", "cut", "lacking"],
)
def test_a_file_that_no_template_can_be_made_of_is_refused(change: Callable[[str, bytes], bytes]) -> None:
    with pytest.raises(TemplateError, match="not_word"):
        open_template(rewritten(change))
