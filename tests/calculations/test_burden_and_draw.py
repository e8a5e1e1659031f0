"""What a round asks adds up, and a sample can be drawn again by anybody."""

from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.burden import MINUTES, Burden, burden, together
from samstad.calculations.draw import draw

counts = st.dictionaries(st.sampled_from(sorted(MINUTES)), st.integers(0, 500))
names = st.lists(st.text(min_size=1, max_size=8), max_size=40)


@given(counts)
def test_every_field_is_counted_and_takes_its_time(asked: dict[str, int]) -> None:
    found = burden(asked)
    assert found.fields == sum(asked.values())
    assert min(MINUTES.values()) * found.fields <= found.minutes <= max(MINUTES.values()) * found.fields
    assert (found.hours == 0) is (found.fields == 0)


@given(st.lists(counts, max_size=6))
def test_the_city_asks_what_its_boards_are_asked_together(boards: list[dict[str, int]]) -> None:
    whole = together(burden(one) for one in boards)
    assert whole.fields == sum(sum(one.values()) for one in boards)
    assert together([whole, Burden()]) == whole


@given(names, st.text(max_size=10), st.integers(-2, 50))
def test_the_same_seed_draws_the_same_whatever_the_order(found: list[str], seed: str, size: int) -> None:
    first = draw(found, seed=seed, size=size)
    assert draw(reversed(found), seed=seed, size=size) == first
    assert len(first) == max(0, min(size, len(set(found))))
    assert set(first) <= set(found)


@given(names, st.text(max_size=10), st.integers(0, 20))
def test_a_larger_sample_holds_the_smaller(found: list[str], seed: str, size: int) -> None:
    assert draw(found, seed=seed, size=size + 5)[:size] == draw(found, seed=seed, size=size)


@given(names, st.text(min_size=1, max_size=8), st.integers(1, 20))
def test_one_judgement_more_changes_at_most_one_of_the_drawn(found: list[str], new: str, size: int) -> None:
    before = draw(found, seed="7", size=size)
    after = draw([*found, new], seed="7", size=size)
    assert len(set(before) - set(after)) <= 1
    assert set(after) - set(before) <= {new}


def test_another_seed_is_another_lot() -> None:
    everything = [str(number) for number in range(100)]
    drawn = {tuple(draw(everything, seed=str(seed), size=5)) for seed in range(50)}
    assert len(drawn) == 50
    hit = sum("0" in draw(everything, seed=str(seed), size=20) for seed in range(500))
    assert 60 < hit < 140, "a name is drawn about one time in five"
