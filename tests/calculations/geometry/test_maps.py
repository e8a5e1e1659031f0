"""One picture of many borders: drawn once for each content, and names only where they have room."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.calculations.geometry.city import crooked_city
from tests.calculations.geometry.test_pictures import rings_of as corners_of

from samstad.calculations.geometry import (
    Drawing,
    TooDetailed,
    content_hash,
    draw,
    picture,
    picture_of,
    rings_text,
    room_for,
)
from samstad.calculations.geometry.simplify import Line


def texts(columns: int, rows: int, **how: int) -> dict[str, str]:
    return {code: rings_text(polygons) for code, polygons in crooked_city(columns, rows, **how).items()}


def test_the_same_content_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def counted(areas: object, **how: object) -> Drawing:
        drawn.append(1)
        return draw(areas, **how)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(picture, "draw", counted)
    first = picture_of(texts(4, 4, seed=81))
    assert picture_of(texts(4, 4, seed=81)) is first
    assert picture_of(texts(4, 4, seed=82)) != first
    assert picture_of(texts(4, 4, seed=81), width=500).width == 500
    assert len(drawn) == 3


def test_no_more_pictures_are_kept_than_there_is_use_for() -> None:
    for seed in range(picture.KEPT + 3):
        picture_of(texts(1, 1, seed=seed))
    assert len(picture._known) == picture.KEPT


def test_the_content_is_codes_and_borders_in_order() -> None:
    one = {"a": "[]", "b": "[[]]"}
    assert content_hash(one) == content_hash(dict(one))
    different = [{"b": "[[]]", "a": "[]"}, {"a": "[]", "c": "[[]]"}, {"a": "[[]]", "b": "[]"}]
    assert len({content_hash(each) for each in [one, *different]} | {content_hash(one, 500)}) == 5


def test_a_picture_that_cannot_be_small_enough_is_refused() -> None:
    with pytest.raises(TooDetailed):
        picture_of(texts(6, 6), budget=50)


def test_a_name_stands_in_the_middle_of_a_square() -> None:
    square = "M0 0l100 0 0 100-100 0z"
    x, y = room_for(square, width=60, height=20) or (0, 0)
    assert [x, y] == pytest.approx([50, 50], abs=2)
    assert room_for(square, width=101, height=20) is None
    assert room_for(square, width=60, height=101) is None
    assert room_for("", width=1, height=1) is None


def test_a_name_keeps_out_of_holes_and_bends() -> None:
    ring = "M0 0l100 0 0 100-100 0zM30 30l40 0 0 40-40 0z"
    assert room_for(ring, width=90, height=35) is None
    x, y = room_for(ring, width=90, height=20) or (0, 0)
    assert x == 50
    assert y < 20 or y > 80
    bend = "M0 0l100 0 0 20-80 0 0 80-20 0z"
    x, y = room_for(bend, width=70, height=14) or (0, 0)
    assert y <= 13


def inside(ring: Line, x: float, y: float) -> bool:
    """By how many edges lie to the left."""
    left = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        left += (ay > y) != (by > y) and ax + (y - ay) / (by - ay) * (bx - ax) < x
    return left % 2 == 1


@settings(max_examples=40)
@given(st.integers(1, 500), st.integers(10, 80), st.integers(5, 40))
def test_the_box_lies_inside_its_area(seed: int, width: int, height: int) -> None:
    drawing = draw(crooked_city(3, 3, seed=seed), width=500)
    for path in drawing.paths.values():
        found = room_for(path, width=width, height=height)
        if found is None:
            continue
        (ring,) = corners_of(path)
        x, y = found
        for side in (-0.49, 0, 0.49):
            for up in (-0.5, -0.25, 0, 0.25, 0.5):
                assert inside(ring, x + side * width, y + up * height + 0.0137)
