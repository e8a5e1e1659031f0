"""Gap and effort: whether differences close, and whether what is done follows need."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samstad.reports.need.gap_document import gap_document
from samstad.reports.need.gap_page import GapPage, read_gap_page
from samstad.reports.need.proportion_document import proportion_document
from samstad.reports.need.proportion_page import ProportionPage, read_proportion_page
from samstad.web.figure_words import drawn
from samstad.web.public.files import as_file


def gap(request: HttpRequest, slug: str) -> HttpResponse:
    """One figure, prioritised areas against the rest."""
    page = _gap(request, slug)
    return render(request, "public/need/gap.html", {"page": page, "chart": drawn(page.chart)})


def gap_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    return as_file(gap_document(_gap(request, slug), on=timezone.localdate()), form, f"gap-{slug}")


def proportion(request: HttpRequest) -> HttpResponse:
    """Need beside effort, area by area; `?index=slug` chooses the index that says what need is."""
    return render(request, "public/need/proportion.html", {"page": _proportion(request)})


def proportion_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    page = _proportion(request)
    return as_file(proportion_document(page), form, f"fordelning-{page.year}")


def _gap(request: HttpRequest, slug: str) -> GapPage:
    page = read_gap_page(
        slug,
        list_slug=request.GET.get("lista", ""),
        group=request.GET.get("alder", ""),
        on=timezone.localdate(),
    )
    if page is None:
        raise Http404
    return page


def _proportion(request: HttpRequest) -> ProportionPage:
    return read_proportion_page(request.GET.get("index", ""), request.GET.get("ar", ""))
