"""Which of several rows for the same figure is known on a day."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Protocol, TypeVar


class Known(Protocol):
    """Anything with a day from which it was known and an order in which it was entered."""

    @property
    def known_from(self) -> date: ...

    @property
    def pk(self) -> int: ...


K = TypeVar("K", bound=Known)


def latest_known(rows: Iterable[tuple[Hashable, K]], *, on: date) -> dict[Hashable, K]:
    """For each key the row known on the day with the latest `known_from`, then the latest entry.

    Rows known only later are left out, so that a page as of a past day shows what was known then.
    """
    chosen: dict[Hashable, K] = {}
    for key, row in rows:
        if row.known_from > on:
            continue
        standing = chosen.get(key)
        if standing is None or (row.known_from, row.pk) >= (standing.known_from, standing.pk):
            chosen[key] = row
    return chosen
