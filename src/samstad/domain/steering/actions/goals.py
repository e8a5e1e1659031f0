"""A board sets, ties and rewords its goals."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import rules
from samstad.domain.steering.actions.naming import free_slug
from samstad.domain.steering.choices import LinkMeaning, Sphere
from samstad.domain.steering.models import Goal, GoalLevel, GoalLink
from samstad.refusals import Refusal


@transaction.atomic
def add_goal(
    *, owner: Organisation, year: int, title: str, under: Goal | None, number: str = "", by: Actor, at: datetime
) -> Goal:
    """The board's new goal for the year, tied to the goal above it."""
    require(by, Permission.PLAN, on=localdate(at), board=owner)
    plain = rules.check_title(title)
    rules.check_year(year)
    level = GoalLevel.objects.filter(sphere=Sphere.BOARD, judged=True).order_by("rank").first()
    if level is None:
        raise Refusal("no_level", _("Staden har ingen målnivå för nämnder. Lägg till den i stadspaketet."))
    made = Goal.objects.create(
        slug=free_slug(Goal, f"{owner.slug}-{year}-{slug(plain, longest=50)}"),
        level=level,
        year=year,
        number=number[:20],
        title=plain,
        owner=owner,
        order=Goal.objects.filter(owner=owner, year=year).count() + 1,
    )
    if under is not None:
        rules.check_upper(under, year=year)
        GoalLink.objects.create(lower=made, upper=under, meaning=LinkMeaning.CONTRIBUTES)
    record("add_goal", subject="steering.goal", key=made.slug, board=owner.slug, by=by, at=at)
    return made


@transaction.atomic
def add_city_goal(
    *, level: GoalLevel, year: int, title: str, under: Goal | None, number: str = "", by: Actor, at: datetime
) -> Goal:
    """A goal of the council for the year, as its budget words it, under the goal that it makes concrete."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    if level.sphere not in (Sphere.VISION, Sphere.COUNCIL):
        raise Refusal("not_city", _("Bara visionens och fullmäktiges mål läggs in för hela staden."))
    plain = rules.check_title(title, longest=300)
    rules.check_year(year)
    made = Goal.objects.create(
        slug=free_slug(Goal, f"{year}-{slug(plain, longest=60)}"),
        level=level,
        year=year,
        number=number[:20],
        title=plain,
        order=Goal.objects.filter(level=level, year=year).count() + 1,
    )
    if under is not None:
        GoalLink.objects.create(lower=made, upper=under, meaning=LinkMeaning.PART_OF)
    record("add_city_goal", subject="steering.goal", key=made.slug, by=by, at=at)
    return made


@transaction.atomic
def reword_goal(*, goal: Goal, title: str, by: Actor, at: datetime) -> Goal:
    """The goal with its new wording; the old one stays in history, and in every frozen report."""
    require(by, Permission.PLAN, on=localdate(at), board=goal.owner)
    if goal.level.sphere != Sphere.BOARD:
        raise Refusal("not_own", _("Bara nämndens egna mål formuleras om här."))
    before, goal.title = goal.title, rules.check_title(title)
    goal.save(update_fields=["title", "sort_key", "search_text"])
    record(
        "reword_goal",
        subject="steering.goal",
        key=goal.slug,
        board=goal.owner.slug if goal.owner else "",
        by=by,
        at=at,
        change={"title": [before, goal.title]},
    )
    return goal
