"""Every place of the city: districts with what lies in them, and the lists that places stand in."""

from dataclasses import dataclass

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaList, AreaListEntry
from samstad.domain.places.queries import area_tree
from samstad.reports.need.listed import adopted_by, lists_known


@dataclass(frozen=True, slots=True)
class DistrictLine:
    area: Area
    parts: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """A named list with the places that are known to stand in it."""

    area_list: AreaList
    areas: tuple[Area, ...]

    @property
    def lacking(self) -> int:
        return max((self.area_list.declared_count or 0) - len(self.areas), 0)


@dataclass(frozen=True, slots=True)
class AreasRegister:
    districts: tuple[DistrictLine, ...]
    other: tuple[Area, ...]
    tiles: tuple[Area, ...]
    lists: tuple[ListLine, ...]
    example: bool


def read_areas(as_known: AsKnown = NOW) -> AreasRegister:
    """The register in three queries. On a past day without the lists that were adopted later."""
    tree = area_tree()
    districts = [area for area in tree.areas.values() if area.kind == AreaKind.DISTRICT]
    shown = {key for district in districts for key in tree.within(district.pk)} | tree.cities
    entries: dict[int, list[Area]] = {}
    for area_list, area in AreaListEntry.objects.filter(lists_known(as_known)).values_list("area_list_id", "area_id"):
        entries.setdefault(area_list, []).append(tree.areas[area])
    lists = [
        ListLine(found, tuple(sorted(entries.get(found.pk, ()), key=lambda area: area.sort_key)))
        for found in AreaList.objects.filter(adopted_by(as_known))
    ]
    return AreasRegister(
        tuple(DistrictLine(area, tuple(_inside(tree.within(area.pk), area, tree.areas))) for area in districts),
        tuple(area for area in tree.areas.values() if area.pk not in shown),
        tuple(tree.tiles),
        tuple(lists),
        any(area.pack and area.pack.example for area in tree.areas.values()),
    )


def _inside(keys: set[int], area: Area, areas: dict[int, Area]) -> list[Area]:
    return sorted((areas[key] for key in keys if key != area.pk), key=lambda part: part.sort_key)
