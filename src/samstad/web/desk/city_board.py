"""The executive office comments on one board's own goals, beside the figures and the board's judgement."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import find_report
from samstad.domain.organisation.models import Organisation
from samstad.refusals import NotAllowed
from samstad.reports.board_report import standing
from samstad.reports.wording import judgement_word
from samstad.web.actor import acting, asking
from samstad.web.desk.city import save_proposals

OWN = ("board", "local")


@login_required
def city_board_page(request: HttpRequest, year: int, kind: str, board: str) -> HttpResponse:
    """GET shows the board's own goals as they were sent out; POST saves the comments that were changed."""
    of_round = get_object_or_404(Round, year=year, kind=kind)
    body = get_object_or_404(Organisation, slug=board)
    if not asking(request).grants.allows(Permission.ASSESS):
        raise NotAllowed(_("Kommentarerna skrivs av stadens samordnare. De går att läsa på målens egna sidor."))
    report = find_report(board, year, kind)
    shown = standing(report, may_see_draft=False) if report else None
    if shown is None:
        raise Http404
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = save_proposals(of_round, request.POST, acting(request))
        if not problems:
            messages.success(request, _("Kommentarerna är sparade."))
            return redirect(request.path)
    rows = [goal for goal in shown.facts["goals"] if goal["sphere"] in OWN]
    standing_rows = {row.goal.slug: row for row in of_round.assessments.select_related("goal")}
    context: dict[str, Any] = {
        "place": "city",
        "board": None,
        "body": body,
        "of_round": of_round,
        "example": shown.facts["example"],
        "goals": [
            goal
            | {
                "figures": judgement_word(goal["suggestion"]["judgement"], kind),
                "word": judgement_word(goal["judgement"], kind),
                "comment": standing_rows[goal["slug"]].text if goal["slug"] in standing_rows else "",
                "version": standing_rows[goal["slug"]].version if goal["slug"] in standing_rows else 0,
                "problem": problems.get(goal["slug"], ""),
            }
            for goal in rows
        ],
    }
    return render(request, "desk/city_board.html", context, status=400 if problems else 200)
