"""The plan of a board for a year, with short forms to add to it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle.actions import answer_assignment
from samstad.domain.cycle.choices import BUDGET
from samstad.domain.cycle.queries import assigned_to, rounds
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.steering.actions import (
    ActivityPlan,
    add_activity,
    add_goal,
    add_indicator,
    change_activity,
    reword_goal,
    set_target,
)
from samstad.domain.steering.choices import Direction, Periodicity, TargetKind
from samstad.domain.steering.models import Activity, Goal, Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.board_plan import board_plan
from samstad.reports.council_budget import board_budget
from samstad.reports.target_words import RULES
from samstad.web.actor import acting, asking
from samstad.web.desk import plan_asked, written
from samstad.web.years import year_or_none


@login_required
def plan_page(request: HttpRequest, board: str) -> HttpResponse:
    """GET shows the plan of a year (`?ar=2017`, else the latest round's). POST adds or changes one thing."""
    body = get_object_or_404(Organisation.objects.select_related("area"), slug=board)
    granted = asking(request).grants
    if not granted.allows(Permission.SEE_DRAFT, body):
        sentence = _("Du har ingen roll i %(name)s. Nämndens mål går att läsa på dess egen sida.")
        raise NotAllowed(sentence % {"name": body.name})
    year = _year(request)
    kept: dict[str, str] = {}
    if request.method == "POST":
        try:
            do = plan_asked.do_asked if request.POST.get("step") in plan_asked.STEPS else _do
            messages.success(request, do(body, year, request.POST, acting(request)))
            return redirect(f"{reverse('desk:plan', args=[board])}?ar={year}")
        except Refusal as refusal:
            kept = {name: str(value) for name, value in request.POST.items()} | {"problem": refusal.sentence}
    shown = board_plan(body, year)
    context: dict[str, Any] = {
        "place": "plan",
        "board": body,
        "year": year,
        "plan": shown,
        **plan_asked.asked_context(body, year, shown),
        "council": board_budget(body, year),
        "may_plan": granted.allows(Permission.PLAN, body),
        "areas": list(Area.objects.filter(parent=body.area)) if body.area else [],
        "directions": Direction.choices,
        "periodicities": Periodicity.choices,
        "kinds": [(kind.value, kind.label, RULES[kind]) for kind in TargetKind],
        "kept": {**_NOTHING_WRITTEN, **kept},
    }
    return render(request, "desk/plan.html", context, status=400 if kept else 200)


_NOTHING_WRITTEN = dict.fromkeys(
    ("step", "title", "start", "end", "reason", "new_name", "assignment", "text", "problem", "om"), ""
)
"""What a refused form gives back, so that nothing has to be written again."""


def _year(request: HttpRequest) -> int:
    asked = year_or_none(request.GET.get("ar", ""))
    if asked is not None:
        return asked
    latest = rounds().exclude(kind__in=BUDGET).first()
    return latest.year if latest else timezone.localdate().year


def _do(body: Organisation, year: int, form: QueryDict, by: Actor) -> str:
    step, at = form.get("step", ""), timezone.now()
    if step == "goal":
        under = Goal.objects.select_related("level").filter(slug=form.get("under", "")).first()
        add_goal(owner=body, year=year, title=form.get("title", ""), under=under, by=by, at=at)
        return _("Målet är inlagt.")
    if step == "reword":
        goal = get_object_or_404(Goal.objects.select_related("level", "owner"), slug=form.get("goal", ""), owner=body)
        reword_goal(goal=goal, title=form.get("title", ""), by=by, at=at)
        return _("Målet är omformulerat.")
    if step == "indicator":
        return _add_indicator(body, form, by)
    if step in _OF_THE_YEAR:
        return _OF_THE_YEAR[step](body, year, form, by)
    if step == "change":
        activity = get_object_or_404(Activity, slug=form.get("activity", ""), owner=body)
        change_activity(activity=activity, plan=_planned(body, form), by=by, at=at)
        return _("Aktiviteten är ändrad.")
    add_activity(owner=body, year=year, plan=_planned(body, form), by=by, at=at)
    return _("Aktiviteten är inlagd.")


def _add_indicator(body: Organisation, form: QueryDict, by: Actor) -> str:
    goal = get_object_or_404(Goal, slug=form.get("goal", ""))
    add_indicator(
        owner=body,
        goal=goal,
        name=form.get("name", ""),
        unit=form.get("unit", ""),
        direction=_one_of(form.get("direction", ""), Direction.values),
        periodicity=_one_of(form.get("periodicity", ""), Periodicity.values),
        by_sex=form.get("by_sex") == "1",
        by=by,
        at=timezone.now(),
    )
    return _("Indikatorn är inlagd.")


def _set_target(body: Organisation, year: int, form: QueryDict, by: Actor) -> str:
    indicator = get_object_or_404(Indicator, slug=form.get("indicator", ""))
    ends = form.get("end_year", "").strip()
    if ends and not ends.isdecimal():
        raise Refusal("bad_year", _("Ange ett årtal med fyra siffror, till exempel 2017."))
    set_target(
        indicator=indicator,
        owner=body,
        year=year,
        kind=form.get("kind", "") or TargetKind.LEVEL,
        value=written.number(form.get("value", "")),
        baseline=written.number(form.get("baseline", "")),
        baseline_period=form.get("baseline_period", ""),
        end_year=int(ends) if ends else None,
        by=by,
        at=timezone.now(),
    )
    return _("Årsmålet är satt.")


def _answer_assignment(body: Organisation, year: int, form: QueryDict, by: Actor) -> str:
    part = get_object_or_404(
        assigned_to(body, year).select_related("organisation", "assignment"),
        assignment__slug=form.get("assignment", ""),
    )
    answer_assignment(
        part=part,
        text=form.get("text", ""),
        version=written.version(form.get("version", "")),
        by=by,
        at=timezone.now(),
    )
    return _("Uppdraget är besvarat.")


_OF_THE_YEAR = {"target": _set_target, "assignment": _answer_assignment}


def _planned(body: Organisation, form: QueryDict) -> ActivityPlan:
    goals = Goal.objects.filter(slug__in=[slug for slug in form.getlist("goal") if slug])
    areas = Area.objects.filter(slug__in=[slug for slug in form.getlist("area") if slug])
    return ActivityPlan(
        title=form.get("title", ""),
        start=_day(form.get("start", ""), _("startdagen")),
        end=_day(form.get("end", ""), _("slutdagen")),
        continuous=form.get("continuous") == "1",
        goals=tuple(goals),
        areas=tuple(areas),
    )


def _day(text: str, name: str) -> date | None:
    return written.day(text, name=name) if text.strip() else None


def _one_of(word: str, words: list[str]) -> str:
    if word not in words:
        raise Refusal("not_a_choice", _("Välj ett alternativ ur listan."))
    return word
