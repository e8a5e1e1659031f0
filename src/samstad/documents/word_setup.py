"""What every Word file of ours has around its text: styles, page, header, footer, properties, fixed bytes."""

from collections.abc import Sequence
from io import BytesIO
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from samstad.documents.blocks import Language
from samstad.documents.packing import LONG_AGO, repack
from samstad.documents.word_parts import NAMESPACES, field, paragraph, run
from samstad.documents.word_template import without_fonts
from samstad.documents.words import INK, LINK, LOCALES, MUTED, THREAD, WORDS, running_header

SERIF, SANS = "Georgia", "Arial"


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>'


def _look(size: float, *, font: str = SANS, colour: str = INK, bold: bool = False, italic: bool = False) -> str:
    weight = ("<w:b/>" if bold else '<w:b w:val="0"/>') + ("<w:i/>" if italic else '<w:i w:val="0"/>')
    half = round(size * 2)
    return f'{_font(font)}{weight}<w:color w:val="{colour[1:]}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _space(before: int, after: int, *, line: int = 264, keep: bool = False, extra: str = "") -> str:
    """Paragraph properties; distances in twentieths of a point, in the order that Word's schema wants."""
    stay = "<w:keepNext/><w:keepLines/>" if keep else ""
    return f'{stay}{extra}<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _box(kind: str, colour: str, *, left: int = 6) -> str:
    def edge(side: str, size: int) -> str:
        return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="6" w:color="{colour[1:]}"/>'

    return f"<w:pBdr>{edge('top', 6)}{edge('left', left)}{edge('bottom', 6)}{edge('right', 6)}</w:pBdr>"


_RED_LINE = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="{THREAD[1:]}"/></w:pBdr>'
_HANG = '<w:ind w:left="500" w:hanging="300"/>'
# style id: (name, paragraph properties, letter properties)
STYLES: dict[str, tuple[str, str, str]] = {
    "Normal": ("Normal", _space(0, 140), _look(10.5, font=SERIF)),
    "Title": ("Title", _space(0, 80, line=240, keep=True), _look(25, bold=True)),
    "Subtitle": ("Subtitle", _space(0, 100), _look(14, font=SERIF, colour=MUTED)),
    "Heading1": ("heading 1", _space(480, 140, line=240, keep=True), _look(17, bold=True)),
    "Heading2": ("heading 2", _space(380, 120, line=240, keep=True), _look(13.5, bold=True)),
    "Heading3": ("heading 3", _space(300, 100, line=240, keep=True), _look(11.5, bold=True)),
    "Heading4": ("heading 4", _space(260, 80, line=240, keep=True), _look(10.5, bold=True)),
    "Caption": ("caption", _space(260, 100, keep=True), _look(10, bold=True)),
    "Quote": ("Quote", _space(120, 180) + '<w:ind w:left="400"/>', _look(10.5, font=SERIF, italic=True)),
    "Lead": ("Lead", _space(0, 160), _look(12, font=SERIF)),
    "Note": ("Note", _space(60, 160), _look(8.5, colour=MUTED)),
    "TableText": ("Table Text", _space(40, 40, line=250), _look(9)),
    "TableHead": ("Table Head", _space(40, 40, line=250, keep=True), _look(8.5, colour=MUTED, bold=True)),
    "Figure": ("Figure", _space(0, 60, line=250), _look(16, bold=True)),
    "CalloutNote": ("Callout Note", _space(160, 220, extra=_box("single", MUTED, left=24)), _look(9.5)),
    "CalloutGap": ("Callout Gap", _space(160, 220, extra=_box("dashed", MUTED)), _look(9.5)),
    "CalloutWarning": ("Callout Warning", _space(160, 220, extra=_box("single", INK, left=12)), _look(9.5)),
    "Thread": ("Thread", _space(0, 0, extra="<w:keepLines/>" + _RED_LINE) + _HANG, _look(10)),
    "ThreadGap": ("Thread Gap", _space(60, 60, extra="<w:keepLines/>") + _HANG, _look(10)),
}


def _table_style(style: str, name: str, rules: str, head: str = "") -> str:
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar>'
    return (
        f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders>{margins}</w:tblPr>'
        f"{head}</w:style>"
    )


def _rule(side: str, size: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour[1:]}"/>'


def prepare(word: WordDocument, *, title: str, language: Language) -> None:
    """Sets page, language, properties and all styles that the writer uses."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    _language(word, LOCALES[language])
    _properties(word, title, LOCALES[language])
    for style, (name, paragraphs, letters) in STYLES.items():
        _style(word, style, name, paragraphs, letters)
    pale = "#d8d5cd"
    heavy = f"<w:tcPr><w:tcBorders>{_rule('bottom', 8, INK)}</w:tcBorders></w:tcPr>"
    head = f'<w:tblStylePr w:type="firstRow">{heavy}</w:tblStylePr>'
    lines = _rule("bottom", 4, pale) + _rule("insideH", 4, pale)
    styles = word.styles.element
    styles.append(parse_xml(_table_style("SamstadTable", "Samstad Table", lines, head)))
    styles.append(parse_xml(_table_style("SamstadFacts", "Samstad Facts", _rule("top", 4, pale) + lines)))
    link = f'<w:rPr><w:color w:val="{LINK[1:]}"/><w:u w:val="single"/></w:rPr>'
    styles.append(
        parse_xml(
            f'<w:style {NAMESPACES} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
            f"{link}</w:style>"
        )
    )


def prepare_template(word: WordDocument, ids: dict[str, str], *, title: str, language: Language) -> None:
    """Adds the styles that a template lacks, in its own font, and leaves all that it has."""
    _language(word, LOCALES[language])
    _properties(word, title, LOCALES[language])
    known = {style.get(qn("w:styleId")) for style in word.styles.element.iterchildren(qn("w:style"))}
    for style, (name, paragraphs, letters) in STYLES.items():
        if style not in ids and style not in known:
            # What makes a heading a heading to Word and to screen readers is its level.
            level = f'<w:outlineLvl w:val="{int(style[-1]) - 1}"/>' if style.startswith("Heading") else ""
            _style(word, style, name, paragraphs + level, without_fonts(letters))
    for style, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number")):
        if style not in ids and style not in known:
            _style(word, style, name, _HANG, "")
    pale = _rule("bottom", 4, "#d8d5cd") + _rule("insideH", 4, "#d8d5cd")
    for style, name in (("SamstadTable", "Samstad Table"), ("SamstadFacts", "Samstad Facts")):
        if style not in ids and style not in known:
            word.styles.element.append(parse_xml(_table_style(style, name, pale)))


def new_list(word: WordDocument) -> int | None:
    """The number of a list of its own, or Word would count on from the list before; None where nothing is numbered."""
    style = next((s for s in word.styles if s.name == "List Number"), None)
    props = None if style is None else style.element.pPr
    if props is None or props.numPr is None or props.numPr.numId is None:
        return None
    numbering = word.part.numbering_part.element
    abstract = numbering.num_having_numId(props.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _style(word: WordDocument, style: str, name: str, paragraphs: str, letters: str) -> None:
    """Gives the style our look, making it if the template has none by that id."""
    root = word.styles.element
    known = {found.get(qn("w:styleId")): found for found in root.iterchildren(qn("w:style"))}
    element = known.get(style)
    props = f"<w:pPr>{paragraphs}</w:pPr><w:rPr>{letters}</w:rPr>"
    if element is None:
        root.append(
            parse_xml(
                f'<w:style {NAMESPACES} w:type="paragraph" w:customStyle="1" w:styleId="{style}">'
                f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>{props}</w:style>'
            )
        )
        return
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    for new in parse_xml(f"<w:style {NAMESPACES}>{props}</w:style>"):
        element.append(new)
    if outline is not None:  # what makes a heading a heading to Word and to screen readers
        cast(BaseOxmlElement, element.find(qn("w:pPr"))).append(outline)


def _language(word: WordDocument, locale: str) -> None:
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), locale)
    theme = word.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), locale)


def _properties(word: WordDocument, title: str, locale: str) -> None:
    core = word.core_properties
    core.title, core.author, core.last_modified_by = title[:255], "Samstad", "Samstad"
    core.language, core.comments, core.keywords, core.revision = locale, "", "", 1
    core.created = core.modified = LONG_AGO


def footer_and_header(word: WordDocument, *, title: str, stamps: Sequence[str], language: Language) -> None:
    """Running header of title and stamps (stamps alone on page one) and "Sida X (Y)" at the foot."""
    section = word.sections[0]
    section.different_first_page_header_footer = True
    words = WORDS[language]
    page = run(f"{words['page']} ") + field("PAGE") + run(" (") + field("NUMPAGES") + run(")")
    foot = paragraph("Note", page, side="right")
    heads = (
        (section.header, running_header(title, stamps)),
        (section.first_page_header, running_header("", stamps)),
    )
    for header, text in heads:
        _fill(header._element, paragraph("Note", run(text)))
    for footer in (section.footer, section.first_page_footer):
        _fill(footer._element, foot)


def _fill(element: BaseOxmlElement, xml: str) -> None:
    for old in list(element):
        element.remove(old)
    for new in parse_xml(f"<w:hdr {NAMESPACES}>{xml}</w:hdr>"):
        element.append(new)


def pack(word: WordDocument) -> bytes:
    """The file's bytes, equal for equal content."""
    raw = BytesIO()
    word.save(raw)
    return repack(raw)
