"""The executive office weighs together; the executive board decides; the roll-up is published."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle.actions.freeze import CollectRound, freeze
from samstad.domain.cycle.choices import AssessmentState, Judgement, Stage
from samstad.domain.cycle.models import OfficeAssessment, Round, Snapshot
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal, Stale


@transaction.atomic
def propose_assessment(
    *, of_round: Round, goal: Goal, judgement: str, text: str, version: int, by: Actor, at: datetime
) -> OfficeAssessment:
    """The office's proposal at a council's or programme's goal; at a board's goal only a comment."""
    require(by, Permission.ASSESS, on=localdate(at))
    _check_assessment(goal, judgement=judgement, text=text)
    row, _made = OfficeAssessment.objects.get_or_create(round=of_round, goal=goal, defaults={"pack": of_round.pack})
    if row.state == AssessmentState.DECIDED:
        raise Refusal("decided", _("Kommunstyrelsen har beslutat bedömningen. Den kan inte ändras."))
    written = OfficeAssessment.objects.filter(pk=row.pk, version=version).update(
        judgement=judgement, text=text.strip(), version=version + 1, changed_by=by.name
    )
    before = {"judgement": row.judgement, "text": row.text}
    row.refresh_from_db()
    if not written:
        raise Stale(
            _("%(name)s hann ändra bedömningen före dig.") % {"name": row.changed_by},
            {"judgement": row.judgement, "text": row.text, "version": row.version},
        )
    record(
        "propose_assessment",
        subject="cycle.assessment",
        key=f"{of_round.slug}/{goal.slug}",
        by=by,
        at=at,
        change={"judgement": [before["judgement"], judgement], "text": [before["text"], text.strip()]},
    )
    return row


@transaction.atomic
def decide_assessment(*, of_round: Round, decided_on: date, paragraph: str, by: Actor, at: datetime) -> int:
    """The number of proposals that the executive board decided at one meeting."""
    require(by, Permission.ASSESS, on=localdate(at))
    paragraph = check_paragraph(paragraph)
    if not paragraph:
        raise Refusal("no_paragraph", _("Ange paragrafen i kommunstyrelsens protokoll."))
    proposals = OfficeAssessment.objects.filter(round=of_round, state=AssessmentState.PROPOSED).exclude(judgement="")
    decided = proposals.update(state=AssessmentState.DECIDED, decided_on=decided_on, paragraph=paragraph)
    if not decided:
        raise Refusal("nothing_to_decide", _("Det finns inga förslag att besluta. Skriv dem först."))
    record(
        "decide_assessment",
        subject="cycle.round",
        key=of_round.slug,
        by=by,
        at=at,
        change={"decided": [0, decided], "paragraph": [None, paragraph]},
    )
    return decided


@transaction.atomic
def publish_roll_up(*, of_round: Round, collect: CollectRound, on: date, by: Actor, at: datetime) -> Snapshot:
    """The city's roll-up, frozen; a later one stands beside it with the next number."""
    require(by, Permission.PUBLISH, on=localdate(at))
    published = freeze(collect(of_round), of_round=of_round, stage=Stage.ROLL_UP, on=on, by=by)
    record(
        "publish_roll_up",
        subject="cycle.round",
        key=of_round.slug,
        by=by,
        at=at,
        change={"number": [None, published.number]},
    )
    return published


def _check_assessment(goal: Goal, *, judgement: str, text: str) -> None:
    weighs = goal.level.sphere in (Sphere.COUNCIL, Sphere.PROGRAMME)
    if judgement and not weighs:
        raise Refusal("not_ours", _("Nämndens eget mål bedöms av nämnden. Stadsledningskontoret kan kommentera."))
    if judgement and judgement not in Judgement.values:
        raise Refusal("bad_judgement", _("Välj en bedömning ur listan."))
    if not judgement and not text.strip():
        raise Refusal("empty", _("Skriv en bedömning eller en kommentar."))
