"""Borders drawn with fewer points, so that neighbours still meet.

A border that two areas share is found once, cut where three meet, and simplified once: both areas get the same line.
Each stretch loses the points nearer than the tolerance to its straightened self (Douglas & Peucker, Cartographica
10(2), 1973).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Point = tuple[int, int]
Line = tuple[Point, ...]


def simplify(rings: Sequence[Line], tolerance: float) -> list[Line]:
    """The rings with fewer points, in the same order; none is closed by a repeated point, before or after.

    Points lie on a grid of whole numbers, so that shared points are equal. A ring that would collapse is kept as it is.
    """
    junctions = _junctions(rings)
    known: dict[Line, Line] = {}
    made = []
    for ring in rings:
        thin = tuple(
            point for stretch in _stretches(ring, junctions) for point in _simplified(stretch, tolerance, known)[:-1]
        )
        made.append(thin if twice_area(thin) else ring)
    return made


def twice_area(ring: Line) -> int:
    """Twice the area inside, signed by the direction; 0 for a ring that is a line or a point."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True))


def _junctions(rings: Sequence[Line]) -> set[Point]:
    """Points that do not lie between the same two points in every ring that has them."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
            beside[point] |= {before, after}
    return {point for point, others in beside.items() if len(others) != 2}


def _stretches(ring: Line, junctions: set[Point]) -> list[Line]:
    """The ring cut at its junctions; each stretch begins where the one before it ends.

    A ring without junctions is cut at its first point in reading order and the one farthest from that, so that an
    island and the hole that it fills are cut alike.
    """
    cuts = [at for at, point in enumerate(ring) if point in junctions]
    if len(cuts) < 2:
        first = cuts[0] if cuts else ring.index(min(ring))
        x, y = ring[first]
        far = max(range(len(ring)), key=lambda at: ((ring[at][0] - x) ** 2 + (ring[at][1] - y) ** 2, ring[at]))
        cuts = sorted({first, far})
    turned = ring[cuts[0] :] + ring[: cuts[0] + 1]
    places = [cut - cuts[0] for cut in cuts] + [len(ring)]
    return [turned[start : end + 1] for start, end in pairwise(places)]


def _simplified(stretch: Line, tolerance: float, known: dict[Line, Line]) -> Line:
    """Reckoned in one direction only, so that both neighbours keep the same points."""
    forward = stretch <= stretch[::-1]
    key = stretch if forward else stretch[::-1]
    if key not in known:
        known[key] = _douglas_peucker(key, tolerance)
    return known[key] if forward else known[key][::-1]


def _douglas_peucker(line: Line, tolerance: float) -> Line:
    points = np.array(line, dtype=np.float64)
    keep = np.zeros(len(line), dtype=np.bool_)
    keep[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        away = _distances(points[start + 1 : end], points[start], points[end])
        if away.max() > tolerance:
            at = start + 1 + int(away.argmax())
            keep[at] = True
            waiting += [(start, at), (at, end)]
    return tuple(point for point, kept in zip(line, keep, strict=True) if kept)


def _distances(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """From each point to the straight line between the ends."""
    along = end - start
    length = float(np.hypot(*along))
    off = points - start
    away: NDArray[np.float64] = np.hypot(off[:, 0], off[:, 1])
    if length > 0:
        away = np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]) / length
    return away
