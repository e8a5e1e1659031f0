"""The list of activities with its filters: the same rows on the page, in CSV and in the spreadsheet."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.queries import AreaTree, area_tree
from samstad.domain.programmes.models import ProgrammeActivity, ProgrammeGoal, SteeringDocument
from samstad.domain.steering.models import Activity, ActivityArea, ActivityGoal
from samstad.domain.steering.queries import ActivityLine, activity_lines, with_standing

PAGE = 1000
"""Rows per page: a list of a thousand is one page, a bigger city gets several."""

NOT_TOLD = "none"
"""The status filter's word for activities that nobody has reported on."""


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What was asked for; an empty field asks for everything."""

    board: str = ""
    programme: str = ""
    area: str = ""
    status: str = ""
    year: int | None = None
    page: int = 1

    @property
    def any(self) -> bool:
        return bool(self.board or self.programme or self.area or self.status or self.year)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ActivityList:
    lines: tuple[ActivityLine, ...]
    total: int
    page: int
    pages: int
    boards: tuple[Choice, ...]
    programmes: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    years: tuple[int, ...]

    @property
    def example(self) -> bool:
        return any(line.example for line in self.lines)


def read_activity_list(wanted: ActivityFilter, *, everything: bool = False, as_known: AsKnown = NOW) -> ActivityList:
    """One page of the list, or all of it for a download; eleven queries at most."""
    tree = area_tree()
    chosen = _chosen(wanted, tree, as_known)
    total = chosen.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(wanted.page, 1), pages)
    ordered = chosen.order_by("owner__sort_key", "order", "sort_key", "slug")
    shown = ordered if everything else ordered[(page - 1) * PAGE : page * PAGE]
    lines = activity_lines(shown, as_known) if total else []
    there = Activity.objects.filter(as_known.there(Activity))
    owners = Organisation.objects.filter(pk__in=there.values("owner"))
    programmes = SteeringDocument.objects.filter(pk__in=ProgrammeActivity.objects.values("document"))
    return ActivityList(
        tuple(lines),
        total,
        page,
        pages,
        tuple(Choice(slug, name) for slug, name in owners.values_list("slug", "name")),
        tuple(Choice(slug, name) for slug, name in programmes.values_list("slug", "title")),
        tuple(Choice(area.slug, area.name) for area in tree.areas.values()),
        _years(there),
    )


def _years(there: QuerySet[Activity]) -> tuple[int, ...]:
    found = there.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return tuple(year for year in found if year is not None)


def _chosen(wanted: ActivityFilter, tree: AreaTree, as_known: AsKnown) -> QuerySet[Activity]:
    chosen = Activity.objects.filter(as_known.there(Activity))
    if wanted.board:
        chosen = chosen.filter(owner__slug=wanted.board)
    if wanted.programme:
        chosen = chosen.filter(_in_programme(wanted.programme))
    if wanted.area:
        chosen = chosen.filter(_in_area(wanted.area, tree))
    if wanted.year:
        chosen = chosen.filter(Q(year=wanted.year) | Q(year=None))
    if wanted.status:
        last_status = None if wanted.status == NOT_TOLD else wanted.status
        chosen = with_standing(chosen, as_known).filter(last_status=last_status)
    return chosen


def _in_programme(slug: str) -> Q:
    """Activities of the programme itself, and others' that serve one of its goals."""
    own = ProgrammeActivity.objects.filter(document__slug=slug).values("activity")
    goals = ProgrammeGoal.objects.filter(document__slug=slug).values("goal")
    return Q(pk__in=own) | Q(pk__in=ActivityGoal.objects.filter(goal__in=goals).values("activity"))


def _in_area(slug: str, tree: AreaTree) -> Q:
    """Activities in the area or in any place inside it."""
    area = tree.find(slug)
    if area is None:
        return Q(pk__in=[])
    return Q(pk__in=ActivityArea.objects.filter(area__in=tree.within(area.pk)).values("activity"))
