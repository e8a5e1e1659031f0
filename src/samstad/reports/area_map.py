"""Figures of areas as one map: borders and values in, a block out; no questions to the database."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.calculations.geometry import picture_of, room_for
from samstad.documents import MapArea, MapChart, label_box
from samstad.documents.blocks import Language
from samstad.documents.words import format_number
from samstad.domain.places.queries import Border

MOST_LABELS = 20
"""Areas up to which they are named on the map, where there is room."""


def area_map(
    borders: Mapping[int, Border],
    figures: Mapping[int, float | None],
    *,
    title: str,
    unit: str,
    reasons: Mapping[int, str] | None = None,
    limits: Sequence[float] = (),
    note: str = "",
) -> MapChart | None:
    """The areas of `borders` with their `figures`, by the same keys; None when there is nothing to draw.

    `title` says the finding. `reasons` says in the table why a figure is missing. Raises `TooDetailed` when the areas
    are too many for one picture. The same borders are simplified once, whatever the figures.
    """
    if not borders:
        return None
    drawing = picture_of({str(key): border.rings for key, border in borders.items()})
    size = (drawing.width, drawing.height)
    named = len(borders) <= MOST_LABELS
    areas = []
    for key, border in borders.items():
        path = drawing.paths[str(key)]
        label, at = _label(border, path, *size) if named else ("", None)
        value = figures.get(key)
        text = (reasons or {}).get(key, "") if value is None else ""
        areas.append(MapArea(border.name, path, value, text, label, at))
    return MapChart(title, tuple(areas), *size, unit, _alt(areas, unit), note, limits=tuple(limits))


def _label(border: Border, path: str, width: int, height: int) -> tuple[str, tuple[float, float] | None]:
    """The name, else the short name, where it has room."""
    for name in filter(None, (border.name, border.short_name)):
        wide, high = label_box(name, width, height)
        at = room_for(path, width=wide, height=high)
        if at:
            return name, at
    return "", None


def _alt(areas: Sequence[MapArea], unit: str) -> str:
    """How many areas, which has the most and the least, and how many lack a figure."""
    language: Language = "en" if get_language() == "en" else "sv"
    known = sorted((area.value, area.name) for area in areas if area.value is not None)
    said = [_("Karta över %(n)d områden.") % {"n": len(areas)}]
    if known:
        (least, lowest), (greatest, highest) = known[0], known[-1]
        said.append(
            _("%(unit)s: högst %(most)s (%(highest)s), lägst %(least)s (%(lowest)s).")
            % {
                "unit": unit or _("Värde"),
                "most": format_number(greatest, language),
                "highest": highest,
                "least": format_number(least, language),
                "lowest": lowest,
            }
        )
    if len(known) < len(areas):
        said.append(_("%(n)d saknar siffra.") % {"n": len(areas) - len(known)})
    return " ".join([*said, _("Samma värden står i tabellen under.")])
