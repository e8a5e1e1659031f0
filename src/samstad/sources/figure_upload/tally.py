"""What a pass over a file adds up to: counts and samples, people lost, two writings of decimals, doubles."""

import hashlib
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from samstad.calculations.units import is_percent
from samstad.sources.figure_upload.judge import Judged, Outcome
from samstad.sources.figure_upload.known import key_of
from samstad.sources.figure_upload.register import Register
from samstad.sources.figure_upload.rows import Group, Row

SHOWN = 50
"""Rows of each outcome that are kept to be shown."""
LINES_NAMED = 10


@dataclass
class PeopleOf:
    """How many of one indicator, period, sex and age: in the areas, in the city's own row, and in no area."""

    placed: Decimal = Decimal(0)
    city: Decimal | None = None
    lost: Counter[str] = field(default_factory=Counter)


@dataclass
class Tally:
    """Grows with the number of groups in the file; twelve bytes a row besides, to find doubles.

    `latest` is the last period of the file, `held` the areas that it says something of then, and `year` that of the
    areas it is told in. `unread` are sentences for what the file holds beside what is read.
    """

    register: Register
    counts: Counter[Outcome] = field(default_factory=Counter)
    samples: dict[Outcome, list[Judged]] = field(default_factory=lambda: defaultdict(list))
    reasons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    reason_counts: Counter[str] = field(default_factory=Counter)
    people: dict[Group, PeopleOf] = field(default_factory=lambda: defaultdict(PeopleOf))
    writings: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    latest: str = ""
    year: int = 0
    unread: list[str] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    highest_share: dict[int, Decimal] = field(default_factory=dict)
    _keys: "array[int]" = field(default_factory=lambda: array("q"))
    _lines: "array[int]" = field(default_factory=lambda: array("i"))
    _print: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, one: Judged) -> None:
        row = one.row
        self.counts[one.outcome] += 1
        if len(self.samples[one.outcome]) < SHOWN:
            self.samples[one.outcome].append(one)
        if one.reason:
            self._refused(one)
        if row.cell.writing:
            self.writings[row.column].setdefault(row.cell.writing, row.line)
        if not row.fault:
            self._keys.append(hash(key_of(row)))
            self._lines.append(row.line)
            self._note_share(row)
        self._note_people(row)
        before = one.known.value if one.known else ""
        self._print.update(f"{row.line} {row.column} {one.outcome} {before}\n".encode())

    def _refused(self, one: Judged) -> None:
        self.reason_counts[one.reason] += 1
        lines = self.reasons[one.reason]
        if len(lines) < LINES_NAMED and one.row.line not in lines[-1:]:
            lines.append(one.row.line)

    def _note_share(self, row: Row) -> None:
        number, indicator = row.cell.number, row.group[0]
        if number is not None and is_percent(self.register.indicators[indicator].unit):
            self.highest_share[indicator] = max(abs(number), self.highest_share.get(indicator, Decimal(0)))

    def _note_people(self, row: Row) -> None:
        if not row.group[0]:
            return
        group = self.people[row.group]
        if row.area and self.register.is_city(row.area):
            group.city = row.people
        elif row.area:
            self._note_latest(row)
            group.placed += row.people or 0
        elif row.nowhere:
            group.lost[row.place or "–"] += int(row.people or 0)

    def _note_latest(self, row: Row) -> None:
        period = row.group[1]
        if period > self.latest:
            self.latest, self.year, self.held = period, row.year, set()
        if period == self.latest:
            self.held.add(row.area)

    @property
    def fingerprint(self) -> str:
        """The same for the same file against the same known values."""
        return self._print.hexdigest()

    def doubles(self) -> list[tuple[int, int]]:
        """Lines that say the same thing of the same area, two and two, the first ones of the file."""
        keys = np.frombuffer(self._keys, dtype=np.int64)
        ordered = np.sort(keys)
        if not (ordered[1:] == ordered[:-1]).any():
            return []
        lines = np.frombuffer(self._lines, dtype=np.int32)
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        pairs = zip(lines[order][same].tolist(), lines[order][same + 1].tolist(), strict=True)
        return sorted(pairs)[:LINES_NAMED]
