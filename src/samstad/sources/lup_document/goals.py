"""A board's themes with their goals, from the thematic chapter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .draft import Measure, Note, Outside, Span
from .layout import Layout
from .lines import Head, Line, ends_sentence, starts_high
from .measures import modality
from .names import name_key
from .sentences import statements
from .themes import Part, announced_count, candidates, choose, listed_themes, split_by_heads, split_by_places
from .units import BoardParts, Unit

BEYOND = re.compile(
    r"^(?:Utöver|Förutom|Vid sidan av|Oavsett|Utanför)"
    r"\s+(?:\w+\s+){0,3}?(?:prioritering|tema|område|mål|detta|ovanstående)\w*",
    re.IGNORECASE,
)
AREAS_ONLY = re.compile(r"geografi|områden|stadsdelar", re.IGNORECASE)
THEMES_TOO = re.compile(r"tema|mål|fokus|utveckling", re.IGNORECASE)
INTRO = re.compile(r"priorit|\btema|\bteman|områd", re.IGNORECASE)


@dataclass
class ThemeParts:
    """A theme while it is being put together."""

    name: str
    goal_text: str
    lines: Span
    measures: list[Measure] = field(default_factory=list)
    also: list[str] = field(default_factory=list)

    def print_also(self, heading: str) -> None:
        """Keeps another way in which the theme is printed."""
        if heading != self.name and heading not in self.also:
            self.also.append(heading)


@dataclass
class Goals:
    """What the thematic chapter says of one board."""

    themes: list[ThemeParts] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    intro_lines: list[Line] = field(default_factory=list)
    intro: list[Note] = field(default_factory=list)


def read_goals(board: BoardParts, layout: Layout) -> Goals:
    """The themes, the introduction, and the goals that stand under no theme."""
    goals = Goals()
    for unit in board.of("thematic"):
        parts = _parts(unit, layout, _recurring(board, unit))
        _read_intro(parts[0].lines, goals, layout, alone=len(parts) == 1)
        for place, part in enumerate(parts[1:], start=2):
            _read_theme(part, goals, layout, last=place == len(parts))
    return goals


def _recurring(board: BoardParts, own: Unit) -> list[str]:
    """The rows of the board's other parts that may be headings."""
    found: list[str] = []
    for unit in board.units:
        if unit is own or unit.role == "partners":
            continue
        for item in unit.body:
            if isinstance(item, Head):
                found.append(item.title)
            elif not item.bullet and starts_high(item.text) and len(item.text) <= 90 and not ends_sentence(item.text):
                found.append(item.text)
    return found


def _parts(unit: Unit, layout: Layout, recurring: list[str]) -> list[Part]:
    if any(isinstance(item, Head) for item in unit.body):
        return split_by_heads(unit.body)
    lines = [item for item in unit.body if isinstance(item, Line)]
    found = candidates(lines, layout, recurring)
    if unit.head and AREAS_ONLY.search(unit.head.title) and not THEMES_TOO.search(unit.head.title):
        # "Prioriterade områden" on its own lists places, unless what it lists returns as headings.
        found = [one for one in found if one.score >= 5]
    chosen = choose(found, announced_count(lines)) or listed_themes(lines)
    return split_by_places(lines, chosen)


def _read_intro(lines: list[Line], goals: Goals, layout: Layout, *, alone: bool) -> None:
    goals.intro_lines += lines
    for passage in statements(lines, layout):
        how = modality(passage.text)
        if how and not alone and not INTRO.search(passage.text):
            goals.outside.append(Outside(passage.text, passage.lines, "goal", how))
        else:
            goals.intro.append(Note(passage.text, passage.lines))


def _read_theme(part: Part, goals: Goals, layout: Layout, *, last: bool) -> None:
    passages = statements(part.lines, layout)
    beyond = next((i for i, one in enumerate(passages) if BEYOND.match(one.text)), None) if last else None
    own = passages if beyond is None else passages[:beyond]
    for passage in [] if beyond is None else passages[beyond:]:
        goals.outside.append(Outside(passage.text, passage.lines, "goal", modality(passage.text)))
    if part.head is None:
        return
    end = max([part.head.lines[1], *(one.lines[1] for one in own)])
    known = next((theme for theme in goals.themes if name_key(theme.name) == name_key(part.head.title)), None)
    text = " ".join(one.text for one in own)
    if known:
        known.goal_text = f"{known.goal_text} {text}".strip()
        known.lines = (known.lines[0], end)
    else:
        goals.themes.append(ThemeParts(part.head.title, text, (part.head.lines[0], end)))
