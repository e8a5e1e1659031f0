"""One figure as every client gives it, and the table that an index is computed from."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("area", "indicator", "period", "value", "status", "source")


@dataclass(frozen=True)
class Row:
    """`value` is None where the service gives none; `status` says why, in the words of the index files."""

    area: str
    indicator: str
    period: str
    value: float | None
    status: str
    source: str


def as_csv(rows: Iterable[Row]) -> str:
    """The rows in one order, so that the same answer gives the same file."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(HEAD)
    for row in sorted(rows, key=lambda row: (row.indicator, row.area, row.period)):
        value = "" if row.value is None else f"{row.value:.12g}"
        out.writerow([row.area, row.indicator, row.period, value, row.status, row.source])
    return text.getvalue()
