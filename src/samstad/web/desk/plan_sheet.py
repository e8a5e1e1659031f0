"""The plan of another system taken in: what its spreadsheet would do is shown first, and stored with one press."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import GoalLevel
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.plan_sheet import PlanLine, Trial, read_plan, store_plan, try_plan
from samstad.web.actor import acting, asking
from samstad.web.desk.uploaded import sent_file

SALT, A_DAY = "plan_sheet", 24 * 3600


@login_required
def plan_sheet_page(request: HttpRequest, board: str, year: int) -> HttpResponse:
    """GET asks for the file. POST of a file shows what it would do; POST of what was shown stores it.

    The lines that were shown come back signed in the form, so that what was seen is what is stored.
    """
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.PLAN, body):
        sentence = _("Du har ingen roll som får ändra planen för %(name)s. Be samordnaren om hjälp.")
        raise NotAllowed(sentence % {"name": body.name})
    context: dict[str, Any] = {
        "place": "plan",
        "board": body,
        "year": year,
        "trial": None,
        "lines": "",
        "refused": "",
        "notes": (),
    }
    if request.method != "POST":
        return render(request, "desk/plan_sheet.html", context)
    try:
        if "lines" in request.POST:
            return _store(request, body, year)
        with sent_file(request.FILES.get("file"), lacking=_("Välj filen med planen.")) as path:
            plan = read_plan(path, list(GoalLevel.objects.all()), board=body, year=year)
    except Refusal as refusal:
        return render(request, "desk/plan_sheet.html", {**context, "refused": refusal.sentence}, status=400)
    lines = plan.lines
    context |= {**_shown(try_plan(lines, board=body, year=year)), "notes": plan.notes}
    context["lines"] = signing.dumps([asdict(line) for line in lines], salt=f"{SALT}/{board}/{year}", compress=True)
    return render(request, "desk/plan_sheet.html", context)


def _shown(trial: Trial) -> dict[str, Any]:
    by_state = {state: [one for one in trial.lines if one.state == state] for state in ("new", "changed", "refused")}
    remarks = [one for one in trial.lines if one.remark and one.state != "refused"]
    return {"trial": trial, "by_state": by_state, "remarks": remarks, "known": trial.counts["known"]}


def _store(request: HttpRequest, body: Organisation, year: int) -> HttpResponse:
    try:
        shown = signing.loads(request.POST["lines"], salt=f"{SALT}/{body.slug}/{year}", max_age=A_DAY)
    except signing.BadSignature:
        raise Refusal("stale_form", _("Formuläret är för gammalt. Välj filen igen.")) from None
    lines = [PlanLine(**{**line, "under": tuple(line["under"])}) for line in shown]
    stored = store_plan(
        try_plan(lines, board=body, year=year),
        board=body,
        year=year,
        leave_out_refused="leave_out" in request.POST,
        by=acting(request),
        at=timezone.now(),
    )
    said = ngettext("%(n)d rad är inläst.", "%(n)d rader är inlästa.", stored)
    messages.success(request, said % {"n": stored})
    return redirect(f"{reverse('desk:plan', args=[body.slug])}?ar={year}")
