"""Grids against published points, areas against what geometry says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.geometry import SWEREF_99_TM, Zone, area_km2, box, sweref_99

longitudes, latitudes = st.floats(10.5, 24.2), st.floats(55, 69.1)


def test_the_published_example_of_the_formulas_is_met_to_the_millimetre() -> None:
    """Lantmäteriet's own example: 66° north, 24° east."""
    zone = Zone(13 + 35 / 60 + 7.692 / 3600, 1.00000254, 84_182.8790, -6_226_307.8640)
    assert zone.to_grid(np.array([[24.0, 66.0]]))[0] == pytest.approx([555_304.016555, 1_135_809.413803], abs=1e-3)
    assert zone.to_degrees(np.array([[555_304.016555, 1_135_809.413803]]))[0] == pytest.approx([24, 66], abs=1e-8)


def test_a_point_of_the_national_grid_is_where_the_survey_says() -> None:
    """59° 58' 55.23" north, 17° 50' 06.12" east, from Lantmäteriet's public conversion."""
    point = np.array([[17 + 50 / 60 + 6.12 / 3600, 59 + 58 / 60 + 55.23 / 3600]])
    assert SWEREF_99_TM.to_grid(point)[0] == pytest.approx([658_185.201, 6_652_797.165], abs=1e-3)


@given(longitudes, latitudes, st.sampled_from([SWEREF_99_TM, sweref_99(18), sweref_99(14, 15)]))
def test_there_and_back_is_the_same_place(longitude: float, latitude: float, zone: Zone) -> None:
    degrees = np.array([[longitude, latitude]])
    assert zone.to_degrees(zone.to_grid(degrees))[0] == pytest.approx([longitude, latitude], abs=1e-8)


@given(latitudes)
def test_on_the_central_meridian_east_is_what_was_added(latitude: float) -> None:
    assert sweref_99(18).to_grid(np.array([[18.0, latitude]]))[0, 0] == pytest.approx(150_000)
    assert SWEREF_99_TM.to_grid(np.array([[15.0, latitude]]))[0, 0] == pytest.approx(500_000)


def square(east: float, north: float, side: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    corners = [[east, north], [east + side, north], [east + side, north + side], [east, north + side]]
    return sweref_99(18).to_degrees(np.array(corners))


@given(st.floats(140_000, 160_000), st.floats(6_560_000, 6_600_000), st.floats(50, 3000))
def test_a_square_of_the_grid_has_its_side_squared(east: float, north: float, side: float) -> None:
    assert area_km2([(square(east, north, side),)]) == pytest.approx(side**2 / 1e6, rel=1e-4)


def test_holes_and_the_way_round_and_several_parts() -> None:
    whole, hole, apart = (
        square(150_000, 6_580_000, 1000),
        square(150_200, 6_580_200, 500),
        square(160_000, 6_580_000, 1000),
    )
    assert area_km2([(whole, hole)]) == pytest.approx(0.75, rel=1e-4)
    assert area_km2([(whole[::-1], hole)]) == pytest.approx(0.75, rel=1e-4)
    assert area_km2([(whole,), (apart,)]) == pytest.approx(2, rel=1e-4)
    assert area_km2([]) == 0


def test_the_whole_earth_between_two_latitudes() -> None:
    """The ellipsoid's own surface: 510 065 622 square kilometres, half of it north of the equator."""
    ring = np.array([[x, 0.0] for x in range(-180, 181)] + [[x, 90.0] for x in range(180, -181, -1)])
    assert area_km2([(ring,)]) == pytest.approx(510_065_622 / 2, rel=1e-6)


def test_an_extent_reaches_around_every_part() -> None:
    a, b = np.array([[17.0, 59], [18, 59], [18, 60]]), np.array([[18.5, 59.5], [19, 59.5], [19, 58]])
    assert box([(a,), (b,)]) == (17, 58, 19, 60)
    with pytest.raises(ValueError, match="no polygon"):
        box([])
