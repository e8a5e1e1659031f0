"""The first page of the desk, and the list of a board's reports."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samstad.domain.access import Permission
from samstad.domain.cycle.choices import FOLLOW_UP
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import rounds
from samstad.domain.notices.actions import mark_seen
from samstad.domain.organisation.models import Organisation
from samstad.refusals import NotAllowed
from samstad.reports.desk import mine
from samstad.web.actor import acting, asking


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    """What is mine to do, by date."""
    granted = asking(request).grants
    shown = mine(acting(request).user_id or 0, granted, today=timezone.localdate())
    context = {
        "place": "mine",
        "mine": shown,
        "board": shown.boards[0] if len(shown.boards) == 1 else None,
        "city": list(rounds().filter(kind__in=FOLLOW_UP)) if granted.allows(Permission.ASSESS) else [],
        "may_review": granted.allows(Permission.REVIEW_DRAFTS) or bool(granted.boards(Permission.REVIEW_DRAFTS)),
        "may_keep": granted.allows(Permission.KEEP_DOCUMENTS) or bool(granted.boards(Permission.KEEP_DOCUMENTS)),
        "may_load": granted.allows(Permission.LOAD_FIGURES),
        "may_weigh": granted.allows(Permission.WEIGH_NEED),
        "may_set_up": any(
            granted.allows(p) for p in (Permission.ADMINISTER, Permission.OPEN_ROUND, Permission.SEE_HISTORY)
        ),
    }
    return render(request, "desk/mine.html", context)


@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """The news are read."""
    mark_seen(by=acting(request), at=timezone.now())
    return redirect("desk:mine")


@login_required
def board_reports(request: HttpRequest, board: str) -> HttpResponse:
    """Every report of a board, newest round first."""
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.SEE_DRAFT, body):
        raise NotAllowed(f"Du har ingen roll i {body.name}. Utsända rapporter finns under Uppföljning.")
    reports = (
        Report.objects.filter(organisation=body).select_related("round").order_by("-round__year", "-round__opened_on")
    )
    return render(request, "desk/reports.html", {"place": "report", "board": body, "reports": list(reports)})
