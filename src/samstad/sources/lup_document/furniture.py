"""Page headers, page numbers and tables of contents: lines of the page, not of the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from .lines import Line, ends_sentence, hangs, starts_high, starts_low

PAGE = re.compile(r"^(?:sid(?:a|an|or)?\.?|page|s\.)\s*\d{1,4}(?:\s*(?:\(\s*\d{1,4}\s*\)|/|av|of)\s*\d{0,4})?$", re.I)
COUNT = re.compile(
    r"^[-–]?\s*\d{1,4}\s*(?:\(\s*\d{1,4}\s*\)|(?:/|av)\s*\d{1,4})\s*[-–]?$|^[-–]\s*\d{1,4}\s*[-–]$", re.I
)
BARE = re.compile(r"^\d{1,3}$")
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…+\s*\d{1,3}$")
SECTION_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+\S")
MAX_HEADER = 70
FEW_PAGES = 4  # in a document of more pages than this a header is printed more than once


def split_furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the running text, and the lines that belong to pages."""
    marks = _page_marks(lines) | _contents(lines)
    taken = marks | _running_headers(lines, marks)
    kept: list[Line] = []
    for place, line in enumerate(lines):
        if place in taken:
            continue
        # Where a header stood between, the room before a line says nothing.
        broken = place > 0 and (place - 1) in taken
        kept.append(replace(line, gap=0) if broken else line)
    return kept, [lines[place] for place in sorted(taken)]


def _page_marks(lines: list[Line]) -> set[int]:
    found = {i for i, line in enumerate(lines) if PAGE.match(line.text) or COUNT.match(line.text)}
    bare = [i for i, line in enumerate(lines) if BARE.match(line.text) and line.level is None]
    values = [int(lines[i].text) for i in bare]
    # A number alone on its line is a page number when such numbers count upwards.
    if len(values) >= 2 and all(0 < b - a <= 3 for a, b in pairwise(values)):
        found |= set(bare)
    return found


def _contents(lines: list[Line]) -> set[int]:
    found = {i for i, line in enumerate(lines) if line.contents or LEADERS.search(line.text)}
    first: dict[str, int] = {}
    for i, line in enumerate(lines):
        if not SECTION_NUMBER.match(line.text) or line.bullet:
            continue
        bare = re.sub(r"\s+\d{1,3}$", "", line.text).casefold()
        # The same numbered heading twice: the first is its row in the table of contents.
        if bare in first and "." not in line.text[-1]:
            found.add(first[bare])
        first[bare] = i
    if found:
        found |= {
            i
            for i, line in enumerate(lines)
            if re.match(r"^innehåll(?:sförteckning)?:?$", line.text, re.I) and i + 1 in found
        }
    return found


def header_key(text: str) -> str:
    """The text of a header with its numbers made alike."""
    return re.sub(r"\d+", "0", text).casefold()


def _running_headers(lines: list[Line], marks: set[int]) -> set[int]:
    keys = [header_key(line.text) for line in lines]
    totals = Counter(keys[3:])  # the title also stands on the first page
    marks = {i for i in marks if not lines[i].contents}
    found: set[int] = set()
    lengths = sorted(len(line.text) for line in lines)
    full = lengths[int(len(lengths) * 0.95)] if lengths else 0
    # Headers may be several lines high: each round looks at the neighbours of what is taken.
    for _ in range(6):
        taken = marks | found
        edge = {j for i in taken for j in (i - 1, i + 1)} - taken
        edge = {j for j in edge if 0 <= j < len(lines) and _may_be_header(lines[j])}
        near = Counter(keys[j] for j in edge)
        beside = Counter(keys[j] for j in edge if j - 1 in marks or j + 1 in marks)
        below = Counter(keys[j] for j in edge if j - 1 in taken)
        opening = Counter(keys[j] for j in edge if _opens_section(lines, j, taken))
        headers = {
            key
            for key, count in near.items()
            if _repeats(count, totals[key], len(marks))
            # A header keeps to its side of the page mark; a theme comes now before it, now after.
            and not 0.25 * count < below[key] < 0.75 * count
            # First under a section's heading now and again: that is a theme, unless it stands by every page mark.
            and (4 * opening[key] < count or beside[key] >= len(marks))
        }
        new = {j for j in edge if keys[j] in headers or _stands_apart(lines, j)}
        # A header printed once shows itself only by standing inside a sentence; repetition is asked first.
        if not new and len(marks) < FEW_PAGES:
            new = {j for j in edge if len(lines[j].text) <= 0.65 * full and _splits_sentence(lines, j, taken)}
        if not new:
            break
        found |= new
    return found | _interrupting(lines, keys, totals, marks | found)


def _opens_section(lines: list[Line], place: int, taken: set[int]) -> bool:
    """Whether the line comes first under a numbered heading, as a theme does, the page's lines aside."""
    before = place - 1
    while before in taken:
        before -= 1
    # Only a heading of a section can be meant: a header follows a chapter's heading as easily as any line.
    return before >= 0 and bool(re.match(r"^\d{1,2}\.\d", lines[before].text))


def _repeats(near: int, total: int, pages: int) -> bool:
    """Whether a line stands by so many page marks that it belongs to the pages."""
    # A theme may by chance open two pages; a header stands on every page, or on every other.
    if near < 2 or near < 0.8 * total:
        return False
    return near >= 0.6 * pages or (pages >= 8 and near >= 0.4 * pages)


def _may_be_header(line: Line) -> bool:
    short = len(line.text) <= MAX_HEADER and not line.bullet and line.level is None
    return short and not SECTION_NUMBER.match(line.text) and not line.text.endswith((",", ";", ":", "-", "."))


def _stands_apart(lines: list[Line], place: int) -> bool:
    """Whether clearly more room than anywhere near stands before and after the line."""
    after = lines[place + 1].gap if place + 1 < len(lines) else 99
    return lines[place].gap >= 4 and after >= 4


def _splits_sentence(lines: list[Line], place: int, taken: set[int]) -> bool:
    """Whether the sentence before the page's lines goes on after them, so that this line is theirs."""
    low, high = place, place
    while low - 1 in taken:
        low -= 1
    while high + 1 in taken:
        high += 1
    if low == 0 or high + 1 >= len(lines) or low == high:
        return False
    before, after = lines[low - 1].text, lines[high + 1].text
    text = lines[place].text
    if not starts_high(text) or len(before) < 25 or SECTION_NUMBER.match(before) or re.search(r"[.!?] [A-ZÅÄÖ]", text):
        return False
    return (starts_low(after) and not ends_sentence(before)) and not after[:1].isdigit()


def _interrupting(lines: list[Line], keys: list[str], totals: Counter[str], taken: set[int]) -> set[int]:
    """Lines without a page number that come again and again, more than once inside a sentence."""
    found: set[int] = set()
    for key, total in totals.items():
        if total < 2 or not key:
            continue
        places = [i for i, other in enumerate(keys) if other == key and i not in taken]
        if not places or not all(_may_be_header(lines[i]) and starts_high(lines[i].text) for i in places):
            continue
        if total >= 3 and all(lines[i].new_page for i in places):
            found |= set(places)
        cut = [i for i in places if _cuts(lines, i)]
        following = {keys[i + 1] for i in cut}
        if len(cut) >= 2 and len(following) == len(cut):
            found |= {i for i in places if i in cut or total >= 3}
    return found


def _cuts(lines: list[Line], place: int) -> bool:
    if place == 0 or place + 1 >= len(lines) or lines[place + 1].bullet or lines[place - 1].level is not None:
        return False
    before, after = lines[place - 1].text, lines[place + 1].text
    return hangs(before) and starts_low(after) and not SECTION_NUMBER.match(after)
