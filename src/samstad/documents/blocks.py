"""A document as frozen blocks, without any idea of how it will look.

Reports compose a ``Document``; the renderers beside this file turn the same blocks into HTML, Word, PDF and
sheets. Everything is a tuple or a plain value, so that a document can be hashed, compared and stored as JSON.
"""

import math
import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["sv", "en"]
Status = Literal["full", "partly", "not", "unknown"]
Level = Literal[1, 2, 3, 4]
ParagraphStyle = Literal["normal", "lead", "note", "quote"]
ColumnKind = Literal["text", "number", "status", "date"]
CalloutKind = Literal["note", "gap", "warning"]
KeyValueStyle = Literal["facts", "figures"]
SeriesKind = Literal["main", "compare", "target"]
MOST_LIMITS = 4
_PATH = re.compile(r"[MLlz0-9 -]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the document, level 1 being just below the title; ``anchor`` makes it linkable."""

    level: Level
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; ``href`` makes it a link (``#anchor`` points inside the document)."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; a line break in it is kept. ``runs``, when there are any, are shown in place of ``text``."""

    text: str = ""
    style: ParagraphStyle = "normal"
    runs: tuple[Run, ...] = ()

    @property
    def parts(self) -> tuple[Run, ...]:
        """The runs to show: the given ones, or ``text`` as a single run."""
        return self.runs or (Run(self.text),)


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of short texts, numbered from 1 when ``ordered``."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``width`` is its share of the table's width against the others (2 is twice 1)."""

    key: str
    title: str
    kind: ColumnKind = "text"
    width: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.width < math.inf:
            raise ValueError(f"column {self.key!r}: width must be above 0")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text`` is what people read; ``number`` is what sheets calculate with.

    Without ``text`` the number, or the word of the status, is written out in the document's language.
    """

    text: str = ""
    number: float | None = None
    href: str | None = None
    status: Status | None = None

    def __post_init__(self) -> None:
        if self.number is not None and not math.isfinite(self.number):
            raise ValueError("a cell's number must be finite; use None for a missing value")


@dataclass(frozen=True, slots=True)
class Table:
    """A real table: every row has one cell per column. ``empty`` is the sentence shown without rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""
    empty: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table needs at least one column")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"table {self.caption!r}: every row needs {len(self.columns)} cells")


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Pairs of label and text: ``facts`` as a quiet list, ``figures`` as large numbers side by side."""

    pairs: tuple[tuple[str, str], ...]
    style: KeyValueStyle = "facts"


@dataclass(frozen=True, slots=True)
class Callout:
    """A sentence set apart: something to note, a gap (what is missing) or a warning."""

    kind: CalloutKind
    text: str


@dataclass(frozen=True, slots=True)
class ThreadNode:
    """A knot on the red thread. ``present``: the one we are at; ``missing``: the thread is broken here."""

    label: str
    text: str
    present: bool = False
    missing: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """The red thread from vision to measure, drawn as a thin red line with rings."""

    nodes: tuple[ThreadNode, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a period ``x`` such as "2017" or "T1 2017"; ``y`` None is a gap; low-high is uncertainty."""

    x: str
    y: float | None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if any(value is not None and not math.isfinite(value) for value in (self.y, self.low, self.high)):
            raise ValueError("a point's values must be finite; use None for a missing value")


@dataclass(frozen=True, slots=True)
class Series:
    """A line: ``main`` is drawn in ink, ``compare`` and ``target`` are quieter."""

    name: str
    points: tuple[Point, ...]
    kind: SeriesKind = "main"


@dataclass(frozen=True, slots=True)
class Break:
    """From this period on figures are not comparable with the earlier ones; ``text`` says why."""

    x: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line chart whose ``title`` says the finding and whose ``alt`` says what is seen.

    ``twin`` shows the same numbers as a table with it. No line is drawn over one of the ``breaks``: a short upright
    rule stands there, and the table says why.
    """

    title: str
    series: tuple[Series, ...]
    unit: str
    alt: str
    note: str = ""
    twin: bool = True
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area of a map: ``path`` is its outline in the units of the map, ``value`` None where there is no figure.

    ``text`` is what the table says in place of a missing figure. ``label`` stands on the map with its middle ``at``.
    """

    name: str
    path: str
    value: float | None
    text: str = ""
    label: str = ""
    at: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not _PATH.fullmatch(self.path):
            raise ValueError("a path has only moves, steps and whole numbers")
        if any(not math.isfinite(number) for number in (self.value or 0, *(self.at or ()))):
            raise ValueError("an area's numbers must be finite; use None for a missing value")


@dataclass(frozen=True, slots=True)
class MapChart:
    """A map in five shades whose ``title`` says the finding and whose ``alt`` says what is seen.

    ``limits`` are where a new shade begins, lowest first; without them each shade gets as many areas as another.
    ``twin`` shows the same figures as a table with it.
    """

    title: str
    areas: tuple[MapArea, ...]
    width: int
    height: int
    unit: str
    alt: str
    note: str = ""
    twin: bool = True
    limits: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1:
            raise ValueError("a map needs a width and a height")
        if len(self.limits) > MOST_LIMITS or list(self.limits) != sorted(set(self.limits)):
            raise ValueError(f"a map has at most {MOST_LIMITS} limits, each above the one before")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page in print; nothing on screen."""


Chart = LineChart | MapChart
Block = (
    Heading | Paragraph | BulletList | Table | KeyValues | Callout | ThreadLine | LineChart | MapChart | PageBreak
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``date`` is shown as given; ``stamps`` stand on page one and in the running header;
    ``meta`` is the front matter as (label, text), such as registration number and meeting date."""

    title: str
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    language: Language = "sv"
    date: str | None = None
    stamps: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
