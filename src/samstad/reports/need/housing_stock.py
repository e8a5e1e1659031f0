"""Homes by company and district: a company with more of them in a district has a larger duty there."""

from dataclasses import dataclass

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.domain.steering.models import Indicator, Value
from samstad.domain.steering.queries import protect_withdrawn, standing_values

HOMES_UNIT = "antal bostäder"
"""An indicator in this unit, with values by company and area, is the housing stock."""


@dataclass(frozen=True, slots=True)
class StockPart:
    """One company's homes in a district, and its share of all that are entered there."""

    company: Organisation
    homes: int
    share: float


@dataclass(frozen=True, slots=True)
class StockLine:
    """A district with the company that has most homes there, and the others after it."""

    area: Area
    largest: StockPart
    others: tuple[StockPart, ...]


@dataclass(frozen=True, slots=True)
class HousingStock:
    indicator: Indicator
    period: str
    lines: tuple[StockLine, ...]
    source: str
    example: bool


def read_stock(as_known: AsKnown = NOW) -> HousingStock | None:
    """The latest period, districts in name order, one query; None where no homes are entered."""
    standing = standing_values(as_known).filter(as_known.by("known_from"), as_known.there(Indicator, "indicator__slug"))
    found = standing.filter(indicator__unit=HOMES_UNIT, area__kind=AreaKind.DISTRICT, organisation__isnull=False)
    known = found.exclude(value=None).select_related("indicator__pack", "area", "organisation", "pack")
    read = list(known.order_by("period", "known_from", "pk"))
    protect_withdrawn(read)
    rows = [row for row in read if row.value is not None]
    if not rows:
        return None
    last = rows[-1]
    as_known.reword([last.indicator])
    of_last = [row for row in rows if (row.indicator_id, row.period) == (last.indicator_id, last.period)]
    latest = {(row.area_id, row.organisation_id): row for row in of_last}
    by_area: dict[Area, list[Value]] = {}
    for row in latest.values():
        if row.area:
            by_area.setdefault(row.area, []).append(row)
    lines = sorted((_line(area, values) for area, values in by_area.items()), key=lambda line: line.area.sort_key)
    example = any(bool(row.pack and row.pack.example) for row in latest.values())
    return HousingStock(last.indicator, last.period, tuple(lines), last.source, example)


def _line(area: Area, values: list[Value]) -> StockLine:
    whole = sum(int(row.value or 0) for row in values)
    parts = [
        StockPart(row.organisation, int(row.value or 0), int(row.value or 0) / whole if whole else 0.0)
        for row in values
        if row.organisation
    ]
    largest, *others = sorted(parts, key=lambda part: (-part.homes, part.company.sort_key))
    return StockLine(area, largest, tuple(others))
