"""Rows of sums in a sheet: which rows each one sums, and whether it says what they give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.economy import agrees, deviation, total
from samstad.domain.cycle.actions import EconomyContent
from samstad.domain.cycle.choices import EconomyPart
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import Refusal
from samstad.sources.economy_sheet.amounts import told
from samstad.sources.economy_sheet.words import AMOUNTS, COLUMNS, SUM, kind_of, part_of


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of sums after `above` rows of amounts, over one part and, where `kind` says so, one kind of money."""

    line: int
    above: int
    part: str
    kind: str
    amounts: dict[str, Decimal | None]


def is_sum(said: dict[str, str]) -> bool:
    """True for a row that begins with Summa, Totalt or S:a, in Del or in Namn."""
    return any(SUM.match(said[name]) for name in ("part", "name"))


def sum_row(
    line: int, said: dict[str, str], amounts: dict[str, Decimal | None], rows: Sequence[EconomyContent]
) -> SumRow:
    """What it sums: as Del and Slag say, else as "Summa investeringar" says, else the part of the row above."""
    words = [said["part"], said["kind"], *(SUM.sub("", said[name], count=1) for name in ("part", "name"))]
    part = next((part for word in words if (part := part_of(word)) in EconomyPart.values), "")
    kind = next((kind for word in words if (kind := kind_of(word)) in MoneyKind.values), "")
    if not part:
        if not rows:
            raise Refusal("sum_of_nothing", _("Summan står före raderna. Flytta den under dem."))
        part = EconomyPart.OPERATIONS if kind else rows[-1].part
    return SumRow(line, len(rows), part, kind, amounts)


def wrong_sums(rows: Sequence[EconomyContent], sums: Sequence[SumRow]) -> Iterator[tuple[int, str]]:
    """Line and sentence for each sum that its rows do not give.

    A sum is right when it is that of all rows above of its part and kind, or of those since the sum before it.
    """
    before = 0
    for row in sums:
        every = _of(rows[: row.above], row)
        since = _of(rows[before : row.above], row)
        before = row.above
        wrong = _wrong(every, row)
        if wrong and _wrong(since, row):
            yield row.line, wrong


def _of(rows: Sequence[EconomyContent], row: SumRow) -> list[EconomyContent]:
    return [one for one in rows if one.part == row.part and (not row.kind or one.kind == row.kind)]


def _wrong(rows: Sequence[EconomyContent], row: SumRow) -> str:
    """What is wrong with the first amount that the rows do not give; empty when all agree."""
    for name in AMOUNTS:
        said = row.amounts[name]
        if said is None:
            continue
        reckoned = total(_amount(one, name) for one in rows) or Decimal()
        if not agrees(said, reckoned, terms=len(rows)):
            sentence = _("Summan av %(column)s är %(said)s, men raderna ger %(reckoned)s. Rätta raderna eller summan.")
            return sentence % {"column": COLUMNS[name][0], "said": told(said), "reckoned": told(reckoned)}
    return ""


def _amount(row: EconomyContent, name: str) -> Decimal | None:
    if name == "deviation":
        return deviation(row.budget, row.forecast, row.outcome)
    value: Decimal | None = getattr(row, name)
    return value
