"""A body says what it does for a programme, asked or not."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions.telling import tell_coordinators
from samstad.domain.programmes.models import Contribution, Question, SteeringDocument
from samstad.domain.steering.models import Activity, Goal
from samstad.refusals import Refusal


@transaction.atomic
def contribute(
    *,
    organisation: Organisation,
    programme: SteeringDocument,
    activity: Activity,
    goal: Goal | None = None,
    by: Actor,
    at: datetime,
) -> Contribution:
    """The stored contribution, which nobody has to have asked for; the programme's board is told."""
    require(by, Permission.ANSWER, on=at.date(), board=organisation)
    if activity.owner_id != organisation.pk:
        raise Refusal("not_own_activity", _("Aktiviteten är inte er. Välj en som ni själva svarar för."))
    made = keep_contribution(organisation=organisation, programme=programme, activity=activity, goal=goal)
    if programme.owner:
        said = _("%(body)s bidrar med: %(title)s") % {"body": organisation.short_name, "title": activity.title}
        tell_coordinators(programme.owner, said, at=at)
    record(
        "contribute",
        subject="programmes.contribution",
        key=made.slug,
        board=organisation.slug,
        by=by,
        at=at,
        change={"programme": [None, programme.slug]},
    )
    return made


def keep_contribution(
    *,
    organisation: Organisation,
    programme: SteeringDocument,
    activity: Activity,
    goal: Goal | None,
    question: Question | None = None,
) -> Contribution:
    """The contribution of this activity to this programme: the one there is, or a new one."""
    made, new = Contribution.objects.get_or_create(
        organisation=organisation,
        programme=programme,
        activity=activity,
        defaults={"slug": f"{programme.slug}-{activity.slug}"[:140], "goal": goal, "question": question},
    )
    if not new and question and made.question is None:
        made.question = question
        made.save(update_fields=["question"])
    return made
