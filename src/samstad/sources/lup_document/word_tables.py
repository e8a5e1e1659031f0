"""Which paragraphs are the headings of a table's columns: they name what stands below, and say nothing themselves."""

from __future__ import annotations

from collections import Counter
from typing import Any

from docx.oxml.ns import qn

from .lines import ends_sentence

MAX_COLUMN_NAME = 40


def column_headings(body: Any) -> set[Any]:
    """The paragraphs of first rows that are marked as repeated headings, or that several tables have alike."""
    first = [(rows[0], _texts(rows[0])) for table in body.iter(qn("w:tbl")) if len(rows := _rows(table)) > 1]
    counts = Counter(texts for _, texts in first)
    found: set[Any] = set()
    for row, texts in first:
        named = len(texts) > 1 and all(0 < len(text) <= MAX_COLUMN_NAME and not ends_sentence(text) for text in texts)
        if named and (counts[texts] > 1 or _is_marked(row)):
            found |= set(row.iter(qn("w:p")))
    return found


def _rows(table: Any) -> list[Any]:
    return [child for child in table if child.tag == qn("w:tr")]


def _texts(row: Any) -> tuple[str, ...]:
    cells = [child for child in row if child.tag == qn("w:tc")]
    return tuple("".join(node.text or "" for node in cell.iter(qn("w:t"))).strip() for cell in cells)


def _is_marked(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:tblHeader")) is not None
