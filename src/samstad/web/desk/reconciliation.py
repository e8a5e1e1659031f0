"""The executive office reads all plans side by side, comments, and writes what bodies are asked to adjust."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import AdjustmentRequest, Round
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Goal, Indicator
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.adjustments import read_adjustments
from samstad.reports.reconciliation import GoalAcross, Reading, read_plans
from samstad.web.actor import acting, asking
from samstad.web.desk import written

FIELDS = ("text", "due", "step", "namnd", "om")


@login_required
def reading_page(request: HttpRequest, year: int) -> HttpResponse:
    """GET shows goals in short, and those of `?mal=` or `?namnd=` side by side. POST does one step of the office."""
    of_round = get_object_or_404(Round.objects.select_related("pack"), year=year, kind=RoundKind.RECONCILIATION)
    granted = asking(request).grants
    only = _seen(granted)
    kept: dict[str, str] = {}
    if request.method == "POST":
        try:
            messages.success(request, _do(of_round, request.POST, acting(request)))
            return redirect(f"{request.get_full_path()}")
        except Refusal as refusal:
            kept = {name: request.POST.get(name, "") for name in FIELDS} | {"problem": refusal.sentence}
    context = _context(of_round, request.GET, only, granted.allows(Permission.RECONCILE))
    shown = context | {"kept": {**dict.fromkeys((*FIELDS, "problem"), ""), **kept}}
    return render(request, "desk/reconciliation.html", shown, status=400 if kept else 200)


def _seen(granted: Grants) -> list[int] | None:
    """None for those who see every plan; a holding company's people see its own companies'."""
    if granted.allows(Permission.RECONCILE) or granted.allows(Permission.SEE_DRAFT):
        return None
    at = Q(pk__in=granted.boards(Permission.SEE_DRAFT), kind=BodyKind.HOLDING_COMPANY)
    owners = list(Organisation.objects.filter(at).values_list("pk", flat=True))
    if not owners:
        raise NotAllowed(
            _("Planerna stäms av av stadens samordnare. Det som begärs av nämnderna finns under Uppföljning.")
        )
    return list(Organisation.objects.filter(Q(pk__in=owners) | Q(parent__in=owners)).values_list("pk", flat=True))


def _do(of_round: Round, form: QueryDict, by: Actor) -> str:
    step, at = form.get("step", ""), timezone.now()
    if step == "comment":
        return _comment(of_round, form, by)
    if step == "propose":
        indicator, goal = _about(form.get("om", ""))
        actions.propose_adjustment(
            of_round=of_round,
            organisation=get_object_or_404(Organisation, slug=form.get("namnd", "")),
            indicator=indicator,
            goal=goal,
            text=form.get("text", ""),
            due=_day(form),
            by=by,
            at=at,
        )
        return _("Förslaget är sparat. Nämnden får det när kommunstyrelsen har beslutat.")
    if step == "decide":
        on = written.past_day(form.get("asked_on", ""), name=_("sammanträdesdagen"))
        paragraph = written.paragraph(form.get("paragraph", ""))
        n = actions.ask_adjustments(of_round=of_round, asked_on=on, paragraph=paragraph, by=by, at=at)
        return ngettext("%(n)d begäran är utsänd.", "%(n)d begäranden är utsända.", n) % {"n": n}
    return _close(of_round, step, form, by)


def _close(of_round: Round, step: str, form: QueryDict, by: Actor) -> str:
    rows = AdjustmentRequest.objects.filter(round=of_round).select_related(
        "organisation__parent", "indicator", "goal", "round"
    )
    raw = form.get("begaran", "")
    row, at = get_object_or_404(rows, pk=written.key(raw)), timezone.now()
    text = form.get("text", "")
    if step == "accept":
        actions.accept_adjustment(request=row, text=text, by=by, at=at)
        return _("Begäran är markerad som klar.")
    if step == "again":
        actions.ask_again(request=row, text=text, due=_day(form), by=by, at=at)
        return _("Nämnden är tillfrågad igen.")
    actions.end_adjustment(request=row, text=text, by=by, at=at)
    return _("Begäran är avslutad.")


def _comment(of_round: Round, form: QueryDict, by: Actor) -> str:
    """Each comment that differs from what the page showed is saved; the first refused one stops the rest."""
    indicator = get_object_or_404(Indicator, slug=form.get("indikator", ""))
    slugs = [name.removesuffix(".version") for name in form if name.endswith(".version")]
    for body in Organisation.objects.filter(slug__in=slugs):
        text, raw = form.get(f"{body.slug}.text", "").strip(), form.get(f"{body.slug}.version", "")
        if text == form.get(f"{body.slug}.before", ""):
            continue
        actions.comment_plan(
            of_round=of_round,
            organisation=body,
            indicator=indicator,
            text=text,
            version=written.version(raw),
            by=by,
            at=timezone.now(),
        )
    return _("Kommentarerna är sparade.")


def _about(word: str) -> tuple[Indicator | None, Goal | None]:
    kind, _dot, slug = word.partition(".")
    if kind == "indikator":
        return get_object_or_404(Indicator, slug=slug), None
    if kind == "mal":
        return None, get_object_or_404(Goal, slug=slug)
    return None, None


def _day(form: QueryDict) -> date | None:
    raw = form.get("due", "")
    return written.day(raw, name=_("sista dagen")) if raw.strip() else None


@dataclass(frozen=True, slots=True)
class _Chosen:
    goal: str
    body: str
    about: str

    @property
    def any(self) -> bool:
        return bool(self.goal or self.body)


def _context(of_round: Round, asked: QueryDict, only: list[int] | None, may: bool) -> dict[str, Any]:
    chosen = _Chosen(asked.get("mal", ""), asked.get("namnd", ""), asked.get("om", ""))
    today = timezone.localdate()
    plans = read_plans(of_round, on=today, only=only)
    rows = Q(round=of_round) if may else Q(round=of_round, asked_on__isnull=False)
    if only is not None:
        rows &= Q(organisation__in=only)
    if chosen.body:
        rows &= Q(organisation__slug=chosen.body)
    adjustments = read_adjustments(rows, today=today)
    return {
        "place": "city",
        "board": None,
        "of_round": of_round,
        "plans": plans,
        "chosen": chosen,
        "detailed": _detailed(plans, chosen) if chosen.any else (),
        "adjustments": adjustments,
        "late": [line for line in adjustments if line.late],
        "proposed": sum(line.proposed for line in adjustments),
        "may": may,
    }


def _detailed(plans: Reading, chosen: _Chosen) -> tuple[GoalAcross, ...]:
    """The chosen goals, with the chosen body's rows alone when one is chosen."""
    goals = [one for one in plans.goals if chosen.goal in ("", one.goal.slug)]
    if chosen.body:
        goals = [one.of_body(chosen.body) for one in goals]
        goals = [one for one in goals if one.answers]
    return tuple(goals)
