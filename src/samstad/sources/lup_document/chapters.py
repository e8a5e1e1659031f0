"""Chapters with their sections, and what each chapter is for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from .lines import Head, Item, Line

Role = Literal["thematic", "measures", "partners", "activities"]
ROLES: tuple[Role, ...] = ("thematic", "measures", "partners", "activities")

WORDS: dict[Role, tuple[tuple[str, int], ...]] = {
    "activities": ((r"aktivitet", 4), (r"årsplan", 3), (r"planera[dt]", 1), (r"förvaltningens (?:insats|bidrag)", 3)),
    "partners": (
        (r"part(?:ner|er)\b|partners|parter", 4),
        (r"samverka|samarbet|aktörer|medverkande", 3),
        (r"genomför", 2),
    ),
    "measures": ((r"åtgärd", 4), (r"insats", 3), (r"så (?:ska|gör) vi|arbetssätt", 2)),
    "thematic": (
        (r"tematisk|\btema\b|\bteman\b|temaområd", 4),
        (r"geografi", 4),
        (r"prioriteringar|(?:mål|fokus|utvecklings)områden|prioriterade områden|inriktning", 3),
        (r"\bmål\b|målbild|lokala mål", 2),
    ),
}
ANNOUNCED = re.compile(
    r"prioritera(?:de|t|r)\s+(?:\w+\s+)?(?:tema|teman|temaområden|områd\w*|fokusområden|målområden)\b"
    r"|utifrån .{0,40}\bteman?\b|inte ut något geografiskt",
    re.IGNORECASE,
)
COOPERATES = re.compile(r"\b(?:samverkar?|samarbetar?)\b[^.:]{0,40}\bmed\b|\bpartners?\b", re.IGNORECASE)


@dataclass
class Section:
    """A heading and everything under it."""

    head: Head | None
    body: list[Item] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading without number, or nothing."""
        return self.head.title if self.head else ""

    @property
    def lines(self) -> list[Line]:
        """The body without headings of its own."""
        return [item for item in self.body if isinstance(item, Line)]

    @property
    def text(self) -> str:
        """The body in one row, for looking for words in it."""
        return " ".join(line.text for line in self.lines)


@dataclass
class Chapter(Section):
    """A chapter: its own text, then its sections."""

    sections: list[Section] = field(default_factory=list)


def chapters_of(items: list[Item]) -> tuple[list[Line], list[Chapter]]:
    """The lines before the first heading, and the chapters."""
    front: list[Line] = []
    found: list[Chapter] = []
    for item in items:
        if isinstance(item, Line):
            if not found:
                front.append(item)
            else:
                _innermost(found[-1]).body.append(item)
        elif item.level == 1:
            found.append(Chapter(item))
        else:
            if not found or _belongs_elsewhere(found[-1], item):
                found.append(Chapter(None))
            _place(found[-1], item)
    return front, found


def lifted(items: list[Item], steps: int) -> list[Item]:
    """The items with every heading that many steps higher, for a document whose chapters stand under parts."""
    return [
        replace(item, level=max(item.level - steps, 1)) if steps and isinstance(item, Head) else item for item in items
    ]


def _belongs_elsewhere(chapter: Chapter, head: Head) -> bool:
    """Whether the section's number is of a chapter whose heading is missing."""
    last = chapter.sections[-1].head if chapter.sections else chapter.head
    return bool(head.number) and last is not None and last.number[:1] not in ((), head.number[:1])


def _innermost(chapter: Chapter) -> Section:
    return chapter.sections[-1] if chapter.sections else chapter


def _place(chapter: Chapter, head: Head) -> None:
    if head.level == 2:
        chapter.sections.append(Section(head))
    else:
        _innermost(chapter).body.append(head)


def word_scores(title: str) -> dict[Role, int]:
    """How strongly the words of a heading speak for each role."""
    return {
        role: sum(weight for pattern, weight in WORDS[role] if re.search(pattern, title.casefold())) for role in ROLES
    }


def role_by_words(title: str) -> Role | None:
    """The role that a heading's words name, if they name one."""
    scores = word_scores(title)
    best = max(ROLES, key=lambda role: scores[role])
    return best if scores[best] >= 2 else None


def assign_roles(chapters: list[Chapter]) -> list[Role | None]:
    """A role for each chapter, by the words of its heading and else by what its sections look like."""
    found: list[Role | None] = [role_by_words(chapter.title) for chapter in chapters]
    for place, chapter in enumerate(chapters):
        if found[place] is None:
            found[place] = _role_by_content(chapter, {role for role in found if role})
    return found


def _role_by_content(chapter: Chapter, claimed: set[Role]) -> Role | None:
    parts = chapter.sections or [chapter]
    announced = sum(bool(ANNOUNCED.search(part.text)) for part in parts)
    listing = sum(_is_listing(part.text) for part in parts)
    if 2 * announced >= len(parts):
        return "thematic"
    if 2 * listing >= len(parts) and "partners" not in claimed:
        return "partners"
    order: tuple[Role, ...] = ("thematic", "measures", "activities")
    return next((role for role in order if role not in claimed), None)


def _is_listing(text: str) -> bool:
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    return (bool(COOPERATES.search(text)) and text.count(",") >= 2) or (text.count(",") >= 3 and sentences <= 1)
