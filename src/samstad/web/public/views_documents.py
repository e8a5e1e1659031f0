"""Programmes and other steering documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samstad.domain.programmes.choices import DocumentKind, RequestKind
from samstad.reports.documents_register import read_register
from samstad.reports.followed_year import followed_year
from samstad.reports.programme_page import find_document, read_programme_page

PROGRAMME_KINDS = (DocumentKind.PROGRAMME, DocumentKind.LOCAL_PROGRAMME)


def programmes(request: HttpRequest) -> HttpResponse:
    return render(request, "public/programmes.html", {"page": read_register(*PROGRAMME_KINDS)})


def documents(request: HttpRequest) -> HttpResponse:
    return render(request, "public/documents.html", {"page": read_register()})


def programme(request: HttpRequest, slug: str) -> HttpResponse:
    return _answer(request, slug, is_programme=True)


def document(request: HttpRequest, slug: str) -> HttpResponse:
    return _answer(request, slug, is_programme=False)


def _answer(request: HttpRequest, slug: str, *, is_programme: bool) -> HttpResponse:
    """The document under the one address that is its own; the other address leads there."""
    found = find_document(slug)
    if found is None:
        raise Http404
    if (found.kind in PROGRAMME_KINDS) != is_programme:
        return redirect("public:document" if is_programme else "public:programme", slug)
    page = read_programme_page(found, year=followed_year())
    context = {
        "page": page,
        "followed_up": is_programme,
        "calls_for_plans": any(row.kind == RequestKind.ACTION_PLAN for row in page.requests),
    }
    return render(request, "public/programme.html", context)
