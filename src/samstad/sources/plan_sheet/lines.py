"""The file as lines: each goal, indicator and activity once, and what it stands under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samstad.calculations.sorting import search_text
from samstad.domain.steering.models import GoalLevel
from samstad.sources.sheet import SMALL, open_sheet
from samstad.sources.plan_sheet.columns import PlanColumns, find_columns, level_names

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(?=\D)")
KINDS = {
    "indikator": "indicator",
    "nyckeltal": "indicator",
    "matt": "indicator",
    "aktivitet": "activity",
    "atgard": "activity",
    "uppdrag": "activity",
    "atagande": "activity",
}
"""What a typed row calls what is no goal, folded."""
FIELDS = ("unit", "own_target", "council_target", "periodicity", "start", "end")


@dataclass(frozen=True)
class PlanLine:
    """`kind` is goal, indicator, activity, or what the file calls something unknown.

    `under` are places among the lines: one at most for a goal, several for what stands under several goals. `row` is
    the row of the file that it first stands on; the fields are as they are written there.
    """

    row: int
    kind: str
    title: str
    level: str = ""
    number: str = ""
    under: tuple[int, ...] = ()
    unit: str = ""
    own_target: str = ""
    council_target: str = ""
    periodicity: str = ""
    start: str = ""
    end: str = ""


def read_plan(file: Path, levels: Sequence[GoalLevel]) -> tuple[PlanLine, ...]:
    """The lines in the order of the file. Raises `Refusal` for a file that cannot be read or has no goals in it.

    Two forms are read: a column for each level, where a cell that is empty or repeats the one above goes on with it;
    and a row for each thing with its kind and its name, which stands under the last goal of a higher level.
    """
    with open_sheet(file) as sheet:
        columns = find_columns(sheet.headings, levels)
        reader = _ByLevel(columns) if columns.levels else _ByKind(columns, levels)
        for row, cells in sheet.rows:
            reader.take(row, [" ".join(cell.split()) for cell in cells])
    return tuple(reader.lines)


class _Lines:
    """Lines as they are found: a goal once under each goal above it, everything else once."""

    def __init__(self, columns: PlanColumns) -> None:
        self.columns = columns
        self.lines: list[PlanLine] = []
        self._known: dict[tuple[str, str, str, tuple[int, ...]], int] = {}

    def cell(self, cells: list[str], role: str) -> str:
        place = self.columns.at.get(role)
        return "" if place is None else cells[place]

    def fields(self, cells: list[str], *names: str) -> dict[str, str]:
        return {name: self.cell(cells, name) for name in names}

    def add(self, line: PlanLine) -> int:
        key = (line.kind, line.level, search_text(line.title), line.under if line.kind == "goal" else ())
        if key not in self._known:
            self._known[key] = len(self.lines)
            self.lines.append(line)
        place = self._known[key]
        standing = self.lines[place]
        self.lines[place] = replace(standing, under=tuple(dict.fromkeys((*standing.under, *line.under))))
        return place

    def goal(self, row: int, level: GoalLevel, text: str, number: str, under: tuple[int, ...]) -> int:
        found = _NUMBERED.match(text)
        if found and not number:
            number, text = found[1], text[found.end() :]
        return self.add(PlanLine(row, "goal", text, level.slug, number, under))


class _ByLevel(_Lines):
    """A column for each level; indicators and activities stand beside the goal that they belong to."""

    def __init__(self, columns: PlanColumns) -> None:
        super().__init__(columns)
        self._stands: dict[int, int] = {}

    def take(self, row: int, cells: list[str]) -> None:
        for place, level in self.columns.levels:
            if cells[place]:
                self._stands = {rank: line for rank, line in self._stands.items() if rank < level.rank}
                self._stands[level.rank] = self.goal(row, level, cells[place], "", self._lowest())
        under = self._lowest()
        if name := self.cell(cells, "indicator"):
            told = self.fields(cells, "unit", "own_target", "council_target", "periodicity")
            self.add(PlanLine(row, "indicator", name, under=under, **told))
        if name := self.cell(cells, "activity"):
            self.add(PlanLine(row, "activity", name, under=under, **self.fields(cells, "start", "end")))

    def _lowest(self) -> tuple[int, ...]:
        return (self._stands[max(self._stands)],) if self._stands else ()


class _ByKind(_Lines):
    """A row for each thing, which says what it is."""

    def __init__(self, columns: PlanColumns, levels: Sequence[GoalLevel]) -> None:
        super().__init__(columns)
        self._levels = level_names(levels)
        self._stands: list[tuple[int, int]] = []

    def take(self, row: int, cells: list[str]) -> None:
        said, title = self.cell(cells, "kind"), self.cell(cells, "title")
        level = self._levels.get(search_text(said))
        if level is not None:
            self._stands = [one for one in self._stands if one[0] < level.rank]
            line = self.goal(row, level, title, self.cell(cells, "number"), self._lowest())
            self._stands.append((level.rank, line))
            return
        kind = KINDS.get(search_text(said), said or "?")
        self.add(PlanLine(row, kind, title, under=self._lowest(), **self.fields(cells, *FIELDS)))

    def _lowest(self) -> tuple[int, ...]:
        return (self._stands[-1][1],) if self._stands else ()
