"""The attack finds everything that arithmetic can find, and no more: held against trying every possible table."""

from itertools import product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstad.calculations.disclosure import Bounds, Key, Relation, Structure, attack, cross, with_changes

SQUARE = [{"alla": ["a", "b"]}, {"alla": ["k", "m"]}]
MOST = 6


def square(leaves: tuple[int, ...]) -> dict[Key, int]:
    """Two areas by two sexes with all their totals."""
    ak, am, bk, bm = leaves
    return {
        ("a", "k"): ak, ("a", "m"): am, ("b", "k"): bk, ("b", "m"): bm,
        ("a", "alla"): ak + am, ("b", "alla"): bk + bm, ("alla", "k"): ak + bk, ("alla", "m"): am + bm,
        ("alla", "alla"): ak + am + bk + bm,
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, MOST)] * 4), st.sets(st.sampled_from(sorted(square((0, 0, 0, 0)))), min_size=1))
def test_the_bounds_are_those_of_every_table_that_could_be_true(leaves: tuple[int, ...], hidden: set[Key]) -> None:
    counts = square(leaves)
    published = {key: count for key, count in counts.items() if key not in hidden}
    found = attack(cross(counts, SQUARE), published)
    possible = [
        table
        for tried in product(range(4 * MOST + 1), repeat=4)
        if sum(tried) <= 4 * MOST and all((table := square(tried))[key] == published[key] for key in published)
    ] if len(published) > 5 else [counts]  # fmt: skip
    assert set(found) == hidden
    for key, bounds in found.items():
        values = {table[key] for table in possible}
        assert bounds.least <= min(values)
        assert bounds.greatest >= max(values)
        if len(published) > 5 and bounds.greatest < inf:
            assert (bounds.least, bounds.greatest) == (min(values), max(values))


def test_a_single_hidden_cell_is_recovered_from_its_total() -> None:
    counts = square((3, 20, 30, 40))
    published = {key: count for key, count in counts.items() if key != ("a", "k")}
    assert attack(cross(counts, SQUARE), published) == {("a", "k"): Bounds(3, 3)}


def test_two_levels_published_give_the_area_that_only_one_of_them_shows() -> None:
    """The district less its published parts."""
    tree = {"stad": ["norr", "soder"], "norr": ["a", "b"]}
    counts: dict[Key, int] = {("stad",): 50, ("norr",): 12, ("soder",): 38, ("a",): 10, ("b",): 2}
    published: dict[Key, int] = {("stad",): 50, ("soder",): 38, ("a",): 10}
    found = attack(cross(counts, [tree]), published)
    assert found["norr",] == Bounds(12, 12)
    assert found["b",] == Bounds(2, 2)


def test_a_year_follows_from_the_year_before_and_the_change() -> None:
    counts: dict[Key, int] = {("a", "2015"): 40, ("a", "2016"): 3}
    made, every = with_changes(cross(counts, [{}, {}]), counts, axis=1, order=["2015", "2016"])
    assert every["a", "2015→2016"] == -37
    published = {key: count for key, count in every.items() if key != ("a", "2016")}
    assert attack(made, published)["a", "2016"] == Bounds(3, 3)


def test_a_year_that_an_area_lacks_has_no_change() -> None:
    counts: dict[Key, int] = {("a", "2015"): 40, ("b", "2015"): 8, ("b", "2016"): 9}
    made, every = with_changes(cross(counts, [{}, {}]), counts, axis=1, order=["2015", "2016"])
    assert set(every) - set(counts) == {("b", "2015→2016")}
    assert made.signed == {("b", "2015→2016")}


def test_parts_that_nobody_is_told_share_what_the_total_leaves_over() -> None:
    counts: dict[Key, int] = {("stad",): 12, ("a",): 10, ("b",): 1}
    made = cross(counts, [{"stad": ["a", "b", "okänt"]}])
    assert made.untold == {("okänt",)}
    found = attack(made, {("stad",): 12, ("a",): 10})
    assert found["b",] == Bounds(0, 2)


def test_noise_widens_what_can_be_known() -> None:
    """With every cell moved by up to 2, a total and two parts say the third within 2 x 4."""
    cells: dict[Key, int] = {("alla",): 60, ("a",): 20, ("b",): 20, ("c",): 20}
    exact = cross(cells, [{"alla": ["a", "b", "c"]}])
    noisy = cross(cells, [{"alla": ["a", "b", "c"]}], noise=2)
    published = {key: count for key, count in cells.items() if key != ("c",)}
    assert exact.additive
    assert not noisy.additive
    assert attack(exact, published)["c",] == Bounds(20, 20)
    assert attack(noisy, published)["c",] == Bounds(12, 28)


def test_only_what_is_asked_for_is_reckoned() -> None:
    counts = square((1, 2, 3, 4))
    assert set(attack(cross(counts, SQUARE), {}, targets=[("a", "k")])) == {("a", "k")}


def test_a_cell_in_no_relation_can_be_anything() -> None:
    assert attack(Structure(frozenset({("a",)}), ()), {}) == {("a",): Bounds(0, inf)}


def test_whole_people_say_more_than_fractions() -> None:
    """Three cells, each pair of which has a published odd sum: only whole numbers leave no room."""
    x, y, z, xy, yz, xz = (("x",), ("y",), ("z",), ("xy",), ("yz",), ("xz",))
    half: Key = ("half",)
    relations = (Relation(xy, (x, y)), Relation(yz, (y, z)), Relation(xz, (x, z)), Relation(x, (half, half)))
    made = Structure(frozenset({x, y, z, xy, yz, xz, half}), relations)
    found = attack(made, {yz: 9, xz: 8})
    assert found[x].greatest == 8
    assert attack(made, {x: 7, yz: 9, xz: 8, y: 8, z: 1, xy: 15}, targets=[z]) == {}
    odd = Structure(frozenset({x, half, y}), (Relation(x, (half, half, y)),))
    assert attack(odd, {x: 7})[half] == Bounds(0, 3)


def test_a_table_that_contradicts_itself_is_no_safe_table() -> None:
    counts = square((1, 2, 3, 4))
    published = {**counts, ("alla", "k"): 99}
    del published["a", "k"], published["a", "m"]
    with pytest.raises(ArithmeticError, match="could not be computed"):
        attack(cross(counts, SQUARE), published)
