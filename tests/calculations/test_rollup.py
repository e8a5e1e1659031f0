"""A status from below: never better than its rule allows, missing is never met, and order does not matter."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.judgement import weigh
from samstad.calculations.rollup import Branch, Rolled, roll_up

said = st.sampled_from(["full", "partly", "not", "unknown", ""])
GRADE = {"not": 0, "partly": 1, "full": 2}


def named(tree: Branch, key: str = "0") -> Branch:
    """The same tree with a key of its own for every branch."""
    return Branch(key, tree.status, tuple(named(child, f"{key}.{n}") for n, child in enumerate(tree.children)))


leaves = said.map(lambda status: Branch("", status))


def above(below: st.SearchStrategy[Branch]) -> st.SearchStrategy[Branch]:
    return st.lists(below, min_size=1, max_size=5).map(lambda rows: Branch("", "", tuple(rows)))


trees = st.recursive(leaves, above, max_leaves=20).map(named)


def without_order(rolled: Rolled) -> object:
    below = sorted((without_order(child) for child in rolled.children), key=repr)
    return (rolled.key, rolled.status, rolled.known, rolled.asked, rolled.worst, rolled.rule, tuple(below))


def turned(tree: Branch) -> Branch:
    return replace(tree, children=tuple(turned(child) for child in reversed(tree.children)))


@given(trees)
def test_a_status_is_never_better_than_its_best_child_nor_worse_than_its_worst(tree: Branch) -> None:
    for step in roll_up(tree).walk():
        known = [GRADE[child.status] for child in step.children if child.status in GRADE]
        if step.children and step.status in GRADE:
            assert min(known) <= GRADE[step.status] <= max(known)
        if step.children and step.status == "full":
            assert set(known) == {GRADE["full"]}
            assert 2 * len(known) >= len(step.children)


@given(trees)
def test_the_shown_children_give_the_shown_status_again(tree: Branch) -> None:
    for step in roll_up(tree).walk():
        if step.children:
            again = weigh([child.status for child in step.children])
            assert (step.status, step.rule) == (again.judgement, again.rule)


@given(trees)
def test_the_order_of_children_does_not_matter(tree: Branch) -> None:
    assert without_order(roll_up(tree)) == without_order(roll_up(turned(tree)))


@given(trees)
def test_what_is_missing_lowers_the_coverage_and_is_never_counted_as_met(tree: Branch) -> None:
    rolled = roll_up(tree)
    more = roll_up(Branch("0", "", (*tree.children, Branch("nobody")))) if tree.children else rolled
    if tree.children:
        assert (more.known, more.asked) == (rolled.known, rolled.asked + 1)
        assert GRADE.get(more.status, -1) <= GRADE.get(rolled.status, -1)
    ends = [step for step in rolled.walk() if not step.children]
    assert rolled.asked == len(ends)
    assert rolled.known == sum(end.status in GRADE for end in ends)


@given(trees)
def test_the_worst_child_is_one_of_the_lowest_that_are_known(tree: Branch) -> None:
    for step in roll_up(tree).walk():
        known = {child.key: GRADE[child.status] for child in step.children if child.status in GRADE}
        assert (step.worst in known) == bool(known)
        if known:
            assert known[step.worst] == min(known.values())


@given(st.sampled_from(["full", "partly", "not", "unknown"]), trees)
def test_what_people_have_judged_stands_with_what_lies_under_it(status: str, tree: Branch) -> None:
    rolled = roll_up(Branch("judged", status, tree.children))
    assert (rolled.status, rolled.rule, rolled.asked) == (status, "judged", 1)
    if tree.children:
        assert rolled.below == weigh([child.status for child in rolled.children]).judgement


@pytest.mark.parametrize(
    ("boards", "indicators", "city"),
    [
        (["full"] * 18 + ["partly"] * 11 + ["not"], ["partly", "", "", ""], "partly"),
        (["full"] * 23 + ["partly"] * 7, ["full", "partly", "partly", "partly"], "partly"),
    ],
    ids=["the safety goal 2020", "the safety goal 2022"],
)
def test_the_citys_own_published_weighing_comes_out(boards: list[str], indicators: list[str], city: str) -> None:
    """Tallies as the city's annual reports print them, the holding company counted with the boards."""

    def branch(key: str, rows: list[str]) -> Branch:
        return Branch(key, "", tuple(Branch(f"{key}{n}", row) for n, row in enumerate(rows)))

    rolled = roll_up(Branch("goal", "", (branch("boards", boards), branch("indicators", indicators))))
    assert rolled.status == city
