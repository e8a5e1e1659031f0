"""What the desk page of a programme offers: its steps, and the figures that its analysis can lean on."""

from collections.abc import Collection
from dataclasses import dataclass

from samstad.domain.programmes.models import FocusArea, SteeringDocument
from samstad.domain.programmes.queries import documents
from samstad.domain.steering.models import Value

MOST_PERIODS = 3
"""Of each figure the latest periods are offered; an analysis is about how it is."""


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """One indicator in one place, with its latest periods as (value of the form, what is shown)."""

    indicator: str
    area: str
    periods: tuple[tuple[str, str], ...]


def kept_documents(boards: Collection[int] | None) -> list[SteeringDocument]:
    """The documents of the bodies, all where None, in name order."""
    rows = documents()
    return list(rows if boards is None else rows.filter(owner__in=boards))


def figures_to_pull(document: SteeringDocument) -> tuple[FigureChoice, ...]:
    """Figures of the programme's area and of the places that it points at; two queries."""
    areas = set(FocusArea.objects.filter(document=document).values_list("area_id", flat=True))
    if document.area_id:
        areas.add(document.area_id)
    rows = (
        Value.objects.filter(area__in=areas, organisation=None, sex="", age_group="", value__isnull=False)
        .order_by("indicator__sort_key", "area__sort_key", "period")
        .values_list("indicator__slug", "indicator__name", "area__slug", "area__name", "period")
        .distinct()
    )
    found: dict[tuple[str, str], tuple[str, str, list[str]]] = {}
    for slug, name, area, area_name, period in rows:
        found.setdefault((slug, area), (name, area_name, []))[2].append(period)
    return tuple(
        FigureChoice(name, area_name, tuple((f"{slug}/{area}/{p}", p) for p in reversed(periods[-MOST_PERIODS:])))
        for (slug, area), (name, area_name, periods) in found.items()
    )
