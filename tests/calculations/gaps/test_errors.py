"""The error of a share from its counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.gaps import rate_errors


def test_a_tenth_of_ten_thousand_has_the_error_of_a_binomial_share() -> None:
    [error] = rate_errors(np.array([1000.0]), np.array([10_000.0]))
    assert error == pytest.approx(100 * np.sqrt(0.1 * 0.9 / 10_000), rel=0.01)


def test_none_and_all_have_an_error_too() -> None:
    assert (rate_errors(np.array([0.0, 50.0]), np.array([50.0, 50.0])) > 0).all()


@pytest.mark.parametrize(("count", "people"), [(np.nan, 10.0), (1.0, np.nan), (1.0, 0.0), (11.0, 10.0), (-1.0, 10.0)])
def test_counts_that_make_no_share_have_no_error(count: float, people: float) -> None:
    assert np.isnan(rate_errors(np.array([count]), np.array([people]))).all()


@given(st.integers(0, 500), st.integers(500, 100_000))
def test_more_people_make_a_share_surer(count: int, people: int) -> None:
    [few, many] = rate_errors(np.array([float(count), 4.0 * count]), np.array([float(people), 4.0 * people]))
    assert many < few


def test_a_share_per_thousand_has_ten_times_the_error_of_one_per_cent() -> None:
    counts, people = np.array([30.0]), np.array([400.0])
    assert rate_errors(counts, people, per=1000) == pytest.approx(10 * rate_errors(counts, people))
