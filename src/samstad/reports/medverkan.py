"""Everything asked of a body, and everything it gives."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samstad.calculations.clocks import days_waited, is_overdue
from samstad.domain.history.models import Pack
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import Standing
from samstad.domain.programmes.models import Answer, Contribution, PartnerIntention, Question, SteeringDocument
from samstad.domain.programmes.queries import AskedLine, asked_lines, contributions


@dataclass(frozen=True)
class Asked:
    """A question with its clock. `standing` is besked, preliminart or beslutat, empty while unanswered."""

    question: Question
    answer: Answer | None
    days: int
    overdue: bool
    standing: str


@dataclass(frozen=True)
class Match:
    """One programme: does it name the body among its partners, and does the body contribute to it?"""

    programme: SteeringDocument
    named: bool
    contributes: bool


@dataclass(frozen=True)
class Medverkan:
    body: Organisation
    intentions: tuple[PartnerIntention, ...]
    asked_of_us: tuple[Asked, ...]
    asked_by_us: tuple[Asked, ...]
    given: tuple[Contribution, ...]
    received: tuple[Contribution, ...]
    matches: tuple[Match, ...]
    example: bool


def medverkan(body: Organisation, *, on: date) -> Medverkan:
    """Both directions for one body, in a fixed number of queries."""
    intentions = tuple(
        PartnerIntention.objects.filter(organisation=body)
        .select_related("document__owner")
        .order_by("document__owner__sort_key", "order")
    )
    questions = asked_lines(Question.objects.filter(Q(asked=body) | Q(programme__owner=body)))
    shown = [with_clock(line, on) for line in questions]
    rows = list(contributions(Q(organisation=body) | Q(programme__owner=body)))
    given = tuple(row for row in rows if row.organisation_id == body.pk)
    examples = set(Pack.objects.filter(example=True).values_list("pk", flat=True))
    return Medverkan(
        body=body,
        intentions=intentions,
        asked_of_us=tuple(row for row in shown if row.question.asked_id == body.pk),
        asked_by_us=tuple(row for row in shown if row.question.programme.owner_id == body.pk),
        given=given,
        received=tuple(row for row in rows if row.programme.owner_id == body.pk),
        matches=_matches(intentions, given),
        example=any(row.question.pack_id in examples for row in shown) or any(row.pack_id in examples for row in rows),
    )


def with_clock(line: AskedLine, on: date) -> Asked:
    """The question with how long it waited for its answer, or has waited by the day."""
    question, answer = line.question, line.answer
    until = answer.answered_on if answer else on
    overdue = answer is None and is_overdue(question.asked_on, on)
    return Asked(question, answer, days_waited(question.asked_on, until), overdue, standing_of(answer))


def standing_of(answer: Answer | None) -> str:
    """An office's word is besked; one that binds money is preliminary until it is decided."""
    if answer is None:
        return ""
    if answer.standing == Standing.DECIDED:
        return "beslutat"
    return "preliminart" if answer.binds_money else "besked"


def _matches(intentions: tuple[PartnerIntention, ...], given: tuple[Contribution, ...]) -> tuple[Match, ...]:
    named = {row.document_id: row.document for row in intentions}
    gives = {row.programme_id: row.programme for row in given}
    programmes = {**named, **gives}
    rows = [Match(document, pk in named, pk in gives) for pk, document in programmes.items()]
    return tuple(sorted(rows, key=lambda row: row.programme.sort_key))
