"""Goals: the year's list and one goal with its thread."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samstad.reports.followed_year import followed_year
from samstad.reports.goal_page import find_goal, read_goal_page
from samstad.reports.goals_of_year import read_goals_of_year
from samstad.web.figure_words import drawn_figures


def goals(request: HttpRequest) -> HttpResponse:
    return redirect("public:goals_of_year", followed_year())


def goals_of_year(request: HttpRequest, year: int) -> HttpResponse:
    return render(request, "public/goals.html", {"page": read_goals_of_year(year)})


def goal(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    found = find_goal(slug)
    if found is None:
        raise Http404
    if found.year not in (None, year):
        return redirect("public:goal", found.year, slug)
    page = read_goal_page(found, year=year, on=timezone.localdate())
    return render(request, "public/goal.html", {"page": page, "drawn": drawn_figures(page.figures.lines)})
