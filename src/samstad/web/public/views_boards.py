"""Bodies: the register, and one body with all it answers for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samstad.reports.board_page import find_body, read_board_page, read_body_groups
from samstad.reports.followed_year import followed_year


def boards(request: HttpRequest) -> HttpResponse:
    return render(request, "public/boards.html", {"groups": read_body_groups()})


def board(request: HttpRequest, slug: str) -> HttpResponse:
    body = find_body(slug)
    if body is None:
        raise Http404
    page = read_board_page(body, year=followed_year())
    return render(request, "public/board.html", {"page": page})
