"""Places: the city as tiles, and one place with everything that is done there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samstad.reports.area_page import read_area_page
from samstad.reports.areas_register import read_areas
from samstad.reports.followed_year import followed_year
from samstad.web.figure_words import drawn_figures
from samstad.web.public.as_of import AskedDay, dated


@dated
def areas(request: HttpRequest, day: AskedDay) -> HttpResponse:
    return render(request, "public/areas.html", {"page": read_areas(day.as_known)})


@dated
def area(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    page = read_area_page(slug, year=followed_year(day.as_known), on=day.on, as_known=day.as_known)
    if page is None:
        raise Http404
    return render(request, "public/area.html", {"page": page, "drawn": drawn_figures(page.figures)})
