"""The programme's owner, or the city's coordinator, writes what a programme asks, rewords it and withdraws it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, grants, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes import rules
from samstad.domain.programmes.actions.naming import free_slug
from samstad.domain.programmes.actions.telling import tell_coordinators
from samstad.domain.programmes.choices import RequestKind, RequestRole
from samstad.domain.programmes.models import ActionPlan, ProgrammeRequest, RequestBody, SteeringDocument
from samstad.domain.steering.models import Goal
from samstad.refusals import Stale

Bodies = dict[int, tuple[Organisation, str]]


@dataclass(frozen=True)
class Wording:
    """What is asked and of whom: `leads` are responsible for the answer, `concerned` have a part in it."""

    text: str
    leads: Sequence[Organisation] = ()
    concerned: Sequence[Organisation] = ()
    due: date | None = None
    source: str = ""

    @property
    def bodies(self) -> Bodies:
        found: Bodies = {body.pk: (body, RequestRole.CONCERNED) for body in self.concerned}
        return found | {body.pk: (body, RequestRole.LEADS) for body in self.leads}


@dataclass(frozen=True)
class Wanted(Wording):
    """A new request: how it is answered and which goal it stands under stay as they are while it stands."""

    kind: str = RequestKind.PLAN
    goal: Goal | None = None


@transaction.atomic
def add_request(*, programme: SteeringDocument, wanted: Wanted, by: Actor, at: datetime) -> ProgrammeRequest:
    """The stored request; the coordinators of those it is put to are told."""
    _may_ask(programme, by=by, at=at)
    bodies = wanted.bodies
    rules.check_request(kind=wanted.kind, text=wanted.text, bodies=bodies, due=wanted.due)
    made = ProgrammeRequest.objects.create(
        slug=free_slug(ProgrammeRequest, f"{programme.slug}-{slug(wanted.text, longest=40)}"),
        programme=programme,
        goal=wanted.goal,
        kind=wanted.kind,
        text=wanted.text.strip(),
        due=wanted.due,
        order=ProgrammeRequest.objects.filter(programme=programme).count() + 1,
        source=wanted.source.strip(),
    )
    _put_to(made, bodies)
    _tell(made, _("%(title)s begär: %(text)s"), (body for body, _role in bodies.values()), at=at)
    _remember("add_request", made, {"bodies": [0, len(bodies)]}, by=by, at=at)
    return made


@transaction.atomic
def reword_request(
    *, request: ProgrammeRequest, wording: Wording, version: int, by: Actor, at: datetime
) -> ProgrammeRequest:
    """The request as it now reads. Answers stay, also of those who are no longer asked; all of them are told."""
    row = _standing(request, version, by=by, at=at)
    before, after = _bodies(row), wording.bodies
    rules.check_request(kind=row.kind, text=wording.text, bodies=after, due=wording.due)
    gone = [body for pk, (body, _role) in before.items() if pk not in after]
    if row.kind == RequestKind.ACTION_PLAN:
        planned = ActionPlan.objects.filter(programme=row.programme).values_list("board_id", flat=True)
        rules.check_planners_stay(gone, set(planned))
    change = _store(row, text=wording.text.strip(), due=wording.due, source=wording.source.strip())
    change |= _moved(before, after)
    if not change:
        return row
    RequestBody.objects.filter(request=row).delete()
    _put_to(row, after)
    _tell(row, _("%(title)s har ändrat vad det begär: %(text)s"), (body for body, _role in after.values()), at=at)
    _tell(row, _("%(title)s begär inte längre svar av er: %(text)s"), gone, at=at)
    _remember("reword_request", row, change, by=by, at=at)
    return row


@transaction.atomic
def withdraw_request(
    *, request: ProgrammeRequest, reason: str, version: int, by: Actor, at: datetime
) -> ProgrammeRequest:
    """The request, which nobody owes an answer any more; it stays to be read with the answers that were given."""
    row = _standing(request, version, by=by, at=at)
    change = _store(row, withdrawn_on=localdate(at), withdrawn_reason=rules.check_words(reason, longest=300))
    _tell(
        row, _("%(title)s har återtagit sin begäran: %(text)s"), (body for body, _role in _bodies(row).values()), at=at
    )
    _remember("withdraw_request", row, change, by=by, at=at)
    return row


def _may_ask(programme: SteeringDocument, *, by: Actor, at: datetime) -> None:
    if not grants(by, localdate(at)).allows(Permission.ASSESS):
        require(by, Permission.ASK, on=localdate(at), board=programme.owner)


def _standing(request: ProgrammeRequest, version: int, *, by: Actor, at: datetime) -> ProgrammeRequest:
    """The row, held until all is done; refused when it is withdrawn or somebody has changed it since it was read."""
    row = ProgrammeRequest.objects.select_for_update(of=("self",)).select_related("programme__owner").get(pk=request.pk)
    _may_ask(row.programme, by=by, at=at)
    rules.check_stands(row)
    if row.version != version:
        raise Stale(_("Någon hann ändra begäran före dig. Läs den igen och spara på nytt."), {"version": row.version})
    return row


def _store(row: ProgrammeRequest, **fields: Any) -> dict[str, list[str | None]]:
    """Write the fields, one version newer; back comes what differs."""
    change = {name: [_plain(getattr(row, name)), _plain(new)] for name, new in fields.items()}
    for name, new in fields.items():
        setattr(row, name, new)
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    return {name: pair for name, pair in change.items() if pair[0] != pair[1]}


def _bodies(row: ProgrammeRequest) -> Bodies:
    return {line.organisation_id: (line.organisation, line.role) for line in row.bodies.select_related("organisation")}


def _moved(before: Bodies, after: Bodies) -> dict[str, list[str | None]]:
    """Who is asked, role by role, where that has changed."""
    change: dict[str, list[str | None]] = {}
    for role in RequestRole.values:
        old, new = (
            ", ".join(sorted(body.slug for body, held in bodies.values() if held == role)) for bodies in (before, after)
        )
        if old != new:
            change[role] = [old, new]
    return change


def _put_to(row: ProgrammeRequest, bodies: Bodies) -> None:
    RequestBody.objects.bulk_create(
        RequestBody(request=row, organisation=body, role=role) for body, role in bodies.values()
    )


def _tell(row: ProgrammeRequest, sentence: str, bodies: Iterable[Organisation], *, at: datetime) -> None:
    said = sentence % {"title": row.programme.short_title or row.programme.title, "text": row.text}
    for body in bodies:
        tell_coordinators(body, said, at=at)


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _remember(action: str, row: ProgrammeRequest, change: dict[str, Any], *, by: Actor, at: datetime) -> None:
    owner = row.programme.owner
    record(
        action,
        subject=ProgrammeRequest._meta.label_lower,
        key=row.slug,
        board=owner.slug if owner else "",
        by=by,
        at=at,
        change=change,
    )
