"""Between a plane grid and longitude and latitude: Krüger's formulas for the Gauss conformal projection.

Source: Lantmäteriet, "Gauss Conformal Projection (Transverse Mercator). Krüger's formulas", with the ellipsoid GRS 80;
parameters of SWEREF 99 TM and the local zones from Lantmäteriet's tables. The series is cut after the fourth power of
the third flattening: less than a millimetre within a zone. SWEREF 99 and WGS 84 differ by less than a metre and are
taken as one, which is far below what any of our pictures or areas can show.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEMI_MAJOR = 6_378_137.0
FLATTENING = 1 / 298.257222101
E2 = FLATTENING * (2 - FLATTENING)
_N = FLATTENING / (2 - FLATTENING)
_RADIUS = SEMI_MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_TO_CONFORMAL = (
    E2,
    (5 * E2**2 - E2**3) / 6,
    (104 * E2**3 - 45 * E2**4) / 120,
    1237 * E2**4 / 1260,
)
_FROM_CONFORMAL = (
    E2 + E2**2 + E2**3 + E2**4,
    -(7 * E2**2 + 17 * E2**3 + 30 * E2**4) / 6,
    (224 * E2**3 + 889 * E2**4) / 120,
    -4279 * E2**4 / 1260,
)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_DELTA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)


@dataclass(frozen=True)
class Zone:
    """A grid: central meridian in degrees, scale along it, and what is added to east and north in metres."""

    central_meridian: float
    scale: float = 1.0
    false_easting: float = 0.0
    false_northing: float = 0.0

    def to_grid(self, degrees: Floats) -> Floats:
        """(n, 2) of longitude and latitude in degrees to (n, 2) of easting and northing in metres."""
        longitude, latitude = np.radians(degrees[:, 0] - self.central_meridian), np.radians(degrees[:, 1])
        conformal = latitude - np.sin(latitude) * np.cos(latitude) * _series(_TO_CONFORMAL, latitude)
        xi = np.arctan2(np.tan(conformal), np.cos(longitude))
        eta = np.arctanh(np.cos(conformal) * np.sin(longitude))
        north = xi + sum(b * np.sin(2 * k * xi) * np.cosh(2 * k * eta) for k, b in enumerate(_BETA, 1))
        east = eta + sum(b * np.cos(2 * k * xi) * np.sinh(2 * k * eta) for k, b in enumerate(_BETA, 1))
        size = self.scale * _RADIUS
        return np.column_stack([size * east + self.false_easting, size * north + self.false_northing])

    def to_degrees(self, grid: Floats) -> Floats:
        """(n, 2) of easting and northing in metres to (n, 2) of longitude and latitude in degrees."""
        size = self.scale * _RADIUS
        eta, xi = (grid[:, 0] - self.false_easting) / size, (grid[:, 1] - self.false_northing) / size
        flat_xi = xi - sum(d * np.sin(2 * k * xi) * np.cosh(2 * k * eta) for k, d in enumerate(_DELTA, 1))
        flat_eta = eta - sum(d * np.cos(2 * k * xi) * np.sinh(2 * k * eta) for k, d in enumerate(_DELTA, 1))
        conformal = np.arcsin(np.sin(flat_xi) / np.cosh(flat_eta))
        longitude = np.arctan2(np.sinh(flat_eta), np.cos(flat_xi))
        latitude = conformal + np.sin(conformal) * np.cos(conformal) * _series(_FROM_CONFORMAL, conformal)
        return np.column_stack([np.degrees(longitude) + self.central_meridian, np.degrees(latitude)])


SWEREF_99_TM = Zone(15.0, 0.9996, 500_000.0)


def sweref_99(degrees: int, minutes: int = 0) -> Zone:
    """A local zone by its central meridian, such as 18 00 for Stockholm."""
    return Zone(degrees + minutes / 60, 1.0, 150_000.0)


def _series(terms: tuple[float, ...], angle: Floats) -> Floats:
    square = np.sin(angle) ** 2
    summed: Floats = sum((term * square**power for power, term in enumerate(terms)), np.zeros_like(angle))
    return summed
