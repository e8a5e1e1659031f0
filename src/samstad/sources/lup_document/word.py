"""Paragraphs of a Word file in reading order, tables, text boxes and content controls with them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml.ns import qn

from samstad.refusals import Refusal

from .lines import Line, starts_low
from .plain import BULLET, clean
from .word_tables import column_headings
from .word_text import boxed_paragraphs, read_font, rows_of, weight

HEADING = re.compile(r"^(?:heading|rubrik)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(r"^(?:title|titel|rubrik)$", re.IGNORECASE)
CONTENTS = re.compile(r"^(?:toc|innehåll)\b", re.IGNORECASE)
LIST = re.compile(r"^(?:list|lista|punktlista|numrerad lista)\b", re.IGNORECASE)


@dataclass
class Styles:
    """For each style id its name with the heading level it gives, and its bold and size; base styles' counted."""

    levels: dict[str, tuple[str, int | None]]
    fonts: dict[str, tuple[bool, int | None]]


def read_word(data: bytes, name: str) -> tuple[list[Line], int]:
    """The non-blank paragraphs with their numbers, and how many paragraphs there are."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = _styles(document)
        paragraphs = [p for p in body.iter(qn("w:p")) if not _inside_drawing(p)]
        columns = column_headings(body)
        rows = [(number, *row) for number, p in enumerate(paragraphs, start=1) for row in _rows(p, styles)]
    except Exception as error:  # the reader raises many kinds, all of them meaning a damaged file
        raise Refusal(
            "file_not_word", f"{name} är skadad. Öppna den i Word, spara om som .docx och försök igen."
        ) from error
    found: list[Line] = []
    for number, text, paragraph in rows:
        gap = max(number - found[-1].number, 1) if found else 1
        line = _line(number, text, gap, paragraph, styles)
        found.append(replace(line, contents=True) if paragraph in columns else line)
    if not found:
        raise Refusal("file_empty", f"Filen {name} är tom. Välj en fil med text.")
    return _softened(found), len(paragraphs)


def _rows(paragraph: Any, styles: Styles) -> Iterator[tuple[str, Any]]:
    """The texts that stand in one paragraph, each with the paragraph whose style it has."""
    rows = [cleaned for row in rows_of(paragraph) if (cleaned := unicodedata.normalize("NFC", clean(row)))]
    # A break inside a heading is there for its looks; elsewhere it begins a row.
    if styles.levels.get(paragraph.style or "", ("", None))[1] is not None and rows:
        rows = [" ".join(rows)]
    for row in rows:
        yield row, paragraph
    for inner in boxed_paragraphs(paragraph):
        # The rows of a box have the number of the paragraph that holds it.
        for row in rows_of(inner):
            if cleaned := unicodedata.normalize("NFC", clean(row)):
                yield cleaned, inner


def _softened(lines: list[Line]) -> list[Line]:
    """The lines, with ends that mean nothing where each paragraph is only a line of a text broken elsewhere."""
    running = [line for line in lines if line.level is None and not line.bullet and not line.weight]
    low = sum(starts_low(line.text) for line in running)
    if len(running) < 10 or low < 0.25 * len(running):
        return lines
    return [line if line.level is not None or line.weight else replace(line, hard=False) for line in lines]


def _line(number: int, text: str, gap: int, paragraph: Any, styles: Styles) -> Line:
    properties = paragraph.pPr
    style = paragraph.style or ""
    name, level = styles.levels.get(style, (style, None))
    own = None if properties is None else properties.find(qn("w:outlineLvl"))
    if own is not None:
        level = _outline(own)
    numbered = properties is not None and properties.find(qn("w:numPr")) is not None
    rest = BULLET.sub("", text) or text
    heavy = weight(paragraph, styles.fonts) if level is None else 0
    bullet = level is None and not heavy and (numbered or rest != text or bool(LIST.match(name)))
    return Line(
        number,
        rest,
        gap,
        level,
        bullet,
        hard=True,
        contents=bool(CONTENTS.match(name)),
        weight=heavy if rest == text else 0,
    )


def _styles(document: Any) -> Styles:
    found = Styles({}, {})
    for style in document.styles:
        level: int | None = None
        bold: bool | None = None
        size: int | None = None
        base: Any = style
        # A city's own style ("Kapitelrubrik") is a heading by the style it builds on.
        for _ in range(10):
            if base is None:
                break
            level = _style_level(base) if level is None else level
            properties = base.element.find(qn("w:rPr"))
            own = (None, None) if properties is None else read_font(properties)
            bold, size = (own[0] if bold is None else bold), (size or own[1])
            base = getattr(base, "base_style", None)
        found.levels[style.style_id] = (str(style.name or ""), level)
        found.fonts[style.style_id] = (bool(bold), size)
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


def _inside_drawing(paragraph: Any) -> bool:
    # The text of a box is read with the paragraph that holds the box.
    return any(parent.tag == qn("w:p") for parent in paragraph.iterancestors())
