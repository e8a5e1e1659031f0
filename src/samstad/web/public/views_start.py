"""The start page and search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samstad.reports.city_glance import read_city_glance
from samstad.reports.followed_year import followed_year
from samstad.reports.search import search


def start(request: HttpRequest) -> HttpResponse:
    glance = read_city_glance(year=followed_year(), on=timezone.localdate())
    return render(request, "public/start.html", {"glance": glance})


def search_page(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    groups = search(words)
    found = {"words": words, "groups": groups, "year": followed_year()}
    return render(request, "public/search.html", found)
