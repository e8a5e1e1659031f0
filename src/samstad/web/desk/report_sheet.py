"""The report table as a spreadsheet and back: what a file would change is shown first, and saved as the table saves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.calculations.units import is_percent
from samstad.documents import Cell, Column, Table
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import origin_of, unanswered
from samstad.refusals import Refusal
from samstad.reports.board_report import read_report
from samstad.sources.sheet import SMALL, is_error, open_sheet
from samstad.web.actor import asking
from samstad.web.desk import written
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import ReportTable, TableRow, all_rows, build, may_write, name_of
from samstad.web.desk.row_fields import CHOSEN, FIELDS, NUMBERS
from samstad.web.desk.uploaded import sent_file
from samstad.web.sheets import as_sheet

COLUMNS: dict[str, Any] = {
    "key": _lazy("Rad"), "version": _lazy("Version"), "name": _lazy("Vad"), **FIELDS, "origin": _lazy("Rapport"),
}  # fmt: skip
LANGUAGES = ("sv", "en")
LONGEST_CELL = 32_767
"""What Excel keeps of a text in one cell."""
TOO_LONG = _lazy("(Texten är för lång för Excel. Skriv den på sidan.)")


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
    return as_sheet(_sheet(_table(report), origin_of(report)), f"{board}-{year}-{kind}")


@login_required
def sheet_page(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """GET tells how. POST shows what an uploaded table would change; its form saves by the report's own page."""
    report = report_or_404(request, board, year, kind)
    context: dict[str, Any] = {
        "place": "report",
        "board": report.organisation,
        "report": report,
        "save": reverse("desk:report", args=[board, year, kind]),
        "can_write": may_write(report, asking(request).grants),
        "refused": "",
        "notes": (),
    }
    if request.method != "POST":
        return render(request, "desk/report_fill.html", {**context, "table": _table(report)})
    try:
        lines, notes = _read(request.FILES.get("file"))
        changes = list(_changes(_table(report), lines, origin_of(report)))
    except Refusal as refusal:
        return render(request, "desk/report_sheet.html", {**context, "refused": refusal.sentence}, status=400)
    context |= {
        "notes": notes,
        "ready": [row for row, stale in changes if not stale and not row.problem],
        "stale": [row for row, stale in changes if stale],
        "wrong": [row for row, stale in changes if not stale and row.problem],
    }
    return render(request, "desk/report_sheet.html", context)


def _table(report: Report) -> ReportTable:
    return build(report, read_report(report), unanswered(report))


def _sheet(table: ReportTable, origin: str) -> Table:
    widths = {"key": 2, "version": 1, "name": 4, "origin": 2} | dict.fromkeys(NUMBERS, 2)
    columns = [
        Column(name, str(title), "number" if name in NUMBERS else "text", widths.get(name, 3))
        for name, title in COLUMNS.items()
    ]
    rows = [
        (
            Cell(row.key), Cell(number=row.version), Cell(name_of(row)), *(_cell(row, name) for name in FIELDS),
            Cell(origin),
        )
        for row in all_rows(table)
    ]  # fmt: skip
    return Table(_("Rapporten"), tuple(columns), tuple(rows))


def _cell(row: TableRow, name: str) -> Cell:
    if name not in row.fields:
        return Cell("")
    text = _shown(row, name, row.fields[name])
    text = str(TOO_LONG) if len(text) > LONGEST_CELL else text
    number = written.number(text) if name in NUMBERS else None
    return Cell(text) if number is None else Cell(number=float(number))


def _shown(row: TableRow, name: str, value: str) -> str:
    """A chosen word as people read it, everything else as it is."""
    if name not in CHOSEN:
        return value
    return next((str(label) for key, label in row.extra.get("choices", ()) if key == value), value)


def _changes(
    table: ReportTable, lines: list[tuple[int, dict[str, str]]], origin: str
) -> Iterator[tuple[RowChange, bool]]:
    """Each row that differs from what stands now, and whether somebody has changed it since it was fetched."""
    rows = {row.key: row for row in all_rows(table)}
    seen: dict[str, tuple[int, dict[str, str]]] = {}
    for line, cells in lines:
        row = rows.get(cells["key"])
        if (cells.get("origin") or origin) != origin:
            sentence = _("Rad %(n)d är hämtad ur en annan rapport, %(other)s. Hämta tabellen ur den här rapporten.")
            raise Refusal("other_report", sentence % {"n": line, "other": cells["origin"]})
        if row is None:
            raise Refusal("no_row", _("Rad %(n)d i filen hör inte till rapporten. Hämta tabellen igen.") % {"n": line})
        first, before = seen.setdefault(row.key, (line, cells))
        if before != cells:
            sentence = _("Rad %(first)d och rad %(n)d i filen är samma rad i rapporten. Behåll en av dem.")
            raise Refusal("row_twice", sentence % {"first": first, "n": line})
        change = _change(row, cells) if first == line else None
        if change:
            yield change, cells["version"] != str(row.version)


def _read(file: object) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The rows with their cells by field, and what of the file is not read. Headings may be in either language."""
    known = _headings()

    def score(names: Sequence[str]) -> int:
        return sum(name in known for name in names)

    with (
        sent_file(file, lacking=_("Välj den ifyllda tabellen.")) as path,
        open_sheet(path, score=score, size=SMALL) as sheet,
    ):
        at = {known[name]: place for place, name in enumerate(sheet.headings) if name in known}
        if "key" not in at or "version" not in at:
            raise Refusal("no_key", _("Kolumnerna Rad och Version saknas. Hämta tabellen igen och fyll i den."))
        lines = [(line, {name: cells[place].strip() for name, place in at.items()}) for line, cells in sheet.rows]
        unread = [name for name in sheet.headings if name and name not in known]
        told = [_("Läses inte: kolumnerna %(names)s.") % {"names": ", ".join(unread)}] if unread else []
        return lines, [*sheet.notes, *told]


def _headings() -> dict[str, str]:
    """Fields by what their columns are called, in each language that a table is given in."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {" ".join(str(title).split()): name for name, title in COLUMNS.items()}
    return found


def _change(row: TableRow, cells: dict[str, str]) -> RowChange | None:
    values, changes, problem = dict(row.fields), [], ""
    for name in (name for name in FIELDS if name not in row.fields and cells.get(name)):
        title = str(FIELDS[name])
        problem = _("”%(column)s” hör inte till den här raden. Töm cellen.") % {"column": title}
        changes.append(FieldChange(title, "", cells[name]))
    for name in row.fields:
        title = str(FIELDS[name])
        if name not in cells or cells[name] in _too_long():
            continue
        try:
            new = _value(row, name, cells[name])
        except Refusal as refusal:
            problem, new = refusal.sentence, cells[name]
        if not _same(name, row.fields[name], new):
            changes.append(FieldChange(title, _shown(row, name, row.fields[name]), _shown(row, name, new)))
            values[name] = new
    return RowChange(row, name_of(row), tuple(changes), values, problem) if changes else None


def _too_long() -> set[str]:
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found.add(str(TOO_LONG))
    return found


def _value(row: TableRow, name: str, text: str) -> str:
    """The cell as the form sends it. Raises `Refusal` for what is no number, or no word of the list."""
    if is_error(text):
        raise Refusal("error", _("”%(text)s” är ett fel i en formel. Rätta cellen.") % {"text": text})
    if name in NUMBERS:
        if text.endswith("%") and is_percent(row.line.unit):
            text = text[:-1].strip()
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
