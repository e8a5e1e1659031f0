"""Which lines are chapter and section headings, by number, by Word style, by bold, or by what comes again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .lines import Head, Item, Line, ends_sentence, hangs, starts_high
from .recurring import with_recurring
from .sentences import glue
from .weight import with_bold

NUMBERED = re.compile(
    r"^(?:(?:kapitel|avsnitt|del)\s+)?(\d{1,2}(?:\.\d{1,2}){0,4})(?:[.):]?\s+(?:[-–—]\s+)?|[.):]?\t)(\S.*)$",
    re.IGNORECASE,
)
ALONE = re.compile(r"^(?:kapitel|avsnitt|del)\s+(\d{1,2})[.:]?$", re.IGNORECASE)
MAX_TITLE = 110
MAX_DEEP = 160  # three numbers before a line are no accident, however long it is


@dataclass(frozen=True)
class Candidate:
    """A line that begins with a section number."""

    place: int
    number: tuple[int, ...]
    title: str


@dataclass(frozen=True)
class Ahead:
    """What comes after each candidate; looked up once, so that a long file stays quick."""

    section: list[int | None]
    same: list[int | None]


def find_headings(lines: list[Line]) -> list[Item]:
    """The lines with their headings recognised; a heading over two lines is one."""
    styled = any(line.level for line in lines)
    levels = with_bold(lines, _styled_levels(lines) if styled else _numbered_levels(lines))
    levels = levels if styled else with_recurring(lines, levels)
    found: list[Item] = []
    place = 0
    while place < len(lines):
        if place not in levels:
            found.append(lines[place])
            place += 1
            continue
        height = 1 if styled or lines[place].weight else _height(lines, place, levels)
        text = lines[place].text
        for more in lines[place + 1 : place + height]:
            text = glue(text, more.text)
        match = NUMBERED.match(text)
        title = match.group(2) if match else text
        number = tuple(int(part) for part in match.group(1).split(".")) if match else ()
        found.append(Head(title, (lines[place].number, lines[place + height - 1].number), levels[place], number))
        place += height
    return found


def _styled_levels(lines: list[Line]) -> dict[int, int]:
    given = {i: line.level for i, line in enumerate(lines) if line.level}
    counts = Counter(given.values())
    top = min(counts)
    # A single highest heading that opens the file is the document's title, not a chapter.
    first = min(given)
    if counts[top] == 1 and len(counts) > 1 and given[first] == top and len(given) > 2:
        del given[first]
    ranks = {level: rank for rank, level in enumerate(sorted(set(given.values())), start=1)}
    return {i: ranks[level] for i, level in given.items()}


def _numbered_levels(lines: list[Line]) -> dict[int, int]:
    """The line places that hold a numbered heading, with its level."""
    candidates = [c for i in range(len(lines)) if (c := _candidate(lines, i))]
    found: dict[int, int] = {}
    ahead = _look_ahead(candidates)
    current: int | None = None
    seen: set[int] = set()
    for index, candidate in enumerate(candidates):
        major = candidate.number[0]
        if len(candidate.number) > 1:
            if current is None or major == current or major not in seen:
                current = major
                seen.add(major)
                found[candidate.place] = len(candidate.number)
        elif major not in seen and _is_chapter(candidates, index, current, ahead, len(lines) - 1):
            current = major
            seen.add(major)
            found[candidate.place] = 1
    return found


def _candidate(lines: list[Line], place: int) -> Candidate | None:
    line = lines[place]
    alone = ALONE.match(line.text)
    if alone and place + 1 < len(lines) and _is_title(lines[place + 1].text):
        return Candidate(place, (int(alone.group(1)),), lines[place + 1].text)
    match = None if line.bullet else NUMBERED.match(line.text)
    if not match or len(line.text) > (MAX_TITLE if match.group(1).count(".") < 2 else MAX_DEEP):
        return None
    title = match.group(2)
    # With three numbers before it a line is a heading, even one that closes with a full stop.
    deep = match.group(1).count(".") >= 2 and title.endswith(".")
    if not _is_title(title[:-1] if deep else title):
        return None
    number = tuple(int(part) for part in match.group(1).split("."))
    before = lines[place - 1].text if place else ""
    # "fler än / 12 Stockholmare": a sentence runs on into the number.
    if len(number) == 1 and before and hangs(before) and not ends_sentence(before) and not lines[place].new_page:
        return None
    return Candidate(place, number, title)


def _is_title(text: str) -> bool:
    return (starts_high(text) or text[:1].isdigit()) and not text.endswith((".", ",", ";", ":"))


def _is_chapter(candidates: list[Candidate], index: int, current: int | None, ahead: Ahead, last: int) -> bool:
    candidate = candidates[index]
    number = candidate.number[0]
    below, again = ahead.section[index], ahead.same[index]
    # Its own section comes next, before any other line that claims the same number.
    if below is not None and candidates[below].number[0] == number and again == below:
        return True
    # Without sections of its own a chapter must be next in the row, and no later line its better claimant.
    start = 0 if current is None else current
    if again is not None or number not in range(start + 1, start + 4):
        return False
    following = candidates[index + 1] if index + 1 < len(candidates) else None
    row = following is not None and following.place == candidate.place + 1 and len(following.number) == 1
    return not row and candidate.place < last


def _look_ahead(candidates: list[Candidate]) -> Ahead:
    """For each candidate the next section number, and the next number of the same chapter, by index."""
    section: list[int | None] = []
    same: list[int | None] = []
    below: int | None = None
    latest: dict[int, int] = {}
    for index in range(len(candidates) - 1, -1, -1):
        number = candidates[index].number
        section.append(below)
        same.append(latest.get(number[0]))
        latest[number[0]] = index
        below = index if len(number) > 1 else below
    return Ahead(section[::-1], same[::-1])


def _height(lines: list[Line], place: int, levels: dict[int, int]) -> int:
    """How many lines the heading stands on."""
    height = 2 if ALONE.match(lines[place].text) else 1
    while height < 3 and place + height < len(lines) and place + height not in levels:
        last, following = lines[place + height - 1].text, lines[place + height]
        wrapped = last.endswith("-") or (
            (len(last) >= 30 or hangs(last))
            and following.text[:1].islower()
            and len(following.text) <= 60
            and not following.text.endswith((".", ",", ":", ";", "-"))
            and _opens_new(lines, place + height + 1)
        )
        if not wrapped or following.bullet:
            break
        height += 1
    return height


def _opens_new(lines: list[Line], place: int) -> bool:
    # After a whole heading comes a new sentence or another heading, not the rest of one.
    return place >= len(lines) or not lines[place].text[:1].islower()
