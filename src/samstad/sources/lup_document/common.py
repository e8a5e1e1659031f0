"""What concerns all boards: the background, and the committee's own part."""

from __future__ import annotations

import re
from collections import Counter

from .chapters import Section
from .draft import Common
from .layout import Layout, paragraphs
from .lines import Head, Line
from .names import KIND, board_key, name_key
from .sentences import Joined, join, running_text

KINDS = (
    ("working_methods", r"arbetssätt|arbetsform|metod"),
    ("follow_up", r"uppfölj|utvärder|återrapport"),
    ("responsibilities", r"ansvarsfördel|organisation|roller|ansvarig"),
    ("duties", r"uppgift|uppdrag|ansvar|åtagande"),
    ("purpose", r"\bmål\b|syfte|bakgrund|inledning|process"),
)
OWN_PART = re.compile(
    r"^(\w*(?:förvaltning|nämnd|styrelse|kontor|bolag)(?:en|et)?)s\s+(?:arbete|del|egna|uppdrag|bidrag)", re.I
)
PRIORITY = re.compile(r"priorit|utpeka|fokus", re.IGNORECASE)
YEAR = re.compile(r"\b(20[0-4]\d)\b")
KIND_WORD = re.compile(rf"\b{KIND}\b", re.IGNORECASE)
PLAN_YEAR = re.compile(
    r"\b(?:verksamhetsplan\w*|budget\w*|program\w*|plan\w*)\s+(?:för\s+)?(20[0-4]\d)\b", re.IGNORECASE
)


def common_of(section: Section, layout: Layout) -> Common | None:
    """The section as a common text, or nothing where it is empty of everything."""
    numbers = [n for item in section.body for n in _numbers(item)]
    if section.head:
        numbers += section.head.lines
    if not numbers:
        return None
    text = _text(section, layout)
    return Common(section.title, text, (min(numbers), max(numbers)), kind_of(section.title))


def _numbers(item: Line | Head) -> tuple[int, ...]:
    return item.lines if isinstance(item, Head) else (item.number,)


def _text(section: Section, layout: Layout) -> str:
    parts: list[str] = []
    run: list[Line] = []
    for item in section.body:
        if isinstance(item, Line):
            run.append(item)
            continue
        parts += [running_text(run, layout), item.title]
        run = []
    parts.append(running_text(run, layout))
    return "\n".join(part for part in parts if part)


def kind_of(heading: str) -> str | None:
    """What kind of common text the heading names."""
    return next((kind for kind, pattern in KINDS if re.search(pattern, heading.casefold())), None)


def committee_of(sections: list[Section]) -> str | None:
    """The committee or administration whose own part the document has."""
    for section in sections:
        match = OWN_PART.match(section.title)
        if match:
            return match.group(1)
    return None


def prioritised_boards(sections: list[Section], layout: Layout, names: list[str]) -> set[str]:
    """The keys of the boards that a common text lists as prioritised."""
    known = {board_key(name): name for name in names}
    found: set[str] = set()
    for section in sections:
        if not PRIORITY.search(section.text + section.title):
            continue
        rows = [join(group) for group in paragraphs(section.lines, layout)]
        listed = [key for row in rows if (key := board_key(row.text.rstrip(".,;"))) in known]
        found |= set(listed)
        for row in rows:
            found |= _in_sentence(row, known)
    return found


def _in_sentence(row: Joined, known: dict[str, str]) -> set[str]:
    for sentence in re.split(r"(?<=[.!?])\s+", row.text):
        inside = {key for key in known if key in name_key(sentence)}
        listed = sum(map(len, inside)) >= 0.6 * len(name_key(KIND_WORD.sub("", sentence)))
        if len(inside) >= 2 and (listed or PRIORITY.search(sentence)):
            return inside
    return set()


def year_of(title: str, text: str) -> int | None:
    """The year of the programmes, from the title or else from the plan they belong to."""
    match = YEAR.search(title)
    if match:
        return int(match.group(1))
    years = Counter(PLAN_YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None
