"""The economy of a report as facts, and the facts as tables with sums that are reckoned here and nowhere else."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samstad.calculations.economy import deviation, total
from samstad.documents import Block, Cell, Column, Heading, Paragraph, Table
from samstad.domain.cycle.choices import REQUESTS, AmountUnit, EconomyPart
from samstad.domain.cycle.rules import EconomySaid
from samstad.domain.steering.choices import MoneyKind
from samstad.reports.wording import figure

Facts = dict[str, Any]
AMOUNTS = ("budget", "outcome", "forecast", "deviation")


def economy_facts(rows: Iterable[EconomySaid]) -> list[Facts]:
    """Every row in the order of the sheet, amounts as strings."""
    return [line_facts(row) for row in rows]


def line_facts(row: EconomySaid) -> Facts:
    """One row as facts, stored or only read."""
    return {
        "slug": f"{row.part}/{row.kind}/{row.name}",
        "part": row.part,
        "title": row.name,
        "kind": row.kind,
        "unit": row.unit,
        "budget": plain(row.budget),
        "outcome": plain(row.outcome),
        "forecast": plain(row.forecast),
        "deviation": plain(deviation(row.budget, row.forecast, row.outcome)),
        "asked": plain(row.asked),
        "explanation": row.explanation,
    }


def plain(value: Decimal | None) -> str | None:
    """An amount as facts hold it: a decimal point, and no zeros at its end."""
    return None if value is None else format(value.normalize(), "f")


def economy_blocks(rows: list[Facts]) -> list[Block]:
    """A table for each kind of money, for the result units and for what is asked of the city; nothing without rows."""
    blocks: list[Block] = []
    for title, chosen, asks in groups(rows):
        blocks += [Heading(2, title), _asked(title, chosen) if asks else _amounts(title, chosen)]
    if any(row["deviation"] is not None for row in rows):
        blocks.append(
            Paragraph(_("Avvikelse är budget minus prognos, eller minus utfall där ingen prognos finns."), "note")
        )
    return blocks


def groups(rows: list[Facts]) -> Iterator[tuple[str, list[Facts], bool]]:
    """The tables in order: heading, rows, and whether the rows ask for an amount."""
    titles = {
        MoneyKind.RUNNING: _("Drift"),
        MoneyKind.PROJECT: _("Projekt"),
        MoneyKind.INVESTMENT: _("Investeringar"),
    }
    for kind, title in titles.items():
        chosen = [row for row in rows if row["part"] == EconomyPart.OPERATIONS and row["kind"] == kind]
        if chosen:
            yield title, chosen, False
    parts = {
        EconomyPart.RESULT_UNIT: _("Resultatenheter"),
        EconomyPart.ADJUSTMENT: _("Begärda budgetjusteringar"),
        EconomyPart.GROSS_CHANGE: _("Omslutningsförändringar"),
    }
    for part, title in parts.items():
        chosen = [row for row in rows if row["part"] == part]
        if chosen:
            yield title, chosen, part in REQUESTS


def sums(rows: list[Facts]) -> dict[str, Decimal | None]:
    """The sum of each column; None where no row has an amount."""
    return {name: total(amount(row[name]) for row in rows) for name in (*AMOUNTS, "asked")}


def _amounts(title: str, rows: list[Facts]) -> Table:
    columns = [
        Column("name", _("Verksamhet"), width=2.5),
        Column("budget", _("Budget"), "number"),
        Column("outcome", _("Utfall"), "number"),
        Column("forecast", _("Prognos"), "number"),
        Column("deviation", _("Avvikelse"), "number"),
        Column("explanation", _("Förklaring"), width=3),
    ]
    shown = [name for name in AMOUNTS if any(row[name] is not None for row in rows)]
    columns = [column for column in columns if column.key not in AMOUNTS or column.key in shown]
    added, decimals = sums(rows), places(rows)
    body = [
        (
            Cell(row["title"]),
            *(amount_cell(amount(row[name]), decimals) for name in shown),
            Cell(row["explanation"] or "–"),
        )
        for row in rows
    ]
    body.append((Cell(_("Summa")), *(amount_cell(added[name], decimals) for name in shown), Cell("")))
    return Table(_titled(title, rows), tuple(columns), tuple(body))


def _asked(title: str, rows: list[Facts]) -> Table:
    columns = (
        Column("name", _("Vad det gäller"), width=2.5),
        Column("kind", _("Slag")),
        Column("asked", _("Sökt belopp"), "number"),
        Column("explanation", _("Förklaring"), width=3),
    )
    decimals = places(rows)
    body = [
        (
            Cell(row["title"]),
            Cell(str(MoneyKind(row["kind"]).label)),
            amount_cell(amount(row["asked"]), decimals),
            Cell(row["explanation"]),
        )
        for row in rows
    ]
    body.append((Cell(_("Summa")), Cell(""), amount_cell(sums(rows)["asked"], decimals), Cell("")))
    return Table(_titled(title, rows), columns, tuple(body))


def _titled(title: str, rows: list[Facts]) -> str:
    return f"{title}, {AmountUnit(rows[0]['unit']).label}"


def places(rows: list[Facts], names: Iterable[str] = (*AMOUNTS, "asked")) -> int:
    """As many decimals as the amount that has the most, so that a column is read from above."""
    written = [row[name] for name in names for row in rows if row[name] is not None]
    return max((len(text.partition(".")[2]) for text in written), default=0)


def amount_cell(value: Decimal | None, decimals: int) -> Cell:
    """An amount with at least so many decimals, and as many as it has itself; a dash where nothing is said."""
    if value is None:
        return Cell("–")
    own = (plain(value) or "").partition(".")[2]
    return Cell(figure(value, max(decimals, len(own))), number=float(value))


def amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
