"""Lists of areas that split those with figures in two, so that a gap can be taken between them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.models import AreaListEntry
from samstad.domain.risk.models import Selection

LIST_FIELDS = ("area_list_id", "area_list__slug", "area_list__title", "area_list__pack__example")


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: those in it are the prioritised areas of the gap, and it is named wherever the gap is told."""

    pk: int
    slug: str
    title: str
    areas: frozenset[int]
    example: bool = False


def lists_known(as_known: AsKnown) -> Q:
    """True of entries in lists that a body had adopted by the day, and in those that no adoption is known of."""
    return adopted_by(as_known, "area_list")


def adopted_by(as_known: AsKnown, at: str = "pk") -> Q:
    """The same of lists; `at` is the way to the list's key."""
    if as_known.on is None:
        return Q()
    later = Selection.objects.filter(adopted_on__gt=as_known.on, area_list__isnull=False)
    return ~Q(**{f"{at}__in": later.values("area_list")})


def read_lists(as_known: AsKnown = NOW) -> tuple[Listed, ...]:
    """Every list that has areas; one query."""
    return listed(AreaListEntry.objects.filter(lists_known(as_known)).values_list(*LIST_FIELDS, "area_id"))


def listed(rows: Iterable[tuple[int, str, str, bool | None, int]]) -> tuple[Listed, ...]:
    """The lists of rows of list, slug, title, example and area."""
    areas: dict[int, set[int]] = {}
    told: dict[int, tuple[str, str, bool]] = {}
    for pk, slug, title, example, area in rows:
        told[pk] = (slug, title, bool(example))
        areas.setdefault(pk, set()).add(area)
    return tuple(Listed(pk, slug, title, frozenset(areas[pk]), ex) for pk, (slug, title, ex) in told.items())


def splitting(lists: Iterable[Listed], areas: Collection[int]) -> list[Listed]:
    """The lists that take some of the areas and leave some; the list with most of them first, then by title."""
    keys = frozenset(areas)
    counts = [(len(one.areas & keys), one) for one in lists]
    chosen = [(count, one) for count, one in counts if 0 < count < len(keys)]
    return [one for _count, one in sorted(chosen, key=lambda row: (-row[0], row[1].title, row[1].pk))]
