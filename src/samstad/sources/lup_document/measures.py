"""Which theme a heading in another chapter means, and what is stated under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .layout import Layout
from .lines import Line, ends_sentence, hangs, starts_high, starts_low
from .names import best_match, joined_names, likeness, name_key, words
from .sentences import Passage, join
from .themes import VERBS, Found, candidates, closes, opens

MODALITIES = (
    ("åtar sig", r"\båta(?:r|git|tagit)?\s+(?:sig|att)\b|\båtar\s+\w+\s+sig\b"),
    ("planer finns", r"\bplaner\s+finns\b|\bfinns\s+(?:\w+\s+)?planer\b"),
    ("undersöka", r"\bundersök\w*\b|\butreda?\b"),
    ("vill", r"\bvill\b|\bönskar\b"),
    ("ska", r"\bska(?:ll)?\b"),
)
ENOUGH_FOR_NEW = 6


@dataclass(frozen=True)
class Match:
    """A heading among the lines with the themes it means; none where it is a theme of its own."""

    found: Found
    themes: tuple[str, ...]


def modality(text: str) -> str | None:
    """How binding the text is, by its verb."""
    return next((name for name, pattern in MODALITIES if re.search(pattern, text, re.IGNORECASE)), None)


def themes_meant(heading: str, names: list[str]) -> tuple[str, ...]:
    """The themes a heading means: one that is near, or several that it joins."""
    near = best_match(heading, names)
    if near and likeness(heading, near) >= 0.98:
        return (near,)
    return tuple(joined_names(heading, names)) or ((near,) if near else ())


def heads_among(lines: list[Line], layout: Layout, names: list[str], *, listed: bool = False) -> list[Match]:
    """The theme headings among a board's lines in another chapter than the thematic."""
    found: list[Match] = []
    place, current = 0, tuple[str, ...]()
    while place < len(lines):
        match = _match_at(lines, place, layout, names)
        # The line after a heading may say the theme over again: that is text.
        if match is None or match.themes == current:
            place += 1
            continue
        found.append(match)
        current = match.themes
        place += match.found.height
    # Short rows of a list look like headings: there only a theme's own name is one.
    extra = [] if listed else _left_over(lines, layout, names, found)
    return sorted(found + extra, key=lambda one: one.found.place)


def _match_at(lines: list[Line], place: int, layout: Layout, names: list[str]) -> Match | None:
    if lines[place].bullet or not starts_high(lines[place].text):
        return None
    free = opens(lines, place, layout)
    if not free and hangs(lines[place - 1].text):
        return None
    for height in (3, 2, 1):
        last = place + height - 1
        if last >= len(lines) or not closes(lines, last):
            continue
        if height > 1 and any(line.bullet or starts_high(line.text) for line in lines[place + 1 : last + 1]):
            continue
        name = join(lines[place : last + 1]).text
        themes = themes_meant(name, names)
        exact = len(themes) == 1 and name_key(name) == name_key(themes[0])
        if themes and (free or exact) and _printed_as_heading(name, themes):
            return Match(Found(place, height, name, 9), themes)
    return None


def _printed_as_heading(name: str, themes: tuple[str, ...]) -> bool:
    if len(themes) == 1 and name_key(name) == name_key(themes[0]):
        return not ends_sentence(name) or ends_sentence(themes[0])
    return not ends_sentence(name) and not name.endswith((",", ":", ";")) and not VERBS.search(name)


def _left_over(lines: list[Line], layout: Layout, names: list[str], found: list[Match]) -> list[Match]:
    """Lines set as headings, for themes that no heading has matched yet."""
    missing = [name for name in names if not any(name in match.themes for match in found)]
    taken = {match.found.place + step for match in found for step in range(match.found.height)}
    extra: list[Match] = []
    for one in candidates(lines, layout, []) if missing else []:
        if one.place in taken or one.score < ENOUGH_FOR_NEW - 2:
            continue
        if any(name_key(one.name) == name_key(name) for name in names):
            continue
        near = next((name for name in missing if _share_a_word(one.name, name)), None)
        if near:
            missing.remove(near)
            extra.append(Match(one, (near,)))
        elif one.score > ENOUGH_FOR_NEW and missing:
            extra.append(Match(one, ()))
    return extra


def _share_a_word(a: str, b: str) -> bool:
    return any(first[:6] == second[:6] for first in words(a) for second in words(b) if len(first) >= 4)


def list_items(lines: list[Line], layout: Layout) -> list[Passage]:
    """The rows of a list of activities, each with the lines it runs over."""
    spaced = layout.step == 1 and any(layout.gap(line) for line in lines[1:])
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, layout, spaced=spaced):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Passage(join(group).text, (group[0].number, group[-1].number)) for group in groups]


def _continues(before: Line, line: Line, layout: Layout, *, spaced: bool) -> bool:
    if line.bullet:
        return False
    if line.hard and ends_sentence(before.text):
        return False
    if starts_low(line.text) and not (spaced and layout.gap(line) and ends_sentence(before.text)):
        return True
    if before.hard:
        return False
    if hangs(before.text):
        return True
    return spaced and line.gap == layout.step
