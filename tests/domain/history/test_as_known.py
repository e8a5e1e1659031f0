"""Rows are worded back by the change log, and what is not on record is said to be unsure."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.slow_examples import one_in

from samstad.domain.history.as_known import LOADED, NOW, AsKnown
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import ActivityPlan, add_activity, add_goal, change_activity, reword_goal
from samstad.domain.steering.models import Activity, Goal

pytestmark = pytest.mark.django_db


def at(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=UTC)


@pytest.fixture
def board() -> Organisation:
    b.level("board")
    return b.board("farsta")


def made(board: Organisation, title: str = "Först", day: str = "2017-01-10") -> Goal:
    return add_goal(owner=board, year=2017, title=title, under=None, by=COMMAND_LINE, at=at(day))


def reword(goal: Goal, title: str, day: str) -> None:
    reword_goal(goal=goal, title=title, by=COMMAND_LINE, at=at(day))


def title_on(goal: Goal, day: str) -> str:
    row = Goal.objects.get(pk=goal.pk)
    AsKnown(b.day(day)).reword([row])
    return row.title


def test_a_goal_says_what_it_said_that_day(board: Organisation) -> None:
    goal = made(board)
    reword(goal, "Sedan", "2017-02-10")
    reword(goal, "Sist", "2017-03-10")
    days = ("2017-01-10", "2017-02-09", "2017-02-10", "2017-03-09", "2017-03-10")
    assert [title_on(goal, day) for day in days] == ["Först", "Först", "Sedan", "Sedan", "Sist"]
    assert Goal.objects.get(pk=goal.pk).title == "Sist", "reading back stores nothing"


def test_a_day_ends_at_midnight_where_the_city_is(board: Organisation) -> None:
    goal = made(board)
    reword_goal(goal=goal, title="Efter", by=COMMAND_LINE, at=at("2017-05-01", 22))  # half past midnight in Stockholm
    assert title_on(goal, "2017-05-01") == "Först"
    assert title_on(goal, "2017-05-02") == "Efter"


def test_a_row_is_there_from_the_day_it_was_entered(board: Organisation) -> None:
    goal = made(board, day="2017-02-01")
    for day, there in (("2017-01-31", False), ("2017-02-01", True)):
        as_known = AsKnown(b.day(day))
        assert Goal.objects.filter(as_known.there(Goal)).exists() is there
        assert as_known.has(goal) is there
    assert NOW.has(goal)


def test_dates_and_ticks_are_read_back_as_what_they_are(board: Organisation) -> None:
    plan = ActivityPlan("Vandring", end=b.day("2017-06-01"))
    activity = add_activity(owner=board, year=2017, plan=plan, by=COMMAND_LINE, at=at("2017-01-10"))
    new = ActivityPlan("Vandring", start=b.day("2017-02-01"), continuous=True)
    change_activity(activity=activity, plan=new, by=COMMAND_LINE, at=at("2017-02-10"))
    last = ActivityPlan("Vandring")
    change_activity(activity=activity, plan=last, by=COMMAND_LINE, at=at("2017-03-10"))
    told = []
    for day in ("2017-01-10", "2017-02-10", "2017-03-10"):
        row = Activity.objects.get()
        AsKnown(b.day(day)).reword([row])
        told.append((row.start, row.end, row.continuous))
    assert told == [(None, date(2017, 6, 1), False), (date(2017, 2, 1), None, True), (None, None, False)]


def test_a_row_entered_in_the_service_is_sure(board: Organisation) -> None:
    goal = made(board)
    as_known = AsKnown(b.day("2017-01-10"))
    as_known.reword([goal])
    assert not as_known.unsure
    assert as_known.is_unsure(goal) is None


def test_before_a_pack_brought_the_row_its_oldest_wording_is_shown_as_unsure(board: Organisation) -> None:
    goal = b.goal("Ur paketet", owner=board)
    record(LOADED, subject="steering.goal", key=goal.slug, by=COMMAND_LINE, at=at("2017-04-01"))
    reword(goal, "Omskrivet", "2017-05-01")
    as_known = AsKnown(b.day("2017-03-31"))
    assert Goal.objects.filter(as_known.there(Goal)).exists(), "a pack's row may be older than the load"
    row = Goal.objects.get()
    as_known.reword([row])
    unsure = as_known.is_unsure(row)
    assert unsure
    assert (row.title, unsure.title, unsure.since) == ("Ur paketet", "Ur paketet", date(2017, 4, 1))
    later = AsKnown(b.day("2017-04-01"))
    later.reword([row])
    assert later.is_unsure(row) is None


def test_a_row_that_nothing_is_recorded_of_is_unsure_without_a_day() -> None:
    goal = b.goal("Okänt")
    as_known = AsKnown(b.day("2017-03-31"))
    as_known.reword([goal, None])
    unsure = as_known.is_unsure(goal)
    assert unsure
    assert unsure.since is None


def test_a_relation_that_was_changed_makes_the_row_unsure(board: Organisation) -> None:
    goal = made(board)
    change = {"owner": ["farsta", "trafik"], "title": ["Först", "Nytt"], "unheard_of": ["a", "b"]}
    record(
        "change_by_pack", subject="steering.goal", key=goal.slug, by=COMMAND_LINE, at=at("2017-05-01"), change=change
    )
    as_known = AsKnown(b.day("2017-04-01"))
    row = Goal.objects.get()
    as_known.reword([row])
    assert row.title == "Först"
    assert as_known.is_unsure(row)


def test_more_rows_ask_the_log_no_more(board: Organisation) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            AsKnown(b.day("2017-04-01")).reword(Goal.objects.all())
        return len(queries)

    made(board)
    before = asked()
    for number in range(10):
        reword(made(board, f"Mål {number}"), f"Nytt {number}", "2017-05-01")
    assert asked() == before == 2


def test_today_asks_the_log_nothing(board: Organisation) -> None:
    goal = made(board)
    with CaptureQueriesContext(connection) as queries:
        NOW.reword([goal])
        assert NOW.worded(Goal, goal.slug, {"title": goal.title}) == {}
    assert not queries.captured_queries


WORDINGS = st.lists(st.tuples(st.integers(0, 5), st.text("abcåäö", min_size=1, max_size=5)), max_size=8)


@one_in(4)
@given(WORDINGS)
def test_any_history_of_wordings_reads_back_day_by_day(board: Organisation, steps: list[tuple[int, str]]) -> None:
    day = datetime(2017, 1, 1, 9, tzinfo=UTC)
    goal = add_goal(owner=board, year=2017, title="början", under=None, by=COMMAND_LINE, at=day)
    shown = {day.date(): "början"}
    for gap, title in steps:
        day += timedelta(days=gap, minutes=1)
        reword_goal(goal=goal, title=title, by=COMMAND_LINE, at=day)
        shown[day.date()] = title
    assert {on: title_on(goal, on.isoformat()) for on in shown} == shown
