"""Paragraphs of a Word file in reading order, tables and content controls with them."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

import docx
from docx.oxml.ns import qn

from samstad.refusals import Refusal

from .lines import Line
from .plain import BULLET, clean

HEADING = re.compile(r"^(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(r"^(?:title|titel|rubrik)$", re.IGNORECASE)
CONTENTS = re.compile(r"^(?:toc|innehåll)\b", re.IGNORECASE)
LIST = re.compile(r"^(?:list|lista|punktlista|numrerad lista)\b", re.IGNORECASE)


def read_word(data: bytes, name: str) -> tuple[list[Line], int]:
    """The non-blank paragraphs with their numbers, and how many paragraphs there are."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = _styles(document)
        paragraphs = [p for p in body.iter(qn("w:p")) if not _inside_drawing(p)]
    except Exception as error:  # the reader raises many kinds, all of them meaning a damaged file
        raise Refusal(
            "file_not_word", f"{name} är skadad. Öppna den i Word, spara om som .docx och försök igen."
        ) from error
    found: list[Line] = []
    for number, paragraph in enumerate(paragraphs, start=1):
        text = unicodedata.normalize("NFC", clean(_text(paragraph)))
        if text:
            gap = number - found[-1].number if found else 1
            found.append(_line(number, text, gap, paragraph, styles))
    if not found:
        raise Refusal("file_empty", f"Filen {name} är tom. Välj en fil med text.")
    return found, len(paragraphs)


def _line(number: int, text: str, gap: int, paragraph: Any, styles: dict[str, tuple[str, int | None]]) -> Line:
    properties = paragraph.pPr
    style = paragraph.style or ""
    name, level = styles.get(style, (style, None))
    own = None if properties is None else properties.find(qn("w:outlineLvl"))
    if own is not None:
        level = _outline(own)
    numbered = properties is not None and properties.find(qn("w:numPr")) is not None
    rest = BULLET.sub("", text) or text
    bullet = level is None and (numbered or rest != text or bool(LIST.match(name)))
    return Line(number, rest, gap, level, bullet, hard=True, contents=bool(CONTENTS.match(name)))


def _styles(document: Any) -> dict[str, tuple[str, int | None]]:
    """For each style id its name and the heading level it gives, its base styles' counted."""
    found: dict[str, tuple[str, int | None]] = {}
    for style in document.styles:
        level: int | None = None
        base: Any = style
        # A city's own style ("Kapitelrubrik") is a heading by the style it builds on.
        for _ in range(10):
            if base is None or level is not None:
                break
            level = _style_level(base)
            base = getattr(base, "base_style", None)
        found[style.style_id] = (str(style.name or ""), level)
    return found


def _style_level(style: Any) -> int | None:
    name = str(style.name or "")
    if TITLE.match(name):
        return 0
    match = HEADING.match(name)
    if match:
        return int(match.group(1))
    outline = next(style.element.iter(qn("w:outlineLvl")), None)
    return None if outline is None else _outline(outline)


def _outline(element: Any) -> int | None:
    value = int(element.get(qn("w:val"), "9"))
    return value + 1 if value < 9 else None


def _text(paragraph: Any) -> str:
    # Read from the file itself, so that tracked insertions, links and fields come with it.
    parts: list[str] = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == qn("w:noBreakHyphen") else " ")
    return "".join(parts)


def _inside_drawing(paragraph: Any) -> bool:
    # The text of a box is read with the paragraph that holds the box.
    return any(parent.tag == qn("w:p") for parent in paragraph.iterancestors())
