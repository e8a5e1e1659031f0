"""Documents as Word files with real headings, tables, lists, links and page fields.

The body is written as WordprocessingML in one go, which keeps the time per page the same from ten pages to
three hundred. Equal documents give equal bytes.
"""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm

from samstad.documents import blocks as b
from samstad.documents.charts import chart_png, chart_size, chart_twin
from samstad.documents.word_parts import NAMESPACES, paragraph, picture, run, table_xml
from samstad.documents.word_setup import footer_and_header, new_list, pack, prepare, prepare_template
from samstad.documents.word_template import Template, open_template, rename_styles
from samstad.documents.words import (
    MUTED,
    STATUS_COLOURS,
    THREAD,
    WORDS,
    cell_text,
    clean,
    node_label,
    placed,
    safe_href,
    shown_title,
)

PARAGRAPH_STYLES = {"normal": "Normal", "lead": "Lead", "note": "Note", "quote": "Quote"}
TEXT_WIDTH_MM = 160


def render_word(document: b.Document, *, template: bytes | None = None) -> bytes:
    """The document as the bytes of a .docx file; with a template in its styles, page, header and footer."""
    title = shown_title(document)
    if template is not None:
        return _in_template(document, title, open_template(template))
    word = docx.Document()
    prepare(word, title=title, language=document.language)
    footer_and_header(word, title=title, stamps=document.stamps, language=document.language)
    writer = _Writer(word, document)
    _place(word, writer.front(title) + writer.body(), {})
    return pack(word)


def _in_template(document: b.Document, title: str, template: Template) -> bytes:
    """The stamps stand first in the text, as the header is the city's own."""
    word = template.word
    prepare_template(word, template.ids, title=title, language=document.language)
    writer = _Writer(word, document)
    stamps = " · ".join(document.stamps)
    first = [paragraph("Note", run(stamps, bold=True))] if stamps else []
    _place(word, first + writer.front(title) + writer.body(), template.ids)
    return pack(word)


def _place(word: WordDocument, parts: list[str], ids: dict[str, str]) -> None:
    body = parse_xml(f"<w:body {NAMESPACES}>{''.join(parts)}</w:body>")
    if ids:
        rename_styles(body, ids)
    end = word.element.body[-1]
    for element in body:
        end.addprevious(element)


class _Writer:
    """Writes one document's blocks as XML texts, adding pictures and links to the file as it meets them."""

    def __init__(self, word: WordDocument, document: b.Document) -> None:
        self.word = word
        self.document = document
        self.language: b.Language = document.language
        self.links: dict[str, str] = {}
        self.pictures = 0
        anchors = [block.anchor for block in document.blocks if isinstance(block, b.Heading) and block.anchor]
        # Word wants short names that begin with a letter, whatever the anchor is called on the page.
        self.bookmarks = {anchor: f"s{at}" for at, anchor in enumerate(dict.fromkeys(anchors), 1)}
        self.unplaced = dict(self.bookmarks)

    def front(self, title: str) -> list[str]:
        """The stamps, title, subtitle, date and front facts."""
        parts = [paragraph("Title", run(title))]
        if self.document.subtitle:
            parts.append(paragraph("Subtitle", run(self.document.subtitle)))
        if self.document.date:
            parts.append(paragraph("Note", run(self.document.date)))
        return [*parts, self._facts(self.document.meta)]

    def body(self) -> list[str]:
        """All blocks."""
        return [
            self._heading(block, level) if isinstance(block, b.Heading) else self._block(block)
            for block, level in placed(self.document.blocks)
        ]

    def _heading(self, block: b.Heading, level: int) -> str:
        inner = run(block.text)
        name = self.unplaced.pop(block.anchor, "")
        if name:
            number = name[1:]
            inner = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
        return paragraph(f"Heading{level}", inner)

    def _block(self, block: b.Block) -> str:  # noqa: PLR0911 - one return per kind of block
        match block:
            case b.Paragraph():
                inner = "".join(self._run(part) for part in block.parts)
                return paragraph(PARAGRAPH_STYLES[block.style], inner)
            case b.BulletList():
                return self._list(block)
            case b.Table():
                return self._table(block)
            case b.KeyValues():
                return self._facts(block.pairs) if block.style == "facts" else self._figures(block.pairs)
            case b.Callout():
                label = run(f"{WORDS[self.language][block.kind]}. ", bold=True)
                return paragraph(f"Callout{block.kind.title()}", label + run(block.text))
            case b.ThreadLine():
                return "".join(self._node(node) for node in block.nodes) + paragraph("Note", "")
            case b.LineChart() | b.MapChart():
                return self._chart(block)
            case _:
                return paragraph("Normal", '<w:r><w:br w:type="page"/></w:r>')

    def _run(self, part: b.Run) -> str:
        return self._link(run(part.text, bold=part.bold, italic=part.italic, link=self._leads(part.href)), part.href)

    def _leads(self, href: str | None) -> bool:
        return bool(safe_href(href, relative=False)) or (href or "").removeprefix("#") in self.bookmarks

    def _link(self, inner: str, href: str | None) -> str:
        if href and href.startswith("#") and href[1:] in self.bookmarks:
            return f'<w:hyperlink w:anchor="{self.bookmarks[href[1:]]}">{inner}</w:hyperlink>'
        safe = safe_href(href, relative=False)
        if not safe:
            return inner
        if safe not in self.links:
            self.links[safe] = f"rIdLink{len(self.links) + 1}"
            self.word.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, clean(safe), self.links[safe], is_external=True
            )  # numbered here, as finding a free number or an equal link searches all links each time
        return f'<w:hyperlink r:id="{self.links[safe]}">{inner}</w:hyperlink>'

    def _list(self, block: b.BulletList) -> str:
        if not block.ordered:
            return "".join(paragraph("ListBullet", run(item)) for item in block.items)
        number = new_list(self.word)
        if number is None:  # a template without numbering: the numbers are written out
            items = enumerate(block.items, 1)
            return "".join(paragraph("ListNumber", run(f"{at}. {item}")) for at, item in items)
        own = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(paragraph("ListNumber", run(item), own) for item in block.items)

    def _table(self, table: b.Table) -> str:
        sides = ["right" if column.kind == "number" else "" for column in table.columns]
        head = [paragraph("TableHead", run(c.title), side=side) for c, side in zip(table.columns, sides, strict=True)]
        rows = [[self._cell(cell, side) for cell, side in zip(row, sides, strict=True)] for row in table.rows]
        empty = paragraph("TableText", run(table.empty or WORDS[self.language]["no_rows"], italic=True))
        caption = paragraph("Caption", run(table.caption)) if table.caption else ""
        widths = [column.width for column in table.columns]
        xml = table_xml(widths, rows, head=head, empty=empty, title=table.caption)
        return caption + xml + paragraph("Note", run(table.note))

    def _cell(self, cell: b.Cell, side: str) -> str:
        colour = STATUS_COLOURS[cell.status] if cell.status else ""
        text = run(
            cell_text(cell, self.language),
            bold=bool(colour),
            colour=colour,
            link=self._leads(cell.href) and not colour,
        )
        return paragraph("TableText", self._link(text, cell.href), side=side)

    def _facts(self, pairs: Sequence[tuple[str, str]]) -> str:
        rows = [
            [paragraph("TableText", run(key, colour=MUTED)), paragraph("TableText", run(text))] for key, text in pairs
        ]
        return table_xml([3, 7], rows) + paragraph("Note", "") if rows else ""

    def _figures(self, pairs: Sequence[tuple[str, str]]) -> str:
        cells = [paragraph("Figure", run(text)) for _, text in pairs]
        labels = [paragraph("TableText", run(key, colour=MUTED)) for key, _ in pairs]
        return table_xml([1.0] * len(pairs), [labels, cells]) + paragraph("Note", "") if pairs else ""

    def _node(self, node: b.ThreadNode) -> str:
        """One paragraph with the line as its left border; where a link is missing the border is too."""
        ring = run("●  " if node.present else "○  ", colour=THREAD)
        label = run(node_label(node, self.language) + "\n", colour=MUTED, small=True)
        text = run(node.text, bold=node.present, colour=MUTED if node.missing else "")
        return paragraph("ThreadGap" if node.missing else "Thread", ring + label + text)

    def _chart(self, chart: b.Chart) -> str:
        width, height = chart_size(chart)
        self.pictures += 1
        relation, _ = self.word.part.get_or_add_image(BytesIO(chart_png(chart, language=self.language)))
        wide = Mm(TEXT_WIDTH_MM)
        drawing = picture(relation, self.pictures, clean(chart.alt or chart.title), wide, wide * height // width)
        parts = [paragraph("Caption", run(chart.title)), paragraph("Normal", drawing)]
        if chart.unit and not chart.twin:
            parts.append(paragraph("Note", run(chart.unit)))
        if chart.twin:
            parts.append(self._table(chart_twin(chart, self.language)))
        return "".join([*parts, paragraph("Note", run(chart.note)) if chart.note else ""])
