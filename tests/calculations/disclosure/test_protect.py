"""Nothing that is published gives a small count away, whatever the counts are, and every gap has its reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.calculations.disclosure.tables import AREAS, DIMENSIONS, YEARS, full, structure, tables

from samstad.calculations.disclosure import (
    Cause,
    Key,
    NotAdditive,
    Unprotectable,
    attack,
    cross,
    exposed,
    protect,
    with_changes,
)

slow = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LINE = [{"alla": ["a", "b", "c", "d"]}]
COUNTS: dict[Key, int] = {("alla",): 63, ("a",): 3, ("b",): 40, ("c",): 8, ("d",): 12}


@slow
@given(tables(), st.sampled_from([3, 5, 10]), st.booleans())
def test_no_small_count_can_be_reckoned_out(counts: dict[Key, int], k: int, zero_is_small: bool) -> None:
    made = structure(counts)
    safe = protect(made, counts, k=k, zero_is_small=zero_is_small)
    small = {key for key, count in counts.items() if count < k and (zero_is_small or count)}
    assert small == {key for key, reason in safe.hidden.items() if reason.cause is Cause.SMALL}
    assert small.isdisjoint(safe.published)
    for key, bounds in attack(made, safe.published, targets=small).items():
        assert bounds.least <= counts[key] <= bounds.greatest
        assert bounds.width >= k


@slow
@given(tables())
def test_nor_with_the_changes_between_years_beside_it(leaves: dict[Key, int]) -> None:
    made, counts = with_changes(structure(leaves), leaves, axis=1, order=YEARS)
    safe = protect(made, counts, k=5)
    small = {key for key in leaves if leaves[key] < 5}
    assert exposed(made, safe.published, small) == {}


@slow
@given(tables())
def test_what_is_published_is_true_and_nothing_is_forgotten(counts: dict[Key, int]) -> None:
    safe = protect(structure(counts), counts)
    assert all(counts[key] == count for key, count in safe.published.items())
    assert safe.published.keys() | safe.hidden.keys() == counts.keys()
    assert safe.published.keys().isdisjoint(safe.hidden)


@slow
@given(tables())
def test_a_complement_says_which_cell_it_stands_beside(counts: dict[Key, int]) -> None:
    made = structure(counts)
    totals = {relation.total for relation in made.relations}
    for reason in protect(made, counts).hidden.values():
        if reason.cause is Cause.COMPLEMENT:
            assert reason.protects is not None
            assert counts[reason.protects] < 5
            assert reason.within in totals
        else:
            assert (reason.protects, reason.within) == (None, None)


@slow
@given(tables())
def test_the_same_table_gives_the_same_gaps(counts: dict[Key, int]) -> None:
    turned = dict(reversed(counts.items()))
    assert protect(structure(counts), counts) == protect(structure(turned), turned)


def test_a_table_of_large_counts_is_published_whole() -> None:
    counts = full({(area, year, sex): 50 for area in "abcde" for year in YEARS for sex in ("k", "m")})
    assert protect(structure(counts), counts).hidden == {}


def test_the_smallest_part_that_is_enough_hides_a_small_one() -> None:
    safe = protect(cross(COUNTS, LINE), COUNTS)
    assert set(safe.hidden) == {("a",), ("c",)}
    assert safe.hidden["c",].protects == ("a",)
    assert safe.published == {("alla",): 63, ("b",): 40, ("d",): 12}


def test_a_small_neighbour_is_not_enough_to_hide_behind() -> None:
    """1 and 2 beside a published total say together 3: a third must be hidden."""
    counts: dict[Key, int] = {("alla",): 63, ("a",): 1, ("b",): 2, ("c",): 20, ("d",): 40}
    safe = protect(cross(counts, LINE), counts)
    assert set(safe.hidden) == {("a",), ("b",), ("c",)}


def test_a_total_is_kept_when_a_part_can_be_hidden_instead() -> None:
    counts = full({(area, year, sex): 30 for area in "abcde" for year in YEARS for sex in ("k", "m")})
    counts = full({**{key: count for key, count in counts.items() if key[0] in "abcde" and key[2] != "alla"},
                   ("a", "2015", "k"): 2})  # fmt: skip
    hidden = protect(structure(counts), counts).hidden
    assert all(area not in AREAS for area, _year, _sex in hidden)
    assert {year for _area, year, _sex in hidden} == {"2015"}


def test_without_its_complements_the_table_gives_the_cell_away() -> None:
    """The attack is not blind: it finds what suppression of small cells alone leaves open."""
    published = {key: count for key, count in COUNTS.items() if count >= 5}
    assert set(exposed(cross(COUNTS, LINE), published, [("a",)])) == {("a",)}
    assert set(exposed(cross(COUNTS, LINE), COUNTS, [("a",)])) == {("a",)}


def test_zeros_may_be_told_when_the_city_says_so() -> None:
    counts: dict[Key, int] = {("alla",): 60, ("a",): 0, ("b",): 20, ("c",): 20, ("d",): 20}
    assert protect(cross(counts, LINE), counts, zero_is_small=False).hidden == {}
    assert ("a",) in protect(cross(counts, LINE), counts).hidden


def test_what_is_already_known_cannot_be_hidden_again() -> None:
    safe = protect(cross(COUNTS, LINE), COUNTS, known=frozenset({("c",), ("alla",)}))
    assert set(safe.hidden) == {("a",), ("d",)}
    everything_else = frozenset(COUNTS) - {("a",)}
    with pytest.raises(Unprotectable, match=r"a går att räkna ut från det som redan är känt\. Slå ihop områden"):
        protect(cross(COUNTS, LINE), COUNTS, known=everything_else)
    with pytest.raises(Unprotectable, match=r"^a går"):
        protect(cross(COUNTS, LINE), COUNTS, known=frozenset({("a",)}))


def test_two_small_cells_may_lean_on_the_same_neighbour() -> None:
    """One in each of two rows, with one free cell where their columns meet."""
    counts: dict[Key, int] = {("n", "x"): 2, ("s", "x"): 30, ("n",  "alla"): 32, ("s", "alla"): 33, ("s", "y"): 3,
                              ("n", "y"): 30}  # fmt: skip
    dimensions: list[dict[str, list[str]]] = [{}, {"alla": ["x", "y"]}]
    safe = protect(cross(counts, dimensions), counts)
    assert exposed(cross(counts, dimensions), safe.published, [("n", "x"), ("s", "y")]) == {}


def test_parts_without_a_count_are_taken_into_the_reckoning() -> None:
    counts: dict[Key, int] = {("stad",): 32, ("a",): 20, ("b",): 1, ("c",): 10}
    made = cross(counts, [{"stad": ["a", "b", "c", "okänt"]}])
    safe = protect(made, counts)
    assert ("okänt",) not in safe.hidden
    assert set(safe.hidden) == {("b",), ("c",)}
    assert exposed(made, safe.published, [("b",)]) == {}


def test_counts_that_do_not_add_up_are_refused_until_the_noise_is_declared() -> None:
    counts = {**COUNTS, ("alla",): 61}
    with pytest.raises(NotAdditive, match=r"alla skiljer -2 från summan av sina delar\. Rätta siffrorna") as told:
        protect(cross(counts, LINE), counts)
    assert (told.value.cell, told.value.difference) == (("alla",), -2)
    safe = protect(cross(counts, LINE, noise=1), counts)
    assert exposed(cross(counts, LINE, noise=1), safe.published, [("a",)]) == {}


def test_noise_can_be_protection_enough() -> None:
    """Five cells moved by up to 2 each leave a stretch of up to 20 around the hidden one."""
    assert set(protect(cross(COUNTS, LINE, noise=2), COUNTS).hidden) == {("a",)}


@pytest.mark.parametrize(
    ("counts", "k", "says"),
    [
        ({("alla",): 1, ("a",): 1}, 1, "k måste vara minst 2"),
        ({("alla",): 3, ("a",): -1, ("b",): 4, ("c",): 0, ("d",): 0}, 5, "a är -1. Ett antal kan inte vara under noll"),
    ],
)
def test_what_cannot_be_a_table_is_refused(counts: dict[Key, int], k: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        protect(cross(counts, LINE), counts, k=k)


def test_a_cell_with_another_number_of_codes_is_refused() -> None:
    with pytest.raises(ValueError, match="a · 2015 har 2 koder, tabellen har 3 dimensioner"):
        cross([("a", "2015")], DIMENSIONS)


def test_a_cell_without_a_count_is_refused() -> None:
    with pytest.raises(ValueError, match="c saknar antal"):
        protect(cross(COUNTS, LINE), {key: count for key, count in COUNTS.items() if key != ("c",)})
