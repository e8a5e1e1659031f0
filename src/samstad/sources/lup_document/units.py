"""Whose text is whose: each board's part of each chapter, and what is common to all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from .by_theme import ThemedBoard, themed_boards
from .chapters import ANNOUNCED, COOPERATES, Chapter, Role, Section, assign_roles, chapters_of, lifted, role_by_words
from .lines import Head, Item, Line, ends_sentence, starts_high
from .names import board_key, name_key

OF_BOARD = re.compile(r"\b([A-ZÅÄÖ][\w-]+(?:[ -][A-ZÅÄÖ][\w-]+)*?)s?\s+(?:stadsdels|kommundels|distrikts|område)\w*")
TITLE_WORDS = re.compile(
    r"\b(?:lokal\w*|utvecklings?\w*|program\w*|plan\w*|för|i|LUP|stadsdels\w*|19\d\d|20\d\d|[-–])(?:\s+|$)",
    re.IGNORECASE,
)


@dataclass
class Unit:
    """What one chapter says of one board."""

    role: Role
    head: Head | None
    body: list[Item]


@dataclass
class BoardParts:
    """A board's name as first printed, and its units in document order."""

    name: str
    units: list[Unit] = field(default_factory=list)

    def of(self, role: Role) -> list[Unit]:
        """The units of one role."""
        return [unit for unit in self.units if unit.role == role]


@dataclass
class Division:
    """The document divided: boards, common sections, and the headings of the chapters that were divided."""

    boards: list[BoardParts] = field(default_factory=list)
    common: list[Section] = field(default_factory=list)
    chapters: list[tuple[Head, Role]] = field(default_factory=list)

    def add(self, name: str, unit: Unit) -> None:
        """Gives the unit to the board of that name."""
        for board in self.boards:
            if board_key(board.name) == board_key(name):
                board.units.append(unit)
                return
        self.boards.append(BoardParts(name, [unit]))


def divide(items: list[Item], title: str) -> tuple[list[Line], Division]:
    """The lines before the first heading, and the rest divided.

    Divides by board under chapter, by chapter under board, the same a step further down, or for one board alone.
    """
    tried = [chapters_of(lifted(items, steps)) for steps in (0, 1, 2)]
    found = [(front, division) for front, chapters in tried if (division := _of_many(chapters))]
    # Two boards or more are what the other ways would miss; one alone may be a part that holds all of them.
    several = [one for one in found if len(one[1].boards) > 1]
    if several or found:
        return (several or found)[0]
    front, chapters = tried[0]
    return front, _single(chapters, title)


def _of_many(chapters: list[Chapter]) -> Division | None:
    shared = _shared(chapters)
    themed = themed_boards(chapters)
    if themed:
        return _by_theme(chapters, themed)
    if _roles_under_boards(chapters):
        return _by_board(chapters)
    inside = [chapter for chapter in chapters if _has_boards(chapter, shared)]
    if inside and _are_boards(inside, shared):
        return _by_chapter(chapters, inside)
    return None


def _shared(chapters: list[Chapter]) -> set[str]:
    counts = Counter(key for chapter in chapters for key in {board_key(section.title) for section in chapter.sections})
    return {key for key, count in counts.items() if count >= 2}


def _has_boards(chapter: Chapter, shared: set[str]) -> bool:
    keys = [board_key(section.title) for section in chapter.sections]
    if not keys:
        return False
    if 2 * sum(key in shared for key in keys) >= len(keys):
        return True
    # A chapter that stands alone still shows itself when its sections announce areas and themes.
    return 2 * sum(bool(ANNOUNCED.search(section.text)) for section in chapter.sections) >= len(keys)


def _are_boards(inside: list[Chapter], shared: set[str]) -> bool:
    """Whether the recurring headings are boards, and not the themes of one board."""
    sections = [section for chapter in inside for section in chapter.sections]
    if any(ANNOUNCED.search(section.text) for section in sections):
        return True
    if any(COOPERATES.search(section.text[:160]) for section in sections):
        return True
    if any(2 * sum(_has_heads(s) for s in chapter.sections) >= len(chapter.sections) for chapter in inside):
        return True
    rows: dict[str, Counter[str]] = {}
    for section in sections:
        own = {name_key(line.text) for line in section.lines if starts_high(line.text) and not ends_sentence(line.text)}
        rows.setdefault(board_key(section.title), Counter()).update(own)
    return any(count >= 2 for key in shared for count in rows.get(key, Counter()).values())


def _has_heads(section: Section) -> bool:
    return any(isinstance(item, Head) for item in section.body)


def _roles_under_boards(chapters: list[Chapter]) -> bool:
    """Whether each board is a chapter and the roles are its sections."""
    built = [c for c in chapters if sum(role_by_words(s.title) is not None for s in c.sections) >= 2]
    if len(built) < 2 or any(role_by_words(c.title) for c in built):
        return False
    titles = [{name_key(s.title) for s in c.sections} for c in built]
    return bool(set.intersection(*titles))


def _by_theme(chapters: list[Chapter], themed: list[ThemedBoard]) -> Division:
    found = Division()
    for board in themed:
        head = board.chapter.head
        for role, body in board.bodies.items():
            found.add(board.chapter.title, Unit(role, head if role == "thematic" else None, body))
        found.chapters += board.labels
    inside = {id(board.chapter) for board in themed}
    for chapter in chapters:
        if id(chapter) not in inside:
            _to_common(found, chapter)
    return found


def _by_board(chapters: list[Chapter]) -> Division:
    found = Division()
    for chapter in chapters:
        roles = [role_by_words(section.title) for section in chapter.sections]
        if sum(role is not None for role in roles) < 2 or chapter.head is None:
            _to_common(found, chapter)
            continue
        found.add(chapter.title, Unit("thematic", chapter.head, chapter.body))
        for section, role in zip(chapter.sections, roles, strict=True):
            if role is None:
                found.common.append(section)
            else:
                found.add(chapter.title, Unit(role, section.head, section.body))
    return found


def _by_chapter(chapters: list[Chapter], inside: list[Chapter]) -> Division:
    found = Division()
    roles = dict(zip(map(id, inside), assign_roles(inside), strict=True))
    boards = {board_key(section.title) for chapter in inside for section in chapter.sections}
    for chapter in chapters:
        role = roles.get(id(chapter))
        if role is None:
            _to_common(found, chapter)
            continue
        if chapter.body:
            found.common.append(Section(chapter.head, chapter.body))
        elif chapter.head:
            found.chapters.append((chapter.head, role))
        for section in chapter.sections:
            if board_key(section.title) in boards and not role_by_common(section.title):
                found.add(section.title, Unit(role, section.head, section.body))
            else:
                found.common.append(section)
    return found


def role_by_common(title: str) -> bool:
    """Whether a section among the boards' is plainly an introduction or a summary."""
    return bool(re.match(r"^(?:inledning|bakgrund|sammanfattning|allmänt|gemensamt|syfte)\b", title, re.IGNORECASE))


def _single(chapters: list[Chapter], title: str) -> Division:
    found = Division()
    text = " ".join(part.text for chapter in chapters for part in [chapter, *chapter.sections])
    name = _board_name(title, text)
    for chapter in chapters:
        role = role_by_words(chapter.title)
        if role is None or chapter.head is None or not (chapter.body or chapter.sections):
            _to_common(found, chapter)
            continue
        body: list[Item] = list(chapter.body)
        for section in chapter.sections:
            body += [section.head, *section.body] if section.head else section.body
        found.add(name, Unit(role, chapter.head, body))
    if not any(board.of("thematic") or board.of("measures") for board in found.boards):
        return _all_common(chapters)
    return found


def _board_name(title: str, text: str) -> str:
    named = OF_BOARD.search(title) or None
    if named:
        return named.group(1)
    rest = TITLE_WORDS.sub("", title).strip(" -–,:")
    if rest and rest[0].isupper():
        return rest
    counts = Counter(match.group(1) for match in OF_BOARD.finditer(text))
    return counts.most_common(1)[0][0] if counts else title


def _to_common(found: Division, chapter: Chapter) -> None:
    if chapter.head or chapter.body:
        found.common.append(Section(chapter.head, chapter.body))
    found.common += chapter.sections


def _all_common(chapters: list[Chapter]) -> Division:
    found = Division()
    for chapter in chapters:
        _to_common(found, chapter)
    return found
