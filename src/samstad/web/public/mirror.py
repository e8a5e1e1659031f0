"""A body's own plan for its part in the local programmes, with the year's plan and accounts, as page and file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from samstad.documents import render_html
from samstad.domain.cycle.choices import RoundKind
from samstad.domain.organisation.models import Organisation
from samstad.reports.mirror_plan import STAGES, mirror_plan
from samstad.web.public.as_of import AskedDay, dated
from samstad.web.public.files import as_file


@dated
def page(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """The plan as a page; `?omgang=t1` is the year plan, `t2` and `vb` the accounts."""
    board = get_object_or_404(Organisation, slug=slug)
    kind = _kind(request)
    text = mark_safe(render_html(mirror_plan(board, kind=kind, as_known=day.as_known)))
    stages = [("", _("Planen")), *((stage.value, _TITLES[stage]) for stage in STAGES)]
    shown = {"board": board, "text": text, "kind": kind, "stages": stages}
    return render(request, "public/mirror_plan.html", shown)


@dated
def file(request: HttpRequest, day: AskedDay, slug: str, form: str) -> HttpResponse:
    """The same plan as Word or PDF."""
    board = get_object_or_404(Organisation, slug=slug)
    kind = _kind(request)
    name = f"{board.slug}-medverkan-{kind}" if kind else f"{board.slug}-medverkan"
    return as_file(mirror_plan(board, kind=kind, as_known=day.as_known), form, name)


_TITLES = {
    RoundKind.T1: _("Årsplan i tertialrapport 1"),
    RoundKind.T2: _("Redogörelse i tertialrapport 2"),
    RoundKind.VB: _("Redogörelse i verksamhetsberättelsen"),
}


def _kind(request: HttpRequest) -> str:
    """The stage of the address, or nothing: the plan itself."""
    asked = request.GET.get("omgang", "")
    return asked if asked in STAGES else ""
