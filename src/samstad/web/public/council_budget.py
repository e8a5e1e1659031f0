"""The council's budget of a year as everybody may read it: a page, and the same text as Word and PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from samstad.documents import render_html
from samstad.domain.access import Permission
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import Round
from samstad.reports.council_budget import budget_document
from samstad.web.actor import asking
from samstad.web.public.files import as_file


def page(request: HttpRequest, year: int) -> HttpResponse:
    """What boards proposed and, once the council has decided, what it answered, its targets and its assignments."""
    of_round = _budget(year)
    context = {"of_round": of_round, "text": mark_safe(render_html(budget_document(of_round)))}
    return render(request, "public/council_budget.html", context)


def file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The same as a file; those who make the proposal get it with the proposal, stamped "utkast"."""
    of_round = _budget(year)
    makes_it = asking(request).grants.allows(Permission.ISSUE_BUDGET)
    return as_file(budget_document(of_round, may_see_proposal=makes_it), form, f"samstad-{of_round.slug}")


def _budget(year: int) -> Round:
    return get_object_or_404(Round.objects.select_related("pack"), year=year, kind=RoundKind.COUNCIL_BUDGET)
