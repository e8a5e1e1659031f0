"""The report table as the page shows it: every row with its fields, whether just read or just refused."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import ROW_TABLES, Judgement, ReportState, TableKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import ChapterText, Unanswered, chapter_title, chapters_with_texts
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.board_report.gap_table import gap_in_short, result_words
from samstad.reports.board_report.lines import ActivityLine, GapLine, GoalLine, IndicatorLine, ReportLines
from samstad.reports.board_report.origins import Origin
from samstad.reports.report_talk import Thread
from samstad.reports.seen_rows import Fields
from samstad.reports.wording import ground, judgement_word
from samstad.web.desk import written
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
    chapters: list[TableRow]
    left: int
    total: int

    @property
    def answered(self) -> int:
        return self.total - self.left

    @property
    def opening(self) -> list[TableRow]:
        """The chapters up to the one whose tables are filled in on the page, which come after it."""
        return self.chapters[: self._rows_after()]

    @property
    def closing(self) -> list[TableRow]:
        return self.chapters[self._rows_after() :]

    def _rows_after(self) -> int:
        return next((place for place, row in enumerate(self.chapters, 1) if row.extra["holds_rows"]), 1)


Problems = dict[str, tuple[str, dict[str, str]]]
Theirs = dict[str, dict[str, Any]]
Seen = dict[str, Fields | None]


def build(
    report: Report,
    lines: ReportLines,
    missing: list[Unanswered],
    *,
    assigned: int = 0,
    problems: Problems | None = None,
    theirs: Theirs | None = None,
    seen: Seen | None = None,
) -> ReportTable:
    """The table for one report. Rows that were refused keep what the person wrote.

    What is planned is written in the plan and not here, so a plan's table has its chapters only; `assigned` counts what
    the council has assigned, which is answered there.
    """
    if report.planning:
        lines = replace(lines, indicators=(), gaps=(), activities=(), goals=())
    chapters = chapters_with_texts(report)
    gaps = {line.slug: line for line in lines.gaps}
    table = ReportTable(
        indicators=[_indicator(line, gaps.get(line.slug)) for line in lines.indicators],
        activities=[_activity(line) for line in lines.activities],
        goal_groups=_goal_groups(lines, report.round.kind),
        chapters=[_chapter(line) for line in chapters],
        left=len(missing),
        total=_total(lines) + assigned + sum(line.chapter.required for line in chapters),
    )
    for row in all_rows(table):
        mark(row, problems or {}, theirs or {}, seen or {}, open_to_writing=can_write(report))
    return table


def row_of(table: ReportTable, key: str) -> TableRow | None:
    return next((row for row in all_rows(table) if row.key == key), None)


def name_of(row: TableRow) -> str:
    """What people call the row."""
    if row.line is None:
        return str(row.extra["title"])
    return str(getattr(row.line, "title", "") or row.line.name)


def can_write(report: Report) -> bool:
    return report.state in (ReportState.DRAFT, ReportState.SENT_OUT)


def may_write(report: Report, grants: Grants) -> bool:
    """Whether the person's form would be accepted: what the board has received is changed by its decision only."""
    writing = Permission.DECIDE if report.state == ReportState.SENT_OUT else Permission.REPORT
    return can_write(report) and grants.allows(writing, report.organisation)


def all_rows(table: ReportTable) -> list[TableRow]:
    """Every row in the order of the page, the chapters last."""
    goals = [row for _title, rows in table.goal_groups for row in rows]
    return [*table.indicators, *table.activities, *goals, *table.chapters]


def _total(lines: ReportLines) -> int:
    asked = sum(not line.central for line in lines.indicators)
    return asked + len(lines.activities) + len(lines.goals)


def _chapter(line: ChapterText) -> TableRow:
    chapter = line.chapter
    extra = {
        "key": chapter.key,
        "title": chapter_title(chapter.title),
        "instruction": chapter_title(chapter.instruction),
        "required": chapter.required,
        "own": chapter.own,
        "holds_rows": bool(set(ROW_TABLES).intersection(chapter.tables)),
        "holds_economy": TableKind.ECONOMY in chapter.tables,
        "facts": "",
        "writer": line.responsible,
    }
    return TableRow(f"s.{chapter.key}", None, line.version, {"text": line.text}, extra=extra)


def _indicator(line: IndicatorLine, gap: GapLine | None) -> TableRow:
    names = ("outcome", "outcome_women", "outcome_men", "forecast")
    fields = {name: shown_number(getattr(line, name)) for name in names}
    fields |= {"missing_reason": line.missing_reason, "comment": line.comment}
    extra = {
        "result": result_words(
            line.result.reason, dict(line.result.by), line.decimals, closing=bool(gap and gap.target is not None)
        ),
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
    choices = status_choices(continuous=line.continuous, status=line.status)
    return TableRow(f"a.{line.slug}", line, line.answered.version, fields, extra={"choices": choices})


def status_choices(*, continuous: bool, status: str) -> list[tuple[str, Any]]:
    """How an activity may stand: one that goes on is never according to plan, and the other way round."""
    return [
        (one.value, label)
        for one, label in STATUSES
        if one not in (ActivityStatus.CONTINUOUS, ActivityStatus.ONGOING)
        or (one == ActivityStatus.CONTINUOUS) == continuous
        or status == one
    ]


def judgement_choices(kind: str) -> list[tuple[str, str]]:
    """The judgements in the words of the round: forecasts until the year is over."""
    return [(choice.value, judgement_word(choice.value, kind)) for choice in Judgement]


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
        "choices": judgement_choices(kind),
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
        row.version = written.version(mine["version"])


def shown_number(value: Any) -> str:
    """The figure to the last digit: what stands in a field comes back when the page is saved."""
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")
