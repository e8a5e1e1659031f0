"""During the year a board asks for a change of a target, an indicator or who is responsible; a body above decides."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.access.rules import check_length
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.telling import changes_link, plan_link, tell
from samstad.domain.cycle.choices import ChangeKind, ChangeState
from samstad.domain.cycle.models import ChangeRequest
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules as steering_rules
from samstad.domain.steering.actions import (
    decide_target,
    follow_by_decision,
    move_indicator,
    redefine_indicator,
    rename_indicator,
    retire_indicator,
)
from samstad.domain.steering.models import Goal, Indicator
from samstad.domain.steering.queries import standing_target
from samstad.refusals import Refusal


@transaction.atomic
def ask_change(
    *,
    organisation: Organisation,
    year: int,
    kind: str,
    indicator: Indicator,
    new_value: Decimal | None = None,
    new_name: str = "",
    new_body: Organisation | None = None,
    goal: Goal | None = None,
    reason: str,
    by: Actor,
    at: datetime,
) -> ChangeRequest:
    """The request, with what stands today beside what is asked for; nothing is changed until it is decided."""
    require(by, Permission.PLAN, on=localdate(at), board=organisation)
    steering_rules.check_year(year)
    steering_rules.check_measured(indicator, owner=organisation)
    rules.check_change(kind=kind, new_value=new_value, new_name=new_name, new_body=new_body, goal=goal, reason=reason)
    if goal is not None:
        steering_rules.check_followed(goal, owner=organisation)
    change = ChangeRequest(
        kind=kind,
        year=year,
        organisation=organisation,
        indicator=indicator,
        reason=reason.strip(),
        asked_on=localdate(at),
        asked_by=by.name,
        **_asked_for(kind, new_value, new_name, new_body, goal),
    )
    _take_what_stands(change)
    rules.check_differs(change)
    alike = ChangeRequest.objects.filter(
        organisation=organisation, indicator=indicator, year=year, kind=kind, goal=change.goal, state=ChangeState.ASKED
    )
    if alike.exists():
        raise Refusal("already_asked", _("Samma sak är redan begärd och väntar på beslut."))
    change.save()
    _record("ask_change", change, by, at)
    told = _("%(body)s begär en ändring: %(name)s.") % {"body": organisation.name, "name": indicator.name}
    tell(None, told, link=changes_link(year), at=at)
    return change


@transaction.atomic
def approve_change(
    *,
    change: ChangeRequest,
    body: Organisation,
    meeting_date: date,
    paragraph: str,
    registration_number: str = "",
    by: Actor,
    at: datetime,
) -> ChangeRequest:
    """Decided and carried out: what stood before stays beside it, and what is on record says which body decided."""
    require(by, Permission.RECONCILE, on=localdate(at))
    paragraph = steering_rules.check_paragraph(paragraph)
    number = check_length(registration_number, name=_("diarienumret"), longest=60)
    rules.check_deciding(body, meeting_date=meeting_date, paragraph=paragraph, today=localdate(at))
    _decide(change, ChangeState.APPROVED, body=body, meeting_date=meeting_date, paragraph=paragraph)
    _take_what_stands(change)
    _carry_out(change, by=by, at=at)
    change.registration_number = number
    change.save()
    _record("approve_change", change, by, at)
    _tell_asker(change, _("%(body)s har beslutat ändringen: %(name)s.") % _names(change, body), at)
    return change


@transaction.atomic
def refuse_change(
    *,
    change: ChangeRequest,
    answer: str,
    body: Organisation | None = None,
    meeting_date: date | None = None,
    paragraph: str = "",
    by: Actor,
    at: datetime,
) -> ChangeRequest:
    """Refused with a sentence that says why; what stands still stands."""
    require(by, Permission.RECONCILE, on=localdate(at))
    if not answer.strip():
        raise Refusal("no_answer", _("Skriv i en mening varför ändringen avslås."))
    _decide(
        change,
        ChangeState.REFUSED,
        body=body,
        meeting_date=meeting_date,
        paragraph=steering_rules.check_paragraph(paragraph),
        answer=answer.strip(),
    )
    _record("refuse_change", change, by, at)
    _tell_asker(change, _("Ändringen är avslagen: %(name)s.") % {"name": change.indicator.name}, at)
    return change


def _asked_for(
    kind: str, value: Decimal | None, name: str, body: Organisation | None, goal: Goal | None
) -> dict[str, Any]:
    """The columns of the kind."""
    if kind == ChangeKind.INDICATOR:
        return {"new_name": steering_rules.check_title(name)}
    if kind == ChangeKind.DEFINITION:
        return {"new_name": name.replace("\r\n", "\n").strip()}
    if kind == ChangeKind.FOLLOW:
        return {"goal": goal}
    if kind == ChangeKind.END:
        return {}
    return {"new_body": body} if kind == ChangeKind.RESPONSIBLE else {"new_value": value}


def _take_what_stands(change: ChangeRequest) -> None:
    if change.kind == ChangeKind.INDICATOR:
        change.old_name = change.indicator.name
    elif change.kind == ChangeKind.RESPONSIBLE:
        change.old_body = change.indicator.owner
    elif change.kind == ChangeKind.DEFINITION:
        change.old_name = change.indicator.definition
    elif change.kind in (ChangeKind.TARGET, ChangeKind.COUNCIL_TARGET):
        standing = standing_target(change.indicator, _whose(change), change.year)
        change.old_value = standing.value if standing else None


def _whose(change: ChangeRequest) -> Organisation | None:
    return None if change.kind == ChangeKind.COUNCIL_TARGET else change.organisation


def _carry_out(change: ChangeRequest, *, by: Actor, at: datetime) -> None:
    """By steering's own deeds, which ask again whether the actor may."""
    if change.kind == ChangeKind.INDICATOR:
        rename_indicator(indicator=change.indicator, name=change.new_name, by=by, at=at)
        return
    if change.kind == ChangeKind.RESPONSIBLE:
        assert change.new_body is not None
        move_indicator(indicator=change.indicator, owner=change.new_body, by=by, at=at)
        return
    if change.kind == ChangeKind.DEFINITION:
        redefine_indicator(indicator=change.indicator, definition=change.new_name, by=by, at=at)
        return
    if change.kind == ChangeKind.FOLLOW:
        assert change.goal is not None
        follow_by_decision(goal=change.goal, indicator=change.indicator, by=by, at=at)
        return
    if change.kind == ChangeKind.END:
        retire_indicator(indicator=change.indicator, by=by, at=at)
        return
    assert change.new_value is not None
    assert change.body is not None
    assert change.meeting_date is not None
    decide_target(
        indicator=change.indicator,
        owner=_whose(change),
        year=change.year,
        value=change.new_value,
        decided_on=change.meeting_date,
        source=_("%(body)s %(day)s § %(paragraph)s")
        % {"body": change.body.name, "day": change.meeting_date.isoformat(), "paragraph": change.paragraph},
        by=by,
        at=at,
    )


def _decide(change: ChangeRequest, state: ChangeState, **fields: object) -> None:
    decided = ChangeRequest.objects.filter(pk=change.pk, state=ChangeState.ASKED).update(state=state, **fields)
    if not decided:
        raise Refusal("moved_on", _("Någon annan hann före. Ladda om sidan och se hur det står nu."))
    change.state = state
    for name, value in fields.items():
        setattr(change, name, value)


def _names(change: ChangeRequest, body: Organisation) -> dict[str, str]:
    return {"body": body.name, "name": change.indicator.name}


def _tell_asker(change: ChangeRequest, text: str, at: datetime) -> None:
    told = change.organisation
    tell(told, text, link=f"{plan_link(told, change.year).partition('#')[0]}#andringar", at=at)


def _record(action: str, change: ChangeRequest, by: Actor, at: datetime) -> None:
    old = change.old_body.name if change.old_body else change.old_name or _plain(change.old_value)
    new = change.new_body.name if change.new_body else change.new_name or _plain(change.new_value)
    new = change.goal.title if change.goal else new
    record(
        action,
        subject="cycle.change",
        key=f"{change.year}/{change.organisation.slug}/{change.indicator.slug}",
        board=change.organisation.slug,
        by=by,
        at=at,
        change={"value": [old, new], "state": [None, str(change.get_state_display())]},
    )


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
