"""Registration numbers are taken in every way that bodies write them, and nothing else passes for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.registration_numbers import registration_numbers

SEEN = [
    "328-494/2011", "336-1280/2012", "181-1363/2016", "KS 2018/911", "RVK 2021/2", "HV2021/549", "1.5.3-219-2012",
    "1.2.4-182-2013", "3.1.3-81/2017", "1.8.1-229/2020", "2006-152-307", "010-2009-603", "673-2008-400", "5-744-2011",
    "T 2010-313-01743",
]  # fmt: skip
"""As the sources have them."""

years = st.integers(1900, 2099).map(str)
running = st.integers(0, 99_999).map(str)
letters = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ", min_size=1, max_size=5)
classes = st.lists(st.integers(0, 99).map(str), min_size=2, max_size=4).map(".".join)
marks = st.sampled_from("-/")
numbers = st.one_of(
    st.tuples(st.integers(0, 999).map(str), st.just("-"), running, marks, years).map("".join),
    st.tuples(letters, st.sampled_from(["", " "]), years, st.just("/"), running).map("".join),
    st.tuples(classes, st.just("-"), running, marks, years).map("".join),
    st.tuples(years, st.just("-"), running, st.just("-"), running).map("".join),
    st.tuples(st.integers(0, 999).map("{:03}".format), st.just("-"), years, st.just("-"), running).map("".join),
)


@pytest.mark.parametrize("number", SEEN)
def test_every_way_in_the_sources_is_taken_as_it_stands(number: str) -> None:
    assert registration_numbers(number) == (number,)


@given(numbers)
def test_any_number_of_those_shapes_is_taken(number: str) -> None:
    assert registration_numbers(number) == (number,)


@given(st.lists(numbers, min_size=1, max_size=3), st.sampled_from([", ", "; ", " och ", ","]))
def test_a_case_may_carry_several(found: list[str], between: str) -> None:
    assert registration_numbers(between.join(found)) == tuple(found)


@given(st.lists(numbers, max_size=2))
def test_what_is_kept_is_taken_again_unchanged(found: list[str]) -> None:
    kept = registration_numbers(", ".join(found))
    assert kept is not None
    assert registration_numbers(", ".join(kept)) == kept


@given(numbers, st.sampled_from(["dnr ", "Dnr: ", "Diarienummer ", "  "]))
def test_the_word_before_it_and_what_a_word_processor_does_to_dashes_do_no_harm(number: str, word: str) -> None:
    assert registration_numbers(word + number.replace("-", "–") + " ") == (number,)


@given(numbers, st.sampled_from(["x", "-", "/2017x", " 7", "\n1"]))
def test_a_tail_is_not_let_through(number: str, tail: str) -> None:
    found = registration_numbers(f"{number}{tail}")
    assert found is None or number not in found


@pytest.mark.parametrize(
    "text",
    [
        "2017",
        "KS",
        "12/17",
        "1.2.4-exempel/2017",
        "KS 2017-911",
        "vet ej",
        "1-2-3",
        "§ 7",
        "KS 2018/911 och",
        "½-1/2017",
    ],
)
def test_what_is_no_number_is_told_apart(text: str) -> None:
    assert registration_numbers(text) is None


def test_nothing_is_nothing_and_letters_are_kept_large() -> None:
    assert registration_numbers(" dnr ") == ()
    assert registration_numbers("hv2021/549") == ("HV2021/549",)
