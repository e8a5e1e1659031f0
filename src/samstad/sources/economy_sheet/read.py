"""A sheet of economy read row by row: what it would store, and every row that is wrong with what to do about it.

Nothing is stored here. Rows of sums are held against the rows that they sum and are not kept.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from samstad.calculations.economy import agrees, deviation
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions import EconomyContent
from samstad.domain.cycle.choices import REQUESTS, EconomyPart
from samstad.refusals import Refusal
from samstad.sources.economy_sheet.amounts import amount_of, choose_unit, told, units_said
from samstad.sources.economy_sheet.sums import SumRow, is_sum, sum_row, wrong_sums
from samstad.sources.economy_sheet.words import AMOUNTS, COLUMNS, heading_score, kind_of, part_of, read_headings
from samstad.sources.sheet import SMALL, Number, is_error, open_sheet

MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row, by its number in the file, that cannot be stored, and what to do about it."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sheet would store; nothing may be stored while there are problems. `sums` were held against rows.

    `notes` are sentences for what the file holds that is not read.
    """

    unit: str
    rows: tuple[EconomyContent, ...]
    problems: tuple[RowProblem, ...]
    sums: int
    notes: tuple[str, ...] = ()


def read_economy(file: Path, *, unit: str, round_kind: str, year: int, explain_over: int) -> Reading:
    """The sheet as it would be stored in a round of the kind and year. `unit` is what the person says, else empty.

    Raises `Refusal` where the file cannot be read as a sheet of economy at all.
    """
    with open_sheet(file, score=heading_score, size=SMALL) as sheet:
        headings = read_headings(sheet.headings, year=year)
        above = set[str]().union(*map(units_said, sheet.above))
        in_unit = choose_unit(headings=headings.units, above=above, said=unit)
        reader = _Reader(in_unit, sheet.separator, round_kind, explain_over)
        for line, cells in sheet.rows:
            reader.take(line, {name: _stripped(cells[at]) for name, at in headings.at.items()})
    unread = [_("Läses inte: kolumnerna %(names)s.") % {"names": ", ".join(headings.unread)}] if headings.unread else []
    return reader.reading((*sheet.notes, *unread))


def _stripped(cell: str) -> str:
    return cell if isinstance(cell, Number) else cell.strip()


class _Reader:
    """Takes one row at a time; `unread` once an amount could not be read, as sums then cannot agree."""

    def __init__(self, unit: str, separator: str, round_kind: str, explain_over: int) -> None:
        self.unit, self.separator, self.round_kind, self.explain_over = unit, separator, round_kind, explain_over
        self.rows: list[EconomyContent] = []
        self.sums: list[SumRow] = []
        self.problems: list[RowProblem] = []
        self.notes: list[str] = []
        self.lines: dict[tuple[str, str, str], int] = {}
        self.unread = False

    def take(self, line: int, said: dict[str, str]) -> None:
        """One row of the file: of sums, of amounts, or one of the template's that nobody filled in."""
        try:
            if is_sum(said):
                self.sums.append(sum_row(line, said, self._amounts(said), self.rows))
            elif said["name"] or any(said.get(name) for name in (*AMOUNTS, "explanation")):
                self._row(line, said)
            elif said["part"] and part_of(said["part"]) not in EconomyPart.values:
                told_row = {"line": line, "text": said["part"][:60]}
                self.notes.append(_("Rad %(line)d, ”%(text)s”, har inga belopp och läses inte.") % told_row)
        except Refusal as refusal:
            self.problems.append(RowProblem(line, refusal.sentence))

    def _amounts(self, said: dict[str, str]) -> dict[str, Decimal | None]:
        try:
            return {name: self._amount(name, said.get(name, "")) for name in AMOUNTS}
        except Refusal:
            self.unread = True
            raise

    def _amount(self, name: str, text: str) -> Decimal | None:
        return amount_of(text, column=COLUMNS[name][0], unit=self.unit, separator=self.separator)

    def _row(self, line: int, said: dict[str, str]) -> None:
        if len(self.rows) >= MOST_ROWS:
            raise Refusal("too_many_rows", _("Filen har fler än %(n)d rader. Slå ihop dem.") % {"n": MOST_ROWS})
        amounts = self._amounts(said)
        left = amounts.pop("deviation")
        if is_error(said["name"]):
            raise Refusal("error", _("Namn: ”%(text)s” är ett fel i formeln. Rätta den.") % {"text": said["name"]})
        row = EconomyContent(
            part=part_of(said["part"]),
            name=" ".join(said["name"].split()),
            kind=kind_of(said["kind"]),
            unit=self.unit,
            explanation=" ".join(said.get("explanation", "").split()),
            **amounts,
        )
        self.rows.append(row)
        rules.check_economy_row(row, round_kind=self.round_kind, explain_over=self.explain_over)
        _check_deviation(row, left)
        first = self.lines.setdefault((row.part, row.kind, row.name.casefold()), line)
        if first != line:
            sentence = _("”%(name)s” står redan på rad %(line)d. Slå ihop raderna.")
            raise Refusal("row_twice", sentence % {"name": row.name, "line": first})

    def reading(self, notes: tuple[str, ...]) -> Reading:
        """What was read. Raises `Refusal` for a file without amounts."""
        if not self.rows and not self.problems:
            raise Refusal("no_rows", _("Det finns inga belopp att läsa in. Fyll i minst en rad."))
        if not self.unread:
            self.problems += [RowProblem(line, sentence) for line, sentence in wrong_sums(self.rows, self.sums)]
        problems = sorted(self.problems, key=lambda problem: problem.line)
        return Reading(self.unit, tuple(self.rows), tuple(problems), len(self.sums), (*notes, *self.notes))


def _check_deviation(row: EconomyContent, said: Decimal | None) -> None:
    """What the sheet says is left of the budget must be what its amounts give."""
    if said is None:
        return
    reckoned = deviation(row.budget, row.forecast, row.outcome)
    if row.part in REQUESTS or reckoned is None:
        raise Refusal("no_deviation", _("Raden har ingen prognos att räkna avvikelsen från. Töm Avvikelse."))
    if not agrees(said, reckoned):
        sentence = _(
            "Avvikelse är %(said)s, men budget minus prognos (eller utfall) är %(reckoned)s. "
            "Rätta beloppen, eller lämna Avvikelse tom."
        )
        raise Refusal("wrong_deviation", sentence % {"said": told(said), "reckoned": told(reckoned)})
