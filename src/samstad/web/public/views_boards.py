"""Bodies: the register, and one body with all it answers for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samstad.reports.board_page import find_body, read_board_page, read_body_groups
from samstad.reports.followed_year import followed_year
from samstad.reports.plans_taken_back import plans_taken_back
from samstad.web.public.as_of import AskedDay, dated


@dated
def boards(request: HttpRequest, day: AskedDay) -> HttpResponse:
    return render(request, "public/boards.html", {"groups": read_body_groups(as_known=day.as_known)})


@dated
def board(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    body = find_body(slug)
    if body is None:
        raise Http404
    page = read_board_page(body, year=followed_year(day.as_known), as_known=day.as_known)
    taken_back = plans_taken_back(day.as_known, body)
    return render(request, "public/board.html", {"page": page, "taken_back": taken_back})
