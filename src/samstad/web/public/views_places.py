"""Places: the city as tiles, and one place with everything that is done there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samstad.reports.area_page import read_area_page
from samstad.reports.areas_register import read_areas
from samstad.reports.followed_year import followed_year
from samstad.web.figure_words import drawn_figures


def areas(request: HttpRequest) -> HttpResponse:
    return render(request, "public/areas.html", {"page": read_areas()})


def area(request: HttpRequest, slug: str) -> HttpResponse:
    page = read_area_page(slug, year=followed_year(), on=timezone.localdate())
    if page is None:
        raise Http404
    return render(request, "public/area.html", {"page": page, "drawn": drawn_figures(page.figures)})
