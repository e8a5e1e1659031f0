"""Goals that lack something, and what stands in no plan."""

import pytest
from tests.reports.thread_check import made as m


def test_a_goal_without_indicator_is_a_gap_with_place_reason_and_remedy() -> None:
    [finding] = m.found("goal-without-indicator", m.thread(goals={1: m.goal()}))
    assert finding.where == "Farsta stadsdelsnämnd · Lokalt mål: Tryggheten ökar"
    assert finding.severity == "gap"
    assert "inte att se" in finding.text
    assert "Koppla en indikator" in finding.mend
    assert finding.url == "/mal/2017/mal/"
    assert finding.programme == "lup-farsta"
    assert finding.bodies == {"farsta"}


def test_a_measured_goal_a_theme_and_a_vision_need_no_indicator() -> None:
    goals = {1: m.goal(), 2: m.theme(), 3: m.goal(sphere="vision"), 4: m.goal(sphere="unit")}
    assert not m.found("goal-without-indicator", m.thread(goals=goals, indicators={5: m.indicator("Otrygga", 1)}))


def test_a_goal_of_another_year_keeps_its_year_in_the_address() -> None:
    [finding] = m.found("goal-without-indicator", m.thread(goals={1: m.goal(year=2018)}))
    assert finding.url == "/mal/2018/mal/"


@pytest.mark.parametrize(
    ("owner", "responsible", "expected"), [(None, (), 1), (99, (), 1), (1, (), 0), (None, (1,), 0)]
)
def test_somebody_that_exists_answers_for_a_goal(
    owner: int | None, responsible: tuple[int, ...], expected: int
) -> None:
    made = m.thread(goals={1: m.goal(owner=owner)}, responsible=frozenset(responsible))
    assert len(m.found("goal-without-owner", made)) == expected


def test_a_goal_with_a_measure_below_or_at_its_theme_is_not_a_wish() -> None:
    council = m.goal("Stockholm är tryggt", sphere="council", owner=None, programme=None)
    goals = {1: council, 2: m.theme(), 3: m.goal(), 4: m.goal("Fler går ut")}
    links = frozenset({(2, 1), (3, 2), (4, 2)})
    at_theme = m.thread(goals=goals, links=links, activities={7: m.activity(goals=frozenset({2}))})
    assert not m.found("goal-without-measure", at_theme)
    at_one_goal = m.thread(goals=goals, links=links, activities={7: m.activity(goals=frozenset({3}))})
    assert [row.where for row in m.found("goal-without-measure", at_one_goal)] == [
        "Farsta stadsdelsnämnd · Lokalt mål: Fler går ut"
    ]


def test_a_board_goal_that_answers_a_theme_has_the_themes_measures() -> None:
    board = m.goal("Farsta är tryggt", sphere="board", level="Nämndmål", year=2017, programme=None)
    goals = {1: m.theme(), 2: m.goal("Fler går ut"), 4: board}
    activities = {7: m.activity(goals=frozenset({2}))}
    answered = m.thread(goals=goals, links=frozenset({(2, 1), (4, 1)}), activities=activities)
    assert not m.found("goal-without-measure", answered)
    loose = m.thread(goals=goals, links=frozenset({(2, 1)}), activities=activities)
    assert [row.where for row in m.found("goal-without-measure", loose)] == [
        "Farsta stadsdelsnämnd · Nämndmål: Farsta är tryggt"
    ]


def test_a_theme_without_any_measure_is_a_gap_but_a_heading_of_the_council_is_not() -> None:
    heading = m.goal("Ett Stockholm som håller samman", sphere="council", judged=False)
    rows = m.found("goal-without-measure", m.thread(goals={1: m.theme(), 2: heading}))
    assert [row.where for row in rows] == ["Farsta stadsdelsnämnd · Tema: Trygghet"]


def test_a_measure_needs_a_goal_but_a_working_method_does_not() -> None:
    activities = {1: m.activity(), 2: m.activity(kind="working_method"), 3: m.activity(goals=frozenset({1}))}
    [finding] = m.found("measure-without-goal", m.thread(goals={1: m.goal()}, activities=activities))
    assert finding.where == "Farsta stadsdelsnämnd · Nattvandringar"
    assert finding.url == "/atgarder/atgard/"


class TestOutsidePlan:
    THEME = {1: m.theme(), 2: m.goal("Fler går ut"), 3: m.goal("Färre är oroliga")}
    PARTS = frozenset({(2, 1), (3, 1)})
    BOARD = m.goal("Farsta är tryggt", sphere="board", level="Nämndmål", year=2017, programme=None)

    def test_a_whole_theme_outside_is_told_once(self) -> None:
        activities = {7: m.activity(goals=frozenset({2}))}
        [finding] = m.found("outside-plan", m.thread(goals=self.THEME, links=self.PARTS, activities=activities))
        assert "Tema: Trygghet" in finding.where
        assert "2017" in finding.text
        assert "2 mål" in finding.text

    def test_a_board_goal_that_answers_the_theme_carries_all_of_it(self) -> None:
        goals = {**self.THEME, 4: self.BOARD}
        activities = {7: m.activity(goals=frozenset({2}))}
        made = m.thread(goals=goals, links=self.PARTS | {(4, 1)}, activities=activities)
        assert not m.found("outside-plan", made)

    def test_a_board_goal_that_answers_one_goal_leaves_the_other_outside(self) -> None:
        made = m.thread(goals={**self.THEME, 4: self.BOARD}, links=self.PARTS | {(4, 2)})
        [finding] = m.found("outside-plan", made)
        assert "Färre är oroliga" in finding.where
        assert "under det" not in finding.text

    def test_a_goal_that_serves_a_board_goal_stands_in_its_plan(self) -> None:
        assert not m.found("outside-plan", m.thread(goals={2: m.goal(), 4: self.BOARD}, links=frozenset({(2, 4)})))

    def test_an_activity_of_the_year_carries_the_theme(self) -> None:
        made = m.thread(goals=self.THEME, links=self.PARTS, activities={7: m.activity(goals=frozenset({1}), year=2017)})
        assert not m.found("outside-plan", made)

    @pytest.mark.parametrize(("year", "programme", "expected"), [(None, m.LUP, 1), (2017, m.LUP, 0), (None, None, 0)])
    def test_a_loose_measure_of_a_local_programme_needs_a_plan(
        self, year: int | None, programme: int | None, expected: int
    ) -> None:
        made = m.thread(activities={7: m.activity(year=year, programme=programme)})
        assert len(m.found("outside-plan", made)) == expected
