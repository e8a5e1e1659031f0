"""The fixed words of the renderers, and how numbers, statuses and links are written in all of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from samstad.documents.blocks import Block, Cell, Document, Heading, Language, Status, ThreadNode

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "sv": {
        "page": "Sida",
        "of": "av",
        "no_rows": "Tabellen saknar rader.",
        "untitled": "Utan titel",
        "missing": "saknas",
        "as_table": "Visa som tabell",
        "period": "Period",
        "range": "osäkerhet",
        "break": "brott",
        "not_comparable": "Siffror före och efter ett brott går inte att jämföra.",
        "area": "Område",
        "value": "Värde",
        "no_figure": "Siffra saknas",
        "note": "Observera",
        "gap": "Saknas",
        "warning": "Varning",
        "thread": "Röda tråden",
        "contents": "Innehåll",
        "facts": "Uppgifter om dokumentet",
    },
    "en": {
        "page": "Page",
        "of": "of",
        "no_rows": "The table has no rows.",
        "untitled": "Untitled",
        "missing": "missing",
        "as_table": "Show as table",
        "period": "Period",
        "range": "uncertainty",
        "break": "break",
        "not_comparable": "Figures before and after a break cannot be compared.",
        "area": "Area",
        "value": "Value",
        "no_figure": "No figure",
        "note": "Note",
        "gap": "Missing",
        "warning": "Warning",
        "thread": "The red thread",
        "contents": "Contents",
        "facts": "About the document",
    },
}
LOCALES: Final[Mapping[Language, str]] = {"sv": "sv-SE", "en": "en-GB"}
STATUS_MARKS: Final[Mapping[Status, str]] = {"full": "●", "partly": "◐", "not": "○", "unknown": "–"}
STATUS_WORDS: Final[Mapping[Language, Mapping[Status, str]]] = {
    "sv": {
        "full": "Uppfylls helt",
        "partly": "Uppfylls delvis",
        "not": "Uppfylls ej",
        "unknown": "Kan inte bedömas",
    },
    "en": {
        "full": "Fully met",
        "partly": "Partly met",
        "not": "Not met",
        "unknown": "Cannot be assessed",
    },
}
# Light tokens of the look; print is always light.
INK, MUTED, LINE, THREAD, LINK = "#1a1b20", "#5a5d66", "#e2dfd7", "#c8102e", "#0a4b86"
STATUS_COLOURS: Final[Mapping[Status, str]] = {
    "full": "#1c6b45",
    "partly": "#8a5a00",
    "not": "#5b2a86",
    "unknown": MUTED,
}

LONGEST_RUNNING_TITLE = 90
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s]+\Z", re.IGNORECASE)


def clean(text: str) -> str:
    """The text without what XML cannot hold (control characters, lone surrogates); one kind of line break."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def format_number(number: float, language: Language, *, grouped: bool = True) -> str:
    """All digits of the number, without exponent: "1 234,5" (no-break space) or, in English, "1,234.5"."""
    text = f"{Decimal(str(number)) + 0:,f}"  # adding 0 turns minus zero into zero
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if not grouped:
        text = text.replace(",", "")
    if language == "sv":
        text = text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    return text.replace("-", "−") if grouped else text


def cell_text(cell: Cell, language: Language) -> str:
    """What a cell shows, the same in every output: its text, number or status word, after the status mark."""
    text = clean(cell.text)
    if not text and cell.number is not None:
        text = format_number(cell.number, language)
    if cell.status is None:
        return text
    return f"{STATUS_MARKS[cell.status]} {text or STATUS_WORDS[language][cell.status]}"


def node_label(node: ThreadNode, language: Language) -> str:
    """A thread node's label; a missing one says so in words too."""
    return f"{node.label} · {WORDS[language]['missing']}" if node.missing else node.label


def safe_href(href: str | None, *, relative: bool = True) -> str | None:
    """The link if it leads to the web, a mailbox, a phone or (``relative``) this site; else None."""
    if not href:
        return None
    if _SAFE_LINK.match(href):
        return href
    local = href.startswith(("/", "#", "?")) and not href.startswith(("//", "/\\"))
    return href if relative and local and not re.search(r"[\s\\]", href) else None


def placed(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Each block with its heading level, 0 for what is no heading.

    Levels start at 1 and never jump down more than one step; a heading without a visible letter is left out.
    """
    level = 0
    for block in blocks:
        if not isinstance(block, Heading):
            yield block, 0
        elif visible(block.text):
            level = min(block.level, level + 1)
            yield block, level


def visible(text: str) -> bool:
    """True if anything of the text can be seen."""
    return any(unicodedata.category(char)[0] not in "CZ" for char in clean(text))


def shown_title(document: Document) -> str:
    """The document's title, or the word for a document without one where nothing of it can be seen."""
    return clean(document.title).strip() if visible(document.title) else WORDS[document.language]["untitled"]


def running_header(title: str, stamps: Iterable[str]) -> str:
    """What stands at the top of each page: the title, shortened if it is long, and the stamps."""
    short = title if len(title) <= LONGEST_RUNNING_TITLE else f"{title[: LONGEST_RUNNING_TITLE - 1].rstrip()}…"
    return "  ·  ".join(part for part in (short, *stamps) if part)


def begins_right_to_left(text: str) -> bool:
    """True if the first letter of the text that has a direction is written from right to left."""
    if not _FROM_RIGHT.search(text):
        return False
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def right_to_left(text: str) -> bool:
    """True if any letter of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
