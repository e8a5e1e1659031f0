"""The executive office reads the boards' plans and comments; the executive board asks for adjustments."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.telling import plan_link, tell
from samstad.domain.cycle.choices import OPEN_ADJUSTMENTS, AdjustmentState, Voice
from samstad.domain.cycle.models import AdjustmentRequest, AdjustmentWord, PlanComment, Round
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Goal, Indicator
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal, Stale


@transaction.atomic
def comment_plan(
    *,
    of_round: Round,
    organisation: Organisation,
    indicator: Indicator,
    text: str,
    version: int,
    by: Actor,
    at: datetime,
) -> PlanComment:
    """The office's comment on one indicator in one body's plan; refused as stale when somebody wrote first."""
    require(by, Permission.RECONCILE, on=localdate(at))
    rules.must_reconcile(of_round)
    row, _made = PlanComment.objects.get_or_create(
        round=of_round, organisation=organisation, indicator=indicator, defaults={"pack": of_round.pack}
    )
    before = row.text
    written = PlanComment.objects.filter(pk=row.pk, version=version).update(
        text=text.strip(), version=version + 1, changed_by=by.name
    )
    row.refresh_from_db()
    if not written:
        raise Stale(
            _("%(name)s hann ändra kommentaren före dig.") % {"name": row.changed_by},
            {"text": row.text, "version": row.version},
        )
    record(
        "comment_plan",
        subject="cycle.adjustment",
        key=f"{of_round.slug}/{organisation.slug}/{indicator.slug}",
        board=organisation.slug,
        by=by,
        at=at,
        change={"comment": [before, row.text]},
    )
    return row


@transaction.atomic
def propose_adjustment(
    *,
    of_round: Round,
    organisation: Organisation,
    text: str,
    indicator: Indicator | None = None,
    goal: Goal | None = None,
    due: date | None = None,
    by: Actor,
    at: datetime,
) -> AdjustmentRequest:
    """The office proposes that a body is asked to adjust something; nobody outside the office is told yet."""
    require(by, Permission.RECONCILE, on=localdate(at))
    rules.must_reconcile(of_round)
    rules.check_adjustment(organisation, indicator=indicator, goal=goal, text=text)
    made = AdjustmentRequest.objects.create(
        round=of_round,
        organisation=organisation,
        indicator=indicator,
        goal=goal,
        text=text.strip(),
        due=due,
        pack=of_round.pack,
    )
    _record("propose_adjustment", made, by, at, text=[None, made.text])
    return made


@transaction.atomic
def ask_adjustments(*, of_round: Round, asked_on: date, paragraph: str, by: Actor, at: datetime) -> int:
    """The number of proposals that the executive board decided at one meeting; those who are asked are told.

    A company is told together with the company that owns it, which answers for it.
    """
    require(by, Permission.RECONCILE, on=localdate(at))
    rules.must_reconcile(of_round)
    paragraph = check_paragraph(paragraph)
    if not paragraph:
        raise Refusal("no_paragraph", _("Ange paragrafen i kommunstyrelsens protokoll."))
    proposals = list(
        AdjustmentRequest.objects.filter(round=of_round, state=AdjustmentState.PROPOSED).select_related(
            "organisation__parent", "indicator", "goal", "round"
        )
    )
    if not proposals:
        raise Refusal("nothing_to_decide", _("Det finns inga förslag att besluta. Skriv dem först."))
    rules.check_due(proposals, asked_on=asked_on)
    AdjustmentRequest.objects.filter(pk__in=[row.pk for row in proposals]).update(
        state=AdjustmentState.ASKED, asked_on=asked_on, paragraph=paragraph
    )
    for row in proposals:
        _record("ask_adjustment", row, by, at, paragraph=[None, paragraph])
        _tell_asked(row, at)
    return len(proposals)


@transaction.atomic
def ask_again(*, request: AdjustmentRequest, text: str, due: date | None, by: Actor, at: datetime) -> AdjustmentRequest:
    """The answer is not enough: the body is asked again, with what is still missing and a new last day."""
    require(by, Permission.RECONCILE, on=localdate(at))
    if not text.strip():
        raise Refusal("no_text", _("Skriv vad som fortfarande saknas, så att den som svarar vet."))
    if due and due < localdate(at):
        raise Refusal("due_passed", _("Sista dagen har redan varit. Ange en senare dag."))
    last_day = [_plain(request.due), _plain(due)]
    move(request, AdjustmentState.ANSWERED, to=AdjustmentState.ASKED, due=due)
    say(request, Voice.OFFICE, text, by=by, at=at)
    _record("ask_adjustment_again", request, by, at, text=[None, text.strip()], due=last_day)
    _tell_asked(request, at)
    return request


@transaction.atomic
def accept_adjustment(*, request: AdjustmentRequest, text: str = "", by: Actor, at: datetime) -> AdjustmentRequest:
    """Done: what was asked for has been adjusted."""
    require(by, Permission.RECONCILE, on=localdate(at))
    move(request, AdjustmentState.ANSWERED, to=AdjustmentState.ACCEPTED)
    return _close(request, "accept_adjustment", text, by, at)


@transaction.atomic
def end_adjustment(*, request: AdjustmentRequest, text: str, by: Actor, at: datetime) -> AdjustmentRequest:
    """Ended without an adjustment, with a sentence that says why; a proposal is taken back the same way."""
    require(by, Permission.RECONCILE, on=localdate(at))
    if not text.strip():
        raise Refusal("no_text", _("Skriv varför det avslutas utan ändring."))
    move(request, AdjustmentState.PROPOSED, *OPEN_ADJUSTMENTS, to=AdjustmentState.ENDED)
    return _close(request, "end_adjustment", text, by, at)


def move(request: AdjustmentRequest, *states: str, to: AdjustmentState, **fields: date | None) -> None:
    """The request in its new state; refused when it has already left the states it may be in."""
    moved = AdjustmentRequest.objects.filter(pk=request.pk, state__in=states).update(state=to, **fields)
    if not moved:
        raise Refusal("moved_on", _("Någon annan hann före. Ladda om sidan och se hur det står nu."))
    request.refresh_from_db(fields=["state", *fields])


def say(request: AdjustmentRequest, voice: Voice, text: str, *, by: Actor, at: datetime) -> AdjustmentWord:
    return AdjustmentWord.objects.create(
        request=request, voice=voice, text=text.strip(), by_name=by.name, on=localdate(at)
    )


def _close(request: AdjustmentRequest, action: str, text: str, by: Actor, at: datetime) -> AdjustmentRequest:
    if text.strip():
        say(request, Voice.OFFICE, text, by=by, at=at)
    _record(action, request, by, at, text=[None, text.strip()])
    if request.asked_on:
        told = _("%(about)s: %(state)s.") % {"about": request.about, "state": request.get_state_display()}
        _tell(request, told, at)
    return request


def _tell_asked(request: AdjustmentRequest, at: datetime) -> None:
    told = {"body": request.organisation.name, "verb": request.verb, "about": request.about}
    _tell(request, _("%(body)s %(verb)s att justera: %(about)s.") % told, at)


def _tell(request: AdjustmentRequest, text: str, at: datetime) -> None:
    bodies = [request.organisation, request.organisation.holding]
    for body in bodies:
        if body is not None:
            tell(body, text, link=plan_link(body, request.round.year), at=at)


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _record(action: str, request: AdjustmentRequest, by: Actor, at: datetime, **change: list[str | None]) -> None:
    record(
        action,
        subject="cycle.adjustment",
        key=f"{request.round.slug}/{request.organisation.slug}/{request.pk}",
        board=request.organisation.slug,
        by=by,
        at=at,
        change=dict(change),
    )
