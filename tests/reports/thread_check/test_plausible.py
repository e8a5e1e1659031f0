"""What contradicts itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.reports.thread_check import made as m

from samstad.reports.thread_check.graph import Group, Thread
from samstad.reports.thread_check.plausible import group_words, groups_differ


def ages(low: int | None, high: int | None, sex: str = "") -> Group:
    return Group(sex, low, high)


@pytest.mark.parametrize(
    ("goal", "measure", "differs"),
    [
        (ages(16, 29), ages(16, 19), True),
        (ages(16, 29), ages(16, 29), False),
        (ages(16, 29), ages(18, 25), False),
        (ages(16, 29), ages(13, 18), True),
        (ages(16, 29), ages(30, 40), True),
        (ages(16, 29), ages(13, 40), True),
        (ages(16, 29), ages(20, None), True),
        (ages(16, 29), Group(), False),
        (Group(), ages(16, 19), False),
        (ages(20, 45, "K"), ages(20, 45, "M"), True),
        (ages(20, 45, "K"), ages(20, 45), False),
        (ages(65, None), ages(65, None), False),
    ],
)
def test_groups_that_look_like_a_slip(goal: Group, measure: Group, differs: bool) -> None:
    assert groups_differ(goal, measure) is differs


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (ages(16, 29), "16–29 år"),
        (ages(20, 45, "K"), "kvinnor 20–45 år"),
        (ages(65, None), "från 65 år"),
        (ages(None, 18, "M"), "män till 18 år"),
        (Group(), ""),
    ],
)
def test_a_group_in_words(group: Group, words: str) -> None:
    assert group_words(group) == words


def test_the_slip_names_both_groups_and_the_goal() -> None:
    made = m.thread(
        goals={1: m.goal("Unga i arbete", group=ages(16, 29))},
        activities={2: m.activity("Insatsgrupper", group=ages(16, 19), goals=frozenset({1}))},
    )
    [row] = m.found("target-group-differs", made)
    assert row.severity == "check"
    assert all(words in row.text for words in ("16–19 år", "16–29 år", "Unga i arbete"))
    assert row.programme == "lup-farsta"


class TestDates:
    def found(self, **fields: Any) -> list[str]:
        made = m.thread(
            goals={1: m.goal("Målet", programme=None, valid_from=date(2015, 1, 1), valid_to=date(2020, 12, 31))},
            activities={2: m.activity(**fields)},
            programmes={m.LUP: replace(m.PROGRAMME, valid_from=date(2016, 6, 1), valid_to=date(2018, 12, 31))},
        )
        return [row.text for row in m.found("dates-outside", made)]

    def test_an_activity_inside_every_period_passes(self) -> None:
        inside = {"start": date(2017, 2, 1), "end": date(2018, 6, 1)}
        assert self.found(year=2017, goals=frozenset({1}), **inside) == []

    def test_it_begins_after_its_year(self) -> None:
        [text] = self.found(year=2017, start=date(2018, 1, 1))
        assert "2017" in text

    def test_it_ended_before_its_year(self) -> None:
        assert len(self.found(year=2017, end=date(2016, 12, 31))) == 1

    def test_it_outlasts_the_programme(self) -> None:
        [text] = self.found(start=date(2017, 2, 1), end=date(2019, 1, 1))
        assert "Program för Farsta" in text

    def test_it_ended_before_the_goal_began(self) -> None:
        [text] = self.found(programme=None, end=date(2014, 12, 31), goals=frozenset({1}))
        assert "Målet" in text

    def test_undated_work_has_nothing_to_check(self) -> None:
        assert self.found(year=2017, goals=frozenset({1})) == []

    @pytest.mark.parametrize(("first", "last", "expected"), [(2015, 2018, 1), (2017, 2018, 0), (2017, 2020, 1)])
    def test_a_goal_lives_within_its_programme(self, first: int, last: int, expected: int) -> None:
        made = m.thread(
            goals={1: m.goal(valid_from=date(first, 1, 1), valid_to=date(last, 12, 31))},
            programmes={m.LUP: replace(m.PROGRAMME, valid_from=date(2016, 6, 1), valid_to=date(2018, 12, 31))},
        )
        assert len(m.found("dates-outside", made)) == expected


class TestDuplicates:
    def count(self, made: Thread) -> int:
        return len(m.found("duplicate", made))

    def test_the_same_goal_twice_however_it_is_typed(self) -> None:
        assert self.count(m.thread(goals={1: m.goal("Tryggheten ökar"), 2: m.goal("tryggheten Ökar")})) == 1

    def test_the_same_words_under_two_themes_or_in_two_years_are_two_goals(self) -> None:
        goals = {1: m.theme("A"), 2: m.theme("B"), 3: m.goal(), 4: m.goal(), 5: m.goal(year=2017), 6: m.goal(year=2018)}
        assert self.count(m.thread(goals=goals, links=frozenset({(3, 1), (4, 2)}))) == 0

    def test_the_same_measure_twice(self) -> None:
        assert self.count(m.thread(activities={1: m.activity(), 2: m.activity(), 3: m.activity(owner=m.SOCIAL)})) == 1

    def test_the_same_measure_in_two_places_is_two(self) -> None:
        rows = {1: m.activity(areas=frozenset({101})), 2: m.activity(areas=frozenset({102}))}
        assert self.count(m.thread(activities=rows)) == 0

    def test_the_same_indicator_twice(self) -> None:
        assert self.count(m.thread(indicators={1: m.indicator("Otrygga"), 2: m.indicator("Otrygga")})) == 1
