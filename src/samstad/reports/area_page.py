"""One place: what it has, what all boards do there, its figures, and the lists it stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.calculations.crosswalks import Steps
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area, AreaListEntry, AreaNote, AreaSuccession
from samstad.domain.places.queries import AreaTree, area_tree, steps_of
from samstad.domain.programmes.models import FocusArea, SteeringDocument
from samstad.domain.programmes.queries import known_documents, stand_as_known
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Activity, ActivityArea, Goal
from samstad.domain.steering.queries import ActivityLine, Figure, activity_lines, read_figures, standing_values
from samstad.reports.figures_say import Concern, FigureLine, figure_line
from samstad.reports.merged_series import Merged
from samstad.reports.need.listed import lists_known
from samstad.reports.need.of_area import AreaInIndex, read_area_in_indices
from samstad.reports.red_thread import (
    ThreadItem,
    ThreadNode,
    document_item,
    gap,
    goal_item,
    node,
    nodes_above,
    read_above,
)


@dataclass(frozen=True, slots=True)
class OwnerActivities:
    """What one body does in the place."""

    owner: str
    owner_slug: str
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    area: Area
    year: int
    thread: tuple[ThreadNode, ...]
    above: tuple[Area, ...]
    parts: tuple[Area, ...]
    tiles: tuple[Area, ...]
    here: frozenset[int]
    qualities: tuple[AreaNote, ...]
    meeting_places: tuple[AreaNote, ...]
    lists: tuple[AreaListEntry, ...]
    origins: tuple[AreaSuccession, ...]
    successions: tuple[AreaSuccession, ...]
    boards: tuple[Organisation, ...]
    programmes: tuple[SteeringDocument, ...]
    goals: tuple[Goal, ...]
    owners: tuple[OwnerActivities, ...]
    activity_count: int
    figures: tuple[FigureLine, ...]
    figures_of: Area | None
    indices: tuple[AreaInIndex, ...]
    example: bool


def read_area_page(slug: str, *, year: int, on: date, as_known: AsKnown = NOW) -> AreaPage | None:
    """The page as known on the day, or None; about twenty queries, however much goes on in the place."""
    tree = area_tree()
    area = tree.find(slug)
    if area is None:
        return None
    within = tree.within(area.pk)
    notes = list(area.notes.all())
    programmes = _programmes(within, as_known)
    goals = _goals(within, year, as_known)
    done = activity_lines(_activities(within, goals, year).filter(as_known.there(Activity)), as_known)
    happened = Q() if as_known.on is None else Q(on__lte=as_known.on)
    turned = AreaSuccession.objects.filter(happened).select_related("before", "after")
    successions = list(turned.order_by("on", "pk"))
    figures, figures_of = _figures(area, tree, steps_of(successions, tree.areas.values()), year, on, as_known)
    boards = tuple(Organisation.objects.filter(area__in=[area, *tree.above(area.pk)]).exclude(area__kind="stad"))
    district = tree.district_of(area.pk)
    lists = AreaListEntry.objects.filter(lists_known(as_known), area=area).select_related("area_list__pack")
    thread = _thread(area, programmes, goals, done, figures, year, as_known)
    return AreaPage(
        area, year, thread, tuple(reversed(tree.above(area.pk))),
        tuple(tree.parts_of(area.pk)), tuple(tree.tiles), frozenset({district.pk} if district else ()),
        tuple(note for note in notes if note.kind == "quality"),
        tuple(note for note in notes if note.kind == "meeting_place"), tuple(lists),
        tuple(row for row in successions if row.after_id == area.pk),
        tuple(row for row in successions if row.before_id == area.pk),
        boards, tuple(programmes), tuple(goals), _by_owner(done), len(done), figures, figures_of,
        read_area_in_indices((area.slug, *(above.slug for above in tree.above(area.pk))), as_known),
        _example(area, programmes, goals, done, figures),
    )  # fmt: skip


def _programmes(within: Iterable[int], as_known: AsKnown) -> list[SteeringDocument]:
    """The documents that point at the place or at a part of it, each once."""
    rows = FocusArea.objects.filter(known_documents(as_known, "document__"), area__in=within)
    told = rows.select_related("document__owner", "document__pack", "document__area").order_by("document__sort_key")
    found = list({row.document_id: row.document for row in told}.values())
    stand_as_known(found, as_known)
    return found


def _goals(within: Iterable[int], year: int, as_known: AsKnown) -> list[Goal]:
    chosen = Goal.objects.filter(as_known.there(Goal), Q(year=year) | Q(year=None), areas__area__in=within, ended=False)
    found = list(
        chosen.select_related("level", "owner", "pack")
        .distinct()
        .order_by("level__rank", "owner__sort_key", "order", "sort_key")
    )
    as_known.reword(found)
    return found


def _activities(within: Iterable[int], goals: Sequence[Goal], year: int) -> QuerySet[Activity]:
    """What is placed here, and what is done for a goal that is placed here."""
    placed = ActivityArea.objects.filter(area__in=within).values("activity")
    tied = Activity.objects.filter(activity_goals__goal__in=goals).values("pk")
    chosen = Activity.objects.filter(Q(year=year) | Q(year=None)).filter(Q(pk__in=placed) | Q(pk__in=tied))
    return chosen.order_by("owner__sort_key", "order", "sort_key")


def _figures(
    area: Area, tree: AreaTree, steps: Steps, year: int, on: date, as_known: AsKnown
) -> tuple[tuple[FigureLine, ...], Area | None]:
    """The area's figures, else those of the nearest larger place that has any, and whose they are."""
    line = [area, *tree.above(area.pk)]
    behind = {place.pk: {place.pk, *steps.upstream(place.pk)} for place in line}
    held = _held(set().union(*behind.values()), as_known)
    known = {place.pk: set().union(*(held.get(key, set()) for key in behind[place.pk])) for place in line}
    wanted = {key for of in known.values() for made in of for key in made if key}
    seen = set().union(*behind.values(), tree.cities)
    figures = read_figures(wanted, on=on, areas=seen, as_known=as_known) if wanted else []
    for place in line:
        of_place = {made[0] for made in known[place.pk]}
        carried = Merged(place, steps, tree.areas).figures(figures) if of_place else []
        shown = [figure for figure in carried if figure.indicator.pk in of_place]
        lines = _lines(place, tree, shown, year)
        if lines:
            return lines, place
    return (), None


def _held(places: Iterable[int], as_known: AsKnown) -> dict[int, set[tuple[int | None, ...]]]:
    """By area each indicator that it has figures of, with the numerator and denominator of a share."""
    standing = standing_values(as_known)
    rows = standing.filter(area__in=places, organisation=None, sex="", age_group="").order_by()
    found: dict[int, set[tuple[int | None, ...]]] = {}
    told = rows.values_list("area_id", "indicator_id", "indicator__numerator_id", "indicator__denominator_id")
    for place, *made in told.distinct():
        found.setdefault(place or 0, set()).add(tuple(made))
    return found


def _lines(place: Area, tree: AreaTree, figures: Iterable[Figure], year: int) -> tuple[FigureLine, ...]:
    """The figures that the place has itself, beside its district and the city."""
    district = tree.district_of(place.pk)
    concern = Concern(
        areas=(frozenset({place.pk}),),
        cities=frozenset(tree.cities),
        year=year,
        district=district.pk if district and district != place else None,
    )
    lines = (figure_line(figure, concern) for figure in figures)
    return tuple(line for line in lines if line.main and line.main.place.area == place.pk)


def _by_owner(lines: Sequence[ActivityLine]) -> tuple[OwnerActivities, ...]:
    found: dict[str, list[ActivityLine]] = {}
    for line in lines:
        found.setdefault(line.owner_slug, []).append(line)
    return tuple(OwnerActivities(rows[0].owner, slug, tuple(rows)) for slug, rows in found.items())


def _example(
    area: Area,
    programmes: Sequence[SteeringDocument],
    goals: Sequence[Goal],
    done: Sequence[ActivityLine],
    figures: Sequence[FigureLine],
) -> bool:
    packs = [area.pack, *(document.pack for document in programmes), *(goal.pack for goal in goals)]
    return (
        any(pack and pack.example for pack in packs)
        or any(line.example for line in done)
        or any(line.example for line in figures)
    )


def _thread(
    area: Area,
    programmes: Sequence[SteeringDocument],
    goals: Sequence[Goal],
    done: Sequence[ActivityLine],
    figures: Sequence[FigureLine],
    year: int,
    as_known: AsKnown,
) -> tuple[ThreadNode, ...]:
    above = read_above(goals, year=year, as_known=as_known, carried=False)
    themes = tuple(goal for goal in above.goals if goal.level.sphere == Sphere.LOCAL)
    higher = replace(above, goals=tuple(goal for goal in above.goals if goal not in themes))
    nodes = nodes_above(higher, (Sphere.COUNCIL,) if goals else (), year=year)
    if programmes:
        nodes.append(node(_("Program"), [document_item(document) for document in programmes]))
    else:
        nodes.append(gap(_("Program"), _("Inget program pekar ut platsen.")))
    nodes.append(node(_kind(area), [ThreadItem(area.name)], "present"))
    local = [goal_item(goal, year) for goal in goals if goal.level.sphere in (Sphere.LOCAL, Sphere.BOARD)]
    nodes.append(
        node(_("Mål för platsen"), local) if local else gap(_("Mål"), _("Inget mål gäller just den här platsen."))
    )
    if done:
        words = ngettext("%(n)d åtgärd", "%(n)d åtgärder", len(done)) % {"n": len(done)}
        nodes.append(node(_("Åtgärder"), [ThreadItem(words, "anchor", "atgarder")]))
    else:
        nodes.append(gap(_("Åtgärd"), _("Ingen åtgärd är inlagd för platsen.")))
    if figures:
        nodes.append(node(_("Siffror"), [ThreadItem(line.indicator.name, "anchor", "siffror") for line in figures]))
    else:
        nodes.append(gap(_("Siffror"), _("Inga siffror finns för platsen.")))
    return tuple(nodes)


def _kind(area: Area) -> str:
    words = area.get_kind_display()
    return words[:1].upper() + words[1:]
