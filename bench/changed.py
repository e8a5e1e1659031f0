"""What has changed since the round before, for a board of a thousand nodes, beside the same page without it."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.lines import line, write
from samstad.domain.cycle.actions import open_round
from samstad.domain.cycle.models import Report, Snapshot
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalLevel
from samstad.reports.board_report import collect_report
from samstad.reports.changed_since import read_changed_since

NODES = 1000
GOALS = 100
NOW = datetime(2017, 5, 2, 12, 0, tzinfo=UTC)
VIEW = "samstad.web.public.followup.read_changed_since"


def changed() -> None:
    """SQL of the comparison, and the report page with it beside the page that is handed it ready."""
    second = _reports()
    facts = collect_report(second)
    with CaptureQueriesContext(connection) as asked:
        found = read_changed_since(second, facts)
    if found is None or found.total < NODES // 3:
        raise RuntimeError("the comparison finds too little")
    write(line(f"SQL, changed since for {NODES} nodes", len(asked), "queries", 15))
    _freeze(second)
    client, address = Client(), "/uppfoljning/2017/t2/bank/"
    client.get(address)
    real = statistics.median(_timed(lambda: client.get(address)) for _ in range(5))
    with patch(VIEW, lambda _report, _facts: found):
        bare = statistics.median(_timed(lambda: client.get(address)) for _ in range(5))
    write(line("page with changed since beside the page that is handed it", real / bare, "x", 3))


def _reports() -> Report:
    """The second of two reports; between them half of the activities got another last day."""
    board = Organisation.objects.create(slug="bank", name="Bänkens nämnd", short_name="Bänk", kind="district_board")
    level = GoalLevel.objects.create(slug="board", name="Nämndmål", plural="Nämndmål", rank=5, sphere="board")
    goals = Goal.objects.bulk_create(
        Goal(slug=f"mal-{n}", title=f"Mål {n}", level=level, year=2017, owner=board, order=n) for n in range(GOALS)
    )
    done = Activity.objects.bulk_create(
        Activity(slug=f"akt-{n}", title=f"Aktivitet {n}", kind="activity", owner=board, year=2017, order=n)
        for n in range(NODES - GOALS)
    )
    ActivityGoal.objects.bulk_create(
        ActivityGoal(activity=activity, goal=goals[n % GOALS]) for n, activity in enumerate(done)
    )
    _freeze(_open("t1"))
    Activity.objects.filter(pk__in=[row.pk for row in done[::2]]).update(end=date(2017, 12, 1))
    return _open("t2")


def _open(kind: str) -> Report:
    made = open_round(year=2017, kind=kind, cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=NOW)
    return Report.objects.select_related("round", "organisation").get(round=made)


def _freeze(report: Report) -> None:
    document: dict[str, Any] = collect_report(report)
    Snapshot.objects.create(
        report=report, stage="sent_out", on=date(2017, 5, 11), document=document, schema_version=1, sha256="0" * 64,
        by_name=COMMAND_LINE.name,
    )  # fmt: skip


def _timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start
