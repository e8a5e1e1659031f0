"""Which goals a new year gets out of the old: everything chosen comes, nothing comes from nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.lineage import CARRY, DROP, MERGE, REWORD, SPLIT, Choice, NextGoal, Unclear, next_goals

OLD = [("a", "Trygghet"), ("b", "Skola"), ("c", "Jobb")]


def test_goals_without_a_choice_are_carried_as_they_are() -> None:
    assert next_goals(OLD, {}) == [NextGoal(title, key, ((key, "same"),)) for key, title in OLD]


def test_a_goal_is_reworded_split_merged_and_dropped() -> None:
    made = next_goals(
        [*OLD, ("d", "Kultur")],
        {
            "a": Choice(REWORD, ("Trygga torg",)),
            "b": Choice(SPLIT, ("Förskola", " ", "Grundskola")),
            "c": Choice(DROP),
            "d": Choice(MERGE, into="a"),
        },
    )
    assert made == [
        NextGoal("Trygga torg", "a", (("a", "merged"), ("d", "merged"))),
        NextGoal("Förskola", "b", (("b", "split"),)),
        NextGoal("Grundskola", "b", (("b", "split"),)),
    ]


def test_the_same_words_again_are_the_same_goal() -> None:
    [first, *_rest] = next_goals(OLD, {"a": Choice(REWORD, ("  Trygghet ",))})
    assert first.sources == (("a", "same"),)


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"x": Choice(DROP)}, "unknown"),
        ({"a": Choice(REWORD, (" ",))}, "no_title"),
        ({"a": Choice(SPLIT, ("En",))}, "one_part"),
        ({"a": Choice(MERGE, into="a")}, "no_target"),
        ({"a": Choice(MERGE, into="x")}, "no_target"),
        ({"a": Choice(MERGE, into="b"), "b": Choice(DROP)}, "no_target"),
        ({"a": Choice(MERGE, into="b"), "b": Choice(MERGE, into="c")}, "no_target"),
    ],
)
def test_a_choice_that_cannot_be_carried_out_is_named(choices: dict[str, Choice], code: str) -> None:
    with pytest.raises(Unclear) as fault:
        next_goals(OLD, choices)
    assert fault.value.code == code


KEYS = st.sampled_from("abcdef")
CHOICES = st.builds(
    Choice,
    st.sampled_from([CARRY, REWORD, SPLIT, MERGE, DROP]),
    st.lists(st.sampled_from(["Ett", "Två", "Tre"]), max_size=3).map(tuple),
    KEYS,
)


@given(st.lists(KEYS, unique=True), st.dictionaries(KEYS, CHOICES))
def test_every_goal_comes_from_one_that_was_there_and_no_carried_one_is_lost(
    keys: list[str], choices: dict[str, Choice]
) -> None:
    try:
        made = next_goals([(key, key.upper()) for key in keys], choices)
    except Unclear:
        return
    sources = [source for goal in made for source, _kind in goal.sources]
    assert set(sources) <= set(keys)
    assert set(sources) == {key for key in keys if choices.get(key, Choice()).deed != DROP}
    assert all(goal.title for goal in made)
