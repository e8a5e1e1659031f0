"""A page of a file before anybody knows what its rows mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Line = tuple[int, list[str]]
"""The row's number in the file, and its cells."""


@dataclass(frozen=True)
class Page:
    """`lines` reads the page from its beginning each time. `separator` stands between its cells, in a file of text.

    `hidden` are numbers of rows that the program does not show, filled as they are read.
    """

    name: str
    lines: Callable[[], Iterator[Line]]
    separator: str = ""
    concealed: bool = False
    hidden: list[int] | None = None
