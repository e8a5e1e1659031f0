"""How the text is set: its width, its line spacing, and where a paragraph therefore ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line, ends_sentence, hangs, starts_high, starts_low

ROOM = 0.82  # letters differ in width: a line is short only if the next word would fit well within


@dataclass(frozen=True)
class Layout:
    """The usual step between lines, and the usual length of a full line."""

    step: int
    width: int
    common: frozenset[str] = frozenset()  # words that stand with a small letter somewhere, so no names

    def ended_early(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line would have fitted on this one."""
        if line.hard:
            return True
        word = following.text.split(maxsplit=1)[0]
        return len(line.text) + 1 + len(word) <= ROOM * self.width

    def new_sentence(self, following: Line) -> bool:
        """Whether the line begins with a word that has a capital only because a sentence begins there."""
        word = following.text.lstrip("\"”“»’'(").split(maxsplit=1)[0].rstrip(",.:;")
        return word[:1].isupper() and word.casefold() in self.common

    def gap(self, line: Line) -> bool:
        """Whether more room than usual stands before the line."""
        return line.gap > self.step

    def breaks(self, line: Line, following: Line) -> bool:
        """Whether a paragraph ends between the two lines."""
        if following.bullet:
            return True
        if starts_low(following.text) and not ends_sentence(line.text):
            return False
        if line.hard:
            return True
        if hangs(line.text):
            return False
        return self.gap(following) or (starts_high(following.text) and self._ended(line, following))

    def _ended(self, line: Line, following: Line) -> bool:
        # After a full stop the sentences part anyway, and a quotation may still be open.
        return self.ended_early(line, following) or (not ends_sentence(line.text) and self.new_sentence(following))


def layout_of(lines: list[Line]) -> Layout:
    """The layout that most of the lines show."""
    # The room before a line that goes on with a sentence is the room between lines, and says nothing of paragraphs.
    running = sorted(line.gap for line in lines[1:] if line.gap and starts_low(line.text))
    step = running[len(running) // 2] if running and len(running) >= 0.15 * len(lines) else 1
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    return Layout(step, width, _common_words(lines))


def _common_words(lines: list[Line]) -> frozenset[str]:
    words = [word.strip('"”“()') for line in lines for word in line.text.split()[1:]]
    small = {word.rstrip(",.:;") for word in words if word[:1].islower()}
    # "Farsta" may be found as "farsta" in an address; what mostly has a capital inside a line is a name.
    inside = Counter(
        after.rstrip(",.:;")
        for line in lines
        for before, after in pairwise(line.text.split())
        if before[-1] not in ".!?:”"
    )
    return frozenset(word for word in small if inside[word] > inside[word[:1].upper() + word[1:]])


def paragraphs(lines: list[Line], layout: Layout) -> list[list[Line]]:
    """The lines in paragraphs; a bullet with its continuation is one."""
    found: list[list[Line]] = []
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        if before is None or layout.breaks(before, line):
            found.append([line])
        else:
            found[-1].append(line)
    return found
