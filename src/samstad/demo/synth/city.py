"""What is built of an invented city, table by table."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.steering.models import Activity, Goal, GoalLevel, Indicator

LAST_YEAR = 2017

OfBoard = TypeVar("OfBoard", Activity, Goal)


@dataclass(frozen=True)
class Size:
    """How large: `goals` and `activities` over all boards and years."""

    boards: int = 40
    goals: int = 1000
    activities: int = 10000
    years: int = 3


@dataclass
class City:
    """What has been built so far."""

    pack: Pack
    dice: random.Random
    size: Size
    levels: dict[str, GoalLevel] = field(default_factory=dict)
    boards: list[Organisation] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    council: dict[int, list[Goal]] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    programmes: list[SteeringDocument] = field(default_factory=list)

    @property
    def years(self) -> range:
        return range(LAST_YEAR - self.size.years + 1, LAST_YEAR + 1)

    def of_last_year(self, rows: Iterable[OfBoard]) -> list[tuple[Organisation, list[OfBoard]]]:
        """Each board with its own of the rows, those of the last year; none for a board that has none."""
        found: dict[int | None, list[OfBoard]] = defaultdict(list)
        for row in rows:
            if row.year == LAST_YEAR:
                found[row.owner_id].append(row)
        return [(board, found[board.pk]) for board in self.boards if board.pk in found]
