"""Everything that a body's own plan for the local programmes says, read in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samstad.domain.history.as_known import NOW, AsKnown
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
from samstad.domain.programmes.queries import AskedLine, asked_lines, contributions_known, known_documents
from samstad.domain.steering.choices import ActivityKind, Sphere
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalLink
from samstad.reports.need.listed import adopted_by


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


def collect_plan(body: Organisation, *, year: int, as_known: AsKnown = NOW) -> MirrorPlan:
    """The plan for a year, as known on the day."""
    of_year = Goal.objects.filter(as_known.there(Goal), owner=body, year=year, level__sphere=Sphere.BOARD)
    goals = list(of_year.filter(ended=False))
    own = Activity.objects.filter(as_known.there(Activity), Q(year=year) | Q(year=None), owner=body)
    methods = list(own.filter(kind=ActivityKind.WORKING_METHOD))
    as_known.reword(goals)
    as_known.reword(methods)
    given = sorted(contributions_known(Q(organisation=body), as_known), key=_by_theme)
    asked = asked_lines(Question.objects.filter(asked=body), as_known)
    lists = _lists(as_known)
    packs = {row.pack_id for row in goals} | {row.pack_id for row in given} | {row.question.pack_id for row in asked}
    return MirrorPlan(
        body=body,
        year=year,
        written=tuple(_written(body, year, as_known)),
        goals=tuple(goal.title for goal in goals),
        methods=tuple(method.title for method in methods),
        contacts=tuple(body.contacts.all()),
        lists=tuple((title, tuple(names)) for title, names in lists.items()),
        parts=tuple(_parts(body, given, asked, as_known)),
        example=Pack.objects.filter(example=True, pk__in=[pk for pk in packs if pk]).exists(),
    )


def _by_theme(row: Contribution) -> tuple[int, int, str]:
    """The programme's own order of themes, then the plan's order of activities."""
    return (row.goal.order if row.goal else 0, row.activity.order, row.slug)


def _written(body: Organisation, year: int, as_known: AsKnown) -> list[DocumentSection]:
    """The sections of the body's own plan for the year, if it has entered one."""
    lasting = Q(document__valid_from=None) | Q(document__valid_from__year__lte=year)
    lasting &= Q(document__valid_to=None) | Q(document__valid_to__year__gte=year)
    known = known_documents(as_known, "document__")
    mine = DocumentSection.objects.filter(lasting, known, document__owner=body, document__kind=DocumentKind.PLAN)
    return list(mine.order_by("document__sort_key", "order"))


def _lists(as_known: AsKnown) -> dict[str, list[str]]:
    """Named lists of districts with their names: "prioriterad" is always of a list."""
    found: dict[str, list[str]] = defaultdict(list)
    districts = AreaListEntry.objects.filter(adopted_by(as_known, "area_list"), area__kind=AreaKind.DISTRICT)
    rows = districts.order_by("area_list__title", "area__sort_key")
    for title, name in rows.values_list("area_list__title", "area__name"):
        found[title].append(name)
    return found


def _parts(body: Organisation, given: list[Contribution], asked: list[AskedLine], as_known: AsKnown) -> list[Part]:
    local = SteeringDocument.objects.filter(known_documents(as_known), kind=DocumentKind.LOCAL_PROGRAMME)
    programmes = list(local.exclude(owner=body).select_related("owner").order_by("owner__sort_key", "sort_key"))
    as_known.reword(programmes)
    areas = _by_document(FocusArea.objects.order_by("order").values_list("document_id", "area__name"))
    partners = PartnerIntention.objects.order_by("order").values_list("document_id", "name", "organisation_id")
    named = {document for document, _name, organisation in partners if organisation == body.pk}
    names = _by_document((document, name) for document, name, _organisation in partners)
    themes = _by_document(_themes(as_known))
    measures = _measures(as_known)
    entries = AreaListEntry.objects.filter(adopted_by(as_known, "area_list"), area__kind=AreaKind.DISTRICT)
    first = set(entries.values_list("area_id", flat=True))
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
        for row in programmes
    ]


def _themes(as_known: AsKnown) -> Any:
    """(document, title) of the goals that only hold others together; where there are none, of the goals."""
    there = ProgrammeGoal.objects.filter(as_known.there(Goal, "goal__slug")).order_by("goal__order")
    rows = there.values_list("document_id", "goal__slug", "goal__title", "goal__level__judged")
    held = {document for document, _slug, _title, judged in rows if not judged}
    return [
        (document, _worded(Goal, slug, title, as_known))
        for document, slug, title, judged in rows
        if not judged or document not in held
    ]


def _worded(model: type[Goal] | type[Activity], slug: str, title: str, as_known: AsKnown) -> str:
    told: str = as_known.worded(model, slug, {"title": title}).get("title", title)
    return told


def _measures(as_known: AsKnown) -> dict[int, list[Measure]]:
    """The districts' own measures under their theme, each once, in the programme's order."""
    above = GoalLink.objects.filter(lower__level__sphere=Sphere.LOCAL, upper__level__sphere=Sphere.LOCAL)
    uppers = above.filter(as_known.there(Goal, "upper__slug")).values_list("lower_id", "upper__slug", "upper__title")
    held_by = {lower: (slug, title) for lower, slug, title in uppers}
    theme_of: dict[int, tuple[str, str]] = {}
    tied = ActivityGoal.objects.filter(as_known.there(Goal, "goal__slug"))
    for activity, goal, slug, title in tied.values_list("activity_id", "goal_id", "goal__slug", "goal__title"):
        theme_of.setdefault(activity, held_by.get(goal, (slug, title)))
    found: dict[int, list[Measure]] = defaultdict(list)
    rows = ProgrammeActivity.objects.filter(
        as_known.there(Activity, "activity__slug"), document__kind=DocumentKind.LOCAL_PROGRAMME
    ).order_by("activity__order", "activity__sort_key")
    for document, key, slug, title in rows.values_list(
        "document_id", "activity_id", "activity__slug", "activity__title"
    ):
        theme = _worded(Goal, *theme_of[key], as_known) if key in theme_of else ""
        found[document].append(Measure(theme, _worded(Activity, slug, title, as_known)))
    return found


def _by_document(pairs: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for document, value in pairs:
        found[document].append(value)
    return found
