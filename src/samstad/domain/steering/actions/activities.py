"""A board plans what it will do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.steering import rules
from samstad.domain.steering.actions.naming import free_slug
from samstad.domain.steering.choices import ActivityKind
from samstad.domain.steering.models import Activity, ActivityArea, ActivityGoal, Goal
from samstad.refusals import Refusal


@dataclass(frozen=True)
class ActivityPlan:
    """What is planned: title and kind, when, for which goals and where."""

    title: str
    kind: str = ActivityKind.ACTIVITY
    start: date | None = None
    end: date | None = None
    continuous: bool = False
    goals: tuple[Goal, ...] = ()
    areas: tuple[Area, ...] = ()


@transaction.atomic
def add_activity(*, owner: Organisation, year: int, plan: ActivityPlan, by: Actor, at: datetime) -> Activity:
    """The new activity of the board's plan for the year."""
    require(by, Permission.PLAN, on=localdate(at), board=owner)
    title = _checked(plan)
    made = Activity.objects.create(
        slug=free_slug(Activity, f"{owner.slug}-{slug(title, longest=50)}"),
        kind=plan.kind,
        owner=owner,
        year=year,
        title=title,
        start=plan.start,
        end=plan.end,
        continuous=plan.continuous,
        order=Activity.objects.filter(owner=owner).count() + 1,
    )
    ActivityGoal.objects.bulk_create(ActivityGoal(activity=made, goal=goal) for goal in plan.goals)
    ActivityArea.objects.bulk_create(ActivityArea(activity=made, area=area) for area in plan.areas)
    record("add_activity", subject="steering.activity", key=made.slug, board=owner.slug, by=by, at=at)
    return made


@transaction.atomic
def change_activity(*, activity: Activity, plan: ActivityPlan, by: Actor, at: datetime) -> Activity:
    """The activity with new title and dates; its goals and areas are left as they are. The council's are its own."""
    require(by, Permission.PLAN, on=localdate(at), board=activity.owner)
    rules.check_own(activity)
    fields = {"title": _checked(plan), "start": plan.start, "end": plan.end, "continuous": plan.continuous}
    change = {
        name: [str(getattr(activity, name) or ""), str(new or "")]
        for name, new in fields.items()
        if getattr(activity, name) != new
    }
    for name, value in fields.items():
        setattr(activity, name, value)
    activity.save(update_fields=[*fields, "sort_key", "search_text"])
    record(
        "change_activity",
        subject="steering.activity",
        key=activity.slug,
        board=activity.owner.slug,
        by=by,
        at=at,
        change=change,
    )
    return activity


def _checked(plan: ActivityPlan) -> str:
    if plan.kind not in ActivityKind.values:
        raise Refusal("bad_kind", _("Välj ett slag ur listan."))
    rules.check_dates(plan.start, plan.end)
    return rules.check_title(plan.title)
