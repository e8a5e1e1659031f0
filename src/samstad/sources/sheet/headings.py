"""Which row of a page is its heading: the one that the reader knows most of, on one line or two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Score = Callable[[Sequence[str]], int]
"""How many of the headings a reader knows."""
LOOKED_AT = 40
SURE = 2
"""Headings that must be known for a row below others to be taken for the heading."""


@dataclass(frozen=True)
class Heading:
    """`names` per column, empty where there is none; `first` and `last` are its rows in the file."""

    names: tuple[str, ...]
    first: int
    last: int
    score: int

    @property
    def rank(self) -> tuple[int, int]:
        """Better the more of it is known, then the fewer columns have the name of another."""
        named = [name for name in self.names if name]
        return self.score, len(set(named)) - len(named)


def find_heading(lines: Sequence[tuple[int, list[str]]], score: Score) -> Heading | None:
    """The heading among the first lines of a page; None for a page without cells."""
    rows = [(line, _named(cells)) for line, cells in lines if any(cell.strip() for cell in cells)]
    if not rows:
        return None
    best: Heading | None = None
    for at, (line, names) in enumerate(rows):
        options = [Heading(names, line, line, score(names))]
        if at + 1 < len(rows):
            below, under = rows[at + 1]
            options += [Heading(two, line, below, score(two)) for two in _on_two_lines(names, under)]
        for option in options:
            if best is None or option.rank > best.rank:
                best = option
    if best is not None and best.score >= SURE:
        return best
    line, names = next((row for row in rows if sum(map(bool, row[1])) > 1), rows[0])
    return Heading(names, line, line, score(names))


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _on_two_lines(over: Sequence[str], under: Sequence[str]) -> list[tuple[str, ...]]:
    """Both lines as one heading: as they stand, and with a cell above several reaching to the right over them."""
    width = max(len(over), len(under))
    upper, lower = ([*names, *[""] * (width - len(names))] for names in (over, under))
    reaching, last = [], ""
    for above, below in zip(upper, lower, strict=True):
        last = above or (last if below else "")
        reaching.append(last)
    return [
        tuple(f"{above} {below}".strip() for above, below in zip(row, lower, strict=True)) for row in (upper, reaching)
    ]
