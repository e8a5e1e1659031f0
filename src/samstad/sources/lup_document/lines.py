"""A line of the document, and the small questions one asks of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")
LINKING = frozenset(
    """
    i på av för med till och samt eller som att om vid från mellan utan inom under över efter en ett den
    det de ska är har sin sina sitt
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)


@dataclass(frozen=True)
class Line:
    """One non-blank line of a text, or one paragraph of a Word file."""

    number: int
    text: str
    gap: int = 1  # steps from the non-blank line before; 0 where something between was taken away
    level: int | None = None  # heading level given by a Word style; 0 is the title
    bullet: bool = False
    hard: bool = False  # a Word paragraph: its end is meant
    new_page: bool = False
    contents: bool = False  # of a table of contents by its Word style, or the heading of a table's column
    weight: int = 0  # a Word paragraph that is bold throughout: its size in half points


@dataclass(frozen=True)
class Head:
    """A heading with the first and last line it stands on."""

    title: str
    lines: tuple[int, int]
    level: int = 1
    number: tuple[int, ...] = ()


Item = Line | Head


def ends_sentence(text: str) -> bool:
    """Whether the text closes with a full stop, question mark or exclamation mark."""
    return bool(SENTENCE_END.search(text))


def starts_low(text: str) -> bool:
    """Whether the text begins as the middle of a sentence: small letter, digit or punctuation."""
    first = text[:1]
    return first.islower() or first.isdigit() or first in ",;.)/&%"


def starts_high(text: str) -> bool:
    """Whether the text begins as a sentence or name does, quotation marks aside."""
    return text.lstrip("\"”“»’'(")[:1].isupper()


def hangs(text: str) -> bool:
    """Whether the text plainly goes on: it ends in a comma, a hyphen or a linking word."""
    if text.endswith((",", "-", "\u00ad", "/", "–")):
        return True
    return text.rsplit(maxsplit=1)[-1].casefold() in LINKING if text else False


def span(items: list[Line]) -> tuple[int, int]:
    """First and last line number of lines that follow each other."""
    return items[0].number, items[-1].number
