"""Freezing a report of a thousand nodes."""

import time
from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.lines import line, write
from samstad.demo.synth import Size, build
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report

NOON = datetime(2017, 5, 18, 12, tzinfo=UTC)


def _fill(report: Report) -> None:
    """Every row answered, as in a report that is sent out."""
    due = due_rows(report)
    content = actions.ReportContent(
        indicators=[actions.IndicatorContent(i, Decimal(50), forecast=Decimal(55)) for i in due.indicators],
        activities=[actions.ActivityContent(activity, "ongoing") for activity in due.activities],
        judgements=[actions.JudgementContent(goal, "partly", "På väg.") for goal in due.goals],
        sections={"summary": "Sammanfattning."},
    )
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=NOON)


def freeze() -> None:
    """The decision of one board with some 1,000 goals, indicators and activities, as one action."""
    build(Size(boards=1, goals=310, activities=720, years=1))
    report = Report.objects.select_related("round__pack", "organisation__area", "pack").get(round__kind="t1")
    _fill(report)
    Report.objects.update(state="approved")
    report.refresh_from_db(fields=["state"])
    with CaptureQueriesContext(connection) as sent:
        actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=NOON)
    write(line("send out a report of 1,000 nodes, every row published", len(sent), "queries"))
    facts = collect_report(report)
    nodes = sum(len(facts[kind]) for kind in ("goals", "indicators", "activities"))
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        actions.decide(
            report=report,
            collect=collect_report,
            meeting_date=date(2017, 5, 18),
            paragraph="7",
            by=COMMAND_LINE,
            at=NOON,
        )
    write(line("nodes in the frozen report", nodes, "nodes"))
    write(line("freeze a report of 1,000 nodes", len(asked), "queries", 30))
    write(line("seconds, freeze a report of 1,000 nodes", time.perf_counter() - start, "s"))
