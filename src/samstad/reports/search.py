"""Search over everything that has a page: all words must be there, case and accents do not matter."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samstad.calculations.sorting import search_text
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.steering.models import Activity, Goal

MOST = 25
"""Shown of each kind; whoever wants more adds a word."""


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    slug: str
    title: str
    detail: str
    year: int | None
    example: bool


@dataclass(frozen=True, slots=True)
class HitGroup:
    label: str
    hits: tuple[Hit, ...]
    more: bool


def search(words: str) -> tuple[HitGroup, ...]:
    """Hits by kind, places first; six queries, none for an empty question."""
    asked = search_text(words).split()
    if not asked:
        return ()
    found = Q()
    for word in asked:
        found &= Q(search_text__contains=word)
    groups = (
        _group(_("Platser"), "area", Area.objects.filter(found), "name", "kind"),
        _group(_("Nämnder, bolag och parter"), "body", Organisation.objects.filter(found), "name", "kind"),
        _group(_("Program och styrdokument"), "document", SteeringDocument.objects.filter(found), "title", "kind"),
        _group(_("Mål"), "goal", Goal.objects.filter(found), "title", "level__name", "year"),
        _group(_("Åtgärder"), "activity", Activity.objects.filter(found), "title", "owner__short_name", "year"),
    )
    return tuple(group for group in groups if group.hits)


def _group(label: str, kind: str, rows: QuerySet[Any], title: str, detail: str, year: str = "") -> HitGroup:
    fields = ["slug", title, detail, "pack__example", *([year] if year else [])]
    found = list(rows.order_by("sort_key", "slug").values_list(*fields)[: MOST + 1])
    labels = dict(rows.model._meta.get_field(detail).choices or ()) if "__" not in detail else {}
    hits = [
        Hit(kind, row[0], row[1], str(labels.get(row[2], row[2])), row[4] if year else None, bool(row[3]))
        for row in found[:MOST]
    ]
    return HitGroup(label, tuple(hits), len(found) > MOST)
