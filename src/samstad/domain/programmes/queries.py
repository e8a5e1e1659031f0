"""Reading steering documents and medverkan."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaListEntry
from samstad.domain.programmes.choices import DocumentKind, DocumentStatus
from samstad.domain.programmes.models import (
    ActionPlanGoal,
    Answer,
    Contribution,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    ProgrammeGoal,
    ProgrammeRequest,
    Question,
    SteeringDocument,
)
from samstad.domain.steering.models import ActivityGoal, Goal, GoalIndicator


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question with its latest answer, which is None while the clock runs."""

    question: Question
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Missing:
    """How much of something a document is known to hold, and how much is entered."""

    document: SteeringDocument
    label: str
    expected: int
    entered: int
    source: str

    @property
    def lacking(self) -> int:
        return max(self.expected - self.entered, 0)


def documents() -> QuerySet[SteeringDocument]:
    """Every steering document in name order, with owner, area and parent read along."""
    return SteeringDocument.objects.select_related("owner", "area", "decided_by", "under", "pack")


def asked_lines(questions: QuerySet[Question]) -> list[AskedLine]:
    """The questions in order with their latest answer; two queries."""
    rows = list(questions.select_related("asked", "programme", "programme__owner", "goal", "activity", "pack"))
    answers = Answer.objects.filter(question__in=rows).select_related("decided_by", "activity")
    latest = {answer.question_id: answer for answer in answers.order_by("answered_on", "pk")}
    return [AskedLine(row, latest.get(row.pk)) for row in rows]


def contributions(chosen: Q) -> QuerySet[Contribution]:
    """Contributions with what a list shows of them."""
    return Contribution.objects.filter(chosen).select_related(
        "organisation", "programme", "programme__owner", "activity", "goal", "question", "pack"
    )


def successions(document: SteeringDocument) -> list[DocumentSuccession]:
    """What the document replaced and what replaced it."""
    return list(
        DocumentSuccession.objects.filter(Q(before=document) | Q(after=document)).select_related("before", "after")
    )


def missing_from() -> list[Missing]:
    """What documents are known to hold against what is entered; three queries.

    `ExpectedCount.what` names a goal level by its slug, or "areas" for focus areas.
    """
    entered = Counter(ProgrammeGoal.objects.values_list("document_id", "goal__level__slug"))
    entered.update((document, "areas") for document in FocusArea.objects.values_list("document_id", flat=True))
    expected = ExpectedCount.objects.select_related("document", "document__pack")
    return [
        Missing(row.document, row.label, row.count, entered[row.document_id, row.what], row.source)
        for row in expected.order_by("document__sort_key", "pk")
    ]


def missing_from_one(document: SteeringDocument, goals: Sequence[Goal], areas: Sequence[Area]) -> list[Missing]:
    """The same for one document whose goals and focus areas have been read; one query."""
    entered = Counter(goal.level.slug for goal in goals)
    entered["areas"] = len(areas)
    rows = ExpectedCount.objects.filter(document=document).order_by("pk")
    return [Missing(document, row.label, row.count, entered[row.what], row.source) for row in rows]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a programme is: the keys of its areas, of which `expected` are known to exist (0 when nobody says)."""

    areas: frozenset[int]
    entered: int
    expected: int

    @property
    def whole(self) -> bool:
        """False while areas of the programme are not entered: then nothing can be said to lie outside it."""
        return self.entered >= self.expected


def places_of(programmes: Iterable[SteeringDocument]) -> dict[int, Places]:
    """Per programme where it is; two queries. A local programme is about its whole district as well."""
    documents = {row.pk: row for row in programmes}
    focus: dict[int, set[int]] = defaultdict(set)
    for document, area in FocusArea.objects.filter(document__in=documents).values_list("document_id", "area_id"):
        focus[document].add(area)
    expected = dict(
        ExpectedCount.objects.filter(document__in=documents, what="areas").values_list("document_id", "count")
    )
    return {
        pk: Places(
            frozenset(focus[pk] | ({row.area_id} if row.is_local and row.area_id else set())),
            len(focus[pk]),
            expected.get(pk, 0),
        )
        for pk, row in documents.items()
    }


def alive_in(year: int) -> Q:
    """Documents that hold at some time in the year."""
    ended = Q(valid_to=None, status__in=(DocumentStatus.REPLACED, DocumentStatus.REPEALED))
    begun = Q(valid_from=None) | Q(valid_from__year__lte=year)
    return begun & (Q(valid_to=None) | Q(valid_to__year__gte=year)) & ~ended


def prioritised_programmes(year: int) -> QuerySet[SteeringDocument]:
    """The local programmes of the districts that stand in a named list, as they hold in the year."""
    first = AreaListEntry.objects.filter(area__kind=AreaKind.DISTRICT).values("area")
    chosen = SteeringDocument.objects.filter(alive_in(year), kind=DocumentKind.LOCAL_PROGRAMME, area__in=first)
    return chosen.select_related("owner", "pack")


def requests_in(year: int) -> QuerySet[ProgrammeRequest]:
    """What programmes that hold in the year ask for, programme by programme."""
    alive = SteeringDocument.objects.filter(alive_in(year)).values("pk")
    rows = ProgrammeRequest.objects.filter(programme__in=alive)
    return rows.select_related("programme", "goal", "pack").order_by("programme__sort_key", "order", "slug")


def measures_of(rows: Sequence[ActionPlanGoal]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Per goal of the rows its indicators and its activities by name, as they stand now; two queries."""
    keys = [row.goal_id for row in rows]
    indicators: dict[int, list[str]] = defaultdict(list)
    followed = GoalIndicator.objects.filter(goal__in=keys).order_by("indicator__sort_key")
    for goal, name in followed.values_list("goal_id", "indicator__name"):
        indicators[goal].append(name)
    activities: dict[int, list[str]] = defaultdict(list)
    done = ActivityGoal.objects.filter(goal__in=keys).order_by("activity__order", "activity__sort_key")
    for goal, title in done.values_list("goal_id", "activity__title"):
        activities[goal].append(title)
    return indicators, activities
