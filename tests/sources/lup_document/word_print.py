"""The real document, or any other, printed as Word in the ways that people set their documents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from samstad.sources.lup_document.layout import Layout, layout_of, paragraphs
from samstad.sources.lup_document.lines import Line
from samstad.sources.lup_document.measures import list_items
from samstad.sources.lup_document.sentences import join

from .seed import Printed, numbered

Setter = Callable[[Any, Printed], None]
SIZES = {1: 18, 2: 14, 3: 11}


def whole_paragraphs(rows: list[Printed]) -> list[Printed]:
    """The rows with the lines of each paragraph of text joined, as a word processor holds them."""
    layout = layout_of([Line(n, row.text) for n, row in enumerate(rows)])
    found: list[Printed] = []
    run: list[Line] = []

    def close() -> None:
        listed = bool(run) and rows[run[0].number].chapter == 6
        for group in _activities(run, layout) if listed else paragraphs(run, layout):
            mark = "\uf0b7 " if group[0].bullet else ""
            place = rows[group[0].number]
            found.append(Printed(place.chapter, place.section, 0, mark + join(group).text))
        run.clear()

    for number, row in enumerate(rows):
        if row.level:
            close()
            found.append(row)
        else:
            bullet = row.text.startswith("\uf0b7")
            run.append(Line(number, row.text.lstrip("\uf0b7 "), bullet=bullet))
    close()
    return found


def styled(document: Any, row: Printed) -> None:
    """Headings by Word's own styles."""
    document.add_paragraph(row.text, style=f"Heading {row.level}" if row.level else None)


def swedish(document: Any, row: Printed) -> None:
    """Headings by styles named as a Swedish Word names them, which build on no other."""
    if row.level:
        document.add_paragraph(row.text, style=_style(document, f"Rubrik {row.level}"))
    else:
        document.add_paragraph(row.text)


def _style(document: Any, name: str) -> Any:
    if name not in [style.name for style in document.styles]:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return document.styles[name]


def bold_themes(document: Any, row: Printed) -> None:
    """Chapters and boards by style, themes only bold."""
    if row.level == 3:
        document.add_paragraph().add_run(row.text).bold = True
    else:
        styled(document, row)


def all_bold(document: Any, row: Printed) -> None:
    """No styles: every heading bold, the greater the larger."""
    run = document.add_paragraph().add_run(row.text)
    if row.level:
        run.bold = True
        run.font.size = Pt(SIZES[row.level])


def bold_numbered(document: Any, row: Printed) -> None:
    """No styles and one size: bold headings, chapters and boards with numbers."""
    document.add_paragraph().add_run(numbered(row)).bold = row.level > 0 or None


def bold_one_size(document: Any, row: Printed) -> None:
    """No styles, no numbers, one size: bold headings."""
    document.add_paragraph().add_run(row.text).bold = row.level > 0 or None


def plain_numbered(document: Any, row: Printed) -> None:
    """No styles and nothing bold: numbers alone tell."""
    document.add_paragraph(numbered(row))


def in_boxes(document: Any, row: Printed) -> None:
    """As `styled`, with every paragraph of text in a text box of its own, kept twice as Word does."""
    if row.level:
        styled(document, row)
        return
    text = row.text.replace("&", "&amp;").replace("<", "&lt;")
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = (
        f"<w:r {nsdecls('w')} {names}><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(box))


def in_tables(document: Any, row: Printed) -> None:
    """As `styled`, with every paragraph of text in a cell of a table."""
    if row.level:
        styled(document, row)
    else:
        document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0].add_run(row.text)


def as_docx(rows: Iterable[Printed], setter: Setter, *, header: str = "", empty: bool = False) -> bytes:
    """The rows as a Word file, each set by the setter; `empty` puts an empty paragraph after each."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
        document.sections[0].footer.paragraphs[0].text = "Sida 1 (37)"
    for row in rows:
        setter(document, row)
        if empty:
            document.add_paragraph()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _activities(run: list[Line], layout: Layout) -> list[list[Line]]:
    """The rows of a list of activities, each with its own lines."""
    spans = [one.lines for one in list_items(run, layout)]
    return [[line for line in run if first <= line.number <= last] for first, last in spans]
