"""Counts of an indicator as one table: place, period, sex and age, and which places add up to which."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from samstad.calculations.disclosure import Key
from samstad.calculations.values import latest_known
from samstad.domain.places.queries import AreaTree
from samstad.domain.steering.models import Indicator, Value
from samstad.refusals import Refusal

WHOLE = ""
"""The place of a figure that is about everything."""


def key_of(row: Value) -> Key:
    """The cell of a value: area, else body, else the whole; period; sex; age. Everyone is the empty text."""
    place = row.area.slug if row.area else f"@{row.organisation.slug}" if row.organisation else WHOLE
    return place, row.period, row.sex, row.age_group


def read_counts(indicator: Indicator) -> dict[Key, int]:
    """The latest count of each cell, one query. Raises `Refusal` for an indicator whose values are no counts."""
    rows = Value.objects.filter(indicator=indicator).select_related("area", "organisation")
    known = latest_known(((key_of(row), row) for row in rows.order_by("known_from", "pk")), on=date.max)
    counts: dict[Key, int] = {}
    for row in known.values():
        if row.value is None:
            continue
        if row.value != int(row.value) or row.value < 0:
            sentence = _("%(name)s: %(value)s är inget antal. Skydda antalet som andelen räknas av i stället.")
            raise Refusal("no_count", sentence % {"name": indicator.name, "value": f"{row.value.normalize():f}"})
        counts[key_of(row)] = int(row.value)
    return counts


def places_of(tree: AreaTree) -> dict[str, tuple[str, ...]]:
    """For each area the areas directly inside it that are of the kind that most of them are; and the cities in all."""
    found: dict[str, tuple[str, ...]] = {}
    for area in tree.areas.values():
        parts = tree.parts_of(area.pk)
        if parts:
            kind = Counter(part.kind for part in parts).most_common(1)[0][0]
            found[area.slug] = tuple(part.slug for part in parts if part.kind == kind)
    cities = tuple(sorted(tree.areas[key].slug for key in tree.cities))
    return {**found, WHOLE: cities} if cities else found
