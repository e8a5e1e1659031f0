"""Luckor i röda tråden: what is missing, contradicts itself or waits, for a board, a programme or the city."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.models import SteeringDocument
from samstad.refusals import NotAllowed
from samstad.reports.followed_year import followed_year
from samstad.reports.thread_check import RULES, SEVERITIES, Finding, Kind, check, grouped
from samstad.web.actor import asking

SHOWN = 25
"""Of each kind before somebody asks for all of that kind."""


@dataclass(frozen=True)
class Listed:
    """One kind with the findings that the page shows, and how many there are."""

    kind: Kind
    severity: Any
    findings: tuple[Finding, ...]
    count: int


@login_required
def board_gaps(request: HttpRequest, board: str) -> HttpResponse:
    """The gaps that a board can mend, or that concern it."""
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.SEE_DRAFT, body):
        sentence = _("Du har ingen roll i %(name)s. Luckorna i hela staden finns under Luckor.")
        raise NotAllowed(sentence % {"name": body.name})
    return _page(request, check(on=timezone.localdate(), board=body), board=body, title=body.name)


@login_required
def programme_gaps(request: HttpRequest, programme: str) -> HttpResponse:
    """The gaps in a programme, whoever mends them."""
    document = get_object_or_404(SteeringDocument.objects.select_related("owner"), slug=programme)
    found = check(on=timezone.localdate(), programme=document)
    return _page(request, found, board=document.owner, title=document.title)


@login_required
def city_gaps(request: HttpRequest) -> HttpResponse:
    """The gaps in the whole city."""
    return _page(request, check(on=timezone.localdate()), board=None, title=_("Hela staden"))


def _page(request: HttpRequest, found: list[Finding], *, board: Organisation | None, title: str) -> HttpResponse:
    chosen = RULES.get(request.GET.get("slag", ""))
    context = {
        "place": "gaps",
        "board": board if board and asking(request).grants.allows(Permission.SEE_DRAFT, board) else None,
        "title": title,
        "whole_city": request.resolver_match is not None and request.resolver_match.url_name == "city_gaps",
        "year": followed_year(),
        "count": len(found),
        "example": any(finding.example for finding in found),
        "groups": [_listed(group.kind, group.findings, chosen) for group in grouped(found)],
        "chosen": chosen,
        "prefix": "/en" if get_language() == "en" else "",
    }
    return render(request, "desk/luckor.html", context)


def _listed(kind: Kind, findings: tuple[Finding, ...], chosen: Kind | None) -> Listed:
    some = findings if kind == chosen else () if chosen else findings[:SHOWN]
    return Listed(kind, SEVERITIES[kind.severity], some, len(findings))
