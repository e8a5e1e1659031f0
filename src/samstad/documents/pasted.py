"""What people paste from Word, a page or a sheet: plain paragraphs, lists and tables, never markup.

A table is kept in the text as lines with tabs between the cells, which is how sheets and Word paste it into a plain
field; `text_blocks` makes a real table of it.
"""

import re
from html.parser import HTMLParser

from samstad.documents.blocks import Block, BulletList, Cell, Column, ColumnKind, Paragraph, Table

_BLOCK_TAGS = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 head header hr html main nav ol p pre section summary table tbody tfoot thead title tr ul
"""
_OTHER_TAGS = """
a abbr acronym applet area audio b base basefont bdi bdo big br button canvas cite code col colgroup data datalist
del dfn dialog em embed font frame frameset i iframe img input ins kbd label legend li link map mark marquee math meta
meter noscript object optgroup option output param picture progress q rp rt ruby s samp script select slot small
source span strike strong style sub sup svg td template textarea th time track tt u var video wbr xml
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_KNOWN = _BLOCKS | frozenset(_OTHER_TAGS.split())
_SILENT = frozenset(("script", "style", "head", "template", "xml"))
_BARE = "async|checked|compact|defer|disabled|hidden|itemscope|multiple|noshade|nowrap|readonly|required|selected"
_ATTRIBUTE = rf"""\s*(?:[\w:.@-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)|(?:[\w-]+:[\w-]+|{_BARE})\b)"""
_NAME = rf"(?:{'|'.join(sorted(_KNOWN, key=len, reverse=True))}|\w+:\w+)"
_TAG = re.compile(rf"<{_NAME}(?=[\s/>])(?:{_ATTRIBUTE})*\s*/?>", re.IGNORECASE)
"""A tag as programs write it: its attributes have values, so that "a <b och c> d" is none."""
_MARKUP = re.compile(
    rf"{_TAG.pattern}|</{_NAME}\s*>|<!--|<!\[[^<>]*>|<!doctype\b[^<>]*>|<\?xml\b[^<>]*>",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[•·▪‣◦\uf0a7\uf0b7\uf0d8](?:\s+)(?=\S)|\s*[-–o§]\t\s*(?=\S)")
"""Also the signs that Word's symbol fonts leave where the font is gone."""
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\t\s*(?=\S)")
_NUMBER = re.compile(r"[-−+]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?\s*%?")
_SPACE = re.compile(r"[ \t\n\r\f]+")
MOST_SPAN = 60
"""More columns than this in one cell is no table that anybody reads."""


def is_markup(text: str) -> bool:
    """True when the text holds a tag of HTML or of Office, a comment or a declaration."""
    return bool(_MARKUP.search(text))


def plain_text(text: str) -> str:
    """The text without any markup: paragraphs on lines of their own, tables as lines with tabs between the cells.

    Text that is no markup comes back as it was, also where it says "a < b".
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while is_markup(text):  # what was written as &lt;b&gt; is markup once it has been read
        reader = _Reader()
        reader.feed(_without_comments(text))
        reader.close()
        read = reader.text()
        text = read if read != text else _MARKUP.sub("", text)
    return text


def _without_comments(text: str) -> str:
    """The text without what stands between comment marks; a mark without its other half goes alone."""
    parts = text.split("<!--")
    return parts[0] + "".join(part.partition("-->")[2] if "-->" in part else part for part in parts[1:])


def text_blocks(text: str, *, caption: str = "") -> tuple[Block, ...]:
    """The text as blocks; plain text is one paragraph with its lines. `caption` names the tables in it."""
    blocks: list[Block] = []
    for kind, lines in _stretches(text.split("\n")):
        if kind == "table":
            blocks.append(_table(lines, caption))
        elif kind in ("bullets", "numbers"):
            mark = _BULLET if kind == "bullets" else _NUMBERED
            blocks.append(BulletList(tuple(mark.sub("", line, count=1).strip() for line in lines), kind == "numbers"))
        elif "\n".join(lines).strip():
            blocks.append(Paragraph("\n".join(lines).strip("\n")))
    return tuple(blocks)


def _stretches(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Consecutive lines of one kind; a single line with tabs is no table."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        kind = _kind(line)
        if found and found[-1][0] == kind:
            found[-1][1].append(line)
        else:
            found.append((kind, [line]))
    joined: list[tuple[str, list[str]]] = []
    for kind, part in found:
        plain = "text" if kind == "table" and len(part) == 1 else kind
        if joined and joined[-1][0] == plain == "text":
            joined[-1][1].extend(part)
        else:
            joined.append((plain, part))
    return joined


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "bullets"
    if _NUMBERED.match(line):
        return "numbers"
    return "table" if "\t" in line.rstrip() else "text"


def _table(lines: list[str], caption: str) -> Table:
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    # The corner above the names of the rows is often empty, and is lost where a text is trimmed.
    rows[0] = [""] * (width - len(rows[0])) + rows[0]
    rows = [row + [""] * (width - len(row)) for row in rows]
    columns = [Column(f"c{at}", title, _column_kind([row[at] for row in rows[1:]])) for at, title in enumerate(rows[0])]
    return Table(caption, tuple(columns), tuple(tuple(Cell(cell) for cell in row) for row in rows[1:]))


def _column_kind(cells: list[str]) -> ColumnKind:
    written = [cell for cell in cells if cell not in ("", "–", "-")]
    return "number" if written and all(_NUMBER.fullmatch(cell) for cell in written) else "text"


class _Reader(HTMLParser):
    """Collects what a reader would see; a table within a table is text in its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []
        self.tables = 0
        self.rows: list[list[str]] = []
        self.spans: dict[int, int] = {}
        self.cell: list[str] | None = None
        self.across = 1

    def text(self) -> str:
        """What was read, with at most one empty line between paragraphs."""
        self._end_cell()
        self._end_table()
        joined = "".join(self.parts)
        lines = [line if "\t" in line else line.strip() for line in joined.split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.silent.clear()  # a head that was never ended ends here
        if tag in _SILENT:
            self.silent.append(tag)
        elif self.silent:
            return
        elif not _TAG.fullmatch(self.get_starttag_text() or ""):
            self._add(self.get_starttag_text() or "")
        elif tag == "table":
            self._start_table()
        elif self.tables == 1 and tag == "tr":
            self._end_cell()
            self._start_row()
        elif self.tables == 1 and tag in ("td", "th"):
            self._start_cell(dict(attrs))
        elif self.cell is not None:
            self._add(" ")
        elif tag == "li":
            self.parts.append("\n• ")
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:  # nothing is inside it
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass
        elif self.silent:
            return
        elif tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self.tables = 1
                self._end_cell()
                self._end_table()
        elif self.tables == 1 and tag in ("td", "th"):
            self._end_cell()
        elif self.cell is not None:
            self._add(" ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._add(_SPACE.sub(" ", data))

    def _add(self, text: str) -> None:
        if self.cell is not None:
            self.cell.append(text)
        elif not self.tables or text.strip():
            self.parts.append(text)

    def _start_table(self) -> None:
        self.tables += 1
        if self.tables == 1:
            self.rows, self.spans = [], {}

    def _start_row(self) -> None:
        self.rows.append([])
        self._fill_from_above()

    def _fill_from_above(self) -> None:
        """Cells of rows above that reach down here stand empty in this row."""
        row = self.rows[-1]
        while self.spans.get(len(row), 0):
            self.spans[len(row)] -= 1
            row.append("")

    def _start_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        if not self.rows:
            self._start_row()
        self.cell = []
        self.across = _span(attrs.get("colspan"))
        down = _span(attrs.get("rowspan"))
        at = len(self.rows[-1])
        for column in range(at, at + self.across):
            self.spans[column] = down - 1

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        self.rows[-1] += [_SPACE.sub(" ", "".join(self.cell)).strip(), *[""] * (self.across - 1)]
        self.cell = None
        self._fill_from_above()

    def _end_table(self) -> None:
        rows = [row for row in self.rows if any(row)]
        width = max(map(len, rows), default=0)
        lines = ["\t".join(row + [""] * (width - len(row))) for row in rows]
        self.parts.append("\n\n" + "\n".join(lines) + "\n\n")
        self.rows, self.tables = [], 0


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MOST_SPAN) if value and value.isdecimal() and len(value) < 5 else 1
