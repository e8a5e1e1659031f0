"""Changes asked for during the year: the city's coordinator enters what the council or the executive board decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ChangeRequest
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.adjustments import read_changes
from samstad.web.actor import acting, asking
from samstad.web.desk import written

DECIDING = (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD)
FIELDS = ("andring", "body", "meeting_date", "paragraph", "registration_number", "answer")


@login_required
def changes_page(request: HttpRequest, year: int) -> HttpResponse:
    """GET lists the year's changes, waiting ones first. POST enters a decision, or refuses with a sentence."""
    if not asking(request).grants.allows(Permission.RECONCILE):
        raise NotAllowed(_("Ändringar förs in av stadens samordnare. De beslutade finns under Uppföljning."))
    kept: dict[str, str] = {}
    if request.method == "POST":
        try:
            messages.success(request, _do(year, request.POST, acting(request)))
            return redirect("desk:changes", year)
        except Refusal as refusal:
            kept = {name: request.POST.get(name, "") for name in FIELDS} | {"problem": refusal.sentence}
    context: dict[str, Any] = {
        "place": "city",
        "board": None,
        "year": year,
        "changes": read_changes(Q(year=year)),
        "deciding": list(Organisation.objects.filter(kind__in=DECIDING)),
        "kept": {**dict.fromkeys((*FIELDS, "problem"), ""), **kept},
    }
    return render(request, "desk/changes.html", context, status=400 if kept else 200)


def _do(year: int, form: QueryDict, by: Actor) -> str:
    raw, at = form.get("andring", ""), timezone.now()
    rows = ChangeRequest.objects.select_related("organisation", "indicator__owner", "new_body", "goal")
    change = get_object_or_404(rows, pk=written.key(raw), year=year)
    if form.get("step") == "refuse":
        actions.refuse_change(change=change, answer=form.get("answer", ""), by=by, at=at)
        return _("Ändringen är avslagen.")
    actions.approve_change(
        change=change,
        body=get_object_or_404(Organisation, slug=form.get("body", "")),
        meeting_date=written.day(form.get("meeting_date", ""), name=_("sammanträdesdagen")),
        paragraph=written.paragraph(form.get("paragraph", "")),
        registration_number=form.get("registration_number", ""),
        by=by,
        at=at,
    )
    return _("Beslutet är infört och ändringen är gjord.")
