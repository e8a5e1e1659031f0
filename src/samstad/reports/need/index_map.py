"""The index on a map: how sure each area is to be among the prioritised, or its value where no list is made."""

from dataclasses import replace

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samstad.documents import MapChart, chart_svg
from samstad.documents.blocks import Language
from samstad.domain.places.models import Area, AreaBorder
from samstad.domain.places.queries import borders_for
from samstad.reports.area_map import area_map
from samstad.reports.need.index_page import FLOOR_FLAG, IndexPage
from samstad.reports.need.run_lines import AreaLine
from samstad.reports.need.standing import Belongs

LIMITS = (10.0, 50.0, 90.0)
"""Per cent: what is clear and what is borderline ends at nine in ten and one in ten."""


def index_map_svg(page: IndexPage) -> str:
    """The map as an SVG text, empty where no area has a border; one query when it has been drawn before, else three.

    A run and a border never change, so the picture is kept under what the run gave and the last border that came in.
    """
    stamp = AreaBorder.objects.aggregate(n=Count("pk"), last=Max("pk"))
    if not stamp["n"]:
        return ""
    language: Language = "en" if get_language() == "en" else "sv"
    key = f"index-map-{page.run.result_sha256}-{page.run.pk}-{stamp['n']}-{stamp['last']}-{language}"
    kept: str | None = cache.get(key)
    if kept is None:
        chart = index_map(page)
        kept = chart_svg(chart, language=language) if chart else ""
        cache.set(key, kept, timeout=None)
    return kept


def index_map(page: IndexPage) -> MapChart | None:
    """The areas of the run that have a border; those below the floor are drawn without name and figure."""
    lines = {line.slug: line for line in page.lines.areas}
    areas = {area.pk: area for area in Area.objects.filter(slug__in=lines).order_by("sort_key", "slug")}
    borders = borders_for(areas.values(), on=page.run.known_on)
    chances = page.chances
    figures: dict[int, float | None] = {}
    for key in borders:
        line = lines[areas[key].slug]
        if FLOOR_FLAG in line.flags:
            borders[key] = replace(borders[key], name=_("ej namngivet"), short_name="")
            figures[key] = None
        else:
            figures[key] = _percent(line) if chances else line.score
    return area_map(
        borders,
        figures,
        title=_finding(page),
        unit=_("Chans att höra till de prioriterade, procent") if chances else _("Indexvärde"),
        reasons={key: _("för få invånare för att visas") for key, value in figures.items() if value is None},
        limits=LIMITS if chances else (),
    )


def _percent(line: AreaLine) -> float | None:
    return None if line.probability is None else round(100 * line.probability, 1)


def _finding(page: IndexPage) -> str:
    clear, border = page.lines.counted(Belongs.CLEAR), page.lines.counted(Belongs.BORDERLINE)
    told = ngettext(
        "%(clear)d område är klart bland de prioriterade, %(border)d är gränsfall",
        "%(clear)d områden är klart bland de prioriterade, %(border)d är gränsfall",
        clear,
    )
    return told % {"clear": clear, "border": border}
