"""Spreadsheets to paste into the system that a city still uses beside this one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.organisation.models import Organisation
from samstad.refusals import NotAllowed
from samstad.reports.board_report import collect_report
from samstad.reports.paste_export import plan_table, report_tables
from samstad.web.actor import asking
from samstad.web.desk.report_found import report_or_404
from samstad.web.sheets import as_sheet


@login_required
def plan_file(request: HttpRequest, board: str, year: int) -> HttpResponse:
    """The plan of a year, in the form that a plan is read in from."""
    body = get_object_or_404(Organisation.objects.select_related("area"), slug=board)
    if not asking(request).grants.allows(Permission.SEE_DRAFT, body):
        sentence = _("Du har ingen roll i %(name)s. Nämndens mål går att läsa på dess egen sida.")
        raise NotAllowed(sentence % {"name": body.name})
    return as_sheet(plan_table(body, year), f"plan-{board}-{year}")


@login_required
def report_file(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """The report as one sheet for each grid of the other system."""
    report = report_or_404(request, board, year, kind)
    return as_sheet(report_tables(collect_report(report)), f"klistra-{board}-{year}-{kind}")
