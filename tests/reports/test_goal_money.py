"""Money where it is known: what the council's decided budget grants the measures of a goal."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import YEAR, BudgetCity, answer, decide, propose

from samstad.domain.steering.models import Goal
from samstad.reports.goal_money import GoalMoney, goal_money

pytestmark = pytest.mark.django_db
LATER = date(2018, 1, 1)


@pytest.fixture
def city() -> BudgetCity:
    return budget_city.build()


def granted(city: BudgetCity, on: date = LATER) -> GoalMoney:
    own = Goal.objects.get(slug="farsta-trygg")
    return goal_money([city.goal.pk, own.pk], year=YEAR, on=on)


def test_what_is_granted_whole_and_in_part_is_summed_and_the_rest_is_not(city: BudgetCity) -> None:
    own = Goal.objects.get(slug="farsta-trygg")
    whole = propose(city.proposal, "Fältarbete", goals=(city.goal, own))
    part = propose(city.proposal, "Belysning", goals=(own,), running="4")
    refused = propose(city.proposal, "Hus", goals=(own,), running="90")
    propose(city.proposal, "Annat", running="7")
    budget_city.send_out(city.proposal)
    answer(city, whole)
    answer(city, part, "partly", granted={(YEAR, "running"): Decimal("1.5"), (YEAR, "project"): Decimal(1)})
    answer(city, refused, "no")
    assert granted(city) == GoalMoney()
    decide(city)
    money = granted(city)
    assert money.measures == 2
    assert money.words == "2018: projekt 1, drift 4"
    assert granted(city, on=date(2017, 11, 19)) == GoalMoney()


def test_the_goals_page_tells_the_money_or_that_none_is_known(client: Client, city: BudgetCity) -> None:
    address = f"/mal/{YEAR}/kf-trygg/"
    assert "Inget belopp är knutet till målet." in client.get(address).content.decode()
    measure = propose(city.proposal, "Fältarbete", goals=(city.goal,))
    budget_city.send_out(city.proposal)
    answer(city, measure)
    decide(city)
    told = "2018: drift 2,5 mnkr, beviljat i fullmäktiges budget för 1 åtgärd."
    assert told in client.get(address).content.decode()


def test_one_query_answers_for_any_number_of_goals(
    city: BudgetCity, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(1):
        goal_money(range(200), year=YEAR, on=LATER)
