"""Borders as text: the same back, to a decimetre, and equal texts for equal borders."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.calculations.geometry.city import crooked_city

from samstad.calculations.geometry import Floats, area_km2, rings_of, rings_text

points = st.tuples(st.floats(10, 25, allow_nan=False), st.floats(55, 70, allow_nan=False))
rings = st.lists(points, min_size=3, max_size=9).map(lambda found: np.array(found, dtype=np.float64))


@given(st.lists(st.lists(rings, min_size=1, max_size=3), max_size=3))
def test_what_is_written_is_read_back(polygons: list[list[Floats]]) -> None:
    text = rings_text(tuple(tuple(one) for one in polygons))
    back = rings_of(text)
    assert [[len(ring) for ring in one] for one in back] == [[len(ring) for ring in one] for one in polygons]
    assert all(
        np.abs(a - b).max() <= 0.51e-6
        for one, other in zip(back, polygons, strict=True)
        for a, b in zip(one, other, strict=True)
    )
    assert rings_text(back) == text


def test_the_text_is_compact() -> None:
    text = rings_text(crooked_city(1, 1)["0-0"])
    assert " " not in text
    assert max(len(str(number)) for ring in json.loads(text)[0] for point in ring for number in point) <= 9


def test_an_area_stays_as_large() -> None:
    for polygons in crooked_city(3, 3).values():
        assert abs(area_km2(rings_of(rings_text(polygons))) / area_km2(polygons) - 1) < 1e-4
