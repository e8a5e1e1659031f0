"""A share never says more than is done, and never less than nothing."""

from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.progress import Part, approved, percent, written

PARTS = st.lists(
    st.integers(0, 50).flatmap(lambda asked: st.builds(Part, st.just(asked), st.integers(0, asked), st.booleans())),
    max_size=8,
)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_hundred_means_all_and_zero_means_nothing(done: int, of: int) -> None:
    share = percent(min(done, of), of)
    assert 0 <= share <= 100
    assert (share == 100) == (min(done, of) == of)
    assert (share == 0) == (min(done, of) == 0 and of > 0)


@given(PARTS)
def test_one_more_answer_never_lowers_what_is_written(parts: list[Part]) -> None:
    before = written(parts)
    for place, part in enumerate(parts):
        if part.answered < part.asked:
            more = [*parts[:place], Part(part.asked, part.answered + 1, part.approved), *parts[place + 1 :]]
            assert written(more) >= before


@given(PARTS)
def test_all_is_written_when_every_chapter_is(parts: list[Part]) -> None:
    assert (written(parts) == 100) == all(part.answered == part.asked for part in parts)


@given(PARTS)
def test_all_is_approved_when_every_chapter_that_asks_for_something_is(parts: list[Part]) -> None:
    assert (approved(parts) == 100) == all(part.approved for part in parts if part.asked)


def test_a_voluntary_chapter_that_nobody_wrote_counts_for_nothing() -> None:
    assert approved([Part(2, 2, approved=True), Part(0, 0)]) == 100
    assert written([Part(2, 1), Part(0, 0)]) == 50


def test_what_is_answered_beyond_what_is_asked_does_not_make_up_for_the_rest() -> None:
    assert written([Part(1, 3), Part(3, 0)]) == 25


def test_three_of_seven_is_rounded_down_and_one_of_a_thousand_is_still_something() -> None:
    assert (percent(3, 7), percent(1, 1000), percent(999, 1000)) == (42, 1, 99)
