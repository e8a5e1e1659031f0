"""The chapters of a report, with what is written in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext, gettext_noop

from samstad.domain.cycle.choices import ROW_TABLES, SectionKey, TableKind
from samstad.domain.cycle.models import (
    ActivityRow,
    Chapter,
    EconomySheet,
    GoalJudgement,
    IndicatorRow,
    Report,
    ReportSection,
)

EXPLAIN_OVER: int = Chapter._meta.get_field("explain_over").get_default()
SUMMARY_TITLE = gettext_noop("Sammanfattande analys")


def chapters_of(report: Report) -> list[Chapter]:
    """The report's chapters in order: the round's, then its own. A round without a template has the summary."""
    return chapters_by_report([report])[report.pk]


def chapters_by_report(reports: Iterable[Report]) -> dict[int, list[Chapter]]:
    """For each report its chapters, as `chapters_of`; one query however many reports."""
    asked = list(reports)
    of_round: dict[int | None, list[Chapter]] = {}
    own: dict[int | None, list[Chapter]] = {}
    found = Chapter.objects.filter(
        Q(round__in={report.round_id for report in asked}) | Q(report__in=[report.pk for report in asked])
    )
    for chapter in found:
        if chapter.own:
            own.setdefault(chapter.report_id, []).append(chapter)
        else:
            of_round.setdefault(chapter.round_id, []).append(chapter)
    return {
        report.pk: (of_round.get(report.round_id) or [summary_chapter()]) + own.get(report.pk, []) for report in asked
    }


def summary_chapter() -> Chapter:
    """The chapter that every report has, not stored."""
    return Chapter(
        key=SectionKey.SUMMARY, title=SUMMARY_TITLE, tables=[TableKind.OVERVIEW], required=True, instruction=""
    )


def explain_over(report: Report) -> int:
    """The share of the budget, in percent, over which the report's deviations need a sentence."""
    shares = [chapter.explain_over for chapter in chapters_of(report) if TableKind.ECONOMY in chapter.tables]
    return shares[0] if shares else EXPLAIN_OVER


def chapter_title(title: str) -> str:
    """The heading as it is read: those that came with the system have an English text too."""
    return gettext(title) if title else ""


def content_versions(chapters_of_reports: Mapping[int, Iterable[Chapter]]) -> dict[tuple[int, str], int]:
    """For each report (primary key) and chapter key the version of what stands in it; it grows with every change.

    A chapter that holds the rows moves with each of them, one of economy with the sheet. Five queries.
    """
    keys = list(chapters_of_reports)
    texts = {
        (pk, key): version
        for pk, key, version in ReportSection.objects.filter(report__in=keys).values_list("report_id", "key", "version")
    }
    rows: dict[int, int] = {}
    for model in (IndicatorRow, ActivityRow, GoalJudgement):
        found: Any = model._default_manager.filter(report__in=keys).order_by().values_list("report_id")
        for pk, versions in found.annotate(versions=Sum("version")):
            rows[pk] = rows.get(pk, 0) + versions
    sheets = dict(EconomySheet.objects.filter(report__in=keys).values_list("report_id", "version"))
    return {
        (pk, chapter.key): texts.get((pk, chapter.key), 0)
        + (rows.get(pk, 0) if set(ROW_TABLES).intersection(chapter.tables) else 0)
        + (sheets.get(pk, 0) if TableKind.ECONOMY in chapter.tables else 0)
        for pk, chapters in chapters_of_reports.items()
        for chapter in chapters
    }


@dataclass(frozen=True)
class ChapterText:
    """A chapter and what is written in it, `version` of the text, and who writes it where that is given."""

    chapter: Chapter
    text: str
    version: int
    responsible: str = ""


def chapters_with_texts(report: Report) -> list[ChapterText]:
    """The report's chapters in order with their texts, as `chapters_of`; one query."""
    written = ReportSection.objects.filter(report=report, key=OuterRef("key"))
    found = Chapter.objects.filter(Q(round=report.round_id) | Q(report=report)).annotate(
        text=Subquery(written.values("text")[:1]),
        text_version=Subquery(written.values("version")[:1]),
        writer=Subquery(written.values("responsible__name")[:1]),
    )
    lines = [
        ChapterText(chapter, chapter.text or "", chapter.text_version or 0, chapter.writer or "") for chapter in found
    ]
    common = [line for line in lines if not line.chapter.own] or [_summary_alone(report)]
    return common + [line for line in lines if line.chapter.own]


def _summary_alone(report: Report) -> ChapterText:
    stored = report.sections.filter(key=SectionKey.SUMMARY).values_list("text", "version", "responsible__name").first()
    text, version, writer = stored or ("", 0, "")
    return ChapterText(summary_chapter(), text, version, writer or "")
