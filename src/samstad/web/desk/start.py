"""The first page of the desk, and the list of a board's reports."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import FOLLOW_UP, RoundKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import HeldRow, is_open, rounds
from samstad.domain.notices.actions import mark_seen
from samstad.domain.notices.choices import Rhythm
from samstad.domain.notices.tokens import CALENDAR, make_token
from samstad.domain.organisation.models import Organisation
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.desk import mine, read_coordinated, read_silence, read_two_minutes, reads_at
from samstad.reports.progress import read_progress
from samstad.web.actor import acting, asking
from samstad.web.desk.own_rows import OwnRow, own_row
from samstad.web.desk.own_steps import Refused, kept, key_of, take
from samstad.web.setup.entry import may


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    """GET shows what is mine to do, by date. POST does one thing on the page; a refused one keeps what was written."""
    refused = None
    if request.method == "POST":
        try:
            messages.success(request, take(request.POST, {"by": acting(request), "at": timezone.now()}))
            return redirect("desk:mine")
        except NotAllowed:
            raise
        except Refusal as refusal:
            refused = Refused(request.POST["step"], key_of(request.POST), refusal.sentence, request.POST)
    return render(request, "desk/mine.html", _context(request, refused), status=400 if refused else 200)


def _context(request: HttpRequest, refused: Refused | None) -> dict[str, Any]:
    granted, today = asking(request).grants, timezone.localdate()
    user_pk = acting(request).user_id or 0
    shown = mine(user_pk, granted, today=today)
    leads = granted.allows(Permission.ASSESS)
    coordinated = read_coordinated(granted.boards(Permission.ASSIGN), today=today)
    places = coordinated.boards if coordinated else ()
    rows = [_own(held, refused) for held in shown.rows]
    reports = [(item, kept(refused, "decide", str(item.report.pk))) for item in shown.reports]
    forms = [(place, kept(refused, "hand_over", place.board.slug)) for place in places]
    may_issue = granted.allows(Permission.ISSUE_BUDGET)
    every = list(rounds()) if leads or may_issue else []
    city = [one for one in every if leads and one.kind in (*FOLLOW_UP, RoundKind.RECONCILIATION)]
    waiting_years = {year for year, _number in shown.changes}
    on_its_place = any(row.problem for row in rows) or any(form.problem for _what, form in [*reports, *forms])
    return {
        "place": "mine",
        "mine": shown,
        "rows": rows,
        "reports": reports,
        "refused": refused,
        "stray": refused.sentence if refused and not on_its_place and refused.step != "wishes" else "",
        "today": today,
        "coordinated": coordinated,
        "places": forms,
        "silence": read_silence(today=today) if leads else None,
        "two_minutes": read_two_minutes(reads_at(granted)),
        "calendar": request.build_absolute_uri(
            reverse("desk:calendar", args=[make_token(CALENDAR, user_pk, shown.wishes.calendar)])
        ),
        "rhythms": Rhythm.choices,
        "board": shown.boards[0] if len(shown.boards) == 1 else None,
        "city": city,
        "change_years": sorted({of_round.year for of_round in city} - waiting_years, reverse=True)
        if granted.allows(Permission.RECONCILE)
        else [],
        "budgets": [one for one in every if may_issue and one.kind == RoundKind.COUNCIL_BUDGET],
        **_doors(granted),
    }


def _own(held: HeldRow, refused: Refused | None) -> OwnRow:
    if refused and refused.step == "row" and refused.key == f"{held.report.pk}/{held.key}":
        return own_row(held, problem=refused.sentence, wrote=refused.wrote)
    return own_row(held)


def _doors(granted: Grants) -> dict[str, bool]:
    """The pages that the person may open besides those of a board."""
    return {
        "may_review": granted.allows(Permission.REVIEW_DRAFTS) or bool(granted.boards(Permission.REVIEW_DRAFTS)),
        "may_keep": granted.allows(Permission.KEEP_DOCUMENTS) or bool(granted.boards(Permission.KEEP_DOCUMENTS)),
        "may_load": granted.allows(Permission.LOAD_FIGURES),
        "may_weigh": granted.allows(Permission.WEIGH_NEED),
        "may_sample": may(granted, Permission.SEE_HISTORY),
        "may_see_burden": granted.allows(Permission.OPEN_ROUND),
        "may_set_up": any(
            granted.allows(p) for p in (Permission.ADMINISTER, Permission.OPEN_ROUND, Permission.SEE_HISTORY)
        ),
    }


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
        sentence = _("Du har ingen roll i %(name)s. Utsända rapporter finns under Uppföljning.")
        raise NotAllowed(sentence % {"name": body.name})
    reports = (
        Report.objects.filter(organisation=body)
        .select_related("round", "organisation")
        .order_by("-round__year", "-round__opened_on")
    )
    shown = list(reports)
    progress = read_progress([report for report in shown if is_open(report)])
    context = {
        "place": "report",
        "board": body,
        "lines": [(report, progress.get(report.pk)) for report in shown],
    }
    return render(request, "desk/reports.html", context)
