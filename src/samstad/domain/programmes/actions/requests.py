"""The programme's owner, or the city's coordinator, writes down what a programme asks of boards and companies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
from samstad.domain.programmes.models import ProgrammeRequest, RequestBody, SteeringDocument
from samstad.domain.steering.models import Goal


@dataclass(frozen=True)
class Wanted:
    """What is asked: `leads` are responsible for the answer, `concerned` have a part in it."""

    text: str
    kind: str = RequestKind.PLAN
    goal: Goal | None = None
    leads: Sequence[Organisation] = ()
    concerned: Sequence[Organisation] = ()
    due: date | None = None
    source: str = ""


@transaction.atomic
def request(*, programme: SteeringDocument, wanted: Wanted, by: Actor, at: datetime) -> ProgrammeRequest:
    """The stored request; the coordinators of those it is put to are told."""
    if not grants(by, localdate(at)).allows(Permission.ASSESS):
        require(by, Permission.ASK, on=localdate(at), board=programme.owner)
    bodies = {body.pk: (body, RequestRole.CONCERNED) for body in wanted.concerned}
    bodies |= {body.pk: (body, RequestRole.LEADS) for body in wanted.leads}
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
    RequestBody.objects.bulk_create(
        RequestBody(request=made, organisation=body, role=role) for body, role in bodies.values()
    )
    said = _("%(title)s begär: %(text)s") % {"title": programme.short_title or programme.title, "text": made.text}
    for body, _role in bodies.values():
        tell_coordinators(body, said, at=at)
    record(
        "request",
        subject="programmes.request",
        key=made.slug,
        board=programme.owner.slug if programme.owner else "",
        by=by,
        at=at,
        change={"bodies": [0, len(bodies)]},
    )
    return made
