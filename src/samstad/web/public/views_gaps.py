"""Gap and effort: whether differences close, and whether what is done follows need."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samstad.reports.need.gap_document import gap_document
from samstad.reports.need.gap_page import GapPage, read_gap_page
from samstad.reports.need.proportion_document import proportion_document
from samstad.reports.need.proportion_page import ProportionPage, read_proportion_page
from samstad.web.figure_words import drawn
from samstad.web.public.as_of import AskedDay, NotKnownThenError, dated
from samstad.web.public.files import as_file


@dated
def gap(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """One figure, prioritised areas against the rest."""
    page = _gap(request, day, slug)
    return render(request, "public/need/gap.html", {"page": page, "chart": drawn(page.chart)})


@dated
def gap_file(request: HttpRequest, day: AskedDay, slug: str, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    return as_file(gap_document(_gap(request, day, slug), on=day.on), form, f"gap-{slug}")


@dated
def proportion(request: HttpRequest, day: AskedDay) -> HttpResponse:
    """Need beside effort, area by area; `?index=slug` chooses the index that says what need is."""
    return render(request, "public/need/proportion.html", {"page": _proportion(request, day)})


@dated
def proportion_file(request: HttpRequest, day: AskedDay, form: str) -> HttpResponse:
    """The same as Word or PDF."""
    page = _proportion(request, day)
    return as_file(proportion_document(page), form, f"fordelning-{page.year}")


def _gap(request: HttpRequest, day: AskedDay, slug: str) -> GapPage:
    page = read_gap_page(
        slug,
        list_slug=request.GET.get("lista", ""),
        group=request.GET.get("alder", ""),
        on=day.on,
        as_known=day.as_known,
    )
    if page is None and day.past and read_gap_page(slug, on=day.today):
        raise NotKnownThenError
    if page is None:
        raise Http404
    return page


def _proportion(request: HttpRequest, day: AskedDay) -> ProportionPage:
    return read_proportion_page(request.GET.get("index", ""), request.GET.get("ar", ""), as_known=day.as_known)
