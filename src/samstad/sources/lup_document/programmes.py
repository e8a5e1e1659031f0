"""One board's programme, put together from its parts of every chapter."""

from __future__ import annotations

from .draft import Activity, Heading, Measure, Note, Outside, Programme, Theme
from .focus import focus_areas
from .goals import Goals, ThemeParts, read_goals
from .layout import Layout
from .lines import Head, Line
from .measures import heads_among, list_items, modality, themes_meant
from .names import board_key
from .partners import partners
from .sentences import statements
from .themes import Part, candidates, choose, split_by_heads, split_by_places
from .units import BoardParts, Unit


class Builder:
    """Gathers one programme; every line it is given ends up in it."""

    def __init__(self, board: BoardParts, layout: Layout) -> None:
        self.board = board
        self.layout = layout
        self.goals: Goals = read_goals(board, layout)
        self.headings: list[Heading] = []
        self.activities: list[Activity] = []

    def build(self, prioritised: set[str]) -> Programme:
        """The programme, after each chapter's part has been read."""
        for unit in self.board.units:
            if unit.head:
                self.headings.append(Heading("board", unit.head.title, unit.head.lines))
        for unit in self.board.of("measures"):
            self._measures(unit)
        for unit in self.board.of("activities"):
            self._activities(unit)
        lines = [line for unit in self.board.of("partners") for line in _lines(unit)]
        for unit in self.board.of("partners"):
            self.headings += [Heading("partners", i.title, i.lines) for i in unit.body if isinstance(i, Head)]
        return Programme(
            board=self.board.name,
            focus_areas=tuple(focus_areas(self.goals.intro_lines)),
            prioritised=board_key(self.board.name) in prioritised,
            themes=tuple(_freeze(theme) for theme in self.goals.themes),
            outside_themes=tuple(self.goals.outside),
            partners=tuple(partners(lines)),
            planned_activities=tuple(self.activities),
            intro=tuple(self.goals.intro),
            partner_text=tuple(Note(one.text, one.lines) for one in statements(lines, self.layout)),
            headings=tuple(sorted(self.headings, key=lambda heading: heading.lines)),
        )

    @property
    def names(self) -> list[str]:
        """The theme names known so far."""
        return [theme.name for theme in self.goals.themes]

    def _parts(self, unit: Unit, *, open_list: bool) -> list[tuple[Part, tuple[str, ...]]]:
        """The unit's parts, each with the themes its heading means."""
        if any(isinstance(item, Head) for item in unit.body):
            return [
                (part, themes_meant(part.head.title, self.names) if part.head else ())
                for part in split_by_heads(unit.body)
            ]
        lines = _lines(unit)
        if not self.names and not open_list:
            recurring = [line.text for other in self.board.of("activities") for line in _lines(other)]
            found = choose(candidates(lines, self.layout, recurring), None, enough=4)
            return [(part, ()) for part in split_by_places(lines, found)]
        matches = heads_among(lines, self.layout, self.names, listed=open_list)
        parts = split_by_places(lines, [match.found for match in matches])
        return list(zip(parts, [(), *(match.themes for match in matches)], strict=True))

    def _measures(self, unit: Unit) -> None:
        for part, themes in self._parts(unit, open_list=False):
            passages = statements(part.lines, self.layout)
            if part.head is None:
                self.goals.outside += [Outside(p.text, p.lines, "measure", modality(p.text)) for p in passages]
                continue
            theme = self._theme(part.head, themes)
            joined = themes if len(themes) > 1 else ()
            theme.measures += [Measure(p.text, p.lines, modality(p.text), joined) for p in passages]

    def _theme(self, head: Head, meant: tuple[str, ...]) -> ThemeParts:
        """The theme a heading means, the first where it joins several; a new one where it means none."""
        self.headings.append(Heading("theme", head.title, head.lines))
        found = [theme for theme in self.goals.themes if theme.name in meant]
        if not found:
            # No goal was read for it: its lines are those of its heading.
            found = [ThemeParts(head.title, "", head.lines)]
            self.goals.themes += found
        for theme in found:
            theme.print_also(head.title)
        return next((theme for theme in found if meant and theme.name == meant[0]), found[0])

    def _activities(self, unit: Unit) -> None:
        for part, meant in self._parts(unit, open_list=True):
            lines, name = part.lines, None
            if part.head:
                self.headings.append(Heading("theme", part.head.title, part.head.lines))
                name = meant[0] if meant else part.head.title
                for theme in self.goals.themes:
                    if theme.name in meant:
                        theme.print_also(part.head.title)
            elif _is_heading_of_list(lines):
                first = lines[0]
                self.headings.append(Heading("theme", first.text, (first.number, first.number)))
                lines, name = lines[1:], first.text
            self.activities += [Activity(name, row.text, row.lines) for row in list_items(lines, self.layout)]


def _is_heading_of_list(lines: list[Line]) -> bool:
    """Whether the first line is a heading that no theme matches: rows with bullets or full stops follow it."""
    if len(lines) < 2 or lines[0].bullet or lines[0].text.endswith((".", ",", "-")) or len(lines[0].text) > 80:
        return False
    return lines[1].text[:1].isupper() and all(line.bullet or not line.text[:1].isupper() for line in lines[1:])


def _freeze(theme: ThemeParts) -> Theme:
    return Theme(theme.name, theme.goal_text, theme.lines, tuple(theme.measures), tuple(theme.also))


def _lines(unit: Unit) -> list[Line]:
    return [item for item in unit.body if isinstance(item, Line)]
