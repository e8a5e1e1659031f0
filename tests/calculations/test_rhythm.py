"""Each rhythm reminds as often as it says, also where the day's run was missed or made twice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.rhythm import DAILY, LAST, NEVER, ONCE, WEEKLY, beat, beat_after

DUE = date(2017, 5, 20)
everyday = range(-40, LAST + 30)
runs = st.sets(st.integers(-40, LAST + 30))


def beats(rhythm: str, days: range | set[int]) -> list[str]:
    """The reminders of a person, day by day, when each beat is told once."""
    told: list[str] = []
    for offset in sorted(days):
        now = beat(rhythm, due=DUE, today=DUE + timedelta(days=offset))
        if now and now not in told:
            told.append(now)
    return told


@pytest.mark.parametrize(
    ("rhythm", "expected"), [(NEVER, 0), (ONCE, 1), (WEEKLY, 2 + LAST // 7 + 1), (DAILY, 1 + LAST)]
)
def test_a_person_is_reminded_as_often_as_they_chose(rhythm: str, expected: int) -> None:
    assert len(beats(rhythm, everyday)) == expected


@pytest.mark.parametrize(
    ("rhythm", "offset", "said"),
    [
        (ONCE, -8, False), (ONCE, -7, True), (ONCE, 0, True), (ONCE, 1, False),
        (WEEKLY, -15, False), (WEEKLY, -14, True), (WEEKLY, 1, True), (WEEKLY, LAST, True), (WEEKLY, LAST + 1, False),
        (DAILY, -8, False), (DAILY, -7, True), (DAILY, 1, True), (DAILY, LAST + 1, False),
        (NEVER, -7, False), (NEVER, 1, False),
    ],
)  # fmt: skip
def test_reminders_begin_and_end_where_they_say(rhythm: str, offset: int, said: bool) -> None:
    assert (beat(rhythm, due=DUE, today=DUE + timedelta(days=offset)) is not None) is said


@given(runs, st.sampled_from([NEVER, ONCE, WEEKLY, DAILY]))
def test_runs_that_are_missed_never_add_a_reminder(days: set[int], rhythm: str) -> None:
    assert set(beats(rhythm, days)) <= set(beats(rhythm, everyday))


@given(st.integers(-14, LAST))
def test_one_run_a_week_is_enough_for_the_weekly(first: int) -> None:
    days = set(range(first, LAST + 1, 7))
    assert len(beats(WEEKLY, days)) == len(days)


@given(st.integers(-7, -1))
def test_a_missed_day_before_the_date_is_made_up_for(run: int) -> None:
    assert beats(ONCE, {run}) == beats(ONCE, everyday) == ["before"]


@given(st.integers(-10, 100), st.sampled_from([NEVER, ONCE, WEEKLY, DAILY]))
def test_what_others_have_not_done_is_told_from_the_day_it_is_true(offset: int, rhythm: str) -> None:
    now = beat_after(rhythm, since=DUE, today=DUE + timedelta(days=offset))
    assert (now is None) is (rhythm == NEVER or not 0 <= offset <= LAST)


def test_it_is_told_at_once_and_then_in_the_persons_rhythm() -> None:
    def told(rhythm: str) -> int:
        return len({beat_after(rhythm, since=DUE, today=DUE + timedelta(days=n)) for n in range(15)})

    assert (told(ONCE), told(WEEKLY), told(DAILY)) == (1, 3, 15)
