"""The two forms that a plan comes in, each turned into lines row by row."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import GoalLevel
from samstad.sources.plan_sheet.columns import PlanColumns, level_names
from samstad.sources.plan_sheet.line import FIELDS, PlanLine
from samstad.sources.sheet import is_error

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,3})+)\.?\s+(?=\D)|(\d{1,2})[.)]\s*(?=\D)|(\d{1,2})\s+(?=[A-ZÅÄÖ])")
"""A number before a title: dotted, with its sign, or before a capital, so that "25 procent färre" keeps its figure."""
_SUM = re.compile(r"(?:summa|totalt|total|delsumma|antal rader)\b.{0,25}", re.IGNORECASE)
KINDS = {
    "indikator": "indicator",
    "indikatorer": "indicator",
    "indicator": "indicator",
    "nyckeltal": "indicator",
    "matt": "indicator",
    "aktivitet": "activity",
    "aktiviteter": "activity",
    "activity": "activity",
    "atgard": "activity",
    "uppdrag": "activity",
    "atagande": "activity",
}
"""What a typed row calls what is no goal, folded."""
OF_INDICATORS = ("unit", "own_target", "council_target", "periodicity")
OF_ACTIVITIES = ("start", "end")


class Lines:
    """Lines as they are found: a goal once under each goal above it, everything else once."""

    def __init__(self, columns: PlanColumns) -> None:
        self.columns = columns
        self.lines: list[PlanLine] = []
        self._known: dict[tuple[str, str, str, tuple[int, ...]], int] = {}

    def take(self, row: int, cells: list[str]) -> None:
        raise NotImplementedError

    def pass_by(self, row: int, cells: list[str]) -> None:
        """A row of somebody else, which may still say what the rows below stand under."""

    def finished(self) -> tuple[PlanLine, ...]:
        return tuple(self.lines)

    def fault(self, row: int, title: str, sentence: str, kind: str = "?") -> None:
        """A row that cannot be used, with why and what to do."""
        self.lines.append(PlanLine(row, kind, title, fault=sentence))

    def cell(self, cells: list[str], role: str) -> str:
        place = self.columns.at.get(role)
        return "" if place is None else cells[place]

    def fields(self, cells: list[str], *names: str) -> dict[str, str]:
        return {name: self.cell(cells, name) for name in names}

    def add(self, line: PlanLine) -> int:
        """The place of the line. One that is there already gets what it lacks; what differs is told, not chosen."""
        if is_error(line.title) and not line.fault:
            line = replace(line, fault=_("”%(text)s” är ett fel i en formel. Rätta cellen.") % {"text": line.title})
        key = (line.kind, line.level, search_text(line.title), line.under if line.kind == "goal" else ())
        if key not in self._known:
            self._known[key] = len(self.lines)
            self.lines.append(line)
            return self._known[key]
        place = self._known[key]
        standing = self.lines[place]
        both = [(getattr(standing, name), getattr(line, name)) for name in FIELDS]
        apart = [(one, other) for one, other in both if one and other and search_text(one) != search_text(other)]
        if apart:
            sentence = _("Står redan på rad %(row)d, där det står ”%(one)s” och här ”%(other)s”. Behåll ett av dem.")
            said = {"row": standing.row, "one": apart[0][0][:40], "other": apart[0][1][:40]}
            self.fault(line.row, line.title, sentence % said, line.kind)
            return place
        lacking = {name: getattr(line, name) for name in FIELDS if not getattr(standing, name)}
        self.lines[place] = replace(standing, under=tuple(dict.fromkeys((*standing.under, *line.under))), **lacking)
        return place

    def goal(self, row: int, level: GoalLevel, text: str, number: str, under: tuple[int, ...]) -> int:
        found = _NUMBERED.match(text)
        if found and not number:
            number, text = found[1] or found[2] or found[3], text[found.end() :]
        fault = _("Raden ser ut som en summa. Ta bort den ur filen.") if _SUM.fullmatch(text) else ""
        return self.add(PlanLine(row, "goal", text, level.slug, number, under, fault=fault))


class ByLevel(Lines):
    """A column for each level; indicators and activities stand beside the goal that they belong to."""

    def __init__(self, columns: PlanColumns) -> None:
        super().__init__(columns)
        self._stands: dict[int, int] = {}

    def take(self, row: int, cells: list[str]) -> None:
        self._goals(row, cells, [level for _place, level in self.columns.levels])
        under = self._lowest()
        told = self.fields(cells, *OF_INDICATORS)
        name, done = self.cell(cells, "indicator"), self.cell(cells, "activity")
        if name:
            self.add(PlanLine(row, "indicator", name, under=under, **told))
        elif lost := next(filter(None, told.values()), ""):
            sentence = _("Raden har ”%(text)s” men ingen indikator. Skriv indikatorn på raden, eller töm cellen.")
            self.fault(row, lost, sentence % {"text": lost[:40]}, "indicator")
        days = self.fields(cells, *OF_ACTIVITIES)
        if done:
            self.add(PlanLine(row, "activity", done, under=under, **days))
        elif lost := next(filter(None, days.values()), ""):
            sentence = _("Raden har ”%(text)s” men ingen aktivitet. Skriv aktiviteten på raden, eller töm cellen.")
            self.fault(row, lost, sentence % {"text": lost[:40]}, "activity")

    def pass_by(self, row: int, cells: list[str]) -> None:
        self._goals(row, cells, [level for _place, level in self.columns.levels if level.sphere != Sphere.BOARD])

    def _goals(self, row: int, cells: list[str], levels: list[GoalLevel]) -> None:
        for place, level in self.columns.levels:
            if cells[place] and level in levels:
                self._stands = {rank: line for rank, line in self._stands.items() if rank < level.rank}
                self._stands[level.rank] = self.goal(row, level, cells[place], "", self._lowest())

    def _lowest(self) -> tuple[int, ...]:
        return (self._stands[max(self._stands)],) if self._stands else ()


class ByKind(Lines):
    """A row for each thing, which says what it is and, in some files, what it stands under."""

    def __init__(self, columns: PlanColumns, levels: Sequence[GoalLevel]) -> None:
        super().__init__(columns)
        self._levels = level_names(levels)
        self._stands: list[tuple[int, int]] = []
        self._rows: list[tuple[int, list[str]]] = []
        self._ranks: dict[int, int] = {}

    def take(self, row: int, cells: list[str]) -> None:
        if "parent" in self.columns.at:
            self._rows.append((row, cells))
            return
        said = self.cell(cells, "kind")
        level = self._levels.get(search_text(said))
        if level is None:
            self._thing(row, cells, self._lowest())
            return
        self._stands = [one for one in self._stands if one[0] < level.rank]
        number = self._number(cells)
        line = self._place(row, cells, level, self._numbered(number, level) or self._lowest())
        self._stands.append((level.rank, line))

    def finished(self) -> tuple[PlanLine, ...]:
        """The lines; where rows name what they stand under, those that others stand under come first."""
        found: dict[str, int | None] = {}
        left = self._rows
        while left:
            waiting = []
            for row, cells in left:
                above = search_text(self.cell(cells, "parent"))
                if above and above not in found:
                    waiting.append((row, cells))
                    continue
                place = found[above] if above else None
                made = self._under(row, cells, () if place is None else (place,))
                for name in ("id", "number", "title"):
                    if key := search_text(self.cell(cells, name)):
                        found.setdefault(key, made)
            if len(waiting) == len(left):
                break
            left = waiting
        for row, cells in left:
            sentence = _("Det överordnade ”%(name)s” finns inte i filen. Rätta raden.")
            self.fault(row, self.cell(cells, "title"), sentence % {"name": self.cell(cells, "parent")[:60]})
        return tuple(self.lines)

    def _under(self, row: int, cells: list[str], under: tuple[int, ...]) -> int | None:
        """The place of a goal, which others may stand under; None for anything else."""
        level = self._levels.get(search_text(self.cell(cells, "kind")))
        if level is not None:
            return self._place(row, cells, level, under)
        self._thing(row, cells, under)
        return None

    def _place(self, row: int, cells: list[str], level: GoalLevel, under: tuple[int, ...]) -> int:
        line = self.goal(row, level, self.cell(cells, "title"), self.cell(cells, "number"), under)
        self._ranks[line] = level.rank
        return line

    def _thing(self, row: int, cells: list[str], under: tuple[int, ...]) -> None:
        said, title = self.cell(cells, "kind"), self.cell(cells, "title")
        if not said and not title and not any(self.fields(cells, *FIELDS).values()):
            return
        kind = KINDS.get(search_text(said), said or "?")
        self.add(PlanLine(row, kind, title, under=under, **self.fields(cells, *FIELDS)))

    def _number(self, cells: list[str]) -> str:
        found = _NUMBERED.match(self.cell(cells, "title"))
        return self.cell(cells, "number") or (found[1] if found and found[1] else "")

    def _numbered(self, number: str, level: GoalLevel) -> tuple[int, ...]:
        """The goal whose number this one's begins with, wherever it stands above; none where no number says so."""
        above = number.rpartition(".")[0]
        places = [
            place
            for place, line in enumerate(self.lines)
            if above
            and line.kind == "goal"
            and line.number == above
            and self._ranks.get(place, level.rank) < level.rank
        ]
        return (places[0],) if len(places) == 1 else ()

    def _lowest(self) -> tuple[int, ...]:
        return (self._stands[-1][1],) if self._stands else ()
