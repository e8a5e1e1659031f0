"""A board of 300 goals and 1,000 activities rolled over to the next year and back."""

import time
from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.lines import line, write
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import roll_over, undo_roll_over
from samstad.domain.steering.models import (
    Activity,
    ActivityGoal,
    Goal,
    GoalIndicator,
    GoalLevel,
    GoalLineage,
    GoalLink,
    Indicator,
)

GOALS, ACTIVITIES = 300, 1000
MOST_SQL = 40
NOW = datetime(2017, 11, 1, tzinfo=UTC)


def rollover() -> None:
    """SQL and seconds of the way there; and that the way back leaves as many rows as there were."""
    board = _board()
    before = _rows()
    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        prepared = roll_over(board=board, from_year=2017, by=COMMAND_LINE, at=NOW)
        seconds = time.perf_counter() - start
    made = Goal.objects.filter(year=2018).count(), Activity.objects.filter(year=2018).count()
    if made != (GOALS, ACTIVITIES):
        raise RuntimeError(f"the next year holds {made}")
    write(line(f"SQL to roll over {GOALS} goals and {ACTIVITIES} activities", len(asked), "queries", MOST_SQL))
    write(line(f"seconds to roll over {GOALS} goals and {ACTIVITIES} activities", seconds, "s"))
    start = time.perf_counter()
    undo_roll_over(prepared=prepared, reason="bench", by=COMMAND_LINE, at=NOW)
    write(line("seconds to undo a roll-over", time.perf_counter() - start, "s"))
    write(line("rows that differ after a roll-over was undone", abs(_rows() - before), "rows", 0))


def _board() -> Organisation:
    board = Organisation.objects.create(slug="bank", name="Bänkens nämnd", short_name="Bänk", kind="district_board")
    upper, own = (
        GoalLevel.objects.create(slug=slug, name=slug, plural=slug, rank=rank, sphere=slug)
        for rank, slug in ((4, "programme"), (5, "board"))
    )
    above = Goal.objects.create(slug="ovan", title="Ovan", level=upper)
    goals = Goal.objects.bulk_create(
        Goal(slug=f"bank-2017-{n}", title=f"Mål {n}", level=own, year=2017, owner=board, order=n) for n in range(GOALS)
    )
    indicator = Indicator.objects.create(slug="bank", name="Bänk", unit="procent")
    GoalLink.objects.bulk_create(GoalLink(lower=goal, upper=above, meaning="contributes") for goal in goals)
    GoalIndicator.objects.bulk_create(GoalIndicator(goal=goal, indicator=indicator) for goal in goals)
    done = Activity.objects.bulk_create(
        Activity(slug=f"bank-akt-{n}", title=f"Aktivitet {n}", kind="activity", owner=board, year=2017, order=n)
        for n in range(ACTIVITIES)
    )
    ActivityGoal.objects.bulk_create(
        ActivityGoal(activity=activity, goal=goals[n % GOALS]) for n, activity in enumerate(done)
    )
    return board


def _rows() -> int:
    models = (Goal, GoalLink, GoalLineage, GoalIndicator, Activity, ActivityGoal)
    return sum(model._default_manager.count() for model in models)
