"""Each report's chapters with what is written and approved, and the two shares that lists show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samstad.calculations import progress
from samstad.calculations.progress import Part
from samstad.domain.cycle.choices import ROW_TABLES, ReportState, TableKind
from samstad.domain.cycle.models import Chapter, EconomySheet, Report, ReportSection
from samstad.domain.cycle.queries import chapter_title, chapters_by_report, content_versions
from samstad.reports.progress.due import RowCount, count_rows

IN_WORK = (ReportState.DRAFT, ReportState.READY)


@dataclass(frozen=True, slots=True)
class ChapterProgress:
    """A chapter and how far it has come. `version` is what is approved by who approves it now; 0 is an empty one.

    `lost` is true where it was approved and has been changed since.
    """

    key: str
    title: str
    own: bool
    required: bool
    part: Part
    version: int
    approved_by: str
    lost: bool

    @property
    def written(self) -> int:
        """In percent."""
        return progress.percent(self.part.answered, self.part.asked)

    @property
    def begun(self) -> bool:
        return self.part.answered > 0


@dataclass(frozen=True, slots=True)
class ReportProgress:
    chapters: tuple[ChapterProgress, ...]
    outside: Part
    handed_in: bool

    @property
    def written(self) -> int:
        """The share of all answers that are there, in percent."""
        return progress.written([*(chapter.part for chapter in self.chapters), self.outside])

    @property
    def approved(self) -> int:
        """The share of the chapters that are approved, in percent; all of them once the report is."""
        return 100 if self.handed_in else progress.approved(chapter.part for chapter in self.chapters)


def read_progress(
    reports: Sequence[Report], counted: Mapping[int, RowCount] | None = None
) -> dict[int, ReportProgress]:
    """Per report (primary key) how far it has come; the same number of queries however many reports.

    `counted` are its rows, where they have been read already.
    """
    keys = [report.pk for report in reports]
    chapters = chapters_by_report(reports)
    versions, rows = content_versions(chapters), counted or count_rows(reports)
    sections = {(row.report_id, row.key): row for row in ReportSection.objects.filter(report__in=keys)}
    sheets = set(EconomySheet.objects.filter(report__in=keys, version__gt=0).values_list("report_id", flat=True))
    return {
        report.pk: _report(report, chapters[report.pk], versions, rows[report.pk], sections, report.pk in sheets)
        for report in reports
    }


def _report(
    report: Report,
    chapters: Sequence[Chapter],
    versions: Mapping[tuple[int, str], int],
    rows: RowCount,
    sections: Mapping[tuple[int, str], ReportSection],
    has_sheet: bool,
) -> ReportProgress:
    handed_in = report.state not in IN_WORK
    left, lines = rows, []
    for chapter in chapters:
        section, version = sections.get((report.pk, chapter.key)), versions[report.pk, chapter.key]
        holds = bool(set(ROW_TABLES).intersection(chapter.tables))
        here, left = (left, RowCount(0, 0)) if holds else (RowCount(0, 0), left)
        has_content = bool(section and section.text) or (has_sheet and TableKind.ECONOMY in chapter.tables)
        approved_version = section.approved_version if section else None
        part = Part(
            here.asked + int(chapter.required or has_content),
            here.answered + int(has_content),
            handed_in or approved_version == version,
        )
        lines.append(
            ChapterProgress(
                chapter.key,
                chapter_title(chapter.title),
                chapter.own,
                chapter.required,
                part,
                version,
                section.approved_by if section and approved_version == version else "",
                lost=not handed_in and approved_version is not None and approved_version != version,
            )
        )
    return ReportProgress(tuple(lines), Part(left.asked, left.answered), handed_in)
