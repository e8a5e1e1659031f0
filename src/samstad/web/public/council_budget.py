"""The council's budget of a year as everybody may read it: a page, and the same text as Word and PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from samstad.documents import render_html
from samstad.domain.access import Permission
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.cycle.models import Round
from samstad.reports.council_budget import budget_document
from samstad.web.actor import asking
from samstad.web.public.as_of import AskedDay, dated
from samstad.web.public.files import as_file
from samstad.web.public.opened import opened_round


@dated
def page(request: HttpRequest, asked: AskedDay, year: int) -> HttpResponse:
    """What boards proposed and, once the council has decided, what it answered, its targets and its assignments."""
    of_round = _budget(asked, year)
    text = mark_safe(render_html(budget_document(of_round, as_known=asked.as_known)))
    return render(request, "public/council_budget.html", {"of_round": of_round, "text": text})


@dated
def file(request: HttpRequest, asked: AskedDay, year: int, form: str) -> HttpResponse:
    """The same as a file; those who make the proposal get it with the proposal, stamped "utkast"."""
    of_round = _budget(asked, year)
    makes_it = asking(request).grants.allows(Permission.ISSUE_BUDGET)
    document = budget_document(of_round, may_see_proposal=makes_it, as_known=asked.as_known)
    return as_file(document, form, f"samstad-{of_round.slug}")


def _budget(asked: AskedDay, year: int) -> Round:
    return opened_round(asked, year, RoundKind.COUNCIL_BUDGET)
