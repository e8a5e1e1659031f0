"""Rows of a sheet as figures with keys of the registers, or with the reason why a row is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.crosswalks import fold
from samstad.calculations.units import adds_up, is_percent
from samstad.domain.steering.choices import ValueStatus
from samstad.sources.figure_upload.cells import AGES_OF_ALL, FOUR_DECIMALS, SEXES, STATUSES, Cell, read_cell
from samstad.sources.figure_upload.columns import PERIOD, Columns
from samstad.sources.figure_upload.register import Register
from samstad.sources.sheet import Number, Sheet

Group = tuple[int, str, str, str, int]
"""Indicator, period, sex, age and body (0 for none): what areas are compared and summed within."""
LONGEST_AGE = 20
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?P<sign>[.,])\d{3}")
"""What may be thousands in English writing and decimals in Swedish, or the other way round."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of the file. `fault` is empty for one that can be used; `place` is the area as the file writes it.

    `area` is 0 where the row has none that can be used, and `nowhere` says that no area is called so. `people` is
    what the row says of how many, None when it says nothing of that. `year` is that of the areas it is told in.
    """

    line: int
    column: str
    place: str
    group: Group
    area: int
    nowhere: bool
    cell: Cell
    status: str
    people: Decimal | None
    fault: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class _Said:
    """What the cells of one line say, before it is looked up; `fault` is the first that was found."""

    line: int
    code: str
    name: str
    measure: str
    period: str
    sex: str
    age: str
    body: str
    status: str
    edition: str
    people: Decimal | None
    fault: str


@dataclass(frozen=True)
class Reader:
    """How rows are read: the columns by number, and the registers."""

    columns: Columns
    register: Register
    at: dict[str, int]
    apart: frozenset[str]
    separator: str = ""

    @classmethod
    def of(cls, columns: Columns, register: Register, sheet: Sheet) -> "Reader":
        """Raises `Refusal` when the columns are not enough to read a file with such headings by."""
        columns.check(sheet.headings)
        at = {name: place for place, name in enumerate(sheet.headings) if name}
        return cls(columns, register, at, frozenset(fold(name) for name in columns.apart), sheet.separator)

    def unread(self) -> list[str]:
        """A sentence for the columns that hold nothing that is read."""
        left = [name for name in self.at if name not in self.columns.named()]
        return [_("Läses inte: kolumnerna %(names)s.") % {"names": ", ".join(left)}] if left else []

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Each value of each row: one where values have a column, several where the table is wide."""
        for line, cells in sheet.rows:
            said = self._said(line, cells)
            if fold(said.code or said.name) in self.apart:
                continue
            if not self.columns.wide:
                yield self._row(said, self.columns.value, cells, said.measure, said.period)
            for column in self.columns.wide:
                period = column if PERIOD.fullmatch(column) else ""
                yield self._row(said, column, cells, said.measure if period else column, period or said.period)

    def _text(self, role: str, cells: list[str]) -> str:
        name = getattr(self.columns, role)
        return cells[self.at[name]].strip() if name else ""

    def _said(self, line: int, cells: list[str]) -> _Said:
        sex, age, status, edition = (self._text(role, cells) for role in ("sex", "age", "status", "edition"))
        people = read_cell(self._text("people", cells)) if self.columns.people else None
        fault = ""
        if fold(sex) not in SEXES:
            fault = _("könet ”%(sex)s” är okänt: skriv K, M eller T") % {"sex": sex}
        elif fold(status) not in STATUSES:
            fault = _("statusen ”%(status)s” är okänd: skriv slutlig, preliminär eller saknas") % {"status": status}
        elif edition and not PERIOD.fullmatch(edition):
            fault = _("indelningen ”%(edition)s” är ingen dag: skriv till exempel 2023-06-01") % {"edition": edition}
        elif len(age) > LONGEST_AGE:
            fault = _("åldern ”%(age)s” är för lång: skriv till exempel 18-24") % {"age": age}
        return _Said(
            line,
            self._text("area", cells),
            self._text("name", cells),
            self._text("indicator", cells) or self.columns.indicator_is,
            self._text("period", cells) or self.columns.period_is,
            SEXES.get(fold(sex), ""),
            "" if fold(age) in AGES_OF_ALL else age,
            self._text("body", cells),
            STATUSES.get(fold(status), ""),
            edition if PERIOD.fullmatch(edition) else "",
            people.number if people else None,
            fault,
        )

    def _row(self, said: _Said, column: str, cells: list[str], measure: str, period: str) -> Row:
        place = said.code or said.name
        cell = read_cell(cells[self.at[column]])
        indicator = self.register.indicator(measure)
        dated = PERIOD.fullmatch(period) is not None
        year = int((said.edition or period)[:4]) if dated else 0
        area = self.register.area(said.code, said.name, year) if dated else 0
        fault = said.fault
        if not dated:
            fault = fault or _("”%(period)s” är ingen period: skriv till exempel 2017 eller 2017-T1") % {
                "period": period
            }
        if isinstance(area, str):
            fault = fault or area or _("området ”%(place)s” finns inte") % {"place": place}
        if indicator is None:
            fault = fault or _("indikatorn ”%(name)s” finns inte, eller flera heter så") % {"name": measure}
        body = self.register.body(said.body) if said.body else 0
        if body is None:
            sentence = _("”%(name)s” är ingen nämnd eller styrelse här, eller flera heter så")
            fault = fault or sentence % {"name": said.body}
        text = cells[self.at[column]]
        fault = fault or _cell_fault(cell, said.status, text) or self._two_ways(indicator, text)
        read = cell or Cell(None, "", "")
        read = read if text.strip().endswith("%") else self._scaled(indicator, read)
        group = (indicator or 0, period, said.sex, said.age, body or 0)
        key, nowhere = (area, False) if isinstance(area, int) else (0, not area)
        people = self._people(indicator, read, said)
        return Row(said.line, column, place, group, key, nowhere, read, said.status, people, fault, year)

    def _scaled(self, indicator: int | None, cell: Cell) -> Cell:
        """A part of one as a percentage, where the file is said to hold such."""
        if self.columns.share != "parts" or cell.number is None or indicator is None:
            return cell
        if not is_percent(self.register.indicators[indicator].unit):
            return cell
        return Cell((cell.number * 100).quantize(FOUR_DECIMALS), "", cell.writing)

    def _two_ways(self, indicator: int | None, text: str) -> str:
        """Why a number could be a thousand times another: 1,234 or 1.234 where nothing says which sign is which."""
        found = None if isinstance(text, Number) else _THOUSANDS.fullmatch(text.strip())
        if found is None:
            return ""
        counted = indicator is not None and adds_up(self.register.indicators[indicator].unit)
        if (found["sign"] == "," and self.separator == ";") or (found["sign"] == "." and not counted):
            return ""
        return _("”%(text)s” kan läsas på två sätt: skriv tusental utan skiljetecken") % {"text": text.strip()}

    def _people(self, indicator: int | None, cell: Cell, said: _Said) -> Decimal | None:
        """How many the row is about: its own column, else its value where the indicator counts something."""
        if self.columns.people:
            return said.people
        if indicator is None or not adds_up(self.register.indicators[indicator].unit):
            return None
        return cell.number


def _cell_fault(cell: Cell | None, status: str, text: str) -> str:
    if cell is None:
        return _("”%(text)s” är inget tal: lämna tomt där värde saknas") % {"text": text.strip()[:40]}
    if status == ValueStatus.MISSING and cell.number is not None:
        return _("statusen säger att värdet saknas, men det finns ett: behåll det ena")
    return ""
