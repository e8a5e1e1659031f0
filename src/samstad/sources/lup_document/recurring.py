"""Chapters and boards without numbers: a board's name comes again in chapter after chapter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from .chapters import role_by_words
from .lines import Line, ends_sentence, hangs, starts_high
from .names import board_key
from .weight import may_be_heading

MAX_NAME = 90
REACH = 15  # a chapter may open with so many lines of its own before the first board


@dataclass
class Stretch:
    """A chapter: where its heading stands, and the recurring names in it with their first places."""

    place: int
    names: dict[str, int]


def with_recurring(lines: list[Line], levels: dict[int, int]) -> dict[int, int]:
    """The levels, with chapters (1) and boards (2) added where the document numbers no board.

    Nothing is added unless at least two names come again in at least two chapters.
    """
    if any(level > 1 for level in levels.values()):
        return levels
    keys = {i: board_key(line.text) for i, line in enumerate(lines) if i not in levels and _may_be_name(lines, i)}
    heads = sorted(levels) or _chapter_places(lines, keys)
    if not heads:
        return levels
    boards = _boards(_stretches(heads, keys, len(lines)), lines)
    heads = heads if levels else _beginning_anew(heads, keys, boards)
    stretches = _stretches(heads, keys, len(lines))
    places = {place for one in stretches for key, place in one.names.items() if key in boards}
    if len(boards) < 2 or len(places) < 2 * len(boards) - 1:
        return levels
    bold = {i: 3 for i, line in enumerate(lines) if i > heads[0] and may_be_heading(line)}
    return {**bold, **levels, **dict.fromkeys(heads, 1), **dict.fromkeys(places, 2)}


def _may_be_name(lines: list[Line], place: int) -> bool:
    line = lines[place]
    if line.bullet or line.contents or len(line.text) > MAX_NAME or not starts_high(line.text):
        return False
    if ends_sentence(line.text) or line.text.endswith((",", ":", ";", "-")) or hangs(line.text):
        return False
    before = lines[place - 1].text if place else "."
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    return not after[:1].islower() and (line.bullet or not hangs(before))


def _chapter_places(lines: list[Line], keys: dict[int, str]) -> list[int]:
    """The lines whose words name a role, which come once, and soon after which a recurring name comes."""
    counts = Counter(keys.values())
    found: list[int] = []
    for place, key in keys.items():
        if counts[key] > 1 or role_by_words(lines[place].text) is None:
            continue
        near = [i for i in range(place + 1, min(place + 1 + REACH, len(lines))) if counts[keys.get(i, "")] > 1]
        if near and (near[0] == place + 1 or not _inside_chapter(found, place, keys, counts)):
            found.append(place)
    return found


def _inside_chapter(found: list[int], place: int, keys: dict[int, str], counts: Counter[str]) -> bool:
    """Whether the line stands directly under a board, as one of its themes does."""
    before = place - 1
    return bool(found) and counts[keys.get(before, "")] > 1


def _beginning_anew(heads: list[int], keys: dict[int, str], boards: set[str]) -> list[int]:
    """The headings after which boards come that the chapter before has had: there the row of boards begins anew."""
    found: list[int] = []
    for head in heads:
        following = next((key for place, key in keys.items() if place > head and key in boards), None)
        passed = {key for place, key in keys.items() if found and found[-1] < place < head}
        if not found or following in passed:
            found.append(head)
    return found


def _stretches(heads: list[int], keys: dict[int, str], end: int) -> list[Stretch]:
    parts = [
        Stretch(head, _first_places({i: key for i, key in keys.items() if head < i < until}))
        for head, until in zip(heads, [*heads[1:], end], strict=True)
    ]
    counts = Counter(key for part in parts for key in part.names)
    return [Stretch(part.place, {k: i for k, i in part.names.items() if counts[k] > 1}) for part in parts]


def _first_places(keys: dict[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, key in keys.items():
        found.setdefault(key, place)
    return found


def _boards(stretches: list[Stretch], lines: list[Line]) -> set[str]:
    """The recurring names that are boards, and not the themes that recur under them."""
    partners = [one for one in stretches if role_by_words(lines[one.place].text) == "partners"]
    if partners and len(partners[0].names) > 1:
        # In the chapter of partners no themes are named.
        return set(partners[0].names)
    found: set[str] = set()
    for one in stretches:
        ordered = sorted(one.names.items(), key=lambda pair: pair[1])
        found |= {key for key, _ in ordered[:1]}
        # A board's name with a theme directly under it.
        found |= {a[0] for a, b in pairwise(ordered) if b[1] == a[1] + 1}
    return found
