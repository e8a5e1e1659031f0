"""Everything that a body's own plan for the local programmes says, read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Contact, Organisation
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import AreaListEntry
from samstad.domain.programmes.choices import DocumentKind
from samstad.domain.programmes.models import (
    Contribution,
    DocumentSection,
    FocusArea,
    PartnerIntention,
    ProgrammeActivity,
    ProgrammeGoal,
    Question,
    SteeringDocument,
)
from samstad.domain.programmes.queries import AskedLine, asked_lines, contributions
from samstad.domain.steering.choices import ActivityKind, Sphere
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalLink


@dataclass(frozen=True, slots=True)
class Measure:
    """What the district itself will do; `theme` is empty outside every theme."""

    theme: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """One local programme: what the district wants, whom it names, what it asks of the body and gets."""

    programme: SteeringDocument
    areas: tuple[str, ...]
    themes: tuple[str, ...]
    measures: tuple[Measure, ...]
    partners: tuple[str, ...]
    named: bool
    prioritised: bool
    given: tuple[Contribution, ...]
    asked: tuple[AskedLine, ...]

    @property
    def name(self) -> str:
        """The board as people call it; the programme's title where no board is entered."""
        return self.programme.owner.short_name if self.programme.owner else self.programme.title


@dataclass(frozen=True, slots=True)
class MirrorPlan:
    """`written` is what the body has written itself in a plan of its own, by heading."""

    body: Organisation
    year: int
    written: tuple[DocumentSection, ...]
    goals: tuple[str, ...]
    methods: tuple[str, ...]
    contacts: tuple[Contact, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    parts: tuple[Part, ...]
    example: bool


def collect_plan(body: Organisation, *, year: int) -> MirrorPlan:
    """The plan for a year."""
    goals = list(Goal.objects.filter(owner=body, year=year, level__sphere=Sphere.BOARD, ended=False))
    methods = Activity.objects.filter(Q(year=year) | Q(year=None), owner=body, kind=ActivityKind.WORKING_METHOD)
    given = sorted(contributions(Q(organisation=body)), key=_by_theme)
    asked = asked_lines(Question.objects.filter(asked=body))
    lists = _lists()
    packs = {row.pack_id for row in goals} | {row.pack_id for row in given} | {row.question.pack_id for row in asked}
    return MirrorPlan(
        body=body,
        year=year,
        written=tuple(_written(body, year)),
        goals=tuple(goal.title for goal in goals),
        methods=tuple(methods.values_list("title", flat=True)),
        contacts=tuple(body.contacts.all()),
        lists=tuple((title, tuple(names)) for title, names in lists.items()),
        parts=tuple(_parts(body, given, asked)),
        example=Pack.objects.filter(example=True, pk__in=[pk for pk in packs if pk]).exists(),
    )


def _by_theme(row: Contribution) -> tuple[int, int, str]:
    """The programme's own order of themes, then the plan's order of activities."""
    return (row.goal.order if row.goal else 0, row.activity.order, row.slug)


def _written(body: Organisation, year: int) -> list[DocumentSection]:
    """The sections of the body's own plan for the year, if it has entered one."""
    lasting = Q(document__valid_from=None) | Q(document__valid_from__year__lte=year)
    lasting &= Q(document__valid_to=None) | Q(document__valid_to__year__gte=year)
    mine = DocumentSection.objects.filter(lasting, document__owner=body, document__kind=DocumentKind.PLAN)
    return list(mine.order_by("document__sort_key", "order"))


def _lists() -> dict[str, list[str]]:
    """Named lists of districts with their names: "prioriterad" is always of a list."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = AreaListEntry.objects.filter(area__kind=AreaKind.DISTRICT).order_by("area_list__title", "area__sort_key")
    for title, name in rows.values_list("area_list__title", "area__name"):
        found[title].append(name)
    return found


def _parts(body: Organisation, given: list[Contribution], asked: list[AskedLine]) -> list[Part]:
    programmes = SteeringDocument.objects.filter(kind=DocumentKind.LOCAL_PROGRAMME).exclude(owner=body)
    areas = _by_document(FocusArea.objects.order_by("order").values_list("document_id", "area__name"))
    partners = PartnerIntention.objects.order_by("order").values_list("document_id", "name", "organisation_id")
    named = {document for document, _name, organisation in partners if organisation == body.pk}
    names = _by_document((document, name) for document, name, _organisation in partners)
    themes = _by_document(_themes())
    measures = _measures()
    first = set(AreaListEntry.objects.filter(area__kind=AreaKind.DISTRICT).values_list("area_id", flat=True))
    gives = _by_document((row.programme_id, row) for row in given)
    asks = _by_document((row.question.programme_id, row) for row in asked)
    return [
        Part(
            programme=row,
            areas=tuple(areas[row.pk]),
            themes=tuple(themes[row.pk]),
            measures=tuple(measures[row.pk]),
            partners=tuple(names[row.pk]),
            named=row.pk in named,
            prioritised=row.area_id in first,
            given=tuple(gives[row.pk]),
            asked=tuple(asks[row.pk]),
        )
        for row in programmes.select_related("owner").order_by("owner__sort_key", "sort_key")
    ]


def _themes() -> Any:
    """(document, title) of the goals that only hold others together; where there are none, of the goals."""
    rows = ProgrammeGoal.objects.order_by("goal__order").values_list(
        "document_id", "goal__title", "goal__level__judged"
    )
    held = {document for document, _title, judged in rows if not judged}
    return [(document, title) for document, title, judged in rows if not judged or document not in held]


def _measures() -> dict[int, list[Measure]]:
    """The districts' own measures under their theme, each once, in the programme's order."""
    held_by = dict(
        GoalLink.objects.filter(lower__level__sphere=Sphere.LOCAL, upper__level__sphere=Sphere.LOCAL).values_list(
            "lower_id", "upper__title"
        )
    )
    theme_of: dict[int, str] = {}
    for activity, goal, title in ActivityGoal.objects.values_list("activity_id", "goal_id", "goal__title"):
        theme_of.setdefault(activity, held_by.get(goal, title))
    found: dict[int, list[Measure]] = defaultdict(list)
    rows = ProgrammeActivity.objects.filter(document__kind=DocumentKind.LOCAL_PROGRAMME)
    ordered = rows.order_by("activity__order", "activity__sort_key")
    for document, activity, title in ordered.values_list("document_id", "activity_id", "activity__title"):
        found[document].append(Measure(theme_of.get(activity, ""), title))
    return found


def _by_document(pairs: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for document, value in pairs:
        found[document].append(value)
    return found
