"""Which goals, indicators and activities a board answers for: its own, what it serves, and nobody else's."""

from datetime import date
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle.queries import activities_of, goals_of, indicators_of, themes_of
from samstad.domain.organisation.models import Organisation, OrganisationSuccession
from samstad.domain.steering.models import Goal, GoalLink, GoalRole, Indicator

pytestmark = pytest.mark.django_db
YEAR = 2017


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta")


@pytest.fixture
def bromma() -> Organisation:
    return b.board("bromma")


def judged(board: Organisation, year: int = YEAR, **fields: Any) -> set[str]:
    return {goal.title for goal in goals_of(board, year, **fields)}


def test_a_board_judges_its_own_goals_and_not_another_boards(farsta: Organisation, bromma: Organisation) -> None:
    b.goal("Vårt", owner=farsta)
    b.goal("Vårt lokala", "local", None, owner=farsta)
    b.goal("Deras", owner=bromma)
    assert judged(farsta) == {"Vårt", "Vårt lokala"}


def test_it_judges_the_councils_and_programmes_goals_that_it_serves(farsta: Organisation, bromma: Organisation) -> None:
    linked, named, theirs = (
        b.goal("Länkat", "council"),
        b.goal("Utpekat", "programme", None),
        b.goal("Deras", "council"),
    )
    b.goal("Ingens", "council")
    b.goal("Vårt", under=linked, owner=farsta)
    b.goal("Brommas", under=theirs, owner=bromma)
    GoalRole.objects.create(goal=named, organisation=farsta, role="leads")
    GoalRole.objects.create(goal=theirs, organisation=bromma, role="leads")
    assert judged(farsta) == {"Länkat", "Utpekat", "Vårt"}


def test_a_local_goal_or_a_unit_serves_no_goal_of_the_city_by_itself(farsta: Organisation) -> None:
    council = b.goal("Stadens", "council")
    local = b.goal("Lokalt", "local", None, owner=farsta)
    GoalLink.objects.create(lower=local, upper=council, meaning="contributes")
    assert judged(farsta) == {"Lokalt"}


def test_a_role_at_another_boards_goal_makes_it_no_goal_to_judge(farsta: Organisation, bromma: Organisation) -> None:
    theirs = b.goal("Deras", owner=bromma)
    GoalRole.objects.create(goal=theirs, organisation=farsta, role="contributes")
    assert judged(farsta) == set()


def test_only_goals_of_the_year_and_those_still_alive_without_one(farsta: Organisation) -> None:
    b.goal("I år", owner=farsta)
    b.goal("I fjol", year=2016, owner=farsta)
    b.goal("Alltid", "local", None, owner=farsta)
    b.goal("Året ut", "local", None, owner=farsta, valid_to=date(2017, 1, 1))
    b.goal("Slut", "local", None, owner=farsta, valid_to=date(2016, 12, 31))
    b.goal("Avslutat", owner=farsta, ended=True)
    assert judged(farsta) == {"I år", "Alltid", "Året ut"}
    assert judged(farsta, 2016) == {"I fjol", "Alltid", "Året ut", "Slut"}


def test_a_theme_holds_goals_together_and_is_not_judged_itself(farsta: Organisation, bromma: Organisation) -> None:
    level = b.level("local", slug="tema", name="Tema", rank=6)
    type(level).objects.filter(pk=level.pk).update(judged=False)
    for order, (owner, title) in enumerate(((farsta, "Trygghet"), (farsta, "Arbete"), (bromma, "Skola"))):
        b.goal(title, "local", None, level=level, owner=owner, order=9 - order)
    b.goal("Lokalt mål", "local", None, owner=farsta)
    assert judged(farsta) == {"Lokalt mål"}
    assert [theme.title for theme in themes_of(farsta)] == ["Arbete", "Trygghet"]


def test_what_has_gone_up_in_a_board_is_answered_for_from_that_day(farsta: Organisation, bromma: Organisation) -> None:
    b.goal("Brommas", owner=bromma)
    b.activity(bromma, "Brommas aktivitet")
    OrganisationSuccession.objects.create(before=bromma, after=farsta, on=date(2017, 7, 1))
    assert judged(farsta, on=date(2017, 6, 30)) == set()
    assert judged(farsta, on=date(2017, 7, 1)) == {"Brommas"}
    assert judged(farsta) == {"Brommas"}, "without a day the end of the year decides"
    assert not activities_of(farsta, YEAR, on=date(2017, 6, 30)).exists()
    assert activities_of(farsta, YEAR).exists()


def names(board: Organisation, *goals: Goal, **fields: Any) -> list[str]:
    return [indicator.name for indicator in indicators_of(board, goals, **fields)]


def test_indicators_are_those_of_its_goals_and_its_own_and_no_other_boards(
    farsta: Organisation, bromma: Organisation
) -> None:
    goal, other = b.goal("Stadens", "council"), b.goal("Annat", "council")
    b.indicator("Fullmäktiges", goal, council=True, owner=bromma)
    b.indicator("Ingens", goal)
    b.indicator("Vår", goal, owner=farsta)
    b.indicator("Vår utan mål", owner=farsta)
    b.indicator("Deras", goal, owner=bromma)
    b.indicator("Annat måls", other, council=True)
    assert names(farsta, goal) == ["Fullmäktiges", "Ingens", "Vår", "Vår utan mål"]


def test_an_indicator_is_asked_for_until_the_day_it_is_retired(farsta: Organisation) -> None:
    b.indicator("Kvar", owner=farsta)
    b.indicator("Pensionerad", owner=farsta)
    Indicator.objects.filter(name="Pensionerad").update(retired_on=date(2017, 4, 30))
    assert names(farsta, retired_after=date(2017, 4, 29)) == ["Kvar", "Pensionerad"]
    assert names(farsta, retired_after=date(2017, 4, 30)) == ["Kvar"]
    assert names(farsta) == ["Kvar", "Pensionerad"]


def test_activities_are_the_years_and_those_that_go_on(farsta: Organisation, bromma: Organisation) -> None:
    b.activity(farsta, "I år")
    b.activity(farsta, "I fjol", year=2016)
    b.activity(farsta, "Pågår", year=None)
    b.activity(farsta, "Slutar i år", year=None, end=date(2017, 1, 1))
    b.activity(farsta, "Slutade", year=None, end=date(2016, 12, 31))
    b.activity(farsta, "Uppdrag nästa år", year=None, origin="council", start=date(2018, 1, 1))
    b.activity(farsta, "Uppdrag", year=None, origin="council", start=date(2017, 12, 31))
    b.activity(bromma, "Deras")
    titles = {activity.title for activity in activities_of(farsta, YEAR)}
    assert titles == {"I år", "Pågår", "Slutar i år", "Uppdrag"}
