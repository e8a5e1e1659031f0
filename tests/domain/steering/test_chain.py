"""The chain upward: whole, in one query, also when somebody has tied a ring."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import builders as b

from samstad.domain.steering.models import GoalLink
from samstad.domain.steering.queries import goals_above

pytestmark = pytest.mark.django_db


def test_every_step_up_is_found_nearest_first(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    top = b.goal("Vision", "vision")
    middle = b.goal("Mål", "council", under=top)
    low = b.goal("Nämndmål", "board", under=middle)
    with django_assert_num_queries(1):
        steps = goals_above([low.pk])
    assert [(step.lower, step.upper, step.depth) for step in steps] == [(low.pk, middle.pk, 1), (middle.pk, top.pk, 2)]


def test_a_goal_that_serves_two_has_both() -> None:
    one, other = b.goal(sphere="council"), b.goal(sphere="council")
    low = b.goal(under=one)
    GoalLink.objects.create(lower=low, upper=other, meaning="clarifies", interpretation=True, interpreted_by="Bo")
    found = {step.upper: (step.interpretation, step.interpreted_by) for step in goals_above([low.pk])}
    assert found == {one.pk: (False, ""), other.pk: (True, "Bo")}


def test_a_ring_ends() -> None:
    one = b.goal()
    other = b.goal(under=one)
    GoalLink.objects.create(lower=one, upper=other, meaning="contributes")
    assert {step.upper for step in goals_above([one.pk])} == {one.pk, other.pk}


def test_nothing_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert goals_above([]) == []
