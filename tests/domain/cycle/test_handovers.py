"""Somebody leaves or is away: their open rows follow in one go, and come back when they do."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.slow_examples import one_in

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import (
    ActivityRow,
    GoalJudgement,
    HandedRow,
    Handover,
    IndicatorRow,
    Report,
    ReportSection,
)
from samstad.domain.cycle.queries import find_report
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 2)


@pytest.fixture
def report() -> Report:
    b.board("farsta", "Farsta stadsdelsnämnd")
    actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


def reporter(report: Report, name: str) -> User:
    return b.person(name, ("reporter", report.organisation))


def rows_for(person: User, report: Report) -> None:
    """One row of each kind."""
    board = report.organisation
    IndicatorRow.objects.create(report=report, indicator=b.indicator(owner=board), responsible=person)
    ActivityRow.objects.create(report=report, activity=b.activity(board), responsible=person)
    GoalJudgement.objects.create(report=report, goal=b.goal(owner=board), responsible=person)


def held(person: User) -> int:
    return sum(
        t._default_manager.filter(responsible=person).count() for t in (IndicatorRow, ActivityRow, GoalJudgement)
    )


def hand(report: Report, giver: User, receiver: User, first: int = 0, last: int | None = None, on: int = 0) -> Handover:
    return actions.hand_over(
        board=report.organisation,
        giver=giver,
        receiver=receiver,
        first_day=TODAY + timedelta(days=first),
        last_day=None if last is None else TODAY + timedelta(days=last),
        by=COMMAND_LINE,
        at=b.NOON + timedelta(days=on),
    )


def settle(day: int) -> tuple[int, int]:
    return actions.settle_handovers(by=COMMAND_LINE, at=b.NOON + timedelta(days=day))


def test_who_leaves_gives_every_open_row_for_good_in_one_go(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    hand(report, sara, kim)
    assert (held(sara), held(kim)) == (0, 3)
    assert settle(300) == (0, 0)
    assert held(kim) == 3
    assert Notice.objects.get(user=kim).text == "Du har fått 3 rader att rapportera av Sara."
    assert Notice.objects.get(user=sara).text == "Dina rader är lämnade till Kim."
    assert Event.objects.get(action="hand_over").change["people"] == ["Sara", "Kim"]


def test_who_is_away_gets_the_rows_back_the_day_after_and_once(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    assert "De går tillbaka efter 2017-05-07." in Notice.objects.get(user=kim).text
    assert settle(5) == (0, 0)
    assert held(kim) == 3
    assert settle(6) == (0, 1)
    assert (held(sara), held(kim)) == (3, 0)
    assert settle(6) == (0, 0)
    assert Notice.objects.filter(user=sara, text="Dina rader är dina igen efter Kim.").count() == 1
    assert not HandedRow.objects.exists()


def test_a_chapter_follows_and_comes_back_with_the_rows(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    summary = ReportSection.objects.create(report=report, key="summary", responsible=sara)
    hand(report, sara, kim, 0, 5)
    summary.refresh_from_db()
    assert summary.responsible == kim
    assert settle(6) == (0, 1)
    summary.refresh_from_db()
    assert summary.responsible == sara


def test_an_absence_that_is_to_come_begins_on_its_day_where_the_city_is(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    assert not hand(report, sara, kim, 3, 5).begun
    rows_for(sara, report)
    assert settle(2) == (0, 0)
    half_past_midnight = datetime.fromisoformat("2017-05-04T22:30:00+00:00")  # the fifth in Stockholm
    assert actions.settle_handovers(by=COMMAND_LINE, at=half_past_midnight) == (1, 0)
    assert held(kim) == 3
    assert settle(6) == (0, 1)
    assert held(sara) == 3


def test_an_absence_that_nobody_ran_the_command_in_has_begun_and_ended(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    hand(report, sara, kim, 3, 5)
    rows_for(sara, report)
    assert settle(10) == (1, 1)
    assert (held(sara), held(kim)) == (3, 0)


def test_of_several_rows_only_the_one_given_to_somebody_else_since_stays_there(report: Report) -> None:
    sara, kim, ali = (reporter(report, name) for name in ("Sara", "Kim", "Ali"))
    for _row in range(3):
        rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    moved = ActivityRow.objects.order_by("pk")[1]
    ActivityRow.objects.filter(pk=moved.pk).update(responsible=ali)
    settle(6)
    assert (held(sara), held(kim), held(ali)) == (8, 0, 1)
    assert ActivityRow.objects.get(responsible=ali) == moved


def test_one_row_is_spoken_of_as_one(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    ActivityRow.objects.create(report=report, activity=b.activity(report.organisation), responsible=sara)
    hand(report, sara, kim, 0, 5)
    assert Notice.objects.get(user=kim).text == (
        "Du har fått 1 rad att rapportera av Sara. Den går tillbaka efter 2017-05-07."
    )


def test_nothing_goes_back_to_one_who_has_left_meanwhile_and_nobody_is_told_that_it_did(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    Notice.objects.all().delete()
    RoleAssignment.objects.filter(user=sara).update(valid_to=TODAY)
    settle(6)
    assert (held(sara), held(kim), Notice.objects.count()) == (0, 3, 0)
    assert Event.objects.get(action="give_back").change["rows"] == [None, 0]


def test_what_the_coordinator_has_given_to_somebody_else_since_stays_there(report: Report) -> None:
    sara, kim, ali = (reporter(report, name) for name in ("Sara", "Kim", "Ali"))
    rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    ActivityRow.objects.update(responsible=ali)
    settle(6)
    assert (held(sara), held(kim), held(ali)) == (2, 0, 1)


def test_a_row_that_somebody_gave_away_and_that_came_back_by_another_way_stays(report: Report) -> None:
    sara, kim, ali = (reporter(report, name) for name in ("Sara", "Kim", "Ali"))
    rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    ActivityRow.objects.update(responsible=ali)
    hand(report, ali, kim)
    settle(6)
    assert (held(sara), held(kim)) == (2, 1)


def test_a_chain_of_absences_gives_back_to_whoever_returns_first(report: Report) -> None:
    sara, kim, ali = (reporter(report, name) for name in ("Sara", "Kim", "Ali"))
    rows_for(sara, report)
    rows_for(kim, report)
    hand(report, sara, kim, 0, 5)
    hand(report, kim, ali, 1, 9, on=1)
    assert held(ali) == 6
    settle(6)
    assert (held(sara), held(kim), held(ali)) == (3, 0, 3)
    settle(10)
    assert (held(sara), held(kim), held(ali)) == (3, 3, 0)


def test_a_chain_where_the_stand_in_returns_first(report: Report) -> None:
    sara, kim, ali = (reporter(report, name) for name in ("Sara", "Kim", "Ali"))
    rows_for(sara, report)
    hand(report, sara, kim, 0, 9)
    hand(report, kim, ali, 1, 5, on=1)
    settle(6)
    assert held(kim) == 3
    settle(10)
    assert held(sara) == 3


def test_a_stand_in_who_leaves_for_good_does_not_keep_what_was_lent(report: Report) -> None:
    sara, kim, ali = (reporter(report, name) for name in ("Sara", "Kim", "Ali"))
    rows_for(sara, report)
    rows_for(kim, report)
    hand(report, sara, kim, 0, 5)
    hand(report, kim, ali, 1, on=1)
    settle(6)
    assert (held(sara), held(kim), held(ali)) == (3, 0, 3)


def test_who_has_no_role_any_more_gets_nothing_back(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    RoleAssignment.objects.filter(user=sara).update(valid_to=TODAY)
    assert settle(6) == (0, 1)
    assert held(kim) == 3


def test_a_report_that_is_approved_keeps_its_people(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    hand(report, sara, kim, 0, 5)
    Report.objects.update(state="approved")
    settle(6)
    assert held(kim) == 3
    with pytest.raises(Refusal, match="inga öppna rader"):
        hand(report, kim, sara)


def test_rows_of_another_board_stay(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    rows_for(sara, Report.objects.create(round=report.round, organisation=b.board()))
    hand(report, sara, kim)
    assert (held(sara), held(kim)) == (3, 3)


def test_what_cannot_be_handed_over_is_said(report: Report) -> None:
    sara, kim = reporter(report, "Sara"), reporter(report, "Kim")
    rows_for(sara, report)
    for giver, receiver, first, last, sentence in (
        (sara, sara, 0, None, "någon annan"),
        (sara, b.person("Utomstående"), 0, None, "saknar roll"),
        (sara, kim, 3, 2, "före den första"),
        (sara, kim, -9, -1, "har varit"),
        (kim, sara, 0, None, "inga öppna rader"),
    ):
        with pytest.raises(Refusal, match=sentence):
            hand(report, giver, receiver, first, last)
    with pytest.raises(NotAllowed, match="fördela rader"):
        actions.hand_over(
            board=report.organisation, giver=sara, receiver=kim, first_day=TODAY, last_day=None,
            by=b.actor("coordinator", b.board()), at=b.NOON,
        )  # fmt: skip
    assert not Handover.objects.exists()


absences = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 10), st.integers(0, 10)).filter(
        lambda one: one[0] != one[1]
    ),
    max_size=6,
)


@given(absences)
@one_in(8)
def test_when_everybody_is_back_everybody_has_their_own_again(
    report: Report, absences: list[tuple[int, int, int, int]]
) -> None:
    """Whoever stood in for whom, in whatever order: each absence given in advance, each row home in the end."""
    people = [reporter(report, f"Person {number}") for number in range(4)]
    own: dict[int, set[int]] = {}
    for person in people:
        rows_for(person, report)
        own[person.pk] = set(IndicatorRow.objects.filter(responsible=person).values_list("pk", flat=True))
    for giver, receiver, first, length in absences:
        hand(report, people[giver], people[receiver], first + 1, first + 1 + length)
    for day in range(23):
        settle(day)
    assert not Handover.objects.filter(ended=False).exists()
    for person in people:
        assert set(IndicatorRow.objects.filter(responsible=person).values_list("pk", flat=True)) == own[person.pk]
