"""Borders as text and back: compact JSON of longitude and latitude."""

import json
from collections.abc import Iterable

import numpy as np

from samstad.calculations.geometry.extent import Polygon

DECIMALS = 6
"""Of a degree: about a decimetre here, finer than any border is measured."""


def rings_text(polygons: Iterable[Polygon]) -> str:
    """The polygons as one line of JSON. Equal borders give equal texts."""
    return json.dumps(
        [[np.round(ring, DECIMALS).tolist() for ring in rings] for rings in polygons], separators=(",", ":")
    )


def rings_of(text: str) -> tuple[Polygon, ...]:
    """The polygons that `rings_text` wrote."""
    return tuple(tuple(np.array(ring, dtype=np.float64) for ring in rings) for rings in json.loads(text))
