"""The report table as a spreadsheet and back: what a file would change is shown first, and saved as the table saves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.documents import Cell, Column, Table
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import unanswered
from samstad.refusals import Refusal
from samstad.reports.board_report import read_report
from samstad.sources.sheet import SMALL, open_sheet
from samstad.web.desk import written
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import ReportTable, TableRow, all_rows, build, can_write, name_of
from samstad.web.desk.row_fields import CHOSEN, FIELDS, NUMBERS
from samstad.web.desk.uploaded import sent_file
from samstad.web.sheets import as_sheet

KEY, VERSION, NAME = _lazy("Rad"), _lazy("Version"), _lazy("Vad")


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that the file would change. `values` is the whole row as the form sends it; `problem` why it cannot be."""

    row: TableRow
    name: str
    changes: tuple[FieldChange, ...]
    values: dict[str, str]
    problem: str = ""

    @property
    def by(self) -> str:
        return str(self.row.line.answered.changed_by) if self.row.line else ""


@login_required
def sheet_file(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """The table to fill in, one row each, with what stands there now."""
    report = report_or_404(request, board, year, kind)
    return as_sheet(_sheet(_table(report)), f"{board}-{year}-{kind}")


@login_required
def sheet_page(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """POST shows what an uploaded table would change; its form saves by the report's own page."""
    report = report_or_404(request, board, year, kind)
    if request.method != "POST":
        return redirect("desk:report", board, year, kind)
    context: dict[str, Any] = {
        "place": "report",
        "board": report.organisation,
        "report": report,
        "save": reverse("desk:report", args=[board, year, kind]),
        "can_write": can_write(report),
        "refused": "",
    }
    try:
        changes = list(_changes(_table(report), request.FILES.get("file")))
    except Refusal as refusal:
        return render(request, "desk/report_sheet.html", {**context, "refused": refusal.sentence}, status=400)
    context |= {
        "ready": [row for row, stale in changes if not stale and not row.problem],
        "stale": [row for row, stale in changes if stale],
        "wrong": [row for row, stale in changes if not stale and row.problem],
    }
    return render(request, "desk/report_sheet.html", context)


def _table(report: Report) -> ReportTable:
    return build(report, read_report(report), unanswered(report))


def _sheet(table: ReportTable) -> Table:
    columns = [Column("key", str(KEY), width=2), Column("version", str(VERSION)), Column("name", str(NAME), width=4)]
    columns += [
        Column(name, str(title), "number" if name in NUMBERS else "text", 2 if name in NUMBERS else 3)
        for name, title in FIELDS.items()
    ]
    rows = [
        (Cell(row.key), Cell(number=row.version), Cell(name_of(row)), *(_cell(row, name) for name in FIELDS))
        for row in all_rows(table)
    ]
    return Table(_("Rapporten"), tuple(columns), tuple(rows))


def _cell(row: TableRow, name: str) -> Cell:
    if name not in row.fields:
        return Cell("")
    text = _shown(row, name, row.fields[name])
    number = written.number(text) if name in NUMBERS else None
    return Cell(text) if number is None else Cell(number=float(number))


def _shown(row: TableRow, name: str, value: str) -> str:
    """A chosen word as people read it, everything else as it is."""
    if name not in CHOSEN:
        return value
    return next((str(label) for key, label in row.extra.get("choices", ()) if key == value), value)


def _changes(table: ReportTable, file: object) -> Iterator[tuple[RowChange, bool]]:
    """Each row that differs from what stands now, and whether somebody has changed it since it was fetched."""
    rows = {row.key: row for row in all_rows(table)}
    for line, cells in _read(file):
        row = rows.get(cells.get(str(KEY), ""))
        if row is None:
            raise Refusal("no_row", _("Rad %(n)d i filen hör inte till rapporten. Hämta tabellen igen.") % {"n": line})
        change = _change(row, cells)
        if change:
            yield change, cells.get(str(VERSION), "") != str(row.version)


def _read(file: object) -> Iterator[tuple[int, dict[str, str]]]:
    with sent_file(file, lacking=_("Välj den ifyllda tabellen.")) as path, open_sheet(path) as sheet:
        if str(KEY) not in sheet.headings or str(VERSION) not in sheet.headings:
            raise Refusal("no_key", _("Kolumnerna Rad och Version saknas. Hämta tabellen igen och fyll i den."))
        for line, cells in sheet.rows:
            yield line, dict(zip(sheet.headings, (cell.strip() for cell in cells), strict=True))


def _change(row: TableRow, cells: dict[str, str]) -> RowChange | None:
    values, changes, problem = dict(row.fields), [], ""
    for name in row.fields:
        title = str(FIELDS[name])
        if title not in cells:
            continue
        try:
            new = _value(row, name, cells[title])
        except Refusal as refusal:
            problem, new = refusal.sentence, cells[title]
        if not _same(name, row.fields[name], new):
            changes.append(FieldChange(title, _shown(row, name, row.fields[name]), _shown(row, name, new)))
            values[name] = new
    return RowChange(row, name_of(row), tuple(changes), values, problem) if changes else None


def _value(row: TableRow, name: str, text: str) -> str:
    """The cell as the form sends it. Raises `Refusal` for what is no number, or no word of the list."""
    if name in NUMBERS:
        written.number(text)
        return text.replace(".", ",") if text else ""
    if name in CHOSEN and text:
        offered: list[tuple[str, Any]] = row.extra.get("choices", [])
        by_word = {str(label).casefold(): str(key) for key, label in offered}
        if text.casefold() not in by_word and text not in by_word.values():
            said = {"text": text, "words": ", ".join(str(label) for _key, label in offered)}
            raise Refusal("bad_choice", _("”%(text)s” går inte att välja. Skriv: %(words)s.") % said)
        return by_word.get(text.casefold(), text)
    return text


def _same(name: str, before: str, after: str) -> bool:
    if name not in NUMBERS:
        return " ".join(before.split()) == " ".join(after.split())
    try:
        return written.number(before) == written.number(after)
    except Refusal:
        return False
