"""The coordinator's page of units: ask them, read what they wrote, pull it up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.access.actions import add_unit
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import due_rows
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.reports.board_report import read_report
from samstad.reports.unit_texts import asked_in_report, rows_to_ask, units_to_ask
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import can_write


@login_required
def unit_texts_page(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """GET shows what units wrote; POST asks them, adds one, or pulls a text up. A refusal keeps what was written."""
    report = report_or_404(request, board, year, kind)
    refused = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(report, request, acting(request)))
            return redirect(request.path)
        except Refusal as refusal:
            refused = refusal.sentence
    granted, rows = asking(request).grants, rows_to_ask(due_rows(report))
    context = {
        "place": "report",
        "board": report.organisation,
        "report": report,
        "asked": asked_in_report(report, read_report(report), rows),
        "units": units_to_ask(report.organisation),
        "rows": rows,
        "may_ask": report.state == "draft" and granted.allows(Permission.ASSIGN, report.organisation),
        "may_pull": can_write(report) and granted.allows(Permission.REPORT, report.organisation),
        "refused": refused,
        "kept": {name: request.POST.get(name, "") for name in ("row", "question", "name")},
        "chosen": request.POST.getlist("unit") if refused else None,
    }
    return render(request, "desk/unit_texts.html", context, status=400 if refused else 200)


def _do(report: Report, request: HttpRequest, by: Actor) -> str:
    form, at = request.POST, timezone.now()
    if form.get("step") == "add_unit":
        unit = add_unit(board=report.organisation, name=form.get("name", ""), by=by, at=at)
        return _("%(unit)s är tillagd. Ge den som skriver rollen rapportör i enheten.") % {"unit": unit}
    if form.get("step") == "ask":
        units = [unit for unit in units_to_ask(report.organisation) if unit.slug in form.getlist("unit")]
        question, row = form.get("question", ""), form.get("row", "")
        actions.ask_units(report=report, row=row, units=units, question=question, by=by, at=at)
        return _("Enheterna har fått frågan.")
    number = form.get("text", "")
    text = report.unit_texts.select_related("unit", "report__organisation", "report__round")
    found = text.filter(pk=written.key(number)).first()
    if found is None:
        raise Http404
    actions.pull_text(unit_text=found, by=by, at=at)
    return _("Texten från %(unit)s står nu i rapporten.") % {"unit": found.unit}
