"""Reading steering documents and medverkan."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstad.domain.history.as_known import CHANGED_BY_PACK, NOW, AsKnown
from samstad.domain.history.models import Event
from samstad.domain.history.rows_together import rows_together
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaListEntry
from samstad.domain.programmes.choices import DocumentKind, DocumentStatus
from samstad.domain.programmes.models import (
    ActionPlanGoal,
    Answer,
    Contribution,
    DocumentStep,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    ProgrammeGoal,
    ProgrammeRequest,
    Question,
    SteeringDocument,
)
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, GoalIndicator

OF_PROGRAMME = ("programme__slug", "programme__title", "programme__kind")
SHOWN_OF_QUESTION = ("slug", "text", "asked_on", "asked__name", *OF_PROGRAMME, "pack__example")
SHOWN_OF_GIVEN = (
    "slug", "theme_printed", "organisation__slug", "organisation__name", *OF_PROGRAMME, "activity__slug",
    "activity__title", "question__asked_on", "pack__example",
)  # fmt: skip


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


def asked_lines(questions: QuerySet[Question], as_known: AsKnown = NOW) -> list[AskedLine]:
    """The questions in order with their latest answer, as they stood on the day; one query."""
    asked, answered = _asked_by_the_day(questions, as_known)
    rows, answers = rows_together(
        asked.select_related("asked", "programme", "programme__owner", "goal", "activity", "pack"),
        answered.select_related("decided_by", "activity"),
    )
    for row in rows:
        as_known.reword((row.goal, row.activity, row.programme))
    return _with_latest(rows, answers)


def asked_and_given(
    questions: QuerySet[Question], given: Q, as_known: AsKnown = NOW
) -> tuple[list[AskedLine], list[Contribution]]:
    """`asked_lines` and `contributions_known` with what a page of both shows of them; one query."""
    asked, answered = _asked_by_the_day(questions, as_known)
    standing = _given_by_the_day(given, as_known)
    rows, answers, contributed = rows_together(
        asked.select_related("asked", "programme", "pack").only(*SHOWN_OF_QUESTION),
        answered.select_related("decided_by"),
        standing.select_related("organisation", "programme", "activity", "question", "pack").only(*SHOWN_OF_GIVEN),
    )
    as_known.reword(row.programme for row in (*rows, *contributed))
    as_known.reword(row.activity for row in contributed)
    _forget_later_questions(contributed, as_known)
    return _with_latest(rows, answers), contributed


def _asked_by_the_day(questions: QuerySet[Question], as_known: AsKnown) -> tuple[QuerySet[Question], QuerySet[Answer]]:
    """The questions and the answers to them, the latest answer last."""
    asked = Q() if as_known.on is None else Q(asked_on__lte=as_known.on)
    answered = Q() if as_known.on is None else Q(answered_on__lte=as_known.on)
    chosen = questions.filter(asked)
    answers = Answer.objects.filter(answered, question__in=chosen.order_by().values("pk"))
    return chosen, answers.order_by("answered_on", "pk")


def _with_latest(rows: list[Question], answers: list[Answer]) -> list[AskedLine]:
    latest = {answer.question_id: answer for answer in answers}
    return [AskedLine(row, latest.get(row.pk)) for row in rows]


def contributions(chosen: Q, as_known: AsKnown = NOW) -> QuerySet[Contribution]:
    """Contributions with what a list shows of them; on a past day also those that were taken back later."""
    rows = _given_by_the_day(chosen, as_known)
    return rows.select_related("organisation", "programme", "programme__owner", "activity", "goal", "question", "pack")


def _given_by_the_day(chosen: Q, as_known: AsKnown) -> QuerySet[Contribution]:
    if as_known.on is None:
        return Contribution.objects.filter(chosen)
    given = Q(given_on=None) | Q(given_on__lte=as_known.on)
    standing = Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_known.on)
    return Contribution.every.filter(chosen, given, standing, as_known.there(Activity, "activity__slug"))


def contributions_known(chosen: Q, as_known: AsKnown) -> list[Contribution]:
    """The same as rows, worded as they were on the day."""
    rows = list(contributions(chosen, as_known))
    for row in rows:
        as_known.reword((row.activity, row.goal, row.programme))
    _forget_later_questions(rows, as_known)
    return rows


def _forget_later_questions(rows: Iterable[Contribution], as_known: AsKnown) -> None:
    for row in rows:
        if as_known.on and row.question and row.question.asked_on > as_known.on:
            row.question = None


def known_documents(as_known: AsKnown, at: str = "") -> Q:
    """True of documents that were known by the day; `at` is the way to the document, "document__" or nothing.

    One whose first dated step lies later was not, unless the service knew it before it took that step. One without any
    date is taken as known, and is told as unsure.
    """
    if as_known.on is None:
        return Q()
    steps = DocumentStep.objects.filter(document=OuterRef(f"{at}pk"))
    taken_later = as_known.done_later("take_document_step", SteeringDocument, f"{at}slug")
    adopted = Q(**{f"{at}adopted_on__lte": as_known.on})
    undecided = Q(**{f"{at}adopted_on": None}) | Q(Exists(taken_later.filter(change__has_key="adopted_on")))
    begun = ~Q(Exists(steps)) | Q(Exists(steps.filter(on__lte=as_known.on))) | Q(Exists(taken_later))
    return as_known.there(SteeringDocument, f"{at}slug") & (adopted | (undecided & begun))


def is_known(document: SteeringDocument, as_known: AsKnown) -> bool:
    """The same of one document that has been read."""
    return as_known.on is None or SteeringDocument.objects.filter(known_documents(as_known), pk=document.pk).exists()


def stand_as_known(rows: Iterable[SteeringDocument], as_known: AsKnown) -> None:
    """Each document takes back its wording and its standing on the day; two queries."""
    if as_known.on is None:
        return
    found = {row.pk: row for row in rows}
    as_known.reword(found.values())
    steps = DocumentStep.objects.filter(document__in=found).select_related("body").order_by("on", "pk")
    taken: dict[int, list[DocumentStep]] = {}
    for step in steps:
        taken.setdefault(step.document_id, []).append(step)
    for key, of_document in taken.items():
        _stand(found[key], [step for step in of_document if step.on <= as_known.on], as_known.on)


def steps_known(document: SteeringDocument, as_known: AsKnown = NOW) -> tuple[DocumentStep, ...]:
    """The steps that the document had taken, the first one first."""
    return tuple(steps_taken(document, as_known))


def steps_taken(document: SteeringDocument, as_known: AsKnown = NOW) -> QuerySet[DocumentStep]:
    """The same, not read yet."""
    taken = Q() if as_known.on is None else Q(on__lte=as_known.on)
    return DocumentStep.objects.filter(taken, document=document).select_related("body")


def _stand(row: SteeringDocument, taken: list[DocumentStep], on: date) -> None:
    """As the last of the steps left it; before the first as the row has been worded back, if that was by then."""
    adopted = next((step for step in reversed(taken) if step.status == DocumentStatus.ADOPTED), None)
    if adopted:
        row.adopted_on, row.decided_by, row.paragraph = adopted.on, adopted.body, adopted.paragraph
    elif row.adopted_on is None or row.adopted_on > on:
        row.status = DocumentStatus.UNKNOWN if row.adopted_on else row.status
        row.adopted_on, row.decided_by, row.paragraph = None, None, ""
    if taken:
        row.status = taken[-1].status


def successions(document: SteeringDocument, as_known: AsKnown = NOW) -> QuerySet[DocumentSuccession]:
    """What the document replaced and what replaced it; the two ends are worded as they are now."""
    rows = DocumentSuccession.objects.filter(Q(before=document) | Q(after=document)).select_related("before", "after")
    if as_known.on is None:
        return rows
    later = DocumentStep.objects.filter(document=OuterRef("before"), status=DocumentStatus.REPLACED, on__gt=as_known.on)
    return rows.filter(known_documents(as_known, "before__"), known_documents(as_known, "after__"), ~Exists(later))


def missing_from(as_known: AsKnown = NOW) -> list[Missing]:
    """What documents are known to hold against what is entered; three queries.

    `ExpectedCount.what` names a goal level by its slug, or "areas" for focus areas.
    """
    held = ProgrammeGoal.objects.filter(as_known.there(Goal, "goal__slug"))
    entered = Counter(held.values_list("document_id", "goal__level__slug"))
    entered.update((document, "areas") for document in FocusArea.objects.values_list("document_id", flat=True))
    known = known_documents(as_known, "document__")
    expected = ExpectedCount.objects.filter(known).select_related("document", "document__pack")
    return [
        Missing(row.document, row.label, row.count, entered[row.document_id, row.what], row.source)
        for row in expected.order_by("document__sort_key", "pk")
    ]


def missing_from_one(
    document: SteeringDocument, expected: Iterable[ExpectedCount], goals: Sequence[Goal], areas: Sequence[Area]
) -> list[Missing]:
    """The same for one document whose counts, goals and focus areas have been read."""
    entered = Counter(goal.level.slug for goal in goals)
    entered["areas"] = len(areas)
    return [Missing(document, row.label, row.count, entered[row.what], row.source) for row in expected]


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


def requests_in(year: int, *, withdrawn: bool = False) -> QuerySet[ProgrammeRequest]:
    """What programmes that hold in the year ask for, programme by programme; those withdrawn only when asked for."""
    alive = SteeringDocument.objects.filter(alive_in(year)).values("pk")
    rows = ProgrammeRequest.objects.filter(programme__in=alive)
    rows = rows if withdrawn else rows.filter(withdrawn_on=None)
    return rows.select_related("programme", "goal", "pack").order_by("programme__sort_key", "order", "slug")


Wordings = dict[str, list[tuple[datetime, str]]]
"""By a request's address what it has said, each until its moment, the oldest first."""


def earlier_wordings(requests: Iterable[ProgrammeRequest]) -> Wordings:
    """What requests said before they were reworded; one query."""
    rows = Event.objects.filter(
        subject=ProgrammeRequest._meta.label_lower,
        subject_key__in={row.slug for row in requests},
        action__in=("reword_request", CHANGED_BY_PACK),
    )
    found: Wordings = defaultdict(list)
    for slug, at, change in rows.order_by("at", "pk").values_list("subject_key", "at", "change"):
        if "text" in change:
            found[slug].append((at, change["text"][0]))
    return found


def wording_when(request: ProgrammeRequest, earlier: Wordings, at: datetime | None) -> str:
    """What the request said then, where that is not what it says now; None is before it was ever reworded."""
    said = next((text for until, text in earlier.get(request.slug, ()) if at is None or at < until), request.text)
    return "" if said == request.text else said


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
