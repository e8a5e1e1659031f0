"""An exchange sheet (utbytesblad): numbered, dated, and with what stood beside what stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from samstad.calculations.difference import Change, changes
from samstad.documents import Cell, Column, Document, Paragraph, Table
from samstad.domain.cycle.choices import Judgement, RoundKind, Stage
from samstad.domain.cycle.models import Snapshot
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.board_report.collect import COMPARED
from samstad.reports.wording import day, number

FIELDS = {
    "summary": _lazy("Sammanfattande analys"),
    "new": _lazy("Ny rad"),
    "gone": _lazy("Borttagen rad"),
    "title": _lazy("Rubrik"),
    "judgement": _lazy("Bedömning"),
    "motivation": _lazy("Motivering"),
    "own_target": _lazy("Årsmål"),
    "council_target": _lazy("KF:s årsmål"),
    "outcome": _lazy("Utfall"),
    "women": _lazy("Utfall kvinnor"),
    "men": _lazy("Utfall män"),
    "forecast": _lazy("Prognos"),
    "missing_reason": _lazy("Saknas därför att"),
    "comment": _lazy("Kommentar"),
    "status": _lazy("Läge"),
    "deviation": _lazy("Avvikelse"),
    "waiting_for": _lazy("Väntar på"),
    "start": _lazy("Startdatum"),
    "end": _lazy("Slutdatum"),
}
NUMBERS = ("own_target", "council_target", "outcome", "women", "men", "forecast")
DAYS = ("start", "end")
MOST_DECIMALS = 4


@dataclass(frozen=True)
class SheetLine:
    """One thing that was corrected, as it stood and as it stands."""

    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class CorrectionSheet:
    """`number` counts from 1 within the report; `lines` are in the order of the report."""

    snapshot: Snapshot
    lines: tuple[SheetLine, ...]

    @property
    def number(self) -> int:
        return self.snapshot.number


def correction_sheets(frozen: Sequence[Snapshot]) -> list[CorrectionSheet]:
    """The report's sheets, the first first; each against the text it took the place of. No query."""
    by_pk = {snapshot.pk: snapshot for snapshot in frozen}
    return [
        CorrectionSheet(sheet, tuple(_lines(by_pk[sheet.previous_id].document, sheet.document)))
        for sheet in frozen
        if sheet.stage == Stage.CORRECTION and sheet.previous_id in by_pk
    ]


def correction_document(sheet: CorrectionSheet) -> Document:
    """The sheet as a document of its own, to be put beside the decided text."""
    facts, numbered = sheet.snapshot.document, _("Utbytesblad %(number)d") % {"number": sheet.number}
    report = f"{RoundKind(facts['round']['kind']).label.capitalize()} {facts['round']['year']}"
    decision = facts["decision"]
    meta = [(_("Gäller"), report), (_("Infört"), day(sheet.snapshot.on.isoformat()))]
    if decision:
        decided = f"{decision['body']}, {day(decision['meeting_date'])}, § {decision['paragraph']}"
        meta.append((_("Rapporten beslutades"), decided))
    columns = (
        Column("name", _("Vad"), width=2),
        Column("field", _("Uppgift")),
        Column("before", _("Stod"), width=2),
        Column("after", _("Står nu"), width=2),
    )
    rows = tuple((Cell(line.name), Cell(line.field), Cell(line.before), Cell(line.after)) for line in sheet.lines)
    nothing = _("Inget i rapportens rader är ändrat.")
    return Document(
        title=numbered,
        subtitle=facts["board"]["name"],
        language="en" if get_language() == "en" else "sv",
        date=day(sheet.snapshot.on.isoformat()),
        stamps=(_("exempeldata"),) if facts["example"] else (),
        meta=tuple(meta),
        blocks=(Paragraph(sheet.snapshot.note), Table(_("Det som är rättat"), columns, rows, empty=nothing)),
    )


def _lines(before: dict[str, Any], after: dict[str, Any]) -> list[SheetLine]:
    found = changes(before, after, fields=COMPARED)
    kind = after["round"]["kind"]
    return [
        SheetLine(
            change.name or report_name(kind), str(FIELDS[change.field]), _said(change, "before"), _said(change, "after")
        )
        for change in found
    ]


def report_name(kind: str) -> str:
    return str(RoundKind(kind).label).capitalize()


def _said(change: Change, side: str) -> str:
    value = getattr(change, side)
    if value in (None, ""):
        return "–"
    if change.field in NUMBERS:
        return number(value, MOST_DECIMALS)
    if change.field in DAYS:
        return day(value)
    words: dict[str, Any] = {"judgement": Judgement, "status": ActivityStatus}
    return str(words[change.field](value).label) if change.field in words else str(value)
