"""The sheet to fill in: what stands in the report now, or a row of each sort to begin from."""

from collections.abc import Iterable
from decimal import Decimal

from samstad.calculations.economy import deviation
from samstad.documents import Cell, Column, Table
from samstad.domain.cycle.choices import EconomyPart
from samstad.domain.cycle.rules import EconomySaid
from samstad.domain.steering.choices import MoneyKind
from samstad.sources.economy_sheet.words import AMOUNTS, COLUMNS, KINDS, PARTS

EMPTY = (
    *((EconomyPart.OPERATIONS, kind) for kind in (MoneyKind.RUNNING, MoneyKind.PROJECT, MoneyKind.INVESTMENT)),
    (EconomyPart.RESULT_UNIT, MoneyKind.RUNNING),
    (EconomyPart.ADJUSTMENT, MoneyKind.RUNNING),
    (EconomyPart.GROSS_CHANGE, MoneyKind.RUNNING),
)


def form_table(rows: Iterable[EconomySaid], unit: str) -> Table:
    """The rows as a table that `read_economy` reads back as they are; without rows, one empty row of each sort."""
    columns = tuple(
        Column(name, f"{title} ({unit})", "number", 1.5) if name in AMOUNTS else Column(name, title, width=2)
        for name, (title, _words) in COLUMNS.items()
    )
    cells = [_row(row) for row in rows]
    empty = [_cells(PARTS[part][0], "", KINDS[kind][0], {}, "") for part, kind in EMPTY]
    return Table("Ekonomi", columns, tuple(cells or empty))


def _row(row: EconomySaid) -> tuple[Cell, ...]:
    amounts = {name: getattr(row, name) for name in AMOUNTS if name != "deviation"}
    amounts["deviation"] = deviation(row.budget, row.forecast, row.outcome)
    part, kind = PARTS[EconomyPart(row.part)][0], KINDS[MoneyKind(row.kind)][0]
    return _cells(part, row.name, kind, amounts, row.explanation)


def _cells(part: str, name: str, kind: str, amounts: dict[str, Decimal | None], explanation: str) -> tuple[Cell, ...]:
    texts = {"part": part, "name": name, "kind": kind, "explanation": explanation}
    return tuple(Cell(texts[field]) if field in texts else _number(amounts.get(field)) for field in COLUMNS)


def _number(value: Decimal | None) -> Cell:
    return Cell() if value is None else Cell(number=float(value))
