"""Silence where an answer is owed, and answers beside the point."""

from datetime import date
from typing import Any

import pytest
from tests.reports.thread_check import made as m

from samstad.reports.thread_check.graph import Body, ContributionNode, ProgrammeNode, QuestionNode


def sub_goal(**fields: Any) -> Any:
    return m.goal("Färre med bistånd", sphere="programme", level="Delmål", owner=None, programme=None, **fields)


class TestSilentBoard:
    OWED = frozenset({(1, m.FARSTA)})

    def test_a_board_with_a_part_and_no_answer_is_named(self) -> None:
        [finding] = m.found("silent-board", m.thread(goals={1: sub_goal()}, must_answer=self.OWED))
        assert "Farsta stadsdelsnämnd" in finding.text
        assert finding.bodies == {"farsta"}

    @pytest.mark.parametrize(
        "answer",
        [
            {"goals": {1: sub_goal(), 2: m.goal(sphere="board")}, "links": frozenset({(2, 1)})},
            {"activities": {5: m.activity(goals=frozenset({1}))}},
            {"indicators": {6: m.indicator("Bistånd", 1, owner=m.FARSTA)}},
        ],
        ids=["a goal", "an activity", "an indicator"],
    )
    def test_any_one_kind_of_answer_is_enough(self, answer: dict[str, Any]) -> None:
        parts = {"goals": {1: sub_goal()}, **answer}
        assert not m.found("silent-board", m.thread(must_answer=self.OWED, **parts))

    def test_another_boards_answer_does_not_count(self) -> None:
        activities = {5: m.activity(goals=frozenset({1}), owner=m.SOCIAL)}
        made = m.thread(goals={1: sub_goal()}, activities=activities, must_answer=self.OWED)
        assert len(m.found("silent-board", made)) == 1

    def test_a_goal_or_a_board_of_another_year_is_left_alone(self) -> None:
        made = m.thread(goals={1: sub_goal()}, must_answer=frozenset({(99, m.FARSTA), (1, 99)}))
        assert not m.found("silent-board", made)


class TestNoPriority:
    def named(self, **parts: Any) -> Any:
        return m.thread(prioritised=frozenset({101}), **parts)

    def test_a_specialist_committee_that_gives_nothing_is_found_though_nobody_asked(self) -> None:
        [finding] = m.found("no-priority", self.named())
        assert finding.where == "Socialnämnden"
        assert "vare sig någon frågat eller inte" in finding.text
        assert finding.url == "/arbete/medverkan/socialnamnden/"

    @pytest.mark.parametrize(
        ("kind", "expected"), [("company", 2), ("holding_company", 2), ("executive_board", 1), ("external", 1)]
    )
    def test_companies_have_the_duty_and_others_have_not(self, kind: str, expected: int) -> None:
        made = self.named(bodies={**m.BODIES, 9: Body("bolag", "Bolaget", kind)})
        assert len(m.found("no-priority", made)) == expected

    @pytest.mark.parametrize(
        "given",
        [
            {"contributions": (ContributionNode(m.SOCIAL, m.LUP, 5),)},
            {"goals": {1: m.goal()}, "activities": {5: m.activity(owner=m.SOCIAL, goals=frozenset({1}))}},
            {
                "goals": {1: m.goal(), 2: m.goal(sphere="board", owner=m.SOCIAL, programme=None)},
                "links": frozenset({(2, 1)}),
            },
        ],
        ids=["a contribution", "an activity", "a goal"],
    )
    def test_any_account_of_work_is_enough(self, given: dict[str, Any]) -> None:
        assert not m.found("no-priority", self.named(**given))

    def test_work_for_a_programme_that_is_not_prioritised_is_not_an_account(self) -> None:
        other = ProgrammeNode("lup-skarpnack", "Program", "local_programme", m.SKARPNACK, 103)
        made = self.named(
            programmes={m.LUP: m.PROGRAMME, 11: other}, contributions=(ContributionNode(m.SOCIAL, 11, 5),)
        )
        assert len(m.found("no-priority", made)) == 1

    def test_without_a_named_list_there_is_no_duty_to_check(self) -> None:
        assert not m.found("no-priority", m.thread())


class TestOutsideArea:
    @pytest.mark.parametrize(
        ("areas", "expected"),
        [((103,), 1), ((102,), 0), ((101,), 0), ((100,), 0), ((103, 102), 0), ((), 0)],
        ids=["another district", "inside", "the district", "the whole city", "partly", "no place"],
    )
    def test_a_contribution_in_another_place_misses_the_programme(self, areas: tuple[int, ...], expected: int) -> None:
        made = m.thread(
            activities={5: m.activity(owner=m.SOCIAL, programme=None, areas=frozenset(areas))},
            contributions=(ContributionNode(m.SOCIAL, m.LUP, 5),),
        )
        rows = m.found("outside-area", made)
        assert len(rows) == expected
        assert all(row.bodies == {"socialnamnden", "farsta"} and row.severity == "check" for row in rows)

    def test_what_others_do_for_a_programmes_goal_is_checked_too(self) -> None:
        city_wide = ProgrammeNode("sammanhallen", "Sammanhållen stad", "programme", 99, 100, frozenset({102}))
        made = m.thread(
            programmes={12: city_wide},
            goals={1: sub_goal()},
            activities={5: m.activity(goals=frozenset({1}), areas=frozenset({103}))},
        )
        assert not m.found("outside-area", made)
        tied = m.thread(
            programmes={12: city_wide},
            goals={1: m.goal(sphere="programme", programme=12)},
            activities={5: m.activity(goals=frozenset({1}), areas=frozenset({103}), programme=None)},
        )
        assert len(m.found("outside-area", tied)) == 1

    def test_an_answer_in_the_wrong_place_is_found(self) -> None:
        question = QuestionNode(m.LUP, m.SOCIAL, "Kan ni?", date(2017, 4, 1), True, activity=5)
        activities = {5: m.activity(owner=m.SOCIAL, programme=None, areas=frozenset({103}))}
        assert len(m.found("outside-area", m.thread(activities=activities, questions=(question,)))) == 1


class TestQuestions:
    @pytest.mark.parametrize(("asked_on", "expected"), [("2017-04-02", 1), ("2017-04-03", 0), ("2017-05-02", 0)])
    def test_thirty_days_of_silence_is_a_gap(self, asked_on: str, expected: int) -> None:
        question = QuestionNode(m.LUP, m.SOCIAL, "Kan ni hålla öppet?", date.fromisoformat(asked_on))
        rows = m.found("question-unanswered", m.thread(questions=(question,)))
        assert len(rows) == expected
        for row in rows:
            assert row.where == "Farsta stadsdelsnämnd · Kan ni hålla öppet?"
            assert "Socialnämnden" in row.text
            assert "30 dagar" in row.text
            assert row.url == "/arbete/medverkan/socialnamnden/"
            assert row.bodies == {"farsta", "socialnamnden"}

    def test_an_answered_question_rests(self) -> None:
        question = QuestionNode(m.LUP, m.SOCIAL, "Kan ni?", date(2017, 1, 1), answered=True)
        assert not m.found("question-unanswered", m.thread(questions=(question,)))

    def test_a_question_to_a_party_that_is_gone_points_at_the_programme(self) -> None:
        question = QuestionNode(m.LUP, 99, "Kan ni?", date(2017, 1, 1))
        [row] = m.found("question-unanswered", m.thread(questions=(question,)))
        assert row.url == "/program/lup-farsta/"
        assert "en annan part" in row.text
