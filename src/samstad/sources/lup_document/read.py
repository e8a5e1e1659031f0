"""From a file to a draft of the programmes it holds."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .chapters import Section
from .checks import kind_of, load
from .common import committee_of, common_of, prioritised_boards, year_of
from .draft import Common, Document, Heading, Note, ProgrammeDraft
from .furniture import header_key, split_furniture
from .headings import find_headings
from .layout import layout_of
from .lines import Head, Item, Line
from .plain import read_plain
from .programmes import Builder
from .units import Division, divide
from .word import read_word

ROLE_LIMIT = 100


def read_programme_document(path: Path, *, year: int | None = None) -> ProgrammeDraft:
    """The draft read from a `.txt` or `.docx` file; nothing is stored.

    Raises `Refusal` for a file that is missing, empty, binary, too large, locked or of another kind.
    """
    data = load(path)
    kind = kind_of(path, data)
    lines, count = read_word(data, path.name) if kind == "docx" else read_plain(data, path.name)
    text_lines, furniture = split_furniture(lines)
    layout = layout_of(text_lines)
    items = find_headings(text_lines)
    title = _title(items, furniture, text_lines)
    front, division = divide(items, title)
    sections = [Section(None, list(front)), *division.common] if division.boards else division.common
    chosen = prioritised_boards(sections, layout, [board.name for board in division.boards])
    programmes = tuple(Builder(board, layout).build(chosen) for board in division.boards)
    common = tuple(found for section in sections if (found := common_of(section, layout)))
    placed = _placed(division, sections) if division.boards else _in_sections(sections)
    everything = " ".join(line.text for line in text_lines)
    return ProgrammeDraft(
        document=Document(
            title=title,
            file=path.name,
            format=kind,
            lines=count,
            year=year or year_of(title, everything),
            committee=committee_of(division.common),
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        programmes=programmes,
        common=_sorted(common),
        chapters=tuple(Heading(role, head.title, head.lines) for head, role in division.chapters),
        unplaced=tuple(Note(line.text, (line.number, line.number)) for line in lines if line.number not in placed),
        placed=frozenset(placed),
    )


def source_lines(path: Path) -> list[str]:
    """The file's lines as they are read, blank ones too, so that line n of a draft is item n - 1."""
    data = load(path)
    lines, count = read_word(data, path.name) if kind_of(path, data) == "docx" else read_plain(data, path.name)
    texts = [""] * count
    for line in lines:
        texts[line.number - 1] = f"{texts[line.number - 1]} {line.text}".strip()
    return texts


def _title(items: list[Item], furniture: list[Line], lines: list[Line]) -> str:
    """The title: by style, else the first line before any chapter, else what the page headers repeat."""
    styled = next((line.text for line in lines if line.level == 0), None)
    if styled:
        return styled
    first = items[0] if items else None
    if isinstance(first, Line) and any(isinstance(item, Head) for item in items) and len(first.text) <= ROLE_LIMIT:
        return first.text
    worded = [line.text for line in furniture if sum(sign.isalpha() for sign in header_key(line.text)) >= 8]
    return worded[0] if worded else ""


def _numbers(items: list[Item], head: Head | None) -> set[int]:
    found = {n for item in items if isinstance(item, Head) for n in range(item.lines[0], item.lines[1] + 1)}
    found |= {item.number for item in items if isinstance(item, Line)}
    return found | (set(range(head.lines[0], head.lines[1] + 1)) if head else set())


def _in_sections(sections: list[Section]) -> set[int]:
    return {number for section in sections for number in _numbers(section.body, section.head)}


def _placed(division: Division, sections: list[Section]) -> set[int]:
    """The numbers of the lines that stand in a programme, a common text or a chapter heading."""
    found = _in_sections(sections)
    for board in division.boards:
        for unit in board.units:
            found |= _numbers(unit.body, unit.head)
    for head, _ in division.chapters:
        found |= _numbers([], head)
    return found


def _sorted(common: tuple[Common, ...]) -> tuple[Common, ...]:
    return tuple(sorted(common, key=lambda one: one.lines))
