"""What a programme asks of boards and companies, written by its owner or by the city's coordinator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions import Wanted, request
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeGoal, ProgrammeRequest, SteeringDocument
from samstad.refusals import NotAllowed, Refusal
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@login_required
def requests_page(http: HttpRequest, programme: str) -> HttpResponse:
    """GET lists what the programme asks; POST adds a request and tells those it is put to."""
    document = get_object_or_404(SteeringDocument.objects.select_related("owner"), slug=programme)
    granted = asking(http).grants
    if not granted.allows(Permission.ASSESS) and not granted.allows(Permission.ASK, document.owner):
        raise NotAllowed(_("Vad programmet begär skrivs av den nämnd som äger det, eller av stadens samordnare."))
    problem = ""
    if http.method == "POST":
        try:
            _add(document, http.POST, acting(http))
            messages.success(http, _("Begäran är inlagd, och samordnarna hos dem som ska svara är underrättade."))
            return redirect("desk:requests", programme)
        except Refusal as refusal:
            problem = refusal.sentence
    rows = ProgrammeRequest.objects.filter(programme=document).select_related("goal", "pack")
    context = {
        "place": "requests",
        "board": None,
        "programme": document,
        "requests": list(rows.prefetch_related("bodies__organisation").order_by("order", "slug")),
        "goals": [row.goal for row in ProgrammeGoal.objects.filter(document=document).select_related("goal")],
        "bodies": list(reporting_bodies(timezone.localdate()).order_by("kind", "sort_key")),
        "kinds": RequestKind.choices,
        "text": http.POST.get("text", "") if problem else "",
        "problem": problem,
    }
    return render(http, "desk/requests.html", context, status=400 if problem else 200)


def _add(document: SteeringDocument, form: QueryDict, by: Actor) -> None:
    bodies = {body.slug: body for body in reporting_bodies(timezone.localdate())}
    goal = (
        ProgrammeGoal.objects.select_related("goal").filter(document=document, goal__slug=form.get("goal", "")).first()
    )
    due = form.get("due", "")
    wanted = Wanted(
        text=form.get("text", ""),
        kind=form.get("kind", ""),
        goal=goal.goal if goal else None,
        leads=[bodies[slug] for slug in form.getlist("leads") if slug in bodies],
        concerned=[bodies[slug] for slug in form.getlist("concerned") if slug in bodies],
        due=written.day(due, name=_("sista dagen")) if due.strip() else None,
        source=form.get("source", ""),
    )
    request(programme=document, wanted=wanted, by=by, at=timezone.now())
