"""The report of one board in one round: the table to fill in, and where the report stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows, unanswered, waiting_on
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.models import User
from samstad.reports.board_report import read_report
from samstad.web.actor import acting, asking
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_parts import report_parts
from samstad.web.desk.report_rows import Outcome, save_rows
from samstad.web.desk.report_steps import next_steps
from samstad.web.desk.report_table import build, can_write, row_of

ROW_TEMPLATES = {
    "i": "desk/row_indicator.html",
    "a": "desk/row_activity.html",
    "g": "desk/row_goal.html",
    "s": "desk/row_summary.html",
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
            _say_saved(request, outcome.saved)
            return redirect(request.path)
    return render(
        request, "desk/report.html", _context(request, report, outcome), status=400 if outcome.problems else 200
    )


def _context(request: HttpRequest, report: Report, outcome: Outcome) -> dict[str, object]:
    lines = read_report(report)
    missing = unanswered(report)
    who = asking(request)
    table = build(report, lines, missing, problems=outcome.problems, theirs=outcome.theirs, seen=outcome.seen)
    return {
        **report_parts(report, lines, table, who.grants),
        "place": "report",
        "board": report.organisation,
        "report": report,
        "table": table,
        "lines": lines,
        "can_write": can_write(report) and who.grants.allows(_writing(report), report.organisation),
        "steps": next_steps(report, who.grants, missing),
        "problems": len(outcome.problems),
        "waiting": waiting_on(report) if _may_remind(report, who.grants) and missing else [],
        "people": _people(report) if who.grants.allows(Permission.ASSIGN, report.organisation) else [],
        "parties": list(Organisation.objects.values_list("short_name", flat=True)),
        "by_sex": any(line.by_sex for line in lines.indicators),
    }


def _may_remind(report: Report, grants: Grants) -> bool:
    return report.state == ReportState.DRAFT and grants.allows(Permission.ASSIGN, report.organisation)


def _people(report: Report) -> list[User]:
    """Those who may be given a row: reporters and coordinators of the board."""
    held = RoleAssignment.objects.filter(organisation=report.organisation, role__in=(Role.REPORTER, Role.COORDINATOR))
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name"))


def _writing(report: Report) -> Permission:
    return Permission.DECIDE if report.state == "sent_out" else Permission.REPORT


def _one_row(request: HttpRequest, report: Report, outcome: Outcome) -> HttpResponse:
    """The row that was just saved, with its new version; a refused one keeps what was written."""
    context = _context(request, report, outcome)
    table = context["table"]
    key = next((name.removesuffix(".version") for name in request.POST if name.endswith(".version")), "")
    row = row_of(table, key)  # type: ignore[arg-type]  # the context holds what build() gave
    if row is None:
        raise Http404
    status = 200 if not outcome.problems else 409 if outcome.theirs else 400
    return render(request, ROW_TEMPLATES[key[0]], {**context, "row": row, "swapped": True}, status=status)


def _say_saved(request: HttpRequest, saved: int) -> None:
    """With script the rows have often saved themselves already: the press is answered all the same."""
    if saved:
        messages.success(request, ngettext("%(n)d rad är sparad.", "%(n)d rader är sparade.", saved) % {"n": saved})
    else:
        messages.success(request, _("Allt är sparat."))
