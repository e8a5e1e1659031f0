"""Two texts set against each other word by word, and two changes of one text put together without losing a word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Where = Literal["both", "mine", "theirs"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stands in both texts, or in one of them only."""

    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The two changes in one text; `clashes` counts the places where both changed the same words and both stand."""

    text: str
    clashes: int


def tokens(text: str) -> list[str]:
    """The text as words, white space and signs; joined they are the text again."""
    return _TOKEN.findall(text)


def word_differences(mine: str, theirs: str) -> list[Piece]:
    """The two texts in one line of pieces: those of `mine` and "both" are mine, those of `theirs` and "both" theirs."""
    old, new = tokens(mine), tokens(theirs)
    pieces: list[Piece] = []
    for kind, a, b, c, d in _opcodes(old, new):
        if kind == "equal":
            pieces.append(Piece("both", "".join(old[a:b])))
            continue
        if a < b:
            pieces.append(Piece("mine", "".join(old[a:b])))
        if c < d:
            pieces.append(Piece("theirs", "".join(new[c:d])))
    return pieces


def merge(base: str | None, mine: str, theirs: str) -> Merged:
    """Both changes of `base`; where both changed the same place, theirs and then mine.

    Without a known base nothing is taken away: every word of either text stands in the result.
    """
    if mine in (theirs, base) or not mine:
        return Merged(theirs, 0)
    if theirs in ("", base):
        return Merged(mine, 0)
    return _union(mine, theirs) if base is None else _three_way(tokens(base), tokens(mine), tokens(theirs))


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _union(mine: str, theirs: str) -> Merged:
    old, new = tokens(theirs), tokens(mine)
    parts: list[str] = []
    clashes = 0
    for kind, a, b, c, d in _opcodes(old, new):
        if kind == "equal":
            parts.append("".join(old[a:b]))
            continue
        clashes += kind == "replace"
        parts.append(_apart("".join(old[a:b]), "".join(new[c:d])))
    return Merged("".join(parts), clashes)


def _three_way(base: list[str], mine: list[str], theirs: list[str]) -> Merged:
    """Between two places that neither has changed, the one who has changed it decides; if both have, both stand."""
    parts: list[str] = []
    clashes = 0
    at = m = t = 0
    for start, end, in_mine, in_theirs in _kept_by_both(base, mine, theirs):
        text, clash = _chosen(base[at:start], mine[m:in_mine], theirs[t:in_theirs])
        parts += [text, "".join(base[start:end])]
        clashes += clash
        at, m, t = end, in_mine + end - start, in_theirs + end - start
    text, clash = _chosen(base[at:], mine[m:], theirs[t:])
    return Merged("".join([*parts, text]), clashes + clash)


def _kept_by_both(base: list[str], mine: list[str], theirs: list[str]) -> list[tuple[int, int, int, int]]:
    """Stretches of the base that stand in both texts, as (start, end, start in mine, start in theirs)."""
    in_mine, in_theirs = _kept(base, mine), _kept(base, theirs)
    found: list[tuple[int, int, int, int]] = []
    for at in range(len(base)):
        if at not in in_mine or at not in in_theirs:
            continue
        last = found[-1] if found else None
        if last and last[1] == at and in_mine[at] == last[2] + at - last[0] and in_theirs[at] == last[3] + at - last[0]:
            found[-1] = (last[0], at + 1, last[2], last[3])
        else:
            found.append((at, at + 1, in_mine[at], in_theirs[at]))
    return found


def _kept(base: list[str], new: list[str]) -> dict[int, int]:
    matched = SequenceMatcher(None, base, new, autojunk=False).get_matching_blocks()
    return {a + step: b + step for a, b, size in matched for step in range(size)}


def _chosen(base: list[str], mine: list[str], theirs: list[str]) -> tuple[str, bool]:
    if mine in (base, theirs):
        return "".join(theirs), False
    if theirs == base:
        return "".join(mine), False
    return _apart("".join(theirs), "".join(mine)), bool(mine and theirs)


def _apart(first: str, second: str) -> str:
    """The two after one another, with room between where two words would otherwise become one."""
    if first and second and not first[-1].isspace() and not second[0].isspace():
        return f"{first} {second}"
    return first + second


def pulled_into(text: str, new: str, *, before: str = "") -> str:
    """The text with `new` in it: in the place of `before` where that still stands word for word, else at the end."""
    if before and before in text:
        return text.replace(before, new, 1)
    if same_words(new, text) or holds(text, new):
        return text
    return f"{text.rstrip()}\n\n{new}" if text.strip() else new


def holds(text: str, part: str) -> bool:
    """True when the part stands in the text word for word, however the lines are broken."""
    return _in_one_line(part) in _in_one_line(text)


def same_words(one: str, other: str) -> bool:
    return _in_one_line(one) == _in_one_line(other)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
