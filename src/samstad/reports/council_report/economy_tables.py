"""The economy of a round as tables, one for each kind of money: the same on the page, in documents and in sheets."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstad.documents import Block, Callout, Cell, Column, Paragraph, Table
from samstad.domain.cycle.choices import REQUESTS, AmountUnit, EconomyPart
from samstad.domain.steering.choices import MoneyKind
from samstad.reports.board_report.economy import AMOUNTS, amount, amount_cell, places
from samstad.reports.council_report.economy import KINDS, PARTS, shared_unit, total_of

Facts = dict[str, Any]


def economy_blocks(economy: Facts) -> list[Block]:
    """Who is silent, then the tables, each with the sum of those who have reported and how many they are."""
    return [
        *([Callout("gap", " ".join(_silence(economy)))] if economy["silent"] else []),
        *economy_tables(economy),
        Paragraph(
            _(
                "Summorna gäller bara dem som har redovisat, var för sig för drift, projekt och investeringar. "
                "Avvikelse är budget minus prognos, eller minus utfall där ingen prognos finns."
            ),
            "note",
        ),
    ]


def economy_tables(economy: Facts) -> list[Table]:
    """A table for each part and kind of money that somebody reports, then for what is asked of the city."""
    found = [
        (_amounts, part, kind, [row for row in economy["sums"] if (row["part"], row["kind"]) == (part, kind)])
        for part in PARTS
        for kind in KINDS
    ]
    found += [
        (_asked, part, kind, [row for row in economy["requests"] if (row["part"], row["kind"]) == (part, kind)])
        for part in REQUESTS
        for kind in KINDS
    ]
    return [table(_title(part, kind), rows, economy["bodies"]) for table, part, kind, rows in found if rows]


def in_one_table(tables: list[Table], title: str) -> Table:
    """All rows of the tables under each other, with the table's title first: for files that hold one table."""
    columns = {column.key: column for table in tables for column in table.columns}
    rows = []
    for table in tables:
        for row in table.rows:
            told = {column.key: cell for column, cell in zip(table.columns, row, strict=True)}
            rows.append((Cell(table.caption), *(told.get(key, Cell("")) for key in columns)))
    return Table(title, (Column("table", _("Tabell")), *columns.values()), tuple(rows))


def _silence(economy: Facts) -> Iterator[str]:
    silent, bodies = economy["silent"], economy["bodies"]
    yield _("%(n)d av %(all)d har inte redovisat någon ekonomi.") % {"n": len(silent), "all": bodies}
    unsent = ", ".join(row["name"] for row in silent if not row["sent_out"])
    empty = ", ".join(row["name"] for row in silent if row["sent_out"])
    if empty:
        yield _("Har sänt ut sin rapport utan ekonomi: %(names)s.") % {"names": empty}
    if unsent:
        yield _("Har inte sänt ut sin rapport: %(names)s.") % {"names": unsent}


def _title(part: str, kind: str) -> str:
    kinds = {
        MoneyKind.RUNNING: _("drift"),
        MoneyKind.PROJECT: _("projekt"),
        MoneyKind.INVESTMENT: _("investeringar"),
    }
    parts = {
        EconomyPart.OPERATIONS: _("Verksamhet"),
        EconomyPart.RESULT_UNIT: _("Resultatenheter"),
        EconomyPart.ADJUSTMENT: _("Begärda budgetjusteringar"),
        EconomyPart.GROSS_CHANGE: _("Begärda omslutningsförändringar"),
    }
    return f"{parts[EconomyPart(part)]}, {kinds[MoneyKind(kind)]}"


def _amounts(title: str, rows: list[Facts], bodies: int) -> Table:
    names = {
        "budget": _("Budget"),
        "outcome": _("Utfall"),
        "forecast": _("Prognos"),
        "deviation": _("Avvikelse"),
    }
    shown = [name for name in AMOUNTS if any(row[name] is not None for row in rows)]
    columns = (
        Column("board", _("Nämnd eller styrelse"), width=2),
        Column("unit", _("Enhet")),
        *(Column(name, names[name], "number") for name in shown),
    )
    decimals = places(rows, shown)
    body = [
        (Cell(row["board"]), _unit(row["unit"]), *(amount_cell(amount(row[name]), decimals) for name in shown))
        for row in rows
    ]
    totals = [amount_cell(total_of(rows, name), decimals) for name in shown]
    body.append((_sum(rows, bodies), _unit(shared_unit(rows)), *totals))
    return _marked(title, columns, body, rows)


def _asked(title: str, rows: list[Facts], bodies: int) -> Table:
    columns = (
        Column("board", _("Nämnd eller styrelse"), width=2),
        Column("unit", _("Enhet")),
        Column("title", _("Vad det gäller"), width=2),
        Column("asked", _("Sökt belopp"), "number"),
        Column("explanation", _("Förklaring"), width=3),
    )
    decimals = places(rows, ["asked"])
    body = [
        (
            Cell(row["board"]),
            _unit(row["unit"]),
            Cell(row["title"]),
            amount_cell(amount(row["asked"]), decimals),
            Cell(row["explanation"]),
        )
        for row in rows
    ]
    total = amount_cell(total_of(rows, "asked"), decimals)
    body.append((_sum(rows, bodies), _unit(shared_unit(rows)), Cell(""), total, Cell("")))
    return _marked(title, columns, body, rows)


def _marked(title: str, columns: tuple[Column, ...], body: Sequence[tuple[Cell, ...]], rows: list[Facts]) -> Table:
    """The table, with a column that says which rows are example data where any is; its last row is the sum."""
    examples = [row["example"] for row in rows]
    if any(examples):
        columns = (*columns, Column("example", _("Exempeldata")))
        told = [*examples, True]
        body = [(*row, Cell(_("ja") if is_example else "")) for row, is_example in zip(body, told, strict=True)]
    return Table(title, columns, tuple(body))


def _sum(rows: list[Facts], bodies: int) -> Cell:
    told = {"n": len({row["board_slug"] for row in rows}), "all": bodies}
    return Cell(_("Summa för %(n)d av %(all)d") % told)


def _unit(unit: str) -> Cell:
    return Cell(str(AmountUnit(unit).label))
