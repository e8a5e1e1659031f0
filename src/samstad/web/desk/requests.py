"""What a programme asks of boards and companies, written by its owner or by the city's coordinator."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions import Wanted, Wording, add_request, reword_request, withdraw_request
from samstad.domain.programmes.choices import RequestKind, RequestRole
from samstad.domain.programmes.models import ProgrammeGoal, ProgrammeRequest, SteeringDocument
from samstad.refusals import NotAllowed, Refusal
from samstad.web.actor import acting, asking
from samstad.web.desk import written


@dataclass(frozen=True)
class Kept:
    """What the form shows: what was refused, or what stands."""

    text: str = ""
    due: str = ""
    source: str = ""
    leads: Collection[str] = ()
    concerned: Collection[str] = ()


@login_required
def requests_page(http: HttpRequest, programme: str) -> HttpResponse:
    """GET lists what the programme asks; POST adds a request and tells those it is put to."""
    document = _document(http, programme)
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
        "bodies": _bodies(),
        "kinds": RequestKind.choices,
        "kept": _written(http.POST) if problem else Kept(),
        "problem": problem,
    }
    return render(http, "desk/requests.html", context, status=400 if problem else 200)


@login_required
def request_page(http: HttpRequest, programme: str, slug: str) -> HttpResponse:
    """GET shows one request to be reworded or withdrawn; POST does one of them."""
    document = _document(http, programme)
    row = get_object_or_404(ProgrammeRequest.objects.select_related("goal"), slug=slug, programme=document)
    problem = ""
    if http.method == "POST":
        try:
            messages.success(http, _change(row, http.POST, acting(http)))
            return redirect("desk:requests", programme)
        except Refusal as refusal:
            problem = refusal.sentence
    context = {
        "place": "requests",
        "board": None,
        "programme": document,
        "row": row,
        "bodies": _bodies(also=row),
        "kept": _written(http.POST) if problem and "withdraw" not in http.POST else _stands(row),
        "reason": http.POST.get("reason", "") if problem else "",
        "problem": problem,
    }
    return render(http, "desk/request.html", context, status=400 if problem else 200)


def may_ask(granted: Grants, document: SteeringDocument) -> bool:
    """True for the programme's owner and for the city's coordinator."""
    return granted.allows(Permission.ASSESS) or granted.allows(Permission.ASK, document.owner)


def _document(http: HttpRequest, programme: str) -> SteeringDocument:
    document = get_object_or_404(SteeringDocument.objects.select_related("owner"), slug=programme)
    if not may_ask(asking(http).grants, document):
        raise NotAllowed(_("Vad programmet begär skrivs av den nämnd som äger det, eller av stadens samordnare."))
    return document


def _bodies(also: ProgrammeRequest | None = None) -> list[Organisation]:
    """Those who report today, and those who are asked already though they do not."""
    rows = reporting_bodies(timezone.localdate())
    if also is not None:
        asked = Organisation.objects.filter(pk__in=also.bodies.values("organisation"))
        rows = Organisation.objects.filter(pk__in=rows.values("pk")) | asked
    return list(rows.order_by("kind", "sort_key"))


def _stands(row: ProgrammeRequest) -> Kept:
    held: dict[str, list[str]] = {role: [] for role in RequestRole.values}
    for body, role in row.bodies.values_list("organisation__slug", "role"):
        held[role].append(body)
    due = row.due.isoformat() if row.due else ""
    return Kept(row.text, due, row.source, held[RequestRole.LEADS], held[RequestRole.CONCERNED])


def _written(form: QueryDict) -> Kept:
    leads, concerned = form.getlist("leads"), form.getlist("concerned")
    return Kept(form.get("text", ""), form.get("due", ""), form.get("source", ""), leads, concerned)


def _wording(form: QueryDict, bodies: list[Organisation]) -> dict[str, Any]:
    due = form.get("due", "")
    return {
        "text": form.get("text", ""),
        "leads": [body for body in bodies if body.slug in form.getlist("leads")],
        "concerned": [body for body in bodies if body.slug in form.getlist("concerned")],
        "due": written.day(due, name=_("sista dagen")) if due.strip() else None,
        "source": form.get("source", ""),
    }


def _add(document: SteeringDocument, form: QueryDict, by: Actor) -> None:
    goal = (
        ProgrammeGoal.objects.select_related("goal").filter(document=document, goal__slug=form.get("goal", "")).first()
    )
    wanted = Wanted(**_wording(form, _bodies()), kind=form.get("kind", ""), goal=goal.goal if goal else None)
    add_request(programme=document, wanted=wanted, by=by, at=timezone.now())


def _change(row: ProgrammeRequest, form: QueryDict, by: Actor) -> str:
    """What has been done, as a sentence."""
    version, at = written.version(form.get("version", "")), timezone.now()
    if "withdraw" in form:
        withdraw_request(request=row, reason=form.get("reason", ""), version=version, by=by, at=at)
        return _("Begäran är återtagen. Den står kvar att läsa, med de svar som har getts.")
    wording = Wording(**_wording(form, _bodies(also=row)))
    reword_request(request=row, wording=wording, version=version, by=by, at=at)
    return _("Begäran är ändrad, och samordnarna hos dem som ska svara är underrättade.")
