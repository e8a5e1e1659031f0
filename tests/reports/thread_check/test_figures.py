"""Indicators without use or without measure, and directions without a start."""

import pytest
from tests.reports.thread_check import made as m

from samstad.reports.thread_check.figures import MOST_INDICATORS


@pytest.mark.parametrize(("first_year", "expected"), [(None, 1), (2017, 1), (2016, 0)])
def test_a_direction_needs_a_figure_from_before_the_year(first_year: int | None, expected: int) -> None:
    made = m.thread(
        goals={1: m.goal(kind="direction")}, indicators={2: m.indicator("Otrygga", 1, first_year=first_year)}
    )
    assert len(m.found("direction-without-baseline", made)) == expected


@pytest.mark.parametrize("kind", ["end_state", "gap", "group", "output", ""])
def test_other_kinds_of_goals_say_where_they_lead(kind: str) -> None:
    assert not m.found("direction-without-baseline", m.thread(goals={1: m.goal(kind=kind)}))


def test_a_direction_without_any_indicator_has_no_baseline_either() -> None:
    [row] = m.found("direction-without-baseline", m.thread(goals={1: m.goal(kind="direction")}))
    assert "före 2017" in row.mend


def test_an_indicator_that_only_an_old_goal_used_is_unused() -> None:
    indicators = {2: m.indicator("Otrygga", 1), 3: m.indicator("Folkmängd", 99), 4: m.indicator("Tid", owner=m.SOCIAL)}
    rows = m.found("unused-indicator", m.thread(goals={1: m.goal()}, indicators=indicators))
    assert [(row.where, row.url) for row in rows] == [
        ("Folkmängd", "/sok/?q=Folkm%C3%A4ngd"),
        ("Socialnämnden · Tid", "/namnder/socialnamnden/"),
    ]
    assert {row.severity for row in rows} == {"note"}


@pytest.mark.parametrize(("count", "expected"), [(MOST_INDICATORS, 0), (MOST_INDICATORS + 1, 1)])
def test_too_many_indicators_are_a_burden(count: int, expected: int) -> None:
    indicators = {key: m.indicator(f"Nummer {key}", 1) for key in range(10, 10 + count)}
    assert len(m.found("too-many-indicators", m.thread(goals={1: m.goal()}, indicators=indicators))) == expected
