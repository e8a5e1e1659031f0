"""Each row against what is known: new, changed, unchanged or refused; the same for a dry run and for storing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from django.utils.translation import gettext as _

from samstad.domain.steering.choices import ValueStatus
from samstad.sources.figure_upload.known import Known, key_of, read_known
from samstad.sources.figure_upload.rows import Row

AT_ONCE = 2_000
"""Rows a query, so that memory is the same for a small file and a large one."""


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judged:
    """`reason` says why a row is refused, else it is empty."""

    row: Row
    outcome: Outcome
    known: Known | None
    reason: str


def judged(rows: Iterator[Row], *, known_from: date) -> Iterator[Judged]:
    """The rows in the order of the file."""
    while some := list(islice(rows, AT_ONCE)):
        known = read_known(some)
        for row in some:
            yield _judge(row, known.get(key_of(row)), known_from)


def _judge(row: Row, known: Known | None, known_from: date) -> Judged:
    if row.fault:
        return Judged(row, Outcome.REFUSED, known, row.fault)
    if known is None:
        return Judged(row, Outcome.NEW, None, "")
    if known.value == row.cell.number and (known.value is None or known.status == row.status):
        return Judged(row, Outcome.UNCHANGED, known, "")
    if known.known_from > known_from:
        return Judged(
            row, Outcome.REFUSED, known, _("en senare siffra är känd sedan %(day)s") % {"day": known.known_from}
        )
    return Judged(row, Outcome.CHANGED, known, "")


def status_of(row: Row) -> str:
    """What the value is stored as: a row without a number is missing, whatever its column says."""
    return ValueStatus.MISSING if row.cell.number is None else row.status
