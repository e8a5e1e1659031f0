"""What has been done, by whom and when."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.reports.setup import EventFilter, read_events
from samstad.web.actor import asking
from samstad.web.setup.entry import enter


@login_required
def history_page(request: HttpRequest) -> HttpResponse:
    """A hundred rows, newest first. An auditor of one board sees that board's rows."""
    frame = enter(request, "history", Permission.SEE_HISTORY)
    granted = asking(request).grants
    at_boards = None
    if not granted.allows(Permission.SEE_HISTORY):
        keys = granted.boards(Permission.SEE_HISTORY)
        at_boards = set(Organisation.objects.filter(pk__in=keys).values_list("slug", flat=True))
    asked = EventFilter(
        board=request.GET.get("namnd", ""),
        person=request.GET.get("person", "").strip(),
        action=request.GET.get("handling", ""),
        subject=request.GET.get("amne", ""),
    )
    page = read_events(asked, page=request.GET.get("sida", "1"), at_boards=at_boards)
    context = {**frame, "asked": asked, "page": page, "query": _query(asked)}
    return render(request, "setup/history.html", context)


def _query(asked: EventFilter) -> str:
    """The filter as it stands in an address, to be followed by a page number."""
    names = {"board": "namnd", "person": "person", "action": "handling", "subject": "amne"}
    return urlencode({names[field]: value for field, value in asdict(asked).items() if value})
