"""Areas as paths of a flat picture, in so few bytes that a page can carry thousands of them."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from samstad.calculations.geometry.extent import Polygon, box
from samstad.calculations.geometry.simplify import Line, simplify, twice_area
from samstad.calculations.geometry.transverse_mercator import Floats, Zone

COARSENESS = ((1, 0.5), (1, 0.75), (1, 1.0), (1, 1.5), (1, 2.0), (2, 0.75), (2, 1.0), (2, 1.5), (2, 2.0), (4, 1.0))
"""Parts of the width, and the tolerance in units of that: what is finer than half a unit is never seen."""


class TooDetailed(ValueError):  # noqa: N818 - an answer about a file, not a fault in the program
    """Even the coarsest picture is larger than allowed. `size` is its compressed bytes."""

    def __init__(self, size: int, budget: int) -> None:
        self.size = size
        self.sentence = (
            f"Kartan blir {size} byte och får vara högst {budget}. Visa en del av staden, eller en grövre indelning."
        )
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Drawing:
    """`paths` is the `d` of each area's path, in units of which the picture is `width` by `height`.

    `tolerance` is how far, in those units, a border may be from its place; `size` is the compressed bytes of all paths.
    """

    width: int
    height: int
    paths: dict[str, str]
    tolerance: float
    size: int


def draw(areas: Mapping[str, Sequence[Polygon]], *, width: int = 1000, budget: int = 100_000) -> Drawing:
    """The areas on one sheet, north up, as fine as `budget` bytes of compressed paths allow.

    The sheet is a transverse Mercator projection about the areas' own middle meridian: shapes are true. An area is
    never drawn away: one too small for the grid becomes a square of one unit. Raises `TooDetailed` when the coarsest
    picture is still too large, ValueError for no areas.
    """
    flat = _flat(areas)
    part, sheet = 0, _Sheet([], [], 0)
    for next_part, tolerance in COARSENESS:
        if next_part != part:
            part, sheet = next_part, _on_grid(flat, width // next_part)
        paths = dict.fromkeys(areas, "")
        for owner, ring in zip(sheet.owners, simplify(sheet.rings, tolerance), strict=True):
            paths[owner] += _path(ring)
        size = len(gzip.compress("\n".join(paths.values()).encode(), mtime=0))
        if size <= budget:
            return Drawing(width // part, sheet.height, paths, tolerance, size)
    raise TooDetailed(size, budget)


@dataclass(frozen=True)
class _Sheet:
    """Every ring in whole units of the picture, whose it is, and the height of the picture."""

    rings: list[Line]
    owners: list[str]
    height: int


def _flat(areas: Mapping[str, Sequence[Polygon]]) -> list[tuple[str, bool, Floats]]:
    """Each ring in metres east and north, with whose it is, and whether it is a border rather than a hole."""
    west, _south, east, _north = box([polygon for polygons in areas.values() for polygon in polygons])
    told = [
        (code, at == 0, ring) for code, polygons in areas.items() for rings in polygons for at, ring in enumerate(rings)
    ]
    metres = Zone((west + east) / 2).to_grid(np.concatenate([ring for _code, _border, ring in told]))
    ends = np.cumsum([len(ring) for _code, _border, ring in told])
    return [(code, border, metres[end - len(ring) : end]) for (code, border, ring), end in zip(told, ends, strict=True)]


def _on_grid(flat: Sequence[tuple[str, bool, Floats]], width: int) -> _Sheet:
    every = np.concatenate([ring for _code, _border, ring in flat])
    (left, bottom), (right, top) = every.min(axis=0), every.max(axis=0)
    unit = max((right - left) / width, 1e-9)
    made, owners = [], []
    for code, border, ring in flat:
        line = _whole(np.column_stack([ring[:, 0] - left, top - ring[:, 1]]) / unit)
        if twice_area(line):
            made.append(line)
            owners.append(code)
        elif border and code not in owners[-1:]:
            made.append(_square(line[0]))
            owners.append(code)
    return _Sheet(made, owners, int(np.ceil((top - bottom) / unit)))


def _whole(ring: Floats) -> Line:
    """Rounded to the grid, without points that repeat the one before."""
    points = [(x, y) for x, y in np.rint(ring).astype(np.int64).tolist()]
    line = tuple(point for before, point in zip(points[-1:] + points[:-1], points, strict=True) if point != before)
    return line or (points[0],)


def _square(corner: tuple[int, int]) -> Line:
    x, y = corner
    return ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))


def _path(ring: Line) -> str:
    """Steps rather than places: they are short, and alike, which is what compresses."""
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(ring)]
    numbers = "".join(f"{' ' if n >= 0 else ''}{n}" for step in steps for n in step)
    return f"M{ring[0][0]} {ring[0][1]}l{numbers.strip()}z"
