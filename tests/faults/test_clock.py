"""Around midnight and when the clocks change: a day is a day where the city is, and what came later is later."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests import builders as b

from samstad.domain.access import Permission, grants
from samstad.domain.cycle import actions
from samstad.domain.history.as_known import AsKnown
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.actions import reword_goal, set_target
from samstad.domain.steering.models import Goal
from samstad.refusals import NotAllowed

pytestmark = pytest.mark.django_db
HALF_PAST_MIDNIGHT = datetime(2017, 6, 30, 22, 30, tzinfo=UTC)
"""00.30 on the first of July in Stockholm, where summer time is two hours ahead."""
AUTUMN = [datetime(2017, 10, 29, hour, 30, tzinfo=UTC) for hour in (0, 1)]
"""The hour between two and three comes twice the night that summer time ends."""


def test_a_target_set_after_midnight_is_known_from_the_new_day() -> None:
    board = b.board()
    goal = b.goal(owner=board)
    indicator = b.indicator(for_goal=goal, owner=board)
    target = set_target(
        indicator=indicator, owner=board, year=2017, value=Decimal(3), by=COMMAND_LINE, at=HALF_PAST_MIDNIGHT
    )
    assert target.known_from == date(2017, 7, 1)


def test_a_round_opened_after_midnight_is_opened_on_the_new_day() -> None:
    opened = actions.open_round(year=2017, kind="t2", cutoff=None, due=None, by=COMMAND_LINE, at=HALF_PAST_MIDNIGHT)
    assert opened.opened_on == date(2017, 7, 1)


def test_a_role_that_begins_with_the_new_day_may_act_from_midnight() -> None:
    board = b.board()
    goal = b.goal("Tryggt", owner=board)
    kim = b.person("Kim", ("coordinator", board))
    RoleAssignment.objects.update(valid_from=date(2017, 7, 1))
    with pytest.raises(NotAllowed):
        reword_goal(goal=goal, title="Tryggare", by=Actor.of(kim), at=datetime(2017, 6, 30, 21, 59, tzinfo=UTC))
    reword_goal(goal=goal, title="Tryggare", by=Actor.of(kim), at=HALF_PAST_MIDNIGHT)
    assert grants(Actor.of(kim), date(2017, 7, 1)).allows(Permission.PLAN, board)
    assert Goal.objects.get().title == "Tryggare"


def test_the_hour_that_comes_twice_keeps_its_order_and_its_day() -> None:
    board = b.board()
    goal = b.goal("Först", owner=board)
    for title, at in zip(("Sedan", "Sist"), AUTUMN, strict=True):
        reword_goal(goal=goal, title=title, by=COMMAND_LINE, at=at)
    for on, title in ((date(2017, 10, 28), "Först"), (date(2017, 10, 29), "Sist")):
        shown = Goal.objects.get()
        AsKnown(on).reword([shown])
        assert shown.title == title


@pytest.mark.parametrize(
    ("last_moment", "on"),
    [
        (datetime(2017, 3, 26, 21, 59, 59, tzinfo=UTC), date(2017, 3, 26)),
        (datetime(2017, 10, 29, 22, 59, 59, tzinfo=UTC), date(2017, 10, 29)),
    ],
)
def test_the_short_day_and_the_long_day_end_at_midnight(last_moment: datetime, on: date) -> None:
    goal = b.goal("Före", owner=b.board())
    reword_goal(goal=goal, title="Den dagen", by=COMMAND_LINE, at=last_moment)
    assert last_moment < AsKnown(on).after
    shown = Goal.objects.get()
    AsKnown(on).reword([shown])
    assert shown.title == "Den dagen"
