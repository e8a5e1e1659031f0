"""Figures at the edge of what can be computed: nobody to count, counts that are hidden, values that are all alike."""

import numpy as np
import pytest
from tests.calculations.index import small

from samstad.calculations.index import MethodError, fit
from samstad.calculations.index.figures import NOT_APPLICABLE

PER_PERSON = {"denominator": "population"}


def test_an_area_without_people_has_no_rate() -> None:
    figures = small.figures({"handelser": [10.0, 0.0, 30.0, 40.0]}, population=[1000, 0, 1000, 4000])
    result = fit(figures, small.one(indicator=PER_PERSON))
    assert result.base.values[:, 0].tolist()[2:] == [0.03, 0.01]
    assert np.isnan(result.base.values[1, 0])
    assert result.base.status[1, 0] == NOT_APPLICABLE
    assert result.index[[0, 2, 3]].tolist() == [0, 100, 0]
    assert result.flags[1] == ("no_score", "incomplete")


def test_an_event_among_nobody_is_refused_by_area_and_indicator() -> None:
    figures = small.figures({"handelser": [10.0, 20.0, 30.0, 40.0]}, population=[1000, 0, 1000, 4000])
    with pytest.raises(MethodError, match="handelser: b har nämnaren 0 men täljaren 20"):
        fit(figures, small.one(indicator=PER_PERSON))


@pytest.mark.parametrize("shrinks", [False, True])
def test_a_count_of_nobody_is_no_rate(shrinks: bool) -> None:
    figures = small.counted([100.0, 1.0, 300.0, 40.0], [1000.0, 1.0, 1000.0, 4000.0])
    figures.values[0, 1, 0] = figures.numerators[0, 1, 0] = figures.denominators[0, 1, 0] = 0
    result = fit(figures, small.one(indicator={"shrink": shrinks}))
    assert np.isfinite(result.base.values[:, 0]).tolist() == [True, False, True, True]
    assert np.isfinite(result.base.errors[:, 0]).tolist() == [True, False, True, True]
    assert result.base.status[1, 0] == NOT_APPLICABLE


def test_a_count_over_nobody_is_refused_by_area_and_indicator() -> None:
    figures = small.counted([100.0, 1.0, 300.0, 40.0], [1000.0, 1.0, 1000.0, 4000.0])
    figures.denominators[0, 1, 0] = 0
    with pytest.raises(MethodError, match="handelser: b har nämnaren 0 men täljaren 1"):
        fit(figures, small.one())


def test_an_indicator_without_people_anywhere_is_refused() -> None:
    figures = small.figures({"handelser": [0.0, 0.0, 0.0, float("nan")]}, population=[0, 0, 0, 0])
    with pytest.raises(MethodError, match="handelser saknar värde i alla områden"):
        fit(figures, small.one(indicator=PER_PERSON))
