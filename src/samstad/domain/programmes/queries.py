"""Reading steering documents and medverkan."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samstad.domain.places.models import Area
from samstad.domain.programmes.models import (
    Answer,
    Contribution,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    ProgrammeGoal,
    Question,
    SteeringDocument,
)
from samstad.domain.steering.models import Goal


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
