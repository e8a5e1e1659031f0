"""Goals: the year's list and one goal with its thread."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samstad.reports.followed_year import followed_year
from samstad.reports.goal_page import find_goal, read_goal_page
from samstad.reports.goals_of_year import read_goals_of_year
from samstad.web.figure_words import drawn_figures
from samstad.web.public.as_of import AskedDay, NotKnownThenError, dated
from samstad.web.years import year_or_none


@dated
def goals(request: HttpRequest, day: AskedDay) -> HttpResponse:
    return redirect("public:goals_of_year", followed_year(day.as_known))


@dated
def goals_of_year(request: HttpRequest, day: AskedDay, year: int) -> HttpResponse:
    return render(request, "public/goals.html", {"page": read_goals_of_year(year, day.as_known)})


@dated
def goal(request: HttpRequest, day: AskedDay, year: int, slug: str) -> HttpResponse:
    found = find_goal(slug)
    if found is None:
        raise Http404
    if found.year not in (None, year):
        return redirect("public:goal", found.year, slug)
    if not day.as_known.has(found):
        raise NotKnownThenError
    known = year_or_none(str(year)) or followed_year(day.as_known)  # a goal without a year may be asked for by none
    page = read_goal_page(found, year=known, on=day.on, as_known=day.as_known)
    shown = {"page": page, "drawn": drawn_figures(page.figures.lines), "unsure": day.as_known.is_unsure(found)}
    return render(request, "public/goal.html", shown)
