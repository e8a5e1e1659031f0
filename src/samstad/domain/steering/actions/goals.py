"""A board sets a goal of its own under one of the city's, and words it anew."""

from collections.abc import Sequence
from datetime import datetime

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
from samstad.domain.steering.choices import GoalKind, Horizon, LinkMeaning, Modality, Sphere
from samstad.domain.steering.models import Goal, GoalArea, GoalLevel, GoalLink
from samstad.refusals import Refusal

OWN_SPHERES = (Sphere.BOARD, Sphere.LOCAL, Sphere.UNIT)


@transaction.atomic
def add_goal(
    *,
    owner: Organisation,
    title: str,
    year: int | None,
    level: GoalLevel | None = None,
    text: str = "",
    under: Goal | None = None,
    meaning: str = LinkMeaning.CONTRIBUTES,
    kind: str = "",
    modality: str = "",
    horizon: str = "",
    target_group: TargetGroupContent = EVERYONE,
    areas: Sequence[Area] = (),
    reference_area: Area | None = None,
    source: str = "",
    from_draft: bool = False,
    by: Actor,
    at: datetime,
) -> Goal:
    """The new goal, last among the board's of the year and linked to `under`; without `level` a board's goal."""
    may_plan(owner, from_draft=from_draft, by=by, at=at)
    title = _check(title, year, under, kind=kind, modality=modality, horizon=horizon)
    rules.check_choice(meaning, LinkMeaning, name=_("hur målen hänger ihop"), empty=False)
    made = Goal.objects.create(
        slug=free_slug(Goal, title),
        level=_level(level),
        owner=owner,
        year=year,
        title=title,
        text=text.strip(),
        kind=kind,
        modality=modality,
        horizon=horizon,
        reference_area=reference_area,
        source=source.strip(),
        order=last_in_order(owner, Goal, year),
        **target_group.checked(),
    )
    GoalArea.objects.bulk_create(GoalArea(goal=made, area=area) for area in dict.fromkeys(areas))
    if under is not None:
        GoalLink.objects.create(lower=made, upper=under, meaning=meaning, source=source.strip())
    record(
        "add_goal",
        subject="steering.goal",
        key=made.slug,
        board=owner.slug,
        by=by,
        at=at,
        change={"title": [None, title], "under": [None, under.slug if under else None], "areas": [None, slugs(areas)]},
    )
    return made


@transaction.atomic
def reword_goal(*, goal: Goal, title: str, text: str, by: Actor, at: datetime) -> Goal:
    """The goal with its new words. What a report has frozen keeps the words it was decided with."""
    if goal.owner is None or goal.level.sphere not in OWN_SPHERES:
        raise Refusal("not_ours", _("Stadens mål formuleras av fullmäktige och kan inte ändras i nämndens plan."))
    require(by, Permission.PLAN, on=at.date(), board=goal.owner)
    title = rules.check_text(title, longest=300, missing=_("Skriv målet i en mening."))
    change = {
        name: [old, new]
        for name, old, new in (("title", goal.title, title), ("text", goal.text, text.strip()))
        if old != new
    }
    if not change:
        return goal
    goal.title, goal.text = title, text.strip()
    goal.save(update_fields=["title", "text", "sort_key", "search_text"])
    record(
        "reword_goal",
        subject="steering.goal",
        key=goal.slug,
        board=goal.owner.slug,
        by=by,
        at=at,
        change=change,
    )
    return goal


def _check(title: str, year: int | None, under: Goal | None, *, kind: str, modality: str, horizon: str) -> str:
    plain = rules.check_text(title, longest=300, missing=_("Skriv målet i en mening."))
    rules.check_year(year)
    rules.check_choice(kind, GoalKind, name=_("slag av mål"))
    rules.check_choice(modality, Modality, name=_("hur bindande målet är"))
    rules.check_choice(horizon, Horizon, name=_("kort eller lång sikt"))
    if under is not None:
        rules.check_upper(under, year=year)
    return plain


def _level(level: GoalLevel | None) -> GoalLevel:
    chosen = level or GoalLevel.objects.filter(sphere=Sphere.BOARD).order_by("rank", "slug").first()
    if chosen is None:
        raise Refusal("no_level", _("Staden har ingen nivå för nämndernas mål. Be administratören läsa in nivåerna."))
    if chosen.sphere not in OWN_SPHERES:
        raise Refusal("not_ours", _("Mål på den nivån beslutas av staden. Välj en nivå för nämndens egna mål."))
    return chosen
