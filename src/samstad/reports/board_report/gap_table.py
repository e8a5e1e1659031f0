"""The gaps of a report as a table: which list against the rest, how wide, how sure, and against what target."""

from typing import Any

from django.utils.translation import gettext as _

from samstad.documents import Block, Cell, Column, Paragraph, Table
from samstad.domain.cycle.choices import PLANNING
from samstad.reports.board_report.lines import GapLine
from samstad.reports.need.gap_words import gap_unit
from samstad.reports.need.year_gap_words import (
    GAP_REASONS,
    between_words,
    break_words,
    signed,
    sureness_words,
    with_unit,
)
from samstad.reports.target_words import reason_words

Facts = dict[str, Any]


def gap_blocks(facts: Facts, rows: list[Facts]) -> list[Block]:
    """The table with what broke under it; nothing without gaps. A plan shows its targets and judges nothing."""
    if not rows:
        return []
    if facts["round"]["kind"] in PLANNING:
        return [_planned(rows)]
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("previous", _("Året före"), "number"),
        Column("gap", _("Gap"), "number"),
        Column("sureness", _("Osäkerhet"), width=2),
        Column("target", _("Årsmål, högst"), "number"),
        Column("council", _("KF:s årsmål, högst"), "number"),
        Column("result", _("Resultat"), "status", width=2),
    )
    return [_table(columns, tuple(_row(row) for row in rows)), *_broken(rows)]


def _planned(rows: list[Facts]) -> Table:
    columns = (
        Column("name", _("Indikator"), width=3),
        Column("target", _("Årsmål, högst"), "number"),
        Column("council", _("KF:s årsmål, högst"), "number"),
    )
    return _table(columns, tuple((_name(row), _most(row, "own_target"), _most(row, "council_target")) for row in rows))


def _table(columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    note = _("Gapet är medelvärdet i listans områden minus medelvärdet i de övriga, ovägt.")
    return Table(_("Gap"), columns, rows, note=note)


def _row(row: Facts) -> tuple[Cell, ...]:
    sureness = "–" if row["difference"] is None else sureness_words(row["low"], row["high"], row["decimals"])
    previous = _figure(row, "previous")
    if row["breaks"] and row["previous"] is not None:
        previous = Cell(_("%(value)s (före brott)") % {"value": previous.text}, number=previous.number)
    return (
        _name(row),
        previous,
        _figure(row, "difference"),
        Cell(sureness),
        _most(row, "own_target"),
        _most(row, "council_target"),
        Cell(str(GAP_REASONS[row["reason"]]), status=row["result"]),
    )


def _name(row: Facts) -> Cell:
    between = between_words(row["list"]["title"] if row["list"] else "")
    return Cell(f"{row['name']} ({gap_unit(row['unit'])}){f': {between}' if between else ''}")


def _figure(row: Facts, key: str) -> Cell:
    value = row[key]
    return Cell("–") if value is None else Cell(signed(value, row["decimals"]), number=float(value))


def _most(row: Facts, key: str) -> Cell:
    """The greatest gap allowed: a size without a sign."""
    value = row[key]
    if value is None:
        return Cell("–")
    size = value.removeprefix("-")
    return Cell(signed(size, row["decimals"]), number=float(size))


def _broken(rows: list[Facts]) -> list[Block]:
    return [
        Paragraph(
            f"{row['name']}: {break_words(one['period'], one['text'], row['previous_period'], row['period'])}", "note"
        )
        for row in rows
        for one in row["breaks"]
    ]


def result_words(reason: str, by: Facts, decimals: int, *, closing: bool) -> str:
    """Why an indicator has its result; one with a target for its gap alone does not lack a target."""
    if closing and reason == "no_target":
        return _("Målet gäller gapet")
    return reason_words(reason, by, decimals)


def gap_in_short(line: GapLine) -> str:
    """The gap of a report's row in a sentence for the table that is filled in."""
    amount = "" if line.difference is None else f" {with_unit(line.difference, line.unit, line.decimals)}"
    between = between_words(line.list_title)
    where = f", {between}" if between else ""
    most = (
        "" if line.target is None else _(", mål högst %(value)s") % {"value": signed(abs(line.target), line.decimals)}
    )
    return f"{_('Gap')}{amount}{where}{most}. {GAP_REASONS[line.result.reason]}."
