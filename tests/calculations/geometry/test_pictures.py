"""Pictures of areas: neighbours still meet, nobody is drawn away, and thousands fit in a page."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.geometry.city import crooked_city

from samstad.calculations.geometry import Drawing, Polygon, TooDetailed, draw, simplify
from samstad.calculations.geometry.simplify import Line, twice_area

Edges = set[frozenset[tuple[int, int]]]


def edges(ring: Line) -> Edges:
    return {frozenset(pair) for pair in zip(ring, ring[1:] + ring[:1], strict=True)}


def rings_of(path: str) -> list[Line]:
    """The absolute corners of a path, read as a browser reads it."""
    found = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        points = [(int(x), int(y))]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        found.append(tuple(points))
    return found


def grid_of(drawing: Drawing) -> dict[str, list[Line]]:
    return {code: rings_of(path) for code, path in drawing.paths.items()}


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 10_000), st.sampled_from([0.5, 2.0, 5.0]))
def test_neighbours_still_meet_when_their_border_is_straightened(seed: int, tolerance: float) -> None:
    """Every edge inside the city belongs to exactly two areas, and the whole is as large as before."""
    city = grid_of(draw(crooked_city(4, 4, seed=seed), width=400))
    rings = [ring for several in city.values() for ring in several]
    thin = simplify(rings, tolerance)
    shared = [edge for ring in thin for edge in edges(ring)]
    assert max(shared.count(edge) for edge in set(shared)) == 2
    once = [edge for edge in set(shared) if shared.count(edge) == 1]
    corners = [point for edge in once for point in edge]
    assert all(corners.count(point) == 2 for point in corners)  # the outer border is one unbroken line


def test_an_island_and_the_hole_it_fills_keep_the_same_shore() -> None:
    shore = ((10, 10), (14, 9), (20, 10), (21, 15), (20, 20), (15, 21), (10, 20), (9, 14))
    sea = ((0, 0), (30, 0), (30, 30), (0, 30))
    turned = tuple(reversed(shore[3:] + shore[:3]))
    _outer, hole, island = simplify([sea, turned, shore], 2.5)
    assert len(island) < len(shore)
    assert edges(hole) == edges(island)


def test_a_point_between_two_others_goes_and_a_corner_stays() -> None:
    ring = ((0, 0), (5, 0), (10, 0), (10, 10), (0, 10))
    (thin,) = simplify([ring], 0.5)
    assert set(thin) == {(0, 0), (10, 0), (10, 10), (0, 10)}


def test_a_ring_that_would_collapse_is_kept() -> None:
    ring = ((0, 0), (2, 0), (1, 1))
    assert simplify([ring], 50) == [ring]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=12, unique=True),
       st.floats(0.1, 30))  # fmt: skip
def test_what_is_left_are_corners_that_were_there(points: list[tuple[int, int]], tolerance: float) -> None:
    ring = tuple(points)
    (thin,) = simplify([ring], tolerance)
    assert set(thin) <= set(ring)
    assert len(thin) <= len(ring)


def test_the_picture_has_north_up_and_fills_its_width() -> None:
    drawing = draw(crooked_city(3, 3), width=300)
    city = grid_of(drawing)
    xs = [x for several in city.values() for ring in several for x, _y in ring]
    ys = [y for several in city.values() for ring in several for _x, y in ring]
    assert (min(xs), max(xs)) == (0, 300)
    assert (min(ys), max(ys)) == (0, drawing.height) or max(ys) == drawing.height - 1
    assert np.mean([y for _x, y in city["0-2"][0]]) < np.mean([y for _x, y in city["0-0"][0]])


def test_an_area_too_small_for_the_grid_is_still_drawn() -> None:
    speck = np.array([[17.81, 59.21], [17.810001, 59.21], [17.81, 59.210001]])
    drawing = draw({**crooked_city(3, 3), "skär": ((speck,),)}, width=100)
    (ring,) = rings_of(drawing.paths["skär"])
    assert abs(twice_area(ring)) == 2


def test_a_hole_too_small_for_the_grid_is_not_drawn_as_land() -> None:
    ((ring,),) = crooked_city(1, 1)["0-0"]
    middle = ring.mean(axis=0)
    hole = middle + np.array([[0, 0], [1e-7, 0], [0, 1e-7]])
    assert len(rings_of(draw({"a": ((ring, hole),)}, width=100).paths["a"])) == 1


@pytest.mark.parametrize(("rows", "bends"), [(80, 8), (20, 20)])
def test_six_thousand_areas_fit_in_a_hundred_kilobytes_and_so_do_crooked_ones(rows: int, bends: int) -> None:
    drawing = draw(crooked_city(rows, 75, bends=bends))
    assert len(drawing.paths) == rows * 75
    assert drawing.size <= 100_000
    assert all(twice_area(ring) for path in drawing.paths.values() for ring in rings_of(path))


def test_a_smaller_budget_gives_a_coarser_picture_and_too_small_a_refusal() -> None:
    city = crooked_city(12, 12, bends=20)
    fine = draw(city, width=2000)
    coarse = draw(city, width=2000, budget=fine.size // 2)
    assert coarse.tolerance / coarse.width > fine.tolerance / fine.width
    assert coarse.size <= fine.size // 2
    with pytest.raises(TooDetailed, match="och får vara högst 100"):
        draw(city, width=2000, budget=100)


def test_the_same_city_gives_the_same_picture() -> None:
    assert draw(crooked_city(5, 5)) == draw(crooked_city(5, 5))


def test_paths_are_steps_without_needless_signs() -> None:
    path = draw(crooked_city(2, 2), width=50).paths["0-0"]
    assert re.fullmatch(r"(M\d+ \d+l-?\d+(( |-)\d+)*z)+", path)
    (ring,) = rings_of(path)
    assert all(a != b for a, b in pairwise(ring))


def test_no_areas_is_no_picture() -> None:
    nothing: dict[str, tuple[Polygon, ...]] = {}
    with pytest.raises(ValueError, match="no polygon"):
        draw(nothing)
