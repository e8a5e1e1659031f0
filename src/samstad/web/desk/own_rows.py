"""One row of a report on the first page, to be answered where it stands: a figure, a status or a judgement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samstad.domain.cycle.models import ActivityRow, IndicatorRow, Report, ReportSection
from samstad.domain.cycle.queries import HeldRow, due_rows
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.reports.board_report import read_report
from samstad.web.desk.report_rows import save_rows
from samstad.web.desk.report_table import build, judgement_choices, row_of, shown_number, status_choices

NUMBERS = ("outcome", "outcome_women", "outcome_men", "forecast")


@dataclass(frozen=True)
class OwnRow:
    """`fields` as the form shows them: what stands, or what was written and refused with `problem`."""

    held: HeldRow
    fields: dict[str, str]
    choices: list[tuple[str, Any]]
    problem: str = ""

    @property
    def example(self) -> bool:
        return bool(self.held.report.pack and self.held.report.pack.example)

    @property
    def kind(self) -> str:
        return self.held.key[0]


def own_row(held: HeldRow, *, problem: str = "", wrote: QueryDict | None = None) -> OwnRow:
    """The row with its form, a chapter without. With a problem it holds what the person wrote, else what stands."""
    row = held.row
    choices: list[tuple[str, Any]] = []
    if isinstance(row, ReportSection):
        fields: dict[str, str] = {}
    elif isinstance(row, IndicatorRow):
        fields = {name: shown_number(getattr(row, name)) for name in NUMBERS}
        fields |= {"missing_reason": row.missing_reason}
    elif isinstance(row, ActivityRow):
        fields = {"status": row.status, "deviation": row.deviation}
        choices = status_choices(continuous=row.activity.continuous, status=row.status)
    else:
        fields = {"judgement": row.judgement, "motivation": row.motivation}
        choices = list(judgement_choices(held.report.round.kind))
    if wrote is not None:
        fields |= {name: str(wrote[name]) for name in fields if name in wrote}
    return OwnRow(held, fields, choices, problem)


def save_own_row(report: Report, key: str, form: QueryDict, *, by: Actor, at: datetime) -> None:
    """Store the row as the report's own table would; what the short form does not ask for stays as it stands.

    Raises `Refusal` with what to do when it cannot be stored.
    """
    lines = read_report(report)
    row = row_of(build(report, lines, []), key)
    if row is None or row.line is None:
        raise Refusal("row_gone", _("Raden frågas inte längre. Ladda om sidan."))
    sent = QueryDict(mutable=True)
    sent[f"{key}.version"] = form.get("version", "")
    for name, stands in row.fields.items():
        sent[f"{key}.{name}"] = form.get(name, stands)
    outcome = save_rows(report, lines, due_rows(report), sent, by=by, at=at)
    if key in outcome.problems:
        raise Refusal("not_saved", outcome.problems[key][0])
    if not outcome.saved:
        raise Refusal("nothing_written", _("Skriv ett svar, eller varför det saknas, och spara igen."))
