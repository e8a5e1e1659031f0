"""An invented city of small areas that share crooked borders."""

from collections.abc import Iterator

import numpy as np

from samstad.calculations.geometry import Floats, Polygon

WEST, SOUTH, STEP = 17.8, 59.2, 0.006
Corner = tuple[int, int]


def crooked_city(columns: int, rows: int, *, bends: int = 8, seed: int = 1) -> dict[str, tuple[Polygon, ...]]:
    """`columns` x `rows` areas; every border between two of them is the same line with so many bends."""
    chance = np.random.default_rng(seed)
    places = {
        (x, y): np.array([WEST + STEP * x, SOUTH + STEP / 2 * y]) + chance.uniform(-0.25, 0.25, 2) * (STEP, STEP / 2)
        for x in range(columns + 1)
        for y in range(rows + 1)
    }
    lines: dict[tuple[Corner, Corner], Floats] = {}

    def border(a: Corner, b: Corner) -> Floats:
        """From a, up to but without b."""
        first, last = min(a, b), max(a, b)
        if (first, last) not in lines:
            along = np.linspace(0, 1, bends + 2)[:, None]
            straight = places[first] + along * (places[last] - places[first])
            straight[1:-1] += chance.uniform(-0.05, 0.05, (bends, 2)) * (STEP, STEP / 2)
            lines[first, last] = straight
        line = lines[first, last]
        return line[:-1] if a == first else line[::-1][:-1]

    def ring(x: int, y: int) -> Iterator[Floats]:
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
            yield border(a, b)

    return {
        f"{x}-{y}": ((np.concatenate(list(ring(x, y))),),) for x in range(columns) for y in range(rows)
    }  # fmt: skip
