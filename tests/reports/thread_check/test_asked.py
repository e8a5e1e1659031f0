"""What programmes ask of plans and get no answer to, found in threads made by hand and in the database."""

from datetime import date
from typing import Any

import pytest
from tests import builders as b
from tests.reports.asking import Asking, asking
from tests.reports.thread_check import made as m

from samstad.domain.steering.models import GoalRole
from samstad.reports.thread_check import check
from samstad.reports.thread_check.graph import CalledNode, ContributionNode, RequestNode

ASKED = RequestNode(m.LUP, "Vilka aktiviteter?", goal=1, bodies=frozenset({m.SOCIAL}))
GOALS = {1: m.goal()}


class TestRequests:
    def test_a_body_that_is_silent_is_led_to_its_plan(self) -> None:
        [finding] = m.found("request-unanswered", m.thread(goals=GOALS, requests=(ASKED,)))
        assert finding.where == "Socialnämnden"
        assert finding.url == "/arbete/rapport/socialnamnden/2017/vp/program/"
        assert finding.programme == "lup-farsta"
        assert finding.bodies == {"socialnamnden", "farsta"}

    @pytest.mark.parametrize(
        "answered",
        [
            {"requests": (RequestNode(m.LUP, "Vad?", 1, frozenset({m.SOCIAL}), frozenset({m.SOCIAL})),)},
            {"requests": (ASKED,), "activities": {5: m.activity(owner=m.SOCIAL, goals=frozenset({1}))}},
        ],
    )
    def test_an_answer_in_the_plan_or_something_tied_to_the_goal_is_enough(self, answered: dict[str, Any]) -> None:
        assert not m.found("request-unanswered", m.thread(goals=GOALS, **answered))

    def test_who_is_asked_in_words_is_not_found_twice(self) -> None:
        owed = frozenset({(1, m.SOCIAL), (1, m.SKARPNACK)})
        made = m.thread(goals=GOALS, requests=(ASKED,), must_answer=owed)
        assert [finding.text[:10] for finding in m.found("silent-board", made)] == ["Skarpnäcks"]


class TestPriorities:
    def thread(self, **parts: Any) -> Any:
        given = {"prioritised": frozenset({101}), "planned": True, **parts}
        return m.thread(**given)

    def gives(self) -> dict[str, Any]:
        return {
            "activities": {5: m.activity(owner=m.SOCIAL, programme=None)},
            "contributions": (ContributionNode(m.SOCIAL, m.LUP, 5),),
        }

    def test_who_gives_but_does_not_account_for_it_is_found(self) -> None:
        [finding] = m.found("priority-untold", self.thread(**self.gives()))
        assert "1 prioriterat program" in finding.text
        assert not m.found("priority-untold", self.thread(**self.gives(), accounted=frozenset({(m.SOCIAL, m.LUP)})))

    def test_who_gives_nothing_is_found_once(self) -> None:
        assert not m.found("priority-untold", self.thread())
        assert m.found("no-priority", self.thread())

    def test_an_account_that_nothing_comes_first_is_an_account(self) -> None:
        assert not m.found("no-priority", self.thread(accounted=frozenset({(m.SOCIAL, m.LUP)})))

    def test_nobody_is_late_with_a_plan_that_nobody_has_asked_for(self) -> None:
        assert not m.found("priority-untold", self.thread(**self.gives(), planned=False))

    def test_words_without_goal_or_activity_are_remarked_on(self) -> None:
        made = self.thread(words_only=frozenset({(m.SOCIAL, m.LUP)}))
        [finding] = m.found("priority-unfollowable", made)
        assert finding.severity == "check"


class TestActionPlans:
    @pytest.mark.parametrize(
        ("call", "expected"),
        [
            (CalledNode(m.LUP, m.FARSTA, date(2017, 5, 1)), 1),
            (CalledNode(m.LUP, m.FARSTA, date(2017, 5, 2)), 0),
            (CalledNode(m.LUP, m.FARSTA, date(2017, 5, 1), decided=True), 0),
        ],
    )
    def test_a_plan_is_missed_the_day_after_the_last(self, call: CalledNode, expected: int) -> None:
        assert len(m.found("no-action-plan", m.thread(called=(call,)))) == expected


@pytest.mark.django_db
class TestReadFromTheDatabase:
    ON = b.day("2017-06-01")

    @pytest.fixture
    def city(self) -> Asking:
        return asking()

    def codes(self, body: Any) -> set[str]:
        return {finding.code for finding in check(on=self.ON, board=body, year=2017)}

    def test_a_gap_closes_when_the_plan_is_sent_out(self, city: Asking) -> None:
        GoalRole.objects.create(goal=city.goal, organisation=city.farsta, role="leads")
        city.answer(city.farsta, activities=[b.activity(city.farsta, "Vägledning")])
        assert "request-unanswered" in self.codes(city.farsta)
        city.send_out(city.farsta)
        assert "request-unanswered" not in self.codes(city.farsta)

    def test_an_activity_that_a_plan_answers_with_serves_the_goal(self, city: Asking) -> None:
        def without_measure() -> bool:
            return any(
                finding.code == "goal-without-measure"
                for finding in check(on=self.ON, programme=city.programme, year=2017)
            )

        assert without_measure()
        city.answer(city.farsta, activities=[b.activity(city.farsta)])
        city.send_out(city.farsta)
        assert not without_measure()

    def test_an_account_in_words_only_is_one_to_look_at(self, city: Asking) -> None:
        city.prioritise(city.homes, "Ljusare gårdar.")
        city.send_out(city.homes)
        assert "priority-unfollowable" in self.codes(city.homes)
        assert "no-priority" not in self.codes(city.homes)
