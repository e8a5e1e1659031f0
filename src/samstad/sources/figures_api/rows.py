"""One figure as every client gives it, and the table that an index is computed from."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("area", "indicator", "period", "value", "status", "source")
SEXES = ("K", "M")


@dataclass(frozen=True)
class Row:
    """`value` is None where the service gives none; `status` says why, in the words of the index files."""

    area: str
    indicator: str
    period: str
    value: float | None
    status: str
    source: str


def as_csv(rows: Iterable[Row], *, sex_apart: bool = False) -> str:
    """The rows in one order, so that the same answer gives the same file. `sex_apart` moves women and men from the
    indicator's code, `N00914|K`, to a column of their own."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow((*HEAD, "sex") if sex_apart else HEAD)
    for row in sorted(rows, key=lambda row: (row.indicator, row.area, row.period)):
        value = "" if row.value is None else f"{row.value:.12g}"
        code, sex = split_sex(row.indicator) if sex_apart else (row.indicator, "")
        cells = [row.area, code, row.period, value, row.status, row.source]
        out.writerow([*cells, sex] if sex_apart else cells)
    return text.getvalue()


def split_sex(indicator: str) -> tuple[str, str]:
    """`N00914|K` as `N00914` and `K`; the sex is empty where the code says none."""
    code, _sign, sex = indicator.rpartition("|")
    return (code, sex) if code and sex in SEXES else (indicator, "")
