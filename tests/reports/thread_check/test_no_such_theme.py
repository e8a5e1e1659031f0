"""Contributions that name a theme, or a goal, that the programme does not have."""

import pytest
from tests.reports.thread_check import made as m

from samstad.reports.thread_check import Finding
from samstad.reports.thread_check.graph import ContributionNode

GOALS = {
    1: m.theme("Demokrati och ökad insyn"),
    2: m.theme("Torg"),
    3: m.goal("Jobb", programme=None),
}


def found(goal: int | None, printed: str) -> list[Finding]:
    given = m.activity("Öppet hus", owner=m.SOCIAL, programme=None)
    row = ContributionNode(m.SOCIAL, m.LUP, 20, goal, printed)
    return m.found("other-theme", m.thread(goals=GOALS, activities={20: given}, contributions=(row,)))


@pytest.mark.parametrize(("goal", "said"), [(None, "Trygghet"), (3, "Jobb")])
def test_a_theme_or_goal_that_the_programme_lacks_is_questioned(goal: int | None, said: str) -> None:
    [row] = found(goal, "Trygghet")
    assert said in row.text
    assert "flytta bidraget" in row.mend
    assert row.programme == "lup-farsta"


@pytest.mark.parametrize("printed", ["Demokrati och ökad insyn", "demokrati", "TORG", ""])
def test_a_near_equal_name_of_a_theme_is_that_theme(printed: str) -> None:
    assert found(None, printed) == []


def test_a_short_name_that_is_another_is_another() -> None:
    assert len(found(None, "Parker")) == 1
    assert len(found(None, "Park")) == 1
