"""Freezing a report of a thousand nodes."""

import time
from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.lines import line, write
from samstad.demo.synth import Size, build
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report


def freeze() -> None:
    """The decision of one board with some 1,000 goals, indicators and activities, as one action."""
    build(Size(boards=1, goals=300, activities=700, years=1))
    Report.objects.update(state="sent_out", sent_out_on=date(2017, 5, 11))
    report = Report.objects.select_related("round__pack", "organisation__area", "pack").get()
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
            at=datetime(2017, 5, 18, 12, tzinfo=UTC),
        )
    write(line("nodes in the frozen report", nodes, "nodes"))
    write(line("freeze a report of 1,000 nodes", len(asked), "queries", 30))
    write(line("seconds, freeze a report of 1,000 nodes", time.perf_counter() - start, "s"))
