"""The report of one board in one round: the table to fill in, and where the report stands."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import ReportState, RoundKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, unanswered, waiting_on
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User
from samstad.reports.asked import read_asked
from samstad.reports.board_report import read_report
from samstad.reports.council_budget import board_budget
from samstad.web.actor import acting, asking
from samstad.web.desk.measure_table import proposal
from samstad.web.desk.report_chapters import chapter_parts, insert_facts, place_facts
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_parts import place_notes, report_parts
from samstad.web.desk.report_rows import Outcome, save_rows
from samstad.web.desk.report_steps import next_steps
from samstad.web.desk.report_table import build, may_write, row_of

ROW_TEMPLATES = {
    "i": "desk/row_indicator.html",
    "a": "desk/row_activity.html",
    "g": "desk/row_goal.html",
    "s": "desk/row_chapter.html",
}


@login_required
def report_page(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """GET shows the table. POST saves the rows that were sent: all of them, or one when a row saves itself."""
    report = report_or_404(request, board, year, kind)
    outcome = Outcome()
    if request.method == "POST":
        outcome = save_rows(
            report, read_report(report), due_rows(report), request.POST, by=acting(request), at=timezone.now()
        )
        if request.headers.get("HX-Request"):
            return _one_row(request, report, outcome)
        if not outcome.problems:
            chapter = insert_facts(report, request.POST.get("facts", ""), by=acting(request), at=timezone.now())
            _say_saved(request, outcome.saved)
            return redirect(f"{request.path}{chapter and f'#rad-s.{chapter}'}")
    return render(
        request, "desk/report.html", _context(request, report, outcome), status=400 if outcome.problems else 200
    )


def _context(request: HttpRequest, report: Report, outcome: Outcome) -> dict[str, Any]:
    lines = read_report(report)
    missing = unanswered(report)
    granted = asking(request).grants
    plan = report.round.kind == RoundKind.VP
    council = board_budget(report.organisation, report.round.year) if plan else None
    assigned = len(council.assignments) if council else 0
    table = build(
        report, lines, missing, assigned=assigned, problems=outcome.problems, theirs=outcome.theirs, seen=outcome.seen
    )
    return {
        **report_parts(report, lines, table, granted),
        **chapter_parts(report, table, lines, granted),
        "place": "report",
        "board": report.organisation,
        "report": report,
        "table": table,
        "council": council,
        "proposal": proposal(report),
        "lines": lines,
        "asked": read_asked(report) if plan else None,
        "can_write": may_write(report, granted),
        "steps": next_steps(report, granted, missing),
        "problems": len(outcome.problems),
        "waiting": waiting_on(report, missing) if _may_remind(report, granted) and missing else [],
        "people": _people(report)
        if not report.planning and granted.allows(Permission.ASSIGN, report.organisation)
        else [],
        "parties": list(Organisation.objects.values_list("short_name", flat=True)),
        "by_sex": any(line.by_sex for line in lines.indicators),
    }


def _may_remind(report: Report, grants: Grants) -> bool:
    return report.state == ReportState.DRAFT and grants.allows(Permission.ASSIGN, report.organisation)


def _people(report: Report) -> list[User]:
    """Those who may be given a row: reporters and coordinators of the board."""
    held = RoleAssignment.objects.filter(organisation=report.organisation, role__in=(Role.REPORTER, Role.COORDINATOR))
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name"))


def _one_row(request: HttpRequest, report: Report, outcome: Outcome) -> HttpResponse:
    """The row that was just saved, with its new version; a refused one keeps what was written.

    Only what the row shows is read: a hundred people may be saving at once.
    """
    lines = read_report(report)
    table = build(report, lines, [], problems=outcome.problems, theirs=outcome.theirs, seen=outcome.seen)
    key = next((name.removesuffix(".version") for name in request.POST if name.endswith(".version")), "")
    row = row_of(table, key)
    if row is None:
        raise Http404
    place_notes(report, lines, table)
    if key.startswith("s."):
        place_facts(report, table, lines)
    context = {"report": report, "row": row, "can_write": may_write(report, asking(request).grants), "swapped": True}
    status = 200 if not outcome.problems else 409 if outcome.theirs else 400
    return render(request, ROW_TEMPLATES[key[0]], context, status=status)


def _say_saved(request: HttpRequest, saved: int) -> None:
    """With script the rows have often saved themselves already: the press is answered all the same."""
    if saved:
        messages.success(request, ngettext("%(n)d rad är sparad.", "%(n)d rader är sparade.", saved) % {"n": saved})
    else:
        messages.success(request, _("Allt är sparat."))
