"""The places of a city as a tree, read once per page, and how they are bounded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef

from samstad.calculations.crosswalks import Step, Steps
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaBorder, AreaSuccession
from samstad.domain.places.rules import (
    BorderPlan,
    Edition,
    Register,
    SuccessorLine,
    plan_borders,
    plan_successions,
)


@dataclass(frozen=True)
class AreaTree:
    """Every area by key; nothing here asks the database again."""

    areas: dict[int, Area]

    @cached_property
    def _parts(self) -> dict[int, list[Area]]:
        parts: dict[int, list[Area]] = {}
        for area in self.areas.values():
            if area.parent_id:
                parts.setdefault(area.parent_id, []).append(area)
        return parts

    def find(self, slug: str) -> Area | None:
        """The area with the slug, or None."""
        return next((area for area in self.areas.values() if area.slug == slug), None)

    def above(self, key: int) -> list[Area]:
        """The areas that hold it, nearest first."""
        found: list[Area] = []
        area = self.areas.get(key)
        while area and area.parent_id and len(found) < 20:
            area = self.areas[area.parent_id]
            found.append(area)
        return found

    def parts_of(self, key: int) -> list[Area]:
        """The areas directly inside it, in name order."""
        return self._parts.get(key, [])

    def within(self, key: int) -> set[int]:
        """Its key and the keys of everything inside it."""
        found, waiting = set(), [key]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += [part.pk for part in self.parts_of(here)]
        return found

    def district_of(self, key: int) -> Area | None:
        """The stadsdelsområde that it is or lies in; None for the whole city."""
        if key not in self.areas:
            return None
        line = [self.areas[key], *self.above(key)]
        return next((area for area in line if area.kind == AreaKind.DISTRICT), None)

    @property
    def cities(self) -> set[int]:
        """Keys of the areas that are a whole city."""
        return {area.pk for area in self.areas.values() if area.kind == AreaKind.CITY}

    @property
    def tiles(self) -> list[Area]:
        """The areas that have a place on the schematic map, in reading order."""
        placed = [area for area in self.areas.values() if area.tile_column is not None and area.tile_row is not None]
        return sorted(placed, key=lambda area: (area.tile_row or 0, area.tile_column or 0))


def area_tree() -> AreaTree:
    """All areas in one query, in name order."""
    return AreaTree({area.pk: area for area in Area.objects.select_related("pack")})


def steps_of(rows: Iterable[AreaSuccession], areas: Iterable[Area]) -> Steps:
    """The successions as steps that figures can be carried along; nothing is asked of the database but the rows."""
    steps = (Step(row.before_id, row.after_id, row.on, None if row.share is None else float(row.share)) for row in rows)
    return Steps(tuple(steps), {area.pk: area.valid_from for area in areas if area.valid_from})


@dataclass(frozen=True)
class Border:
    """How an area is bounded on a day; `rings` is text for `calculations.geometry`."""

    slug: str
    name: str
    short_name: str
    valid_from: date
    edition: str
    rings: str
    km2: float
    source: str


def borders_for(areas: Iterable[Area], *, on: date) -> dict[int, Border]:
    """The border of each area on the day, by key, in the order of the areas; one query. Areas without one are left out.

    An area keeps the border of its latest edition until the next begins.
    """
    wanted = {area.pk: area for area in areas}
    begun = AreaBorder.objects.filter(area__in=wanted, valid_from__lte=on)
    later = AreaBorder.objects.filter(area=OuterRef("area"), valid_from__lte=on, valid_from__gt=OuterRef("valid_from"))
    rows = {row.area_id: row for row in begun.filter(~Exists(later))}
    return {
        key: Border(area.slug, area.name, area.short_name, row.valid_from, row.edition, row.rings, row.km2, row.source)
        for key, area in wanted.items()
        if (row := rows.get(key))
    }


def read_plan(edition: Edition, successors: Iterable[SuccessorLine] = ()) -> BorderPlan:
    """What an import of the edition would do to what is stored now; three queries, and nothing is written."""
    register = Register(Area.objects.all())
    known = AreaBorder.objects.filter(
        area__kind=edition.kind, valid_from__in={line.valid_from for line in edition.lines}
    )
    at_hand = {area.pk: area for area in register.areas}
    stored = {(row.area_id, row.valid_from): row for row in known}
    for row in stored.values():
        row.area = at_hand[row.area_id]
    successions = list(AreaSuccession.objects.select_related("before", "after"))
    plan = plan_borders(edition, register, stored, successions)
    plan_successions(successors, edition, register, successions, plan)
    return plan
