"""What is drafted from a programme document; nothing here is decided or stored."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Heading:
    """A heading as printed, without number."""

    kind: str  # chapter, board or theme
    text: str
    lines: Span


@dataclass(frozen=True)
class Measure:
    """One thing stated under a theme; `themes` where one heading joins several."""

    text: str
    lines: Span
    modality: str | None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """A theme as its own chapter names it; `also` holds the other ways it is printed."""

    name: str
    goal_text: str
    lines: Span
    measures: tuple[Measure, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outside:
    """A goal or measure that stands under no theme."""

    text: str
    lines: Span
    kind: str  # goal or measure
    modality: str | None


@dataclass(frozen=True)
class Activity:
    """A planned activity of the committee that wrote the document."""

    theme: str | None
    text: str
    lines: Span


@dataclass(frozen=True)
class Note:
    """A text that is kept as it stands."""

    text: str
    lines: Span


@dataclass(frozen=True)
class Programme:
    """One board's local development programme."""

    board: str
    focus_areas: tuple[str, ...]
    prioritised: bool
    themes: tuple[Theme, ...]
    outside_themes: tuple[Outside, ...]
    partners: tuple[str, ...]
    planned_activities: tuple[Activity, ...]
    intro: tuple[Note, ...]
    partner_text: tuple[Note, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Common:
    """A section that concerns all boards, or the committee's own part."""

    heading: str
    text: str
    lines: Span
    kind: str | None


@dataclass(frozen=True)
class Document:
    """Which file was read, and what it says of itself."""

    title: str
    file: str
    format: str
    lines: int
    year: int | None
    committee: str | None
    sha256: str


@dataclass(frozen=True)
class ProgrammeDraft:
    """All that was read: every non-blank line is either in `placed` or in `unplaced`."""

    document: Document
    programmes: tuple[Programme, ...]
    common: tuple[Common, ...]
    chapters: tuple[Heading, ...]
    unplaced: tuple[Note, ...]
    placed: frozenset[int]

    @property
    def placed_share(self) -> float:
        """Non-blank lines placed, of all; rounded downwards, so that 1.0 means every line."""
        left = len({note.lines[0] for note in self.unplaced})
        total = len(self.placed) + left
        return len(self.placed) * 10000 // total / 10000 if total else 0.0
