"""The start page and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samstad.reports.city_glance import read_city_glance
from samstad.reports.followed_year import followed_year
from samstad.reports.search import search
from samstad.web.public.as_of import AskedDay, as_today, dated


@dated
def start(request: HttpRequest, day: AskedDay) -> HttpResponse:
    glance = read_city_glance(year=followed_year(day.as_known), on=day.on, as_known=day.as_known)
    return render(request, "public/start.html", {"glance": glance})


@as_today
def search_page(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    groups = search(words)
    found = {"words": words, "groups": groups, "year": followed_year()}
    return render(request, "public/search.html", found)
