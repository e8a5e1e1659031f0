"""Rounds and reports of the invented city: the last tertial is decided by two boards in three."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

from samstad.demo.synth.city import LAST_YEAR, City
from samstad.domain.cycle.actions.chapters import write_chapters
from samstad.domain.cycle.actions.default_chapters import default_chapters
from samstad.domain.cycle.actions.freeze import freeze_report
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import (
    Attachment,
    EconomyLine,
    EconomySheet,
    GoalJudgement,
    PulledText,
    Report,
    ReportSection,
    Round,
    UnitText,
)
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal
from samstad.reports.board_report import collect_report

JUDGEMENTS = ("full", "full", "partly", "partly", "not", "unknown")
WRITTEN = "Påhittad text från en enhet."


def file_reports(city: City) -> None:
    """A first tertial a year, with each board's judgement of its goals and of the council's."""
    for year in city.years:
        opened = Round.objects.create(
            slug=f"{year}-t1", year=year, kind="t1", cutoff=date(year, 4, 30), due=date(year, 5, 20),
            opened_on=date(year, 4, 1), pack=city.pack,
        )  # fmt: skip
        write_chapters(default_chapters(opened.kind), of_round=opened)
        reports = Report.objects.bulk_create(_report(city, opened, board, n) for n, board in enumerate(city.boards))
        own: dict[int, list[Goal]] = {}
        for goal in Goal.objects.filter(year=year, owner__in=city.boards):
            own.setdefault(goal.owner_id or 0, []).append(goal)
        GoalJudgement.objects.bulk_create(
            (
                _judgement(city, report, goal)
                for report in reports
                for goal in [*own.get(report.organisation_id, []), *city.council[year]]
            ),
            batch_size=1000,
        )
        if year == LAST_YEAR:
            _what_hangs_on(reports)


def freeze_reports() -> None:
    """The decided reports of the last tertial get their frozen texts, as when they were sent out and decided."""
    decided = Report.objects.filter(round__slug=f"{LAST_YEAR}-t1", state="decided")
    for report in decided.select_related("round__pack", "organisation__area", "pack").order_by("pk"):
        for stage, on in ((Stage.SENT_OUT, report.sent_out_on), (Stage.DECIDED, report.decided_on)):
            assert on is not None
            freeze_report(collect_report, report=report, stage=stage, on=on, by=COMMAND_LINE)


def _report(city: City, opened: Round, board: Organisation, number: int) -> Report:
    decided = number % 3 != 0
    return Report(
        round=opened,
        organisation=board,
        state="decided" if decided else "draft",
        submitted_on=date(opened.year, 5, 9) if decided else None,
        sent_out_on=date(opened.year, 5, 11) if decided else None,
        decided_on=date(opened.year, 5, 18) if decided else None,
        pack=city.pack,
    )


def _judgement(city: City, report: Report, goal: Goal) -> GoalJudgement:
    said = city.dice.choice(JUDGEMENTS)
    return GoalJudgement(
        report=report, goal=goal, judgement=said, motivation="Påhittad motivering.", figures=said, version=1
    )


def _what_hangs_on(reports: Sequence[Report]) -> None:
    """Each report's economy, a file that belongs to it, and a summary pulled up from the board's units."""
    content = "Påhittad bilaga".encode()
    digest = hashlib.sha256(content).hexdigest()
    at = datetime(LAST_YEAR, 5, 2, 12, tzinfo=UTC)
    EconomySheet.objects.bulk_create(EconomySheet(report=row, file_name="ekonomi.xlsx", version=1) for row in reports)
    EconomyLine.objects.bulk_create(
        EconomyLine(
            report=row, part="operations", name=name, kind="running", unit="mnkr", budget=100, outcome=30, forecast=99,
            order=n,
        )
        for row in reports
        for n, name in enumerate(("Förskola", "Äldreomsorg", "Stadsmiljö"))
    )  # fmt: skip
    Attachment.objects.bulk_create(
        Attachment(
            report=row, title="Underlag", file_name="underlag.csv", kind="csv", content=content, size=len(content),
            sha256=digest, by_name=COMMAND_LINE.name, at=at,
        )
        for row in reports
    )  # fmt: skip
    ReportSection.objects.bulk_create(
        ReportSection(report=row, key="summary", text=WRITTEN, version=1) for row in reports
    )
    of_board = {row.organisation_id: row for row in reports}
    units = Organisation.objects.filter(kind=BodyKind.UNIT, parent__in=of_board).order_by("pk")
    written = UnitText.objects.bulk_create(
        UnitText(report=of_board[unit.parent_id or 0], unit=unit, row="s.summary", text=WRITTEN, version=1)
        for unit in units
    )
    PulledText.objects.bulk_create(
        PulledText(source=row, text=WRITTEN, version=1, by_name=COMMAND_LINE.name, at=at) for row in written
    )
