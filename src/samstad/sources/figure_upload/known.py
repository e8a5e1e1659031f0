"""What is known of the same things measured as some rows of a file: one query for any number of rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from samstad.domain.steering.models import Value
from samstad.sources.figure_upload.cells import FOUR_DECIMALS
from samstad.sources.figure_upload.rows import Row

Key = tuple[int, int, str, str, str, int]
"""Area, indicator, period, sex, age and body, 0 for none."""
COLUMNS = (
    "area_id, indicator_id, period, sex, age_group, COALESCE(organisation_id, 0), COALESCE(kept_value, value), "
    "COALESCE(NULLIF(kept_status, ''), status), known_from"
)
"""Protected values as they are: only who may read in figures sees a dry run."""
TRIPLE = "(%s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Known:
    value: Decimal | None
    status: str
    known_from: date


def key_of(row: Row) -> Key:
    return (row.area, *row.group)


def read_known(rows: list[Row]) -> dict[Key, Known]:
    """The latest known value of each row that has one. The pairs are asked for as they are, through the index on them:
    the ORM would ask for every combination of their parts, which for rows in any order is the whole table."""
    wanted = sorted({key_of(row)[:3] for row in rows if not row.fault})
    if not wanted:
        return {}
    table = connection.ops.quote_name(Value._meta.db_table)
    pairs = ", ".join([TRIPLE] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM {table} WHERE NOT withdrawn "
            f"AND (area_id, indicator_id, period) IN (VALUES {pairs}) ORDER BY known_from, id",
            [part for pair in wanted for part in pair],
        )
        return dict(_known(*found) for found in cursor.fetchall())


def _known(
    area: int, indicator: int, period: str, sex: str, age: str, body: int, value: Any, status: str, known_from: Any
) -> tuple[Key, Known]:
    number = None if value is None else Decimal(str(value)).quantize(FOUR_DECIMALS)
    day = known_from if isinstance(known_from, date) else date.fromisoformat(known_from)
    return (area, indicator, period, sex, age, body), Known(number, status, day)
