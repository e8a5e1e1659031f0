"""Rounds and reports of the invented city: the last tertial is decided by two boards in three."""

import random
from collections.abc import Iterable
from datetime import date

from samstad.domain.cycle.actions.freeze import freeze_report
from samstad.domain.cycle.choices import Stage
from samstad.domain.cycle.models import GoalJudgement, Report, Round
from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal
from samstad.reports.board_report import collect_report

JUDGEMENTS = ("full", "full", "partly", "partly", "not", "unknown")


def file_reports(
    boards: list[Organisation], council: dict[int, list[Goal]], years: Iterable[int], pack: Pack, dice: random.Random
) -> None:
    """A first tertial a year, with each board's judgement of its goals and of the council's."""
    for year in years:
        opened = Round.objects.create(
            slug=f"{year}-t1", year=year, kind="t1", cutoff=date(year, 4, 30), due=date(year, 5, 20),
            opened_on=date(year, 4, 1), pack=pack,
        )  # fmt: skip
        reports = Report.objects.bulk_create(_report(opened, board, n, pack) for n, board in enumerate(boards))
        own: dict[int, list[Goal]] = {}
        for goal in Goal.objects.filter(year=year, owner__in=boards):
            own.setdefault(goal.owner_id or 0, []).append(goal)
        GoalJudgement.objects.bulk_create(
            (
                _judgement(report, goal, dice)
                for report in reports
                for goal in [*own.get(report.organisation_id, []), *council[year]]
            ),
            batch_size=1000,
        )


def freeze_reports(of_year: int) -> None:
    """The decided reports of a year get their frozen text, as they would have when they were decided."""
    decided = Report.objects.filter(round__year=of_year, state="decided")
    for report in decided.select_related("round__pack", "organisation__area", "pack").order_by("pk"):
        freeze_report(
            collect_report,
            report=report,
            stage=Stage.DECIDED,
            on=report.decided_on or date(of_year, 5, 18),
            by=COMMAND_LINE,
        )


def _report(opened: Round, board: Organisation, number: int, pack: Pack) -> Report:
    decided = number % 3 != 0
    return Report(
        round=opened,
        organisation=board,
        state="decided" if decided else "draft",
        submitted_on=date(opened.year, 5, 9) if decided else None,
        sent_out_on=date(opened.year, 5, 11) if decided else None,
        decided_on=date(opened.year, 5, 18) if decided else None,
        pack=pack,
    )


def _judgement(report: Report, goal: Goal, dice: random.Random) -> GoalJudgement:
    said = dice.choice(JUDGEMENTS)
    return GoalJudgement(
        report=report, goal=goal, judgement=said, motivation="Påhittad motivering.", figures=said, version=1
    )
