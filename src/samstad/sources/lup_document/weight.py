"""Headings that are only set in bold, for Word files whose writers use no styles."""

from __future__ import annotations

from .lines import Line, ends_sentence, starts_high

MAX_BOLD = 130
DEEPEST = 3


def with_bold(lines: list[Line], levels: dict[int, int]) -> dict[int, int]:
    """The levels, with those of bold paragraphs added below the headings known, or by size where none is known.

    Where size tells nothing either, bold headings get no level here: what recurs tells them apart.
    """
    bold = [i for i, line in enumerate(lines) if i not in levels and may_be_heading(line)]
    if not bold or len(bold) > 0.5 * len(lines):
        return levels
    if levels:
        lowest = max(levels.values())
        # Under chapters, boards and themes a bold word is an emphasis.
        return levels if lowest >= DEEPEST else {**levels, **dict.fromkeys(bold, lowest + 1)}
    sizes = sorted({lines[i].weight for i in bold}, reverse=True)
    if len(sizes) < 2:
        return levels
    first = bold[0]
    # One largest line that opens the document is its title.
    if sum(lines[i].weight == sizes[0] for i in bold) == 1 and lines[first].weight == sizes[0] and len(sizes) > 2:
        bold, sizes = bold[1:], sizes[1:]
    return {i: sizes.index(lines[i].weight) + 1 for i in bold}


def may_be_heading(line: Line) -> bool:
    """Whether the line is a paragraph that is bold throughout and reads as a heading does."""
    if not line.weight or line.bullet or line.contents or len(line.text) > MAX_BOLD:
        return False
    whole = not ends_sentence(line.text) or len(line.text) <= 60
    return whole and starts_high(line.text) and not line.text.endswith((",", ":", ";"))
