"""Which totals can be reckoned with: exact sums, sums with a rest that nobody is told, and what is no sum."""

from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.disclosure import REST, Key, exposed, protect, table_of

TREES = [{"staden": ("norr", "soder")}, {"": ("K", "M")}]


def test_a_total_that_equals_its_parts_is_their_exact_sum() -> None:
    structure, left_out = table_of({("staden", ""): 12, ("norr", ""): 3, ("soder", ""): 9}, TREES)
    [relation] = structure.relations
    assert relation.parts == (("norr", ""), ("soder", ""))
    assert structure.untold == frozenset()
    assert left_out == ()


def test_a_larger_total_holds_a_rest_that_nobody_is_told() -> None:
    structure, _left_out = table_of({("staden", ""): 15, ("norr", ""): 3, ("soder", ""): 9}, TREES)
    assert structure.untold == {(f"staden{REST}", "")}
    structure.check({("staden", ""): 15, ("norr", ""): 3, ("soder", ""): 9})


def test_a_smaller_total_is_no_sum_and_is_named() -> None:
    structure, left_out = table_of({("staden", ""): 10, ("norr", ""): 3, ("soder", ""): 9}, TREES)
    assert structure.relations == ()
    assert left_out == (("staden", ""),)


def test_a_part_that_is_not_in_the_table_that_time_is_passed_over() -> None:
    structure, _left_out = table_of({("staden", ""): 9, ("soder", ""): 9, ("staden", "K"): 4}, TREES)
    assert {relation.parts for relation in structure.relations} == {
        (("soder", ""),),
        (("staden", "K"), ("staden", REST)),
    }  # fmt: skip


COUNTS = st.integers(0, 12)


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.integers(0, 3))
def test_whatever_the_counts_no_small_one_can_be_found(a: int, b: int, c: int, d: int, rest: int) -> None:
    counts: dict[Key, int] = {
        ("norr", "K"): a, ("norr", "M"): b, ("soder", "K"): c, ("soder", "M"): d,
        ("norr", ""): a + b, ("soder", ""): c + d, ("staden", "K"): a + c, ("staden", "M"): b + d + rest,
        ("staden", ""): a + b + c + d + rest,
    }  # fmt: skip
    structure, left_out = table_of(counts, TREES)
    assert left_out == ()
    protected = protect(structure, counts, k=5)
    small = [key for key, count in counts.items() if count < 5]
    assert exposed(structure, protected.published, small, k=5) == {}
