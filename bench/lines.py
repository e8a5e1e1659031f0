"""One measured row, as it is printed."""

import json
import sys
from typing import TypedDict


class Line(TypedDict):
    """`bar` is None where the figure is for orientation only."""

    row: str
    value: float
    unit: str
    bar: float | None
    ok: bool


def line(row: str, value: float, unit: str, bar: float | None = None) -> Line:
    """A row that is ok when the value does not pass its bar."""
    return {"row": row, "value": round(value, 3), "unit": unit, "bar": bar, "ok": bar is None or value <= bar}


def write(of: Line) -> Line:
    """The row, printed as one JSON object on a line of its own."""
    sys.stdout.write(json.dumps(of, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return of
