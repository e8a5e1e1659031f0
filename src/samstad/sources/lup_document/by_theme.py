"""Documents where each board is a chapter, each theme a section of it, and goals and measures stand under the theme."""

from __future__ import annotations

from dataclasses import dataclass, field

from .chapters import Chapter, Role, Section, role_by_words
from .lines import Head, Item
from .names import name_key


@dataclass
class ThemedBoard:
    """A board's chapter sorted by what it says; `labels` are the headings that only say which kind of text follows."""

    chapter: Chapter
    bodies: dict[Role, list[Item]] = field(default_factory=dict)
    labels: list[tuple[Head, Role]] = field(default_factory=list)

    def add(self, role: Role, items: list[Item]) -> None:
        """Puts the items last among those of the role."""
        self.bodies.setdefault(role, []).extend(items)


def themed_boards(chapters: list[Chapter]) -> list[ThemedBoard]:
    """The boards of a document that is built so, in order; none where it is built otherwise."""
    built = [chapter for chapter in chapters if chapter.head and any(map(_is_theme, chapter.sections))]
    labels = [{name_key(head.title) for head, _ in _labelled(s)} for c in built for s in c.sections if _is_theme(s)]
    # The same two labels under every theme are no accident; a single theme proves nothing.
    if len(built) < 2 or len(labels) < 2 or len(set.intersection(*labels)) < 2:
        return []
    return [_sorted(chapter) for chapter in built]


def _is_theme(section: Section) -> bool:
    roles = {role for _, role in _labelled(section)}
    return {"thematic", "measures"} <= roles and role_by_words(section.title) is None


def _labelled(section: Section) -> list[tuple[Head, Role]]:
    heads = [item for item in section.body if isinstance(item, Head)]
    return [(head, role) for head in heads if (role := role_by_words(head.title))]


def _sorted(chapter: Chapter) -> ThemedBoard:
    found = ThemedBoard(chapter)
    found.add("thematic", list(chapter.body))
    for section in chapter.sections:
        role = None if _is_theme(section) else role_by_words(section.title)
        head: list[Item] = [section.head] if section.head else []
        if role:
            found.add(role, [*head, *section.body] if role in {"thematic", "measures"} else section.body)
            found.labels += [(section.head, role)] if section.head else []
        else:
            _sort_theme(section, head, found)
    return found


def _sort_theme(section: Section, head: list[Item], found: ThemedBoard) -> None:
    """Each text of a theme to its role, under the theme's own heading."""
    labels = dict(_labelled(section))
    role: Role = "thematic"
    opened: set[Role] = set()
    for item in section.body:
        if isinstance(item, Head) and item in labels:
            role = labels[item]
            found.labels.append((item, role))
            continue
        if role not in opened:
            found.add(role, head)
            opened.add(role)
        found.add(role, [item])
    if "thematic" not in opened:
        found.add("thematic", head)
