"""The executive office's assessments, proposed and decided through the real actions."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import AssessmentState
from samstad.domain.cycle.models import OfficeAssessment, Round
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Goal
from samstad.sources.city_pack.compare import Change, Plan
from samstad.sources.city_pack.kinds import BY_NAME
from samstad.sources.city_pack.stored import Stored

Meeting = tuple[str, date | None, str]
"""Round, day and paragraph; a proposal has neither day nor paragraph."""


def load_assessments(
    plan: Plan,
    stored: Stored,
    placed: Callable[[Change], AbstractContextManager[None]],
    left: list[str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Meeting by meeting, so that a decision takes only its own proposals; undecided ones last."""
    by_meeting: dict[Meeting, list[Change]] = defaultdict(list)
    for change in plan.changes(BY_NAME["office_assessments"]):
        if change.stored is None or change.changed:
            values = change.record.values
            by_meeting[values["round"], values.get("decided_on"), values.get("paragraph", "")].append(change)
    for meeting in sorted(by_meeting, key=lambda key: (key[0], key[1] or date.max, key[2])):
        _one_meeting(meeting, by_meeting[meeting], stored, placed, left, by, at)


def _one_meeting(
    meeting: Meeting,
    changes: list[Change],
    stored: Stored,
    placed: Callable[[Change], AbstractContextManager[None]],
    left: list[str],
    by: Actor,
    at: datetime,
) -> None:
    of_round = Round.objects.select_related("pack").get(pk=stored.pks["rounds"][meeting[0]])
    done: list[Change] = []
    for change in changes:
        if change.stored is not None and change.stored.values.get("state") == AssessmentState.DECIDED:
            change.left = True
            left.append(f"{change.record.title}: bedömningen är beslutad i tjänsten; paketets uppgifter läses inte in.")
            continue
        with placed(change):
            _propose(change, of_round, stored, by, at)
        done.append(change)
    if done and done[0].record.values.get("state") == AssessmentState.DECIDED:
        with placed(done[0]):
            day = meeting[1] or of_round.opened_on
            actions.decide_assessment(of_round=of_round, decided_on=day, paragraph=meeting[2], by=by, at=at)


def _propose(change: Change, of_round: Round, stored: Stored, by: Actor, at: datetime) -> None:
    values = change.record.values
    goal = Goal.objects.select_related("level").get(pk=stored.pks["goals"][values["goal"]])
    standing = OfficeAssessment.objects.filter(round=of_round, goal=goal).first()
    actions.propose_assessment(
        of_round=of_round,
        goal=goal,
        judgement=values.get("judgement", ""),
        text=values.get("text", ""),
        version=standing.version if standing else 0,
        by=by,
        at=at,
    )
