"""The chapters of larger measures and of assignments, and tables of money, as blocks of a document."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samstad.documents import Block, Cell, Column, Heading, KeyValues, Paragraph, Table
from samstad.domain.steering.choices import MoneyKind
from samstad.reports.council_budget.lines import KINDS, mnkr
from samstad.reports.wording import day

Facts = dict[str, Any]


def money_table(caption: str, measures: Sequence[Facts], years: Sequence[int], *, note: str = "") -> Table:
    """A row for each measure and kind of money, a column a year, and what it sums to."""
    columns = (
        Column("title", _("Åtgärd"), width=3),
        Column("kind", _("Slag")),
        *(Column(str(year), str(year), "number") for year in years),
    )
    rows = []
    for measure in measures:
        for kind in KINDS:
            cells = {row["year"]: Decimal(row["amount"]) for row in measure["amounts"] if row["kind"] == kind}
            if cells:
                rows.append((Cell(measure["title"]), Cell(_label(kind)), *(_money(cells.get(year)) for year in years)))
    sums = {
        year: sum((Decimal(row["amount"]) for m in measures for row in m["amounts"] if row["year"] == year), Decimal(0))
        for year in years
    }
    if len(rows) > 1:
        rows.append((Cell(_("Summa")), Cell(""), *(_money(sums[year]) for year in years)))
    return Table(caption, columns, tuple(rows), note=note)


def measure_blocks(measures: Sequence[Facts], years: Sequence[int]) -> list[Block]:
    """The chapter of a budget proposal: all money first, then each measure with its reason."""
    if not measures:
        return [Paragraph(_("Nämnden föreslår inga större åtgärder."))]
    blocks: list[Block] = [money_table(_("Större åtgärder, mnkr"), measures, years)]
    for measure in measures:
        blocks += [Heading(2, measure["title"], anchor=measure["slug"]), Paragraph(measure["text"])]
        facts = about(measure)
        if facts:
            blocks.append(KeyValues(facts))
    return blocks


def assignment_blocks(assignments: Sequence[Facts]) -> list[Block]:
    """The table of a plan: what the council has assigned, and how the board takes it on."""
    columns = (
        Column("title", _("Uppdrag"), width=3),
        Column("end", _("Klart"), "date"),
        Column("answer", _("Så tar nämnden sig an det"), width=3),
    )
    rows = tuple(
        (
            Cell(row["title"]),
            Cell(day(row["end"]) if row["end"] else _("löpande")),
            Cell(row["answer"] or _("inte besvarat än")),
        )
        for row in assignments
    )
    return [Table(_("Uppdrag i fullmäktiges budget"), columns, rows)] if rows else []


def about(measure: Facts) -> tuple[tuple[str, str], ...]:
    """What the measure is tied to, as pairs of label and text; only what is known."""
    pairs = (
        (_("Gäller aktiviteten"), measure["about"] if measure["about"] != measure["title"] else ""),
        (_("Mål"), "; ".join(goal["title"] for goal in measure["goals"])),
        (_("Område"), measure["area"]),
    )
    return tuple((label, text) for label, text in pairs if text)


def _label(kind: MoneyKind) -> str:
    return str(kind.label)


def _money(amount: Decimal | None) -> Cell:
    return Cell(mnkr(amount), number=None if amount is None else float(amount))
