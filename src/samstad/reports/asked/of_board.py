"""What one board's plan has to answer: requests of programmes, and priorities that are owed unasked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samstad.domain.cycle.models import Report
from samstad.domain.organisation.choices import MUST_PRIORITISE
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeRequest, RequestBody, SteeringDocument
from samstad.domain.programmes.queries import prioritised_programmes, requests_in
from samstad.reports.asked.answers import GivenAnswer, Thing, read_answers, tied_to


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request to the board. `tied` is what it has tied to the request's goal in its plan already.

    One that is withdrawn, or no longer put to the board (no `role`), is here for the answer that the board gave.
    """

    request: ProgrammeRequest
    role: str
    answer: GivenAnswer | None
    tied: tuple[Thing, ...]

    @property
    def answered(self) -> bool:
        """Silence is no answer; a goal or an activity tied to the programme's goal is one."""
        return self.answer is not None or bool(self.tied)

    @property
    def stands(self) -> bool:
        """True when the board owes an answer."""
        return bool(self.role) and self.request.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """A prioritised programme, and how the body says that it prioritises for it."""

    programme: SteeringDocument
    answer: GivenAnswer | None


@dataclass(frozen=True, slots=True)
class AskedOfBoard:
    requests: tuple[RequestLine, ...]
    priorities: tuple[PriorityLine, ...]

    @property
    def count(self) -> int:
        return len(self.requests) + len(self.priorities)

    @property
    def left(self) -> int:
        """How many are not answered."""
        return sum(not line.answered for line in self.requests) + sum(not line.answer for line in self.priorities)

    @property
    def example(self) -> bool:
        """True when a request, or something that is answered with, is invented."""
        things = [thing for line in self.requests for thing in line.tied]
        answers = [line.answer for line in self.requests] + [line.answer for line in self.priorities]
        things += [thing for answer in answers if answer for thing in answer.things]
        packs = [line.request.pack for line in self.requests]
        return any(pack and pack.example for pack in packs) or any(thing.example for thing in things)


def read_asked(report: Report) -> AskedOfBoard:
    """What the plan has to answer, programme by programme, in a fixed number of queries."""
    year, body = report.round.year, report.organisation
    answers = read_answers([report])
    owed = Q(bodies__organisation=body, withdrawn_on=None)
    answered = Q(pk__in=[request for _report, _programme, request in answers if request])
    asked = requests_in(year, withdrawn=True).filter(owed | answered, kind=RequestKind.PLAN).distinct()
    requests = list(asked.select_related("programme__pack", "goal__level"))
    roles = dict(RequestBody.objects.filter(organisation=body).values_list("request_id", "role"))
    tied = tied_to([row.goal_id for row in requests if row.goal_id], year)
    lines = tuple(
        RequestLine(
            row,
            roles.get(row.pk, ""),
            answers.get((report.pk, row.programme_id, row.pk)),
            tuple(thing for _year, thing in tied.get((row.goal_id or 0, body.pk), [])),
        )
        for row in requests
    )
    prioritised = programmes_owed(body, year)
    return AskedOfBoard(lines, tuple(PriorityLine(row, answers.get((report.pk, row.pk, None))) for row in prioritised))


def programmes_owed(body: Organisation, year: int) -> Iterable[SteeringDocument]:
    """The prioritised programmes, for a body that must say how it prioritises."""
    return prioritised_programmes(year).exclude(owner=body) if body.kind in MUST_PRIORITISE else ()


def asked_facts(asked: AskedOfBoard) -> dict[str, Any]:
    """The same as plain JSON, for the text that is frozen."""
    return {
        "requests": [
            {
                "programme": _programme(line.request.programme),
                "goal": line.request.goal.title if line.request.goal else "",
                "text": line.request.text,
                "role": line.role,
                **({} if line.stands else {"ended": _ended(line.request)}),
                "answer": line.answer and _answer(line.answer),
                "tied": [_thing(thing) for thing in line.tied],
            }
            for line in asked.requests
        ],
        "priorities": [
            {"programme": _programme(line.programme), "answer": line.answer and _answer(line.answer)}
            for line in asked.priorities
        ],
    }


def _ended(row: ProgrammeRequest) -> dict[str, str]:
    return {"day": row.withdrawn_on.isoformat() if row.withdrawn_on else "", "reason": row.withdrawn_reason}


def _programme(row: SteeringDocument) -> dict[str, str]:
    return {"slug": row.slug, "title": row.title, "status": row.status}


def _answer(given: GivenAnswer) -> dict[str, Any]:
    return {
        "text": given.text,
        **({"asked_as": given.asked_as} if given.asked_as else {}),
        "things": [_thing(thing) for thing in given.things],
        "outside": given.outside,
        "entered": given.entered,
        "expected": given.expected,
    }


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "kind": thing.kind,
        "word": thing.word,
        "slug": thing.slug,
        "title": thing.title,
        "areas": list(thing.areas),
    }
