"""The report table as the page shows it: every row with its fields, whether just read or just refused."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstad.domain.cycle.choices import Judgement, ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import Unanswered, sections_of
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.board_report.gap_table import gap_in_short, result_words
from samstad.reports.board_report.lines import ActivityLine, GapLine, GoalLine, IndicatorLine, ReportLines
from samstad.reports.board_report.origins import Origin
from samstad.reports.report_talk import Thread
from samstad.reports.seen_rows import Fields
from samstad.reports.wording import ground, judgement_word
from samstad.web.desk.row_conflict import RowConflict, row_conflict
from samstad.web.desk.row_fields import FIELDS, PROSE

STATUSES = (
    (ActivityStatus.NOT_BEGUN, gettext_lazy("Ej börjat")),
    (ActivityStatus.ONGOING, gettext_lazy("Enligt plan")),
    (ActivityStatus.CONTINUOUS, gettext_lazy("Löpande")),
    (ActivityStatus.WAITING, gettext_lazy("Väntar")),
    (ActivityStatus.DEVIATES, gettext_lazy("Avviker")),
    (ActivityStatus.DONE, gettext_lazy("Klart")),
    (ActivityStatus.BROKEN_OFF, gettext_lazy("Avbruten")),
)


@dataclass
class TableRow:
    """One row: `line` as it stands, `fields` as shown in the form, and what went wrong, if anything.

    `kept` is what was written in a row that can no longer be saved, to be copied.
    """

    key: str
    line: Any
    version: int
    fields: dict[str, str]
    problem: str = ""
    kept: list[tuple[str, str]] = field(default_factory=list)
    conflict: RowConflict | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)


@dataclass(frozen=True)
class ReportTable:
    indicators: list[TableRow]
    activities: list[TableRow]
    goal_groups: list[tuple[str, list[TableRow]]]
    summary: TableRow
    left: int
    total: int

    @property
    def answered(self) -> int:
        return self.total - self.left


Problems = dict[str, tuple[str, dict[str, str]]]
Theirs = dict[str, dict[str, Any]]
Seen = dict[str, Fields | None]


def build(
    report: Report,
    lines: ReportLines,
    missing: list[Unanswered],
    *,
    problems: Problems | None = None,
    theirs: Theirs | None = None,
    seen: Seen | None = None,
) -> ReportTable:
    """The table for one report. Rows that were refused keep what the person wrote."""
    sections = sections_of(report)
    summary = sections.get("summary")
    gaps = {line.slug: line for line in lines.gaps}
    table = ReportTable(
        indicators=[_indicator(line, gaps.get(line.slug)) for line in lines.indicators],
        activities=[_activity(line) for line in lines.activities],
        goal_groups=_goal_groups(lines, report.round.kind),
        summary=TableRow(
            "s.summary", None, summary.version if summary else 0, {"text": summary.text if summary else ""}
        ),
        left=len(missing),
        total=_total(lines),
    )
    for row in all_rows(table):
        mark(row, problems or {}, theirs or {}, seen or {}, open_to_writing=can_write(report))
    return table


def row_of(table: ReportTable, key: str) -> TableRow | None:
    return next((row for row in all_rows(table) if row.key == key), None)


def name_of(row: TableRow) -> str:
    """What people call the row."""
    if row.line is None:
        return _("Sammanfattande analys")
    return str(getattr(row.line, "title", "") or row.line.name)


def can_write(report: Report) -> bool:
    return report.state in (ReportState.DRAFT, ReportState.SENT_OUT)


def all_rows(table: ReportTable) -> list[TableRow]:
    """Every row in the order of the page, the summary last."""
    goals = [row for _title, rows in table.goal_groups for row in rows]
    return [*table.indicators, *table.activities, *goals, table.summary]


def _total(lines: ReportLines) -> int:
    asked = sum(not line.central for line in lines.indicators)
    return asked + len(lines.activities) + len(lines.goals) + 1


def _indicator(line: IndicatorLine, gap: GapLine | None) -> TableRow:
    names = ("outcome", "outcome_women", "outcome_men", "forecast")
    fields = {name: _shown(getattr(line, name)) for name in names}
    fields |= {"missing_reason": line.missing_reason, "comment": line.comment}
    extra = {
        "result": result_words(line.result.reason, closing=bool(gap and gap.target is not None)),
        "gap": gap_in_short(gap) if gap else "",
        "gap_result": gap.result.judgement if gap else "",
    }
    return TableRow(f"i.{line.slug}", line, line.answered.version, fields, extra=extra)


def _activity(line: ActivityLine) -> TableRow:
    fields = {
        "status": line.status,
        "deviation": line.deviation,
        "waiting_for": line.waiting_for,
        "comment": line.comment,
    }
    choices = [
        (status.value, label)
        for status, label in STATUSES
        if status not in (ActivityStatus.CONTINUOUS, ActivityStatus.ONGOING)
        or (status == ActivityStatus.CONTINUOUS) == line.continuous
        or line.status == status
    ]
    return TableRow(f"a.{line.slug}", line, line.answered.version, fields, extra={"choices": choices})


def _goal_groups(lines: ReportLines, kind: str) -> list[tuple[str, list[TableRow]]]:
    """The council's goals first, then the board's own, then the local programme's, theme by theme."""
    groups: dict[str, list[TableRow]] = defaultdict(list)
    for line in lines.goals:
        groups[_group_title(line)].append(_goal(line, kind))
    return list(groups.items())


def _group_title(line: GoalLine) -> str:
    if line.sphere == "local":
        return line.under.title if line.under else _("Lokala mål utanför tema")
    return line.level


def _goal(line: GoalLine, kind: str) -> TableRow:
    said = line.suggestion
    extra = {
        "figures": judgement_word(said.judgement, kind),
        "ground": ground(rule=said.rule, known=said.known, asked=said.asked),
        "choices": [(choice.value, judgement_word(choice.value, kind)) for choice in Judgement],
    }
    fields = {"judgement": line.judgement, "motivation": line.motivation}
    return TableRow(f"g.{line.slug}", line, line.answered.version, fields, extra=extra)


def mark(row: TableRow, problems: Problems, theirs: Theirs, seen: Seen, *, open_to_writing: bool) -> None:
    """A refused row keeps what was written; the version too, so that only a choice lets it win over another's text."""
    if row.key not in problems:
        return
    row.problem, mine = problems[row.key]
    if not open_to_writing:
        row.kept = [(str(FIELDS[name]), text) for name, text in mine.items() if name in PROSE and text.strip()]
        return
    row.fields = {**row.fields, **mine}
    if row.key in theirs:
        words = {str(key): str(label) for key, label in row.extra.get("choices", ())}
        row.conflict = row_conflict(mine, theirs[row.key], seen.get(row.key), words=words)
        row.version = int(mine["version"]) if mine["version"].isdigit() else 0


def _shown(value: Any) -> str:
    """The figure to the last digit: what stands in a field comes back when the page is saved."""
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")
