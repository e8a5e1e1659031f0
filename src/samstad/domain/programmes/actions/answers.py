"""A partner answers for itself, or the district writes down the answer of a party that has no account."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes import rules
from samstad.domain.programmes.actions.contributions import keep_contribution, withdraw_contributions
from samstad.domain.programmes.actions.telling import tell_coordinators
from samstad.domain.programmes.choices import AnswerKind, Standing
from samstad.domain.programmes.models import Answer, Question
from samstad.domain.steering.actions import ActivityPlan, add_activity
from samstad.domain.steering.choices import Origin
from samstad.domain.steering.models import Activity
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal


@dataclass(frozen=True)
class Reply:
    """What is answered. An office's word binds no money until the body has decided.

    A yes names an activity of one's own, or the title of a new one (`new_activity`) in the plan of `year`.
    """

    kind: str
    text: str = ""
    activity: Activity | None = None
    new_activity: str = ""
    year: int | None = None
    standing: str = Standing.OFFICE
    decided_by: Organisation | None = None
    decided_on: date | None = None
    paragraph: str = ""
    binds_money: bool = False


@transaction.atomic
def answer(*, question: Question, reply: Reply, by: Actor, at: datetime) -> Answer:
    """The stored answer of the asked body itself; with a yes its activity becomes a contribution."""
    require(by, Permission.ANSWER, on=localdate(at), board=question.asked)
    said = _with_activity(question, reply, by=by, at=at)
    stored = _store(question, said, answered_by=by.name, answered_on=localdate(at), for_other=False)
    _remember(stored, by=by, at=at)
    return stored


@transaction.atomic
def record_answer_for(
    *, question: Question, reply: Reply, answered_by: str, answered_on: date, by: Actor, at: datetime
) -> Answer:
    """What an outside party said, written down by the district with the name and day of who said it."""
    require(by, Permission.ASK, on=localdate(at), board=question.programme.owner)
    if not question.asked.is_external:
        raise Refusal("answers_itself", _("%(name)s svarar själv i tjänsten.") % {"name": question.asked.name})
    if not answered_by.strip():
        raise Refusal("no_name", _("Skriv vem som svarade."))
    if answered_on < question.asked_on or answered_on > localdate(at):
        raise Refusal("odd_day", _("Svarsdagen ska ligga mellan frågan och i dag."))
    stored = _store(question, reply, answered_by=answered_by.strip(), answered_on=answered_on, for_other=True)
    _remember(stored, by=by, at=at)
    return stored


def _with_activity(question: Question, reply: Reply, *, by: Actor, at: datetime) -> Reply:
    """The reply with the activity that it adds to the plan, when it adds one."""
    if reply.kind != AnswerKind.YES or reply.activity or not reply.new_activity.strip():
        return reply
    plan = ActivityPlan(title=reply.new_activity, goals=(question.goal,) if question.goal else ())
    made = add_activity(owner=question.asked, year=reply.year or localdate(at).year, plan=plan, by=by, at=at)
    made.origin = Origin.PARTNER
    made.save(update_fields=["origin"])
    return replace(reply, activity=made)


def _store(question: Question, reply: Reply, *, answered_by: str, answered_on: date, for_other: bool) -> Answer:
    rules.check_answer(kind=reply.kind, text=reply.text, activity=reply.activity, answering=question.asked)
    paragraph = check_paragraph(reply.paragraph)
    rules.check_standing(
        standing=reply.standing, decided_by=reply.decided_by, decided_on=reply.decided_on, paragraph=paragraph
    )
    decided = reply.standing == Standing.DECIDED
    return Answer.objects.create(
        question=question,
        kind=reply.kind,
        text=reply.text.strip(),
        activity=reply.activity,
        standing=reply.standing,
        decided_by=reply.decided_by if decided else None,
        decided_on=reply.decided_on if decided else None,
        paragraph=paragraph if decided else "",
        binds_money=reply.binds_money,
        answered_on=answered_on,
        answered_by=answered_by,
        recorded_for_other=for_other,
    )


def _remember(stored: Answer, *, by: Actor, at: datetime) -> None:
    question = stored.question
    kept = stored.activity if stored.kind == AnswerKind.YES else None
    withdraw_contributions(question, but=kept, on=localdate(at))
    if kept:
        keep_contribution(
            programme=question.programme, activity=kept, goal=question.goal, on=localdate(at), question=question
        )
    if question.programme.owner:
        said = _("%(body)s har svarat: %(kind)s") % {
            "body": question.asked.short_name,
            "kind": AnswerKind(stored.kind).label,
        }
        tell_coordinators(question.programme.owner, said, at=at)
    record(
        "answer",
        subject="programmes.question",
        key=question.slug,
        board=question.asked.slug,
        by=by,
        at=at,
        change={"kind": [None, stored.kind], "standing": [None, stored.standing]},
    )
