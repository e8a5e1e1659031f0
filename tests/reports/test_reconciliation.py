"""The plans side by side: whose target is softer, who has none, and who says nothing at all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, Round
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal, GoalIndicator, GoalRole, Indicator, Target
from samstad.reports.reconciliation import BodyTarget, GoalAcross, read_plans

pytestmark = pytest.mark.django_db
TODAY = date(2017, 3, 1)


@dataclass
class City:
    round: Round
    goal: Goal
    indicator: Indicator
    boards: dict[str, Organisation]

    def across(self, on: date = TODAY) -> GoalAcross:
        return read_plans(self.round, on=on).goals[0]

    def row(self, slug: str) -> BodyTarget:
        return next(row for row in self.across().indicators[0].rows if row.body.slug == slug)


def target(indicator: Indicator, body: Organisation | None, value: int, **more: Any) -> Target:
    known = more.pop("known_from", date(2017, 1, 1))
    return Target.objects.create(
        indicator=indicator, organisation=body, year=2017, value=value, known_from=known, **more
    )


@pytest.fixture
def city() -> City:
    boards = {slug: b.board(slug, slug.capitalize(), short_name=slug.capitalize()) for slug in ("alv", "bro", "cen")}
    goal = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    indicator = b.indicator("Feriejobb", for_goal=goal, slug="feriejobb", council=True, direction="higher")
    for board in boards.values():
        b.goal(f"Mål {board.slug}", owner=board, under=goal)
    target(indicator, None, 600)
    opened = actions.open_round(year=2017, kind="avstamning", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    return City(opened, goal, indicator, boards)


def test_each_boards_target_stands_against_the_councils_in_words(city: City) -> None:
    target(city.indicator, city.boards["alv"], 520)
    target(city.indicator, city.boards["bro"], 640)
    against = {row.body.slug: (row.target, row.council, row.against) for row in city.across().indicators[0].rows}
    assert against == {
        "alv": (Decimal(520), Decimal(600), "softer"),
        "bro": (Decimal(640), Decimal(600), "sharper"),
        "cen": (None, Decimal(600), "missing"),
    }
    assert (city.across().softer, city.across().missing) == (1, 1)


@pytest.mark.parametrize(
    ("direction", "own", "against"),
    [("lower", 640, "softer"), ("lower", 520, "sharper"), ("higher", 600, "same"), ("neutral", 520, "other")],
)
def test_what_is_softer_follows_the_indicators_direction(city: City, direction: str, own: int, against: str) -> None:
    Indicator.objects.update(direction=direction)
    target(city.indicator, city.boards["alv"], own)
    assert city.row("alv").against == against


def test_without_a_target_of_the_councils_nothing_is_softer(city: City) -> None:
    Target.objects.all().delete()
    target(city.indicator, city.boards["alv"], 5)
    assert city.row("alv").against == "no_council"


def test_a_target_softened_during_the_year_names_the_old_one_from_that_day(city: City) -> None:
    target(city.indicator, city.boards["alv"], 640)
    target(city.indicator, city.boards["alv"], 610, known_from=date(2017, 2, 1))
    target(city.indicator, None, 550, known_from=date(2017, 2, 1))
    assert (city.row("alv").target, city.row("alv").softened_from) == (Decimal(610), Decimal(640))
    assert city.across().indicators[0].council_softened_from == 600
    earlier = city.across(on=date(2017, 1, 15)).indicators[0]
    assert (earlier.council, earlier.council_softened_from) == (Decimal(600), None)


def test_the_council_may_want_something_of_its_own_of_a_district(city: City) -> None:
    area = b.area("alv-omrade")
    Organisation.objects.filter(slug="alv").update(area=area)
    target(city.indicator, None, 700, area=area)
    target(city.indicator, city.boards["alv"], 650)
    target(city.indicator, city.boards["bro"], 650)
    assert (city.row("alv").council, city.row("alv").against) == (Decimal(700), "softer")
    assert (city.row("bro").council, city.row("bro").against) == (Decimal(600), "sharper")


def test_only_the_responsible_body_and_those_who_set_a_target_are_asked_for_one(city: City) -> None:
    Indicator.objects.update(owner=city.boards["bro"])
    target(city.indicator, city.boards["cen"], 600)
    assert [row.body.slug for row in city.across().indicators[0].rows] == ["bro", "cen"]


def test_silence_is_listed(city: City) -> None:
    named = b.board("dan", "Dan")
    helper = b.board("eva", "Eva")
    b.board("polisen", "Polisen", kind="external")
    GoalRole.objects.create(goal=city.goal, organisation=named, role="leads")
    GoalRole.objects.create(goal=city.goal, organisation=helper, role="concerned")
    b.activity(helper, for_goal=city.goal)
    plans = read_plans(city.round, on=TODAY)
    assert [answer.body.slug for answer in plans.goals[0].silent] == ["dan"]
    assert (plans.goals[0].answering, [body.slug for body in plans.mute]) == (4, ["dan"])
    own = next(answer for answer in plans.goals[0].answers if answer.body == helper)
    assert (own.goals, own.activities, own.silent) == ((), 1, False)


def test_an_answer_holds_own_goals_own_indicators_and_what_is_done(city: City) -> None:
    own = Goal.objects.get(owner=city.boards["alv"])
    mine = b.indicator("Eget mått", for_goal=own, owner=city.boards["alv"])
    GoalIndicator.objects.create(goal=city.goal, indicator=mine)
    done = b.activity(city.boards["alv"], for_goal=own)
    b.activity(city.boards["alv"], for_goal=own, year=2016, end=date(2016, 12, 31))
    done.activity_goals.create(goal=city.goal)
    answer = next(one for one in city.across().answers if one.body.slug == "alv")
    assert (answer.goals, answer.own_indicators, answer.activities) == ((own,), ("Eget mått",), 1)
    assert [one.indicator.slug for one in city.across().indicators] == ["feriejobb"]


def test_a_board_whose_plan_is_not_sent_out_is_named(city: City) -> None:
    plan = actions.open_round(year=2017, kind="vp", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    Report.objects.filter(round=plan, organisation=city.boards["alv"]).update(state="decided")
    assert [body.slug for body in read_plans(city.round, on=TODAY).unsent] == ["bro", "cen"]


def test_one_body_alone_keeps_only_what_concerns_it(city: City) -> None:
    target(city.indicator, city.boards["alv"], 520)
    other = b.indicator("Vandringar", for_goal=city.goal, council=True, owner=city.boards["bro"])
    alone = city.across().of_body("alv")
    assert [one.indicator for one in alone.indicators] == [city.indicator]
    assert [one.indicator for one in city.across().of_body("bro").indicators] == [city.indicator, other]
    assert [answer.body.slug for answer in alone.answers] == ["alv"]


def test_what_is_asked_for_and_commented_stands_at_its_row(city: City) -> None:
    given: dict[str, Any] = {"of_round": city.round, "organisation": city.boards["alv"], "indicator": city.indicator}
    given |= {"by": COMMAND_LINE, "at": b.NOON}
    actions.comment_plan(text="Lågt.", version=0, **given)
    made = actions.propose_adjustment(text="Höj.", **given)
    assert (city.row("alv").comment, city.row("alv").version, city.row("alv").open_requests) == ("Lågt.", 1, 1)
    assert city.row("bro").open_requests == 0
    actions.end_adjustment(request=made, text="Nej.", by=COMMAND_LINE, at=b.NOON)
    assert city.row("alv").open_requests == 0


def test_ten_times_the_plans_ask_the_database_as_often(city: City) -> None:
    few = count(city)
    for number in range(20):
        board = b.board()
        goal = b.goal(sphere="council", number=str(number))
        own = b.goal(owner=board, under=goal)
        one = b.indicator(for_goal=goal, council=True)
        target(one, board, number)
        target(one, None, number + 1)
        b.activity(board, for_goal=own)
    assert count(city) == few
    assert few <= 11


def count(city: City) -> int:
    with CaptureQueriesContext(connection) as asked:
        plans = read_plans(city.round, on=TODAY)
        assert all(goal.answers for goal in plans.goals)
    return len(asked)
