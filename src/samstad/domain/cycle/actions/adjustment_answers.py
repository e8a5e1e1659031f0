"""A body answers what it was asked to adjust; a company's answer goes to the city by the company that owns it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle.actions.adjustments import move, say
from samstad.domain.cycle.actions.telling import plan_link, reading_link, tell
from samstad.domain.cycle.choices import WAITING_ADJUSTMENTS, AdjustmentState, Voice
from samstad.domain.cycle.models import AdjustmentRequest, AdjustmentWord
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Target
from samstad.refusals import Refusal


@transaction.atomic
def answer_adjustment(*, request: AdjustmentRequest, text: str, by: Actor, at: datetime) -> AdjustmentWord:
    """What the body has changed, tied to the target that it has set since it was asked where there is one."""
    body = request.organisation
    require(by, Permission.PLAN, on=localdate(at), board=body)
    _check_said(text, _("Skriv vad ni har ändrat, eller varför ni inte ändrar."))
    holding = body.holding
    state = AdjustmentState.AT_HOLDING if holding else AdjustmentState.ANSWERED
    move(request, *WAITING_ADJUSTMENTS, to=state)
    word = say(request, Voice.BODY, text, by=by, at=at)
    word.new_target = _new_target(request)
    word.save(update_fields=["new_target"])
    _record("answer_adjustment", request, text, by, at)
    told = _("%(body)s har svarat: %(about)s.") % {"body": body.name, "about": request.about}
    _tell_next(request, holding, told, at)
    return word


@transaction.atomic
def weigh_in(*, request: AdjustmentRequest, text: str, by: Actor, at: datetime) -> AdjustmentWord:
    """The holding company says something to its company before the answer goes to the city."""
    holding = _holding_of(request)
    require(by, Permission.PLAN, on=localdate(at), board=holding)
    _check_said(text, _("Skriv vad ni vill säga till bolaget."))
    if request.state not in WAITING_ADJUSTMENTS:
        raise Refusal("moved_on", _("Svaret är redan hos staden."))
    word = say(request, Voice.HOLDING, text, by=by, at=at)
    _record("weigh_in", request, text, by, at)
    told = _("%(body)s har kommenterat: %(about)s.") % {"body": holding.name, "about": request.about}
    company = request.organisation
    tell(company, told, link=plan_link(company, request.round.year), at=at)
    return word


@transaction.atomic
def forward_adjustment(*, request: AdjustmentRequest, text: str, by: Actor, at: datetime) -> AdjustmentWord:
    """The holding company's own answer goes to the city, with the company's beside it."""
    holding = _holding_of(request)
    require(by, Permission.PLAN, on=localdate(at), board=holding)
    _check_said(text, _("Skriv moderbolagets samlade svar."))
    move(request, *WAITING_ADJUSTMENTS, to=AdjustmentState.ANSWERED)
    word = say(request, Voice.HOLDING, text, by=by, at=at)
    _record("forward_adjustment", request, text, by, at)
    told = _("%(body)s har svarat för %(company)s: %(about)s.")
    names = {"body": holding.name, "company": request.organisation.name, "about": request.about}
    _tell_next(request, None, told % names, at)
    return word


@transaction.atomic
def weigh_in_together(
    *, requests: Sequence[AdjustmentRequest], text: str, by: Actor, at: datetime
) -> list[AdjustmentWord]:
    """The same word to several of the holding company's companies: to all of them, or to none."""
    _check_chosen(requests)
    return [weigh_in(request=request, text=text, by=by, at=at) for request in requests]


@transaction.atomic
def forward_together(
    *, requests: Sequence[AdjustmentRequest], text: str, by: Actor, at: datetime
) -> list[AdjustmentWord]:
    """The holding company's joint answer for several companies goes to the city: for all of them, or for none."""
    _check_chosen(requests)
    return [forward_adjustment(request=request, text=text, by=by, at=at) for request in requests]


def _check_chosen(requests: Sequence[AdjustmentRequest]) -> None:
    if not requests:
        raise Refusal("no_company", _("Kryssa för minst ett bolag."))


def _holding_of(request: AdjustmentRequest) -> Organisation:
    holding = request.organisation.holding
    if holding is None:
        raise Refusal("no_holding", _("Nämnden svarar själv. Bara bolagens svar går genom moderbolaget."))
    return holding


def _check_said(text: str, sentence: str) -> None:
    if not text.strip():
        raise Refusal("no_text", sentence)


def _new_target(request: AdjustmentRequest) -> Decimal | None:
    if request.indicator_id is None:
        return None
    rows = Target.objects.filter(
        indicator=request.indicator,
        organisation=request.organisation,
        year=request.round.year,
        known_from__gte=request.asked_on,
    )
    changed = rows.order_by("known_from", "pk").last()
    return changed.value if changed else None


def _tell_next(request: AdjustmentRequest, holding: Organisation | None, text: str, at: datetime) -> None:
    year = request.round.year
    tell(holding, text, link=plan_link(holding, year) if holding else reading_link(year), at=at)


def _record(action: str, request: AdjustmentRequest, text: str, by: Actor, at: datetime) -> None:
    record(
        action,
        subject="cycle.adjustment",
        key=f"{request.round.slug}/{request.organisation.slug}/{request.pk}",
        board=request.organisation.slug,
        by=by,
        at=at,
        change={"text": [None, text.strip()]},
    )
