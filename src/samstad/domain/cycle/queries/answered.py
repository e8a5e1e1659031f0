"""What a report has answered, and whom the rest waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from samstad.calculations.periods import is_due
from samstad.domain.cycle.choices import ReportState, RoundKind, TableKind
from samstad.domain.cycle.models import (
    ActivityRow,
    AssignedBoard,
    Chapter,
    EconomySheet,
    GoalJudgement,
    IndicatorRow,
    Report,
    ReportSection,
    Round,
)
from samstad.domain.cycle.queries.asked import asks_on, assigned_to, due_rows
from samstad.domain.cycle.queries.chapters import chapter_title, chapters_by_report, chapters_of
from samstad.domain.people.models import User
from samstad.domain.steering.choices import Supplier
from samstad.domain.steering.models import Indicator


@dataclass(frozen=True)
class Unanswered:
    """A row that is due and has no answer; `kind` is indicator, activity, goal, assignment or section."""

    kind: str
    slug: str
    title: str


def unanswered(report: Report) -> list[Unanswered]:
    """Due rows without an answer, in the order they are shown. Central values are nobody's to answer."""
    due = due_rows(report)
    judged = set(report.judgements.filter(version__gt=0).exclude(judgement="").values_list("goal_id", flat=True))
    told = set(report.activity_rows.filter(version__gt=0).exclude(status="").values_list("activity_id", flat=True))
    rows = report.indicator_rows.filter(version__gt=0).exclude(outcome=None, missing_reason="")
    measured = set(rows.values_list("indicator_id", flat=True))
    written = set(report.sections.exclude(text="").values_list("key", flat=True))
    missing = [Unanswered("goal", goal.slug, goal.title) for goal in due.goals if goal.pk not in judged]
    missing += [
        Unanswered("indicator", i.slug, i.name)
        for i in due.indicators
        if i.supplier == Supplier.BOARD and i.pk not in measured
    ]
    missing += [Unanswered("activity", a.slug, a.title) for a in due.activities if a.pk not in told]
    missing += [Unanswered("assignment", part.assignment.slug, str(part.assignment)) for part in _silent(report)]
    missing += [
        Unanswered("section", chapter.key, chapter_title(chapter.title))
        for chapter in chapters_of(report)
        if chapter.required and chapter.key not in written and not _has_economy(chapter, report)
    ]
    return missing


def _silent(report: Report) -> list[AssignedBoard]:
    """What the council has assigned for the year and the board's plan says nothing of."""
    if report.round.kind != RoundKind.VP:
        return []
    return list(assigned_to(report.organisation, report.round.year).filter(answer=""))


def _has_economy(chapter: Chapter, report: Report) -> bool:
    """A chapter of economy is answered by the sheet as well as by a text."""
    return TableKind.ECONOMY in chapter.tables and EconomySheet.objects.filter(report=report).exists()


@dataclass(frozen=True)
class Waiting:
    """Whose rows are not answered; `person` is None for rows that nobody has been given."""

    person: User | None
    rows: tuple[Unanswered, ...]


def waiting_on(report: Report, missing: Iterable[Unanswered]) -> list[Waiting]:
    """The people with rows and chapters among the `missing`, the most first, then those that are nobody's."""
    holders: dict[tuple[str, str], User] = {}
    rows_of: dict[str, Any] = {
        "indicator": report.indicator_rows,
        "activity": report.activity_rows,
        "goal": report.judgements,
    }
    for kind, rows in rows_of.items():
        for row in rows.filter(responsible__isnull=False).select_related("responsible", kind):
            holders[kind, getattr(row, kind).slug] = row.responsible
    asked = list(missing)
    given = report.sections.filter(responsible__isnull=False, text="").select_related("responsible", "report")
    for held in _held_chapters(given):
        chapter = Unanswered("section", held.key.partition(".")[2], held.title)
        holders[chapter.kind, chapter.slug] = held.person
        asked += [] if chapter in asked else [chapter]
    found: dict[User | None, list[Unanswered]] = {}
    for row in asked:
        found.setdefault(holders.get((row.kind, row.slug)), []).append(row)
    waiting = [Waiting(person, tuple(rows)) for person, rows in found.items()]
    return sorted(
        waiting, key=lambda line: (line.person is None, -len(line.rows), line.person.name if line.person else "")
    )


@dataclass(frozen=True)
class HeldRow:
    """An unanswered row or chapter that somebody holds in a report that is written; `key` as in the report's table."""

    key: str
    title: str
    person: User
    report: Report
    row: IndicatorRow | ActivityRow | GoalJudgement | ReportSection


def held_rows(rows: Q) -> list[HeldRow]:
    """Held, unanswered rows of drafts, by date and title; six queries at most. `rows` narrows by fields of the row."""
    chosen = Q(rows, responsible__isnull=False, responsible__is_active=True, report__state=ReportState.DRAFT)
    empty = Q(version=0) | Q(outcome=None, missing_reason="")
    related = ("responsible", "report__round", "report__organisation", "report__pack")
    measured = IndicatorRow.objects.filter(chosen, empty, indicator__supplier=Supplier.BOARD)
    found = [
        HeldRow(f"i.{row.indicator.slug}", row.indicator.name, row.responsible, row.report, row)  # type: ignore[arg-type]  # chosen rows are held
        for row in measured.select_related("indicator", *related)
        if _is_asked(row.indicator, row.report.round)
    ]
    found += [
        HeldRow(f"a.{row.activity.slug}", row.activity.title, row.responsible, row.report, row)  # type: ignore[arg-type]  # as above
        for row in ActivityRow.objects.filter(chosen, version=0).select_related("activity", *related)
    ]
    found += [
        HeldRow(f"g.{row.goal.slug}", row.goal.title, row.responsible, row.report, row)  # type: ignore[arg-type]  # as above
        for row in GoalJudgement.objects.filter(chosen, version=0).select_related("goal", *related)
    ]
    found += _held_chapters(ReportSection.objects.filter(chosen, text="").select_related(*related))
    return sorted(found, key=lambda held: (held.report.round.due or date.max, held.report.pk, held.title))


def _held_chapters(rows: Iterable[ReportSection]) -> list[HeldRow]:
    """Those that the report still has; a chapter of economy is answered by its sheet as well."""
    sections = list(rows)
    if not sections:
        return []
    chapters = chapters_by_report({row.report for row in sections})
    sheets = set(EconomySheet.objects.filter(report__in=chapters).values_list("report_id", flat=True))
    held = {(pk, one.key): one for pk, of_report in chapters.items() for one in of_report}
    found = []
    for row in sections:
        chapter = held.get((row.report_id, row.key))
        if chapter and not (TableKind.ECONOMY in chapter.tables and row.report_id in sheets):
            title = chapter_title(chapter.title)
            found.append(HeldRow(f"s.{row.key}", title, row.responsible, row.report, row))  # type: ignore[arg-type]  # as above
    return found


def _is_asked(indicator: Indicator, of_round: Round) -> bool:
    in_use = indicator.retired_on is None or indicator.retired_on > asks_on(of_round)
    return in_use and is_due(indicator.periodicity, of_round.kind, of_round.year)
