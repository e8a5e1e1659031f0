"""Theme headings inside a board's text: by style or number, by recurrence, by the way they are set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from .layout import Layout
from .lines import Head, Item, Line, ends_sentence, hangs, starts_high
from .names import best_match, likeness
from .sentences import join

NUMBERS = {
    "ett": 1,
    "en": 1,
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
}
COUNT = re.compile(
    r"\b(ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d{1,2})\s+(?:\w+\s+){0,2}?(?:tema|teman|temaområden|fokusområden|målområden"
    r"|utvecklingsområden|prioriteringar)\b(?!\s+ska)",
    re.IGNORECASE,
)
VERBS = re.compile(
    r"\b(?:ska|skall|är|har|vill|kan|bör|behöver|måste|kommer|ges|finns|får|åtar|genomförs|arbetar|samverkar|prioriterar)\b",
    re.IGNORECASE,
)
ENOUGH = 3


@dataclass(frozen=True)
class Found:
    """A possible theme heading: where it begins, its height in lines, and how much speaks for it."""

    place: int
    height: int
    name: str
    score: int


@dataclass
class Part:
    """A theme's heading and the lines under it; without a heading, what stands before the first."""

    head: Head | None
    lines: list[Line] = field(default_factory=list)


def announced_count(lines: list[Line]) -> int | None:
    """How many themes the introduction says there are."""
    match = COUNT.search(join(lines).text) if lines else None
    if not match:
        return None
    word = match.group(1).casefold()
    return int(word) if word.isdigit() else NUMBERS[word]


def is_announcement(line: Line) -> bool:
    """Whether the line ends by announcing themes, so that the next is the first of them."""
    return bool(re.search(r"\b(?:tema|teman|temaområden|fokusområden|målområden|prioriteringar)\W*$", line.text, re.I))


def listed_themes(lines: list[Line]) -> list[Found]:
    """The themes of a list with bullets right after the words that announce them."""
    first = next((i for i, line in enumerate(lines) if i and line.bullet and is_announcement(lines[i - 1])), None)
    if first is None:
        return []
    rows = list(takewhile(lambda place: lines[place].bullet, range(first, len(lines))))
    whole = all(len(lines[place].text) <= 90 for place in rows)
    return [Found(place, 1, lines[place].text.rstrip(" .,;"), ENOUGH) for place in rows] if whole else []


def split_by_heads(items: list[Item]) -> list[Part]:
    """The parts under headings that the document itself marks."""
    found = [Part(None)]
    for item in items:
        if isinstance(item, Head):
            found.append(Part(item))
        else:
            found[-1].lines.append(item)
    return found


def split_by_places(lines: list[Line], heads: list[Found]) -> list[Part]:
    """The parts under headings found among the lines."""
    found = [Part(None)]
    starts = {head.place: head for head in heads}
    place = 0
    while place < len(lines):
        head = starts.get(place)
        if head is None:
            found[-1].lines.append(lines[place])
            place += 1
            continue
        last = lines[place + head.height - 1].number
        found.append(Part(Head(head.name, (lines[place].number, last), 3)))
        place += head.height
    return found


def candidates(lines: list[Line], layout: Layout, recurring: list[str]) -> list[Found]:
    """Every line, or pair of lines, that is set as a heading is."""
    found = []
    for place in range(len(lines)):
        for height in (1, 2):
            one = _candidate(lines, place, height, layout, recurring)
            if one:
                found.append(one)
                break
    return found


def opens(lines: list[Line], place: int, layout: Layout) -> bool:
    """Whether a heading may begin at the line: what stands before it is finished."""
    line = lines[place]
    if line.bullet or not starts_high(line.text):
        return False
    if place == 0:
        return True
    before = lines[place - 1]
    return (
        ends_sentence(before.text)
        or before.text.endswith(":")
        or is_announcement(before)
        or layout.breaks(before, line)
    )


def closes(lines: list[Line], last: int) -> bool:
    """Whether a heading may end at the line: what stands after it begins anew."""
    return last + 1 >= len(lines) or lines[last + 1].bullet or not lines[last + 1].text[:1].islower()


def _candidate(lines: list[Line], place: int, height: int, layout: Layout, recurring: list[str]) -> Found | None:
    last = place + height - 1
    if last >= len(lines) or lines[place].bullet or not starts_high(lines[place].text) or not closes(lines, last):
        return None
    if height == 2 and (lines[last].bullet or lines[last].gap > layout.step or starts_high(lines[last].text)):
        return None
    name = join(lines[place : last + 1]).text
    if name.endswith((",", ";", ":", "-")) or len(name) > 120 or is_announcement(lines[last]):
        return None
    match = best_match(name, recurring)
    exact = match is not None and likeness(name, match) == 1.0
    # The sentence before may lack its full stop; what another chapter repeats word for word is a heading still.
    if not opens(lines, place, layout) and not (exact and not hangs(lines[place - 1].text)):
        return None
    # A heading without text under it is believed only where another chapter repeats it.
    if (ends_sentence(name) and not exact) or (last + 1 >= len(lines) and not match):
        return None
    return Found(place, height, name, _score(lines, place, last, layout, name) + (5 if match else 0))


def _score(lines: list[Line], place: int, last: int, layout: Layout, name: str) -> int:
    line, following = lines[place], lines[last + 1] if last + 1 < len(lines) else None
    early = following is None or layout.ended_early(lines[last], following)
    anew = following is not None and layout.new_sentence(following)
    score = -2 if not (early or anew) else 2 + (early and anew)
    if place == 0 or ends_sentence(lines[place - 1].text) or is_announcement(lines[place - 1]):
        score += 1
    if place and is_announcement(lines[place - 1]):
        score += 2
    if layout.gap(line) and layout.step == 1 and place:
        score += 2 if len(name) <= 90 else 0
    if len(name) <= 60:
        score += 1
    if len(name) > 90:
        score -= 3
    if VERBS.search(name):
        score -= 3
    if last > place:
        score -= 1
    if line.hard and following and ends_sentence(following.text) and len(following.text) > len(name):
        score += 1
    return score


def choose(found: list[Found], announced: int | None, enough: int = ENOUGH) -> list[Found]:
    """The candidates that are headings, as many as were announced where that was said."""
    if announced is None:
        return [one for one in found if one.score >= enough]
    best = sorted((one for one in found if one.score >= 1), key=lambda one: -one.score)[:announced]
    return sorted(best, key=lambda one: one.place)
