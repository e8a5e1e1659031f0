"""Whether effort follows need, and how a sum is shared out."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstad.calculations.proportionality import Serving, allocate, largest_remainder, proportionality_of

RISK = np.array([1.0, 2.0, 4.0])
LARGEST = 2**63 - 1


def test_effort_in_step_with_need_has_ratio_one_everywhere() -> None:
    found = proportionality_of(RISK * 100, RISK)
    assert found is not None
    assert [area.ratio for area in found.areas] == [pytest.approx(1)] * 3
    assert found.hoover == pytest.approx(0)
    assert found.kakwani == pytest.approx(0)
    assert found.elasticity == pytest.approx(1)


def test_the_same_to_everyone_is_flat_and_something_would_have_to_move() -> None:
    found = proportionality_of(np.full(3, 100.0), RISK)
    assert found is not None
    assert found.elasticity == pytest.approx(0)
    assert found.hoover == pytest.approx(1 / 3 - 1 / 7 + 1 / 3 - 2 / 7)
    assert found.kakwani < 0, "effort lies nearer those with less risk"


def test_people_and_risk_make_the_need_together() -> None:
    found = proportionality_of(np.array([50.0, 50.0]), np.array([1.0, 2.0]), np.array([200.0, 100.0]))
    assert found is not None
    assert [area.need for area in found.areas] == [0.5, 0.5]


def test_nothing_is_claimed_without_a_basis() -> None:
    found = proportionality_of(np.array([90.0, 5.0, 5.0]), RISK)
    assert found is not None
    assert {area.serving for area in found.areas} == {Serving.UNKNOWN}


def test_over_and_under_only_when_the_interval_excludes_one() -> None:
    generator = np.random.default_rng(1)
    draws = RISK * generator.normal(1, 0.1, (500, 3))
    found = proportionality_of(np.array([60.0, 29.0, 11.0]), RISK, replicates=draws)
    assert found is not None
    assert [area.serving for area in found.areas] == [Serving.OVER, Serving.IN_LINE, Serving.UNDER]
    assert found.elasticity_interval is not None
    assert found.elasticity_interval[0] < (found.elasticity or 0) < found.elasticity_interval[1]


@pytest.mark.parametrize(("effort", "risk"), [([0.0, 0.0], [1.0, 2.0]), ([1.0, 1.0], [0.0, 2.0])])
def test_nothing_spent_or_nothing_needed_gives_no_answer(effort: list[float], risk: list[float]) -> None:
    assert proportionality_of(np.array(effort), np.array(risk)) is None


def test_two_areas_with_effort_give_no_elasticity() -> None:
    found = proportionality_of(np.array([1.0, 1.0, 0.0]), RISK)
    assert found is not None
    assert found.elasticity is None


@settings(max_examples=200)
@given(
    st.integers(0, LARGEST),
    st.lists(st.tuples(st.floats(0.01, 100), st.integers(1, 10**6)), min_size=1, max_size=20),
    st.floats(0, 1),
    st.floats(0, 50),
)
def test_a_sum_is_shared_out_to_the_last_krona(
    total: int, areas: list[tuple[float, int]], floor: float, above: float
) -> None:
    risk, people = np.array([area[0] for area in areas]), np.array([float(area[1]) for area in areas])
    shares = allocate(total, risk, people, floor_share=floor, above=above)
    assert shares.sum() == total
    assert (shares >= 0).all()


def test_the_slope_starts_without_a_step() -> None:
    people = np.full(3, 1000.0)
    under = allocate(1_000_000, np.array([2.999, 3.5, 4.0]), people, above=3.0)
    over = allocate(1_000_000, np.array([3.001, 3.5, 4.0]), people, above=3.0)
    assert under[0] == 0
    assert over[0] < 1000


def test_the_floor_goes_to_everyone_by_people() -> None:
    shares = allocate(1000, np.array([0.0, 5.0]), np.array([300.0, 100.0]), floor_share=0.4)
    assert shares.tolist() == [300, 700]


@pytest.mark.parametrize(("total", "people", "floor"), [(-1, [1.0], 0.0), (1, [0.0], 0.0), (1, [1.0], 1.5)])
def test_what_cannot_be_shared_out_is_refused(total: int, people: list[float], floor: float) -> None:
    with pytest.raises(ValueError, match="total must be"):
        allocate(total, np.array([1.0]), np.array(people), floor_share=floor)
    with pytest.raises(ValueError, match="NaN"):
        allocate(1, np.array([np.nan]), np.array([1.0]))


def test_what_is_left_goes_to_the_largest_remainders() -> None:
    assert largest_remainder(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert largest_remainder(1, np.array([0.2, 0.5, 0.3])).tolist() == [0, 1, 0]


@settings(max_examples=200)
@given(
    st.one_of(st.integers(0, 100), st.integers(10**15, LARGEST)),
    st.lists(st.one_of(st.integers(0, 100).map(float), st.floats(0, 1e300)), min_size=1, max_size=20).filter(any),
)
def test_nothing_is_lost_and_nobody_is_a_whole_one_from_the_exact_share(total: int, shares: list[float]) -> None:
    found = largest_remainder(total, np.array(shares)).tolist()
    every = sum(Fraction(share) for share in shares)
    exact = [Fraction(share) * total / every for share in shares]
    assert sum(found) == total
    assert all(abs(whole - part) < 1 for whole, part in zip(found, exact, strict=True))
    up = [part - part // 1 for whole, part in zip(found, exact, strict=True) if whole > part]
    down = [part - part // 1 for whole, part in zip(found, exact, strict=True) if whole <= part]
    assert not up or not down or min(up) >= max(down), "what is left goes to the largest remainders"


def test_a_great_sum_is_shared_out_in_exact_thirds() -> None:
    third = 33_333_333_333_333_333
    assert largest_remainder(10**17 + 1, np.array([1.0, 1.0, 1.0])).tolist() == [third + 1, third + 1, third]
    assert allocate(3 * 10**17, np.array([1.0, 2.0]), np.array([1.0, 1.0])).tolist() == [10**17, 2 * 10**17]
