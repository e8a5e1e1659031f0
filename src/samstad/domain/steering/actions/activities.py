"""What a board does: measures, activities, commitments and working methods."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.steering import rules
from samstad.domain.steering.actions.parts import (
    EVERYONE,
    TargetGroupContent,
    free_slug,
    last_in_order,
    may_plan,
    slugs,
)
from samstad.domain.steering.choices import ActivityKind, Modality, Origin, PartyRole
from samstad.domain.steering.models import Activity, ActivityArea, ActivityGoal, ActivityParty, Goal
from samstad.refusals import Refusal

Parties = Sequence[tuple[Organisation, str]]


@transaction.atomic
def add_activity(
    *,
    owner: Organisation,
    title: str,
    year: int | None,
    kind: str = ActivityKind.ACTIVITY,
    text: str = "",
    goals: Sequence[Goal] = (),
    areas: Sequence[Area] = (),
    parties: Parties = (),
    start: date | None = None,
    end: date | None = None,
    continuous: bool = False,
    target_group: TargetGroupContent = EVERYONE,
    modality: str = "",
    origin: str = Origin.OWN,
    source: str = "",
    from_draft: bool = False,
    by: Actor,
    at: datetime,
) -> Activity:
    """The new activity, last among the board's of the year. One without a goal is accepted and shown as a gap."""
    may_plan(owner, from_draft=from_draft, by=by, at=at)
    title = rules.check_text(title, longest=200, missing=_("Skriv vad som ska göras."))
    _check(kind, modality, origin, parties, owner)
    rules.check_year(year)
    rules.check_dates(start, end)
    made = Activity.objects.create(
        slug=free_slug(Activity, title),
        kind=kind,
        owner=owner,
        year=year,
        title=title,
        text=text.strip(),
        modality=modality,
        start=start,
        end=end,
        continuous=continuous,
        origin=origin,
        source=source.strip(),
        order=last_in_order(owner, Activity, year),
        **target_group.checked(),
    )
    _tie(made, goals, areas, parties)
    record(
        "add_activity",
        subject="steering.activity",
        key=made.slug,
        board=owner.slug,
        by=by,
        at=at,
        change={"title": [None, title], "goals": [None, slugs(goals)], "areas": [None, slugs(areas)]},
    )
    return made


@transaction.atomic
def change_activity(
    *,
    activity: Activity,
    title: str,
    text: str,
    start: date | None,
    end: date | None,
    continuous: bool,
    by: Actor,
    at: datetime,
) -> Activity:
    """The activity as changed. A move in time is kept in history with what it was."""
    require(by, Permission.PLAN, on=at.date(), board=activity.owner)
    title = rules.check_text(title, longest=200, missing=_("Skriv vad som ska göras."))
    rules.check_dates(start, end)
    new = {"title": title, "text": text.strip(), "start": start, "end": end, "continuous": continuous}
    change = {name: [_plain(getattr(activity, name)), _plain(value)] for name, value in new.items()}
    change = {name: pair for name, pair in change.items() if pair[0] != pair[1]}
    if not change:
        return activity
    for name, value in new.items():
        setattr(activity, name, value)
    activity.save(update_fields=[*new, "sort_key", "search_text"])
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


def _check(kind: str, modality: str, origin: str, parties: Parties, owner: Organisation) -> None:
    rules.check_choice(kind, ActivityKind, name=_("slag"), empty=False)
    rules.check_choice(modality, Modality, name=_("hur bindande det är"))
    rules.check_choice(origin, Origin, name=_("varifrån det kommer"), empty=False)
    for party, role in parties:
        rules.check_choice(role, PartyRole, name=_("partens del"), empty=False)
        if party.pk == owner.pk:
            raise Refusal("own_party", _("Nämnden ansvarar redan för helheten. Välj en annan part."))


def _tie(made: Activity, goals: Sequence[Goal], areas: Sequence[Area], parties: Parties) -> None:
    ActivityGoal.objects.bulk_create(ActivityGoal(activity=made, goal=goal) for goal in dict.fromkeys(goals))
    ActivityArea.objects.bulk_create(ActivityArea(activity=made, area=area) for area in dict.fromkeys(areas))
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=made, organisation=party, role=role) for party, role in dict.fromkeys(parties)
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
