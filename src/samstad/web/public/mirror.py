"""A body's own plan for its part in the local programmes, as page and file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe

from samstad.documents import render_html
from samstad.domain.organisation.models import Organisation
from samstad.reports.mirror_plan import mirror_plan
from samstad.web.public.files import as_file


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as a page."""
    board = get_object_or_404(Organisation, slug=slug)
    text = mark_safe(render_html(mirror_plan(board)))
    return render(request, "public/mirror_plan.html", {"board": board, "text": text})


def file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same plan as Word or PDF."""
    board = get_object_or_404(Organisation, slug=slug)
    return as_file(mirror_plan(board), form, f"{board.slug}-medverkan")
