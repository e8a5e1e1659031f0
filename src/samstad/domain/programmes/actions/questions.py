"""A board puts a question to a partner; the clock starts."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes import rules
from samstad.domain.programmes.actions.naming import free_slug
from samstad.domain.programmes.actions.telling import tell_coordinators
from samstad.domain.programmes.models import Question, SteeringDocument
from samstad.domain.steering.models import Activity, Goal


@transaction.atomic
def ask(
    *,
    programme: SteeringDocument,
    asked: Organisation,
    text: str,
    goal: Goal | None = None,
    activity: Activity | None = None,
    by: Actor,
    at: datetime,
) -> Question:
    """The stored question; the asked body's coordinators are told."""
    require(by, Permission.ASK, on=localdate(at), board=programme.owner)
    rules.check_question(programme, asked, text)
    made = Question.objects.create(
        slug=free_slug(Question, f"{programme.slug}-{asked.slug}-{slug(text, longest=40)}"),
        programme=programme,
        asked=asked,
        text=text.strip(),
        goal=goal,
        activity=activity,
        asked_on=localdate(at),
        asked_by=by.name,
    )
    owner = programme.owner.short_name if programme.owner else programme.title
    tell_coordinators(asked, _("%(board)s frågar: %(text)s") % {"board": owner, "text": text.strip()}, at=at)
    record(
        "ask",
        subject="programmes.question",
        key=made.slug,
        board=programme.owner.slug if programme.owner else "",
        by=by,
        at=at,
        change={"asked": [None, asked.slug]},
    )
    return made
