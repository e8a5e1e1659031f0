"""Gap and effort: whether differences close, and whether what is done follows need."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samstad.reports.need.gap_page import read_gap_page
from samstad.reports.need.proportion_page import read_proportion_page
from samstad.web.figure_words import drawn


def gap(request: HttpRequest, slug: str) -> HttpResponse:
    """One figure, prioritised areas against the rest."""
    page = read_gap_page(
        slug,
        list_slug=request.GET.get("lista", ""),
        group=request.GET.get("alder", ""),
        on=timezone.localdate(),
    )
    if page is None:
        raise Http404
    context = {"page": page, "chart": drawn(page.chart), "decimals": max(page.indicator.decimals, 1)}
    return render(request, "public/need/gap.html", context)


def proportion(request: HttpRequest) -> HttpResponse:
    """Need beside effort, area by area; `?index=slug` chooses the index that says what need is."""
    page = read_proportion_page(request.GET.get("index", ""), request.GET.get("ar", ""))
    return render(request, "public/need/proportion.html", {"page": page})
