"""How large an area is, and how far it reaches."""

from collections.abc import Iterable

import numpy as np

from samstad.calculations.geometry.transverse_mercator import E2, SEMI_MAJOR, Floats

Polygon = tuple[Floats, ...]
"""Rings of longitude and latitude in degrees, (n, 2) each: the border first, then the holes."""


def area_km2(polygons: Iterable[Polygon]) -> float:
    """Square kilometres on the ellipsoid GRS 80, holes taken away.

    The rings are laid out by the cylindrical equal-area projection (Snyder, Map Projections: A Working Manual, USGS
    1987, eq. 3-12 and 10-14), in which the area of a polygon is that of its flat picture.
    """
    return sum(_ring(rings[0]) - sum(_ring(hole) for hole in rings[1:]) for rings in polygons)


def box(polygons: Iterable[Polygon]) -> tuple[float, float, float, float]:
    """West, south, east and north in degrees. Raises ValueError when there is nothing to reach around."""
    points = [rings[0] for rings in polygons]
    if not points:
        raise ValueError("no polygon has an extent")
    every = np.concatenate(points)
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _ring(ring: Floats) -> float:
    x, y = np.radians(ring[:, 0]), _authalic(np.radians(ring[:, 1])) / 2
    twice = np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y)
    return float(abs(twice)) / 2 * SEMI_MAJOR**2 / 1e6


def _authalic(latitude: Floats) -> Floats:
    """Snyder's q: the latitude on a scale where equal steps are equal areas."""
    e, sine = np.sqrt(E2), np.sin(latitude)
    q: Floats = (1 - E2) * (sine / (1 - E2 * sine**2) - np.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
    return q
