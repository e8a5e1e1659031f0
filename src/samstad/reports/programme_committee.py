"""A programme as the committee of the executive board drives it on: who is silent, what is overdue, what is missing."""

from dataclasses import dataclass
from datetime import date

from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import Question, SteeringDocument
from samstad.domain.programmes.queries import asked_lines
from samstad.reports.action_plans import ActionPlans, read_action_plans
from samstad.reports.asked import Silence, read_silence
from samstad.reports.asked.followed import FollowedUp, read_followed
from samstad.reports.medverkan import Asked, with_clock
from samstad.reports.thread_check import check, grouped
from samstad.reports.thread_check.check import Group

ASKED_CODES = ("request-unanswered", "priority-untold", "no-action-plan", "question-unanswered")
"""Findings that the page tells in full under a heading of their own."""


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """`overdue` are questions of the programme that have waited too long; `gaps` the other findings in it."""

    programme: SteeringDocument
    year: int
    committee: Organisation | None
    silence: Silence
    overdue: tuple[Asked, ...]
    plans: ActionPlans
    gaps: tuple[Group, ...]
    followed: tuple[FollowedUp, ...]
    example: bool

    @property
    def gap_count(self) -> int:
        return sum(len(group.findings) for group in self.gaps)


def read_committee_page(programme: SteeringDocument, *, year: int, on: date) -> CommitteePage:
    """The page in about sixty queries, however large the city is.

    A local programme shows the priorities for itself, another those for every prioritised programme.
    """
    of_one = read_silence(year, on=on, programme=programme)
    silence = of_one if programme.is_local else _with_every_priority(of_one, read_silence(year, on=on))
    asked = [with_clock(line, on) for line in asked_lines(Question.objects.filter(programme=programme))]
    found = check(on=on, programme=programme, year=year)
    plans = read_action_plans(programme, on=on)
    return CommitteePage(
        programme,
        year,
        Organisation.objects.filter(kind=BodyKind.BOARD_COMMITTEE).first(),
        silence,
        tuple(row for row in asked if row.overdue),
        plans,
        grouped(row for row in found if row.code not in ASKED_CODES),
        read_followed(year),
        bool(programme.pack and programme.pack.example)
        or plans.example
        or any(row.example for row in found)
        or silence.example
        or any(row.question.pack and row.question.pack.example for row in asked),
    )


def _with_every_priority(of_one: Silence, of_all: Silence) -> Silence:
    return Silence(of_one.year, of_one.due, of_one.requests, of_all.priorities, of_one.withdrawn)
