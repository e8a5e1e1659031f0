"""Who has answered what programmes ask, and who is silent, over all boards and companies of one year.

Only what stands in a plan that has been sent out is an answer; a draft is nobody's word yet.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samstad.domain.cycle.choices import PUBLIC_STATES, RoundKind
from samstad.domain.cycle.models import Report, Round
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.choices import MUST_PRIORITISE
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import RequestKind, RequestRole
from samstad.domain.programmes.models import ProgrammeRequest, RequestBody, SteeringDocument
from samstad.domain.programmes.queries import prioritised_programmes, requests_in
from samstad.reports.asked.answers import GivenAnswer, Key, Thing, outside_sentence, read_answers, tied_to


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body at one request or programme. `late` when the last day for the plan has passed without an answer."""

    body: Organisation
    role: str
    answer: GivenAnswer | None
    tied: tuple[Thing, ...]
    report: Report | None
    late: bool

    @property
    def answered(self) -> bool:
        return self.answer is not None or bool(self.tied)

    @property
    def example(self) -> bool:
        things = (*self.tied, *(self.answer.things if self.answer else ()))
        pack = self.report.pack if self.report and self.answer else None
        return bool(pack and pack.example) or any(thing.example for thing in things)

    @property
    def role_words(self) -> str:
        return str(RequestRole(self.role).label) if self.role else ""

    @property
    def outside_words(self) -> str:
        """A sentence when the answer lies outside the programme's areas, else nothing."""
        found = self.answer
        return outside_sentence(found.entered, found.expected) if found and found.outside else ""

    @property
    def sent_out(self) -> bool:
        """True when the body's plan can be read by all."""
        return self.report is not None and self.report.state in PUBLIC_STATES


@dataclass(frozen=True, slots=True)
class RequestStanding:
    request: ProgrammeRequest
    lines: tuple[BodyLine, ...]

    @property
    def silent(self) -> tuple[BodyLine, ...]:
        return tuple(line for line in self.lines if not line.answered)


@dataclass(frozen=True, slots=True)
class PriorityStanding:
    """A prioritised programme with everybody who owes it an account."""

    programme: SteeringDocument
    lines: tuple[BodyLine, ...]

    @property
    def answered(self) -> tuple[BodyLine, ...]:
        return tuple(line for line in self.lines if line.answered)

    @property
    def silent(self) -> tuple[BodyLine, ...]:
        return tuple(line for line in self.lines if not line.answered)


@dataclass(frozen=True, slots=True)
class SilentBody:
    """A body with the prioritised programmes that it has not accounted for."""

    body: Organisation
    programmes: tuple[SteeringDocument, ...]
    every: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """The year's requests and priorities with their answers; `due` is the last day for the plans.

    What has been withdrawn is told with the answers that were given, and with nobody's silence.
    """

    year: int
    due: date | None
    requests: tuple[RequestStanding, ...]
    priorities: tuple[PriorityStanding, ...]
    withdrawn: tuple[RequestStanding, ...] = ()

    @property
    def example(self) -> bool:
        """True when something that is answered with, or a plan itself, is invented."""
        lines = [line for standing in (*self.requests, *self.withdrawn) for line in standing.lines]
        lines += [line for standing in self.priorities for line in standing.lines]
        return any(line.example for line in lines)

    @property
    def bodies(self) -> tuple[SilentBody, ...]:
        """Those who owe an account of their priorities, in name order, each with the programmes that lack one."""
        found: dict[int, list[tuple[BodyLine, SteeringDocument]]] = {}
        for standing in self.priorities:
            for line in standing.silent:
                found.setdefault(line.body.pk, []).append((line, standing.programme))
        owed = Counter(line.body.pk for standing in self.priorities for line in standing.lines)
        made = [
            SilentBody(
                rows[0][0].body,
                tuple(programme for _line, programme in rows),
                len(rows) == owed[key],
                rows[0][0].late,
            )
            for key, rows in found.items()
        ]
        return tuple(sorted(made, key=lambda row: row.body.sort_key))


def read_silence(year: int, *, on: date, programme: SteeringDocument | None = None) -> Silence:
    """The year as it stands on the day, for one programme or for all; a fixed number of queries."""
    of_round = Round.objects.filter(year=year, kind=RoundKind.VP).first()
    rows = Report.objects.filter(round=of_round).select_related("organisation", "round", "pack") if of_round else ()
    reports = {report.organisation_id: report for report in rows}
    public = [report for report in reports.values() if report.state in PUBLIC_STATES]
    answers = read_answers(public)
    due = of_round.due if of_round else None
    late = due is not None and due < on

    def line(body: Organisation, role: str, key: tuple[int, int | None], tied: Iterable[Thing] = ()) -> BodyLine:
        report, things = reports.get(body.pk), tuple(tied)
        answer = answers.get((report.pk, *key)) if report else None
        return BodyLine(body, role, answer, things, report, late and answer is None and not things)

    requests, owed = _requests(year, programme), _must_prioritise(year)
    tied = tied_to([row.goal_id for row in requests if row.goal_id], year)
    asked = RequestBody.objects.filter(request__in=requests).select_related("organisation")
    bodies: dict[int, list[tuple[Organisation, str]]] = {row.pk: [] for row in requests}
    for row in asked.order_by("organisation__sort_key"):
        bodies[row.request_id].append((row.organisation, row.role))
    for body, request_key in _no_longer_asked(bodies, public, answers):
        bodies[request_key].append((body, ""))

    def standing(request: ProgrammeRequest) -> RequestStanding:
        key, goal = (request.programme_id, request.pk), request.goal_id or 0
        lines = (
            line(body, role, key, (thing for _year, thing in tied.get((goal, body.pk), [])))
            for body, role in bodies[request.pk]
        )
        return RequestStanding(request, tuple(row for row in lines if row.answer or not request.withdrawn_on))

    return Silence(
        year,
        due,
        tuple(standing(request) for request in requests if not request.withdrawn_on),
        tuple(
            PriorityStanding(row, tuple(line(body, "", (row.pk, None)) for body in owed if body.pk != row.owner_id))
            for row in _prioritised(year, programme)
        ),
        tuple(standing(request) for request in requests if request.withdrawn_on),
    )


def _no_longer_asked(
    bodies: dict[int, list[tuple[Organisation, str]]], reports: Iterable[Report], answers: dict[Key, GivenAnswer]
) -> Iterable[tuple[Organisation, int]]:
    """Those who have answered a request that is not put to them any more: their answers are told all the same."""
    by_key = {report.pk: report.organisation for report in reports}
    for report, _programme, request in answers:
        body = by_key[report]
        if request in bodies and body.pk not in {asked.pk for asked, _role in bodies[request]}:
            yield body, request


def _requests(year: int, programme: SteeringDocument | None) -> list[ProgrammeRequest]:
    rows = requests_in(year, withdrawn=True).filter(kind=RequestKind.PLAN)
    return list(rows if programme is None else rows.filter(programme=programme))


def _prioritised(year: int, programme: SteeringDocument | None) -> list[SteeringDocument]:
    rows = prioritised_programmes(year)
    return list(rows if programme is None else rows.filter(pk=programme.pk))


def _must_prioritise(year: int) -> list[Organisation]:
    return list(reporting_bodies(date(year, 12, 31)).filter(kind__in=MUST_PRIORITISE).order_by("sort_key"))
