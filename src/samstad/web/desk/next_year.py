"""Next year's plan out of this year's: what becomes of each goal, what goes on, and the way back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.calculations.lineage import Choice
from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.actions import roll_over, undo_roll_over
from samstad.domain.steering.choices import GoalDeed
from samstad.domain.steering.models import RollOver
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.council_budget import board_budget
from samstad.reports.next_year import read_next_year
from samstad.web.actor import acting, asking


@login_required
def next_year_page(request: HttpRequest, board: str, year: int) -> HttpResponse:
    """GET shows the year's goals and activities with what is proposed for the next. POST prepares or undoes."""
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.PLAN, body):
        raise NotAllowed(_("Nästa års plan förbereds av samordnaren för %(name)s.") % {"name": body.name})
    refused = ""
    if request.method == "POST":
        try:
            return _do(request, body, year)
        except Refusal as refusal:
            refused = refusal.sentence
    context: dict[str, Any] = {
        "place": "plan",
        "board": body,
        "page": read_next_year(body, year, wrote=_choices(request.POST) if refused else {}),
        "going_on": set(request.POST.getlist("activity")) if refused else None,
        "council": board_budget(body, year + 1),
        "deeds": GoalDeed.choices,
        "refused": refused,
    }
    return render(request, "desk/next_year.html", context, status=400 if refused else 200)


def _do(request: HttpRequest, body: Organisation, year: int) -> HttpResponse:
    by, at = acting(request), timezone.now()
    if request.POST.get("step") == "undo":
        prepared = get_object_or_404(RollOver, organisation=body, to_year=year + 1, state="prepared")
        undo_roll_over(prepared=prepared, reason=request.POST.get("reason", ""), by=by, at=at)
        messages.success(request, _("Planen för %(year)d är återtagen.") % {"year": year + 1})
        return redirect("desk:next_year", body.slug, year)
    choices = _choices(request.POST)
    roll_over(board=body, from_year=year, choices=choices, going_on=request.POST.getlist("activity"), by=by, at=at)
    messages.success(request, _("Planen för %(year)d är förberedd.") % {"year": year + 1})
    return redirect(f"{reverse('desk:plan', args=[body.slug])}?ar={year + 1}")


def _choices(form: QueryDict) -> dict[str, Choice]:
    """What was chosen per goal; a split has one new wording a line."""
    found = {}
    for name in form:
        if name.startswith("deed."):
            slug = name.removeprefix("deed.")
            titles = tuple(line.strip() for line in form.get(f"title.{slug}", "").splitlines() if line.strip())
            found[slug] = Choice(str(form[name]), titles, form.get(f"into.{slug}", ""))
    return found
