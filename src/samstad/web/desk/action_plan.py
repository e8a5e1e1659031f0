"""A district board's plan of action: the analysis with the housing company, goals, and the decision."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle.queries import OWN_SPHERES
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions import PlanContent, decide_action_plan, save_action_plan
from samstad.domain.programmes.models import ActionPlan, SteeringDocument
from samstad.domain.steering.models import Goal
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.action_plans import DistrictPlan, calls_for_plans, read_action_plans
from samstad.reports.followed_year import followed_year
from samstad.reports.need.of_area import read_area_in_indices
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@login_required
def action_plan_page(request: HttpRequest, board: str) -> HttpResponse:
    """GET shows the plan as it is written (`?program=` chooses among several); POST saves it or enters its decision."""
    body = get_object_or_404(Organisation.objects.select_related("area"), slug=board)
    granted = asking(request).grants
    if not granted.allows(Permission.SEE_DRAFT, body):
        sentence = _("Du har ingen roll i %(name)s. Beslutade handlingsplaner finns på programmets sida.")
        raise NotAllowed(sentence % {"name": body.name})
    calls = calls_for_plans(body)
    chosen = next(
        (row for row in calls if row.programme.slug == request.GET.get("program")), calls[0] if calls else None
    )
    if chosen is None:
        return render(request, "desk/no_action_plan.html", {"place": "plan", "board": body})
    kept: QueryDict | None = None
    problem = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(body, chosen.programme, request.POST, acting(request)))
            return redirect(f"{request.path}?program={chosen.programme.slug}")
        except Refusal as refusal:
            kept, problem = request.POST, refusal.sentence
    plans = read_action_plans(chosen.programme, on=timezone.localdate())
    line = next(line for line in plans.lines if line.board.pk == body.pk)
    context = {
        "place": "plan",
        "board": body,
        "request": request,
        "call": chosen,
        "calls": calls,
        "line": line,
        "fields": _fields(body, line, kept),
        "indices": read_area_in_indices((body.area.slug,)) if body.area else (),
        "problem": problem,
        "may_write": granted.allows(Permission.PLAN, body),
        "may_decide": granted.allows(Permission.DECIDE, body) and line.draft is not None,
    }
    return render(request, "desk/action_plan.html", context, status=400 if problem else 200)


def _fields(body: Organisation, line: DistrictPlan, kept: QueryDict | None) -> dict[str, Any]:
    """What the form shows: what was refused, else what is written, else what was decided last."""
    shown = line.draft or line.decided
    plan = shown.plan if shown else None
    goals = {row.goal_id: row.measured for row in plan.goals.all()} if plan else {}
    companies = {company.slug for company in shown.companies} if shown else set()
    if not companies and line.largest:
        companies = {line.largest.company.slug}
    own: list[dict[str, Any]] = [
        {"goal": goal, "chosen": goal.pk in goals, "measured": goals.get(goal.pk, "")} for goal in _own_goals(body)
    ]
    if kept is not None:
        companies = set(kept.getlist("company"))
        for row in own:
            slug = row["goal"].slug
            row |= {"chosen": slug in kept.getlist("goal"), "measured": kept.get(f"measured.{slug}", "")}
    analysed_on = plan.analysed_on if plan else None
    return {
        "version": plan.version if plan else 0,
        "analysis": kept.get("analysis", "") if kept is not None else plan.analysis if plan else "",
        "analysed_on": kept.get("analysed_on", "") if kept is not None else _iso(analysed_on),
        "goals": own,
        "companies": [
            {"company": row, "chosen": row.slug in companies}
            for row in Organisation.objects.filter(kind=BodyKind.COMPANY)
        ],
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _own_goals(body: Organisation) -> list[Goal]:
    """The board's goals of the year, and those that last for as long as its local programme."""
    alive = Q(year=followed_year()) | Q(year=None)
    rows = Goal.objects.filter(alive, owner=body, level__sphere__in=OWN_SPHERES, level__judged=True, ended=False)
    return list(rows.select_related("level").order_by("level__rank", "order", "sort_key"))


def _do(body: Organisation, programme: SteeringDocument, form: QueryDict, by: Actor) -> str:
    at = timezone.now()
    if form.get("step") == "decide":
        plan = get_object_or_404(
            ActionPlan.objects.select_related("board"), programme=programme, board=body, decided_on=None
        )
        on = written.day(form.get("decided_on", ""), name=_("sammanträdesdagen"))
        paragraph = written.paragraph(form.get("paragraph", ""))
        decide_action_plan(plan=plan, decided_on=on, paragraph=paragraph, by=by, at=at)
        return _("Handlingsplanen är beslutad och kan läsas av alla.")
    raw, analysed = form.get("version", ""), form.get("analysed_on", "")
    chosen = set(form.getlist("goal"))
    content = PlanContent(
        analysis=form.get("analysis", "").replace("\r\n", "\n"),
        analysed_on=written.day(analysed, name=_("dagen för analysen")) if analysed.strip() else None,
        companies=list(Organisation.objects.filter(slug__in=form.getlist("company"))),
        goals=[(goal, form.get(f"measured.{goal.slug}", "")) for goal in _own_goals(body) if goal.slug in chosen],
    )
    version = written.version(raw)
    save_action_plan(programme=programme, board=body, content=content, version=version, by=by, at=at)
    return _("Handlingsplanen är sparad.")
