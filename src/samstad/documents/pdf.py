"""Documents as tagged PDF (PDF/UA-1), set by Typst with the fonts that it carries itself.

What users wrote reaches the template only as JSON, never as markup. Equal documents give equal bytes.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import typst

from samstad.documents import blocks as b
from samstad.documents.charts import chart_png, chart_svg, chart_twin
from samstad.documents.words import (
    STATUS_COLOURS,
    WORDS,
    cell_text,
    clean,
    node_label,
    placed,
    running_header,
    safe_href,
    shown_title,
)

FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")
PLACEHOLDER = "□"
LONGEST_REPEATED_TITLE = 200
PROBE = """#import sys: inputs
#set document(title: "probe", date: none)
#set text(font: json(bytes(inputs.fonts)))
#for letter in json(bytes(inputs.letters)) { par("a" + letter + strong(letter) + emph(letter) + strong(emph(letter))) }
"""
_UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed|codepoint `"?(.+?)"?`')
# Signs without width of their own; the joiners are kept in the scripts that need them.
_HIDDEN = re.compile("[\u00ad\u2060\ufeff]|(?<![^\u0000-\u024f])[\u200c\u200d]")
_LONG_WORD = re.compile(r"[^\W_]{29,}")
_FIRST_COMMON, _LAST_COMMON = "\u0020", "\u017f"  # Latin letters that all the fonts hold

Text = Callable[[str], str]
PDFStandard = Literal["ua-1"]


def render_pdf(document: b.Document) -> bytes:
    """The document as the bytes of a PDF/UA-1 file with bookmarks, running header and page numbers.

    Letters outside the carried fonts are set with the machine's own, if it has any, else shown as "□".
    """
    letters = frozenset(char for text in _texts(document) for char in clean(text) if _uncommon(char))
    lacking = _lacking(letters, system_fonts=False)
    gone = _lacking(frozenset(lacking), system_fonts=True) if lacking else frozenset()
    table = str.maketrans({char: "" if unicodedata.category(char) == "Cf" else PLACEHOLDER for char in gone})
    model = _model(document, lambda text: _breakable(_HIDDEN.sub("", clean(text)).translate(table)))
    inputs = {"document": json.dumps(model)}
    try:
        return _compile(_template(), inputs, system_fonts=gone != lacking)
    except typst.TypstError:
        # Some scripts join letters in ways that the standard cannot vouch for. To be read goes before to be
        # certified: the file is tagged all the same.
        return _compile(_template(), inputs, system_fonts=gone != lacking, standards=())


def _compile(
    source: bytes, inputs: dict[str, str], *, system_fonts: bool, standards: Sequence[PDFStandard] = ("ua-1",)
) -> bytes:
    inputs = {"fonts": json.dumps(FONTS), **inputs}
    return typst.compile(
        source,
        format="pdf",
        sys_inputs=inputs,
        ignore_system_fonts=not system_fonts,
        pdf_standards=list(standards),
    )


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files(__package__).joinpath("template.typ").read_bytes()


def _uncommon(char: str) -> bool:
    return not _FIRST_COMMON <= char <= _LAST_COMMON and char not in "\n\t"


@lru_cache(maxsize=512)
def _lacking(letters: frozenset[str], *, system_fonts: bool) -> frozenset[str]:
    """Those of the letters that no font can show; a tagged PDF refuses them instead of leaving a hole."""
    lacking: set[str] = set()
    while letters - lacking:
        inputs = {"letters": json.dumps(sorted(letters - lacking))}
        try:
            _compile(PROBE.encode(), inputs, system_fonts=system_fonts)
        except typst.TypstError as error:
            named = {_unescape(one or two) for one, two in _UNPRINTABLE.findall(error.diagnostic)}
            found = (letters - lacking).intersection("".join(named))
            lacking |= found or letters  # a message that names none of them condemns them all
        else:
            break
    return frozenset(lacking)


def _unescape(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)


def _breakable(text: str) -> str:
    """Very long words may break anywhere; ordinary ones are hyphenated by the language's rules."""
    if len(text) < 29:
        return text
    return _LONG_WORD.sub(lambda match: re.sub(r"(.{14})(?=.)", "\\1\u200b", match[0]), text)


def _texts(value: Any) -> Iterable[str]:
    """Every text anywhere in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


def _model(document: b.Document, text: Text) -> dict[str, Any]:
    """What the template draws: every text final, every level and width decided."""
    words = WORDS[document.language]
    anchors = [block.anchor for block in document.blocks if isinstance(block, b.Heading) and block.anchor]
    labels = {anchor: f"s{at}" for at, anchor in enumerate(dict.fromkeys(anchors), 1)}
    draw = _Blocks(document.language, text, labels)
    return {
        "lang": document.language,
        "region": {"sv": "se", "en": "gb"}[document.language],
        "words": dict(words),
        "title": text(shown_title(document)).strip() or words["untitled"],
        "subtitle": text(document.subtitle),
        "date": text(document.date or ""),
        "first_header": text(running_header("", document.stamps)),
        "header": text(running_header(document.title, document.stamps)),
        "meta": [[text(key), text(value)] for key, value in document.meta],
        "blocks": [
            draw.heading(block, level) if isinstance(block, b.Heading) else draw.block(block)
            for block, level in placed(document.blocks)
        ],
    }


class _Blocks:
    """Turns blocks into what the template draws, in one language and with one treatment of texts."""

    def __init__(self, language: b.Language, text: Text, labels: dict[str, str]) -> None:
        self.language: b.Language = language
        self.text = text
        self.labels = labels
        self.unplaced = dict(labels)

    def heading(self, block: b.Heading, level: int) -> dict[str, Any]:
        """A heading; only the first with its anchor can be linked to."""
        label = self.unplaced.pop(block.anchor, "")
        return {"kind": "heading", "level": level, "text": self.text(block.text), "label": label}

    def block(self, block: b.Block) -> dict[str, Any]:  # noqa: PLR0911 - one return per kind of block
        """Any other block."""
        match block:
            case b.Paragraph():
                runs = [self._run(run) for run in block.parts]
                return {"kind": "paragraph", "style": block.style, "runs": runs}
            case b.BulletList():
                items = [self.text(item) for item in block.items]
                return {"kind": "list", "ordered": block.ordered, "items": items}
            case b.Table():
                return self._table(block)
            case b.KeyValues():
                pairs = [[self.text(key), self.text(value)] for key, value in block.pairs]
                return {"kind": block.style, "pairs": pairs}
            case b.Callout():
                return {"kind": "callout", "type": block.kind, "text": self.text(block.text)}
            case b.ThreadLine():
                return {"kind": "thread", "nodes": [self._node(node) for node in block.nodes]}
            case b.LineChart() | b.MapChart():
                return self._chart(block)
            case _:
                return {"kind": "break"}

    def _run(self, run: b.Run) -> dict[str, Any]:
        return {
            "text": self.text(run.text),
            "bold": run.bold,
            "italic": run.italic,
            "href": self._href(run.href),
        }

    def _href(self, href: str | None) -> str:
        """Links to the web and to headings of this document; our own pages' paths mean nothing in print."""
        if href and href.startswith("#"):
            label = self.labels.get(href[1:])
            return f"#{label}" if label else ""
        return safe_href(href, relative=False) or ""

    def _node(self, node: b.ThreadNode) -> dict[str, Any]:
        label = self.text(node_label(node, self.language))
        return {
            "label": label,
            "text": self.text(node.text),
            "present": node.present,
            "missing": node.missing,
        }

    def _table(self, table: b.Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "caption": self.text(table.caption),
            "note": self.text(table.note),
            "empty": self.text(table.empty or WORDS[self.language]["no_rows"]),
            # A header as tall as a page, repeated on each, would leave no room and take minutes to find that out.
            "repeat": all(len(column.title) <= LONGEST_REPEATED_TITLE for column in table.columns),
            "columns": [{"title": self.text(c.title), "width": c.width, "kind": c.kind} for c in table.columns],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
        }

    def _cell(self, cell: b.Cell) -> list[str]:
        colour = STATUS_COLOURS[cell.status] if cell.status else ""
        return [self.text(cell_text(cell, self.language)), self._href(cell.href), colour]

    def _chart(self, chart: b.Chart) -> dict[str, Any]:
        return {
            "kind": "chart",
            "title": self.text(chart.title),
            "unit": self.text(chart.unit),
            "alt": self.text(chart.alt or chart.title).strip() or WORDS[self.language]["untitled"],
            "note": self.text(chart.note),
            **self._picture(chart),
            "twin": self._table(chart_twin(chart, self.language)) if chart.twin else None,
        }

    def _picture(self, chart: b.Chart) -> dict[str, Any]:
        """The drawing, or a picture of it where its texts need letters that a drawing in a PDF cannot borrow."""
        svg = chart_svg(chart, language=self.language, target="print")
        if not any(_uncommon(char) and char not in "−–" for char in svg):
            return {"format": "svg", "image": svg}
        png = chart_png(chart, language=self.language)
        return {"format": "png", "image": list(png)}
