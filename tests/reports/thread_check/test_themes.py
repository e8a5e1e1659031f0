"""Contributions that stand under another theme than the programme's."""

import pytest
from tests.reports.thread_check import made as m

from samstad.reports.thread_check import Finding
from samstad.reports.thread_check.graph import ContributionNode

THEMES = {1: m.theme("Arbete och egen försörjning"), 2: m.theme("Trygghet"), 3: m.goal("Fler går ut")}
OWN = {
    11: m.activity("Särskilt stöd till personer med långvarigt försörjningsstöd", goals=frozenset({1})),
    12: m.activity("Nattvandringar med föreningar", goals=frozenset({3})),
}


def found(title: str, goal: int | None, printed: str) -> list[Finding]:
    given = m.activity(title, owner=m.SOCIAL, programme=None)
    made = m.thread(
        goals=THEMES,
        links=frozenset({(3, 2)}),
        activities={**OWN, 20: given},
        contributions=(ContributionNode(m.SOCIAL, m.LUP, 20, goal, printed),),
    )
    return m.found("other-theme", made)


def test_work_that_the_programme_has_under_another_theme_is_questioned() -> None:
    [row] = found("Arbete med långvarigt försörjningsstöd", 2, "Trygghet")
    assert "Trygghet" in row.text
    assert "Arbete och egen försörjning" in row.text
    assert row.severity == "check"
    assert row.bodies == {"socialnamnden", "farsta"}


@pytest.mark.parametrize(
    ("title", "goal", "printed"),
    [
        ("Arbete med långvarigt försörjningsstöd", 1, "Arbete och egen försörjning"),
        ("Arbete med långvarigt försörjningsstöd", 1, "Arbete och försörjning"),
        ("Nattvandringar", 3, "Trygghet"),
        ("Nattvandringar", 3, "Fler går ut"),
        ("Nattvandringar", 1, "Arbete och egen försörjning"),
        ("Öppen mottagning", 2, ""),
        ("Arbete med långvarigt försörjningsstöd", None, "Trygghet"),
    ],
    ids=[
        "same",
        "near-equal name",
        "goal of the theme",
        "the goal itself",
        "one word may be chance",
        "not named",
        "no goal",
    ],
)
def test_what_may_well_be_right_is_left_alone(title: str, goal: int | None, printed: str) -> None:
    assert found(title, goal, printed) == []


def test_a_printed_theme_that_is_not_the_goals_is_questioned() -> None:
    [row] = found("Öppen mottagning", 1, "Medinflytande")
    assert "Medinflytande" in row.text
    assert "Arbete och egen försörjning" in row.text


def test_short_names_are_told_apart_too() -> None:
    [row] = found("Öppen mottagning", 2, "Hälsa")
    assert "Hälsa" in row.text


def test_a_programme_with_one_theme_has_no_other() -> None:
    made = m.thread(
        goals={2: m.theme("Trygghet")},
        activities={20: m.activity("Mottagning", owner=m.SOCIAL)},
        contributions=(ContributionNode(m.SOCIAL, m.LUP, 20, 2, "Trygghet"),),
    )
    assert m.found("other-theme", made) == []


def test_two_themes_of_the_same_name_are_not_set_against_each_other() -> None:
    given = m.activity("Arbete med långvarigt försörjningsstöd", owner=m.SOCIAL, programme=None)
    made = m.thread(
        goals={1: m.theme("Trygghet"), 2: m.theme("Trygghet")},
        activities={**OWN, 20: given},
        contributions=(ContributionNode(m.SOCIAL, m.LUP, 20, 2, "Trygghet"),),
    )
    assert m.found("other-theme", made) == []


@pytest.mark.parametrize("first", [1, 4])
def test_of_two_themes_that_fit_as_well_the_same_is_named_in_any_order(first: int) -> None:
    goals = {1: m.theme("Arbete"), 4: m.theme("Egen försörjning"), 2: m.theme("Trygghet")}
    given = m.activity("Arbete med långvarigt försörjningsstöd", owner=m.SOCIAL, programme=None)
    work = m.activity("Stöd till personer med långvarigt försörjningsstöd", goals=frozenset({1, 4}))
    made = m.thread(
        goals={first: goals[first], **goals},
        activities={11: work, 20: given},
        contributions=(ContributionNode(m.SOCIAL, m.LUP, 20, 2, "Trygghet"),),
    )
    [row] = m.found("other-theme", made)
    assert "”Egen försörjning”" in row.text
