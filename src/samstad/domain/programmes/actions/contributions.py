"""A body says what it does for a programme, asked or not."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, grants, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions.naming import free_slug
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
    theme_printed: str = "",
    by: Actor,
    at: datetime,
) -> Contribution:
    """The stored contribution, which nobody has to have asked for; the programme's board is told."""
    if not grants(by, localdate(at)).allows(Permission.PLAN, organisation):
        require(by, Permission.ANSWER, on=localdate(at), board=organisation)
    if activity.owner_id != organisation.pk:
        raise Refusal("not_own_activity", _("Aktiviteten är inte er. Välj en som ni själva svarar för."))
    made = keep_contribution(
        programme=programme, activity=activity, goal=goal, on=localdate(at), theme_printed=theme_printed
    )
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
    programme: SteeringDocument,
    activity: Activity,
    goal: Goal | None,
    on: date,
    theme_printed: str = "",
    question: Question | None = None,
) -> Contribution:
    """The contribution of this activity to this programme: the one there is, or a new one."""
    same = Contribution.objects.filter(programme=programme, activity=activity)
    made = same.filter(goal=goal).first() or same.first()
    if made is None:
        return Contribution.objects.create(
            slug=free_slug(Contribution, f"{programme.slug}-{activity.slug}"),
            organisation=activity.owner,
            programme=programme,
            activity=activity,
            goal=goal,
            theme_printed=theme_printed.strip(),
            question=question,
            given_on=on,
        )
    if question and made.question is None:
        made.question = question
        made.save(update_fields=["question"])
    return made


def withdraw_contributions(question: Question, *, but: Activity | None, on: date) -> int:
    """The number of contributions that an earlier answer promised and the latest one does not."""
    rows = Contribution.objects.filter(question=question, pack=None)
    promised = rows if but is None else rows.exclude(activity=but)
    return promised.update(withdrawn_on=on)
