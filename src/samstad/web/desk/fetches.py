"""Figures from an open service: asking for them, and how a fetch stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.steering.actions.fetches import request_again, request_fetch
from samstad.domain.steering.choices import FetchState, FigureService
from samstad.domain.steering.models import FigureFetch
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.figures_api.jobs import start
from samstad.sources.figures_api.lines import in_words, some
from samstad.sources.figures_api.query import kolada_query, names_here, scb_query
from samstad.web.actor import acting, asking

FIELDS = ("service", "kpi", "municipality", "years", "table", "selection", "area", "period", "names", "mapping")
MOST_FETCHES = 20


@dataclass(frozen=True)
class Line:
    at: datetime
    text: str


def ask(request: HttpRequest) -> FigureFetch:
    """The fetch that the form asks for, begun where the service fetches by itself."""
    said = asked(request)
    if said["service"] == FigureService.KOLADA:
        query = kolada_query(kpi=said["kpi"], municipality=said["municipality"], years=said["years"])
    else:
        query = scb_query(table=said["table"], selection=said["selection"], area=said["area"], period=said["period"])
    names = names_here(said["names"])
    made = request_fetch(
        service=said["service"],
        query={**query, "names": names} if names else query,
        mapping=said["mapping"],
        by=acting(request),
        at=timezone.now(),
    )
    start(made)
    return made


def asked(request: HttpRequest) -> dict[str, str]:
    """What was written in the form, so that it stays when it is refused."""
    return {name: request.POST.get(name, "") for name in FIELDS}


def latest() -> list[dict[str, Any]]:
    """The newest fetches with what they ask for and how they stand."""
    now = timezone.now()
    return [
        {"fetch": fetch, "what": what_words(fetch), "state": _state_words(fetch, now)}
        for fetch in FigureFetch.objects.all()[:MOST_FETCHES]
    ]


@login_required
def fetch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How the fetch stands, line by line. POST starts one again that failed or fell silent."""
    if not asking(request).grants.allows(Permission.LOAD_FIGURES):
        raise NotAllowed(_("Siffror läses in av stadens samordnare. Alla kan läsa dem under Mål och Områden."))
    fetch = get_object_or_404(FigureFetch.objects.select_related("upload"), pk=pk)
    refused = ""
    if request.method == "POST":
        try:
            start(request_again(fetch=fetch, by=acting(request), at=timezone.now()))
            return redirect("desk:fetch", pk)
        except Refusal as refusal:
            refused = refusal.sentence
    now = timezone.now()
    lines = [Line(datetime.fromisoformat(line["at"]), in_words(line["text"], line["said"])) for line in fetch.log]
    silent = fetch.is_silent(now)
    context = {
        "place": "figures",
        "fetch": fetch,
        "what": what_words(fetch),
        "state": _state_words(fetch, now),
        "lines": lines,
        "silent": silent,
        "refreshes": fetch.state in (FetchState.WAITING, FetchState.RUNNING) and not silent,
        "may_start_again": fetch.may_start_again(now),
        "by_cron": settings.FETCH_FIGURES == "cron",
        "refused": refused,
    }
    return render(request, "desk/fetch.html", context, status=400 if refused else 200)


def what_words(fetch: FigureFetch) -> str:
    """What is asked for, in short."""
    query = fetch.query
    if fetch.service == FigureService.KOLADA:
        parts = (query["kpi"], query["municipality"], [str(year) for year in query["years"]])
        kpis, places, years = map(some, parts)
        return _("%(kpis)s, kommun %(places)s, år %(years)s") % {"kpis": kpis, "places": places, "years": years}
    chosen = "; ".join(f"{name} {some(codes)}" for name, codes in query["selection"])
    return f"{query['table']}, {chosen}"


def _state_words(fetch: FigureFetch, at: datetime) -> str:
    if fetch.state == FetchState.RUNNING and fetch.is_silent(at):
        return _("avbruten")
    return str(FetchState(fetch.state).label)
