"""Programmes and other steering documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samstad.domain.programmes.choices import DocumentKind, RequestKind
from samstad.domain.programmes.queries import is_known
from samstad.reports.documents_register import read_register
from samstad.reports.followed_year import followed_year
from samstad.reports.programme_page import find_document, read_programme_page
from samstad.web.public.as_of import AskedDay, NotKnownThenError, dated

PROGRAMME_KINDS = (DocumentKind.PROGRAMME, DocumentKind.LOCAL_PROGRAMME)


@dated
def programmes(request: HttpRequest, day: AskedDay) -> HttpResponse:
    page = read_register(*PROGRAMME_KINDS, as_known=day.as_known)
    return render(request, "public/programmes.html", {"page": page})


@dated
def documents(request: HttpRequest, day: AskedDay) -> HttpResponse:
    return render(request, "public/documents.html", {"page": read_register(as_known=day.as_known)})


@dated
def programme(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    return _answer(request, day, slug, is_programme=True)


@dated
def document(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    return _answer(request, day, slug, is_programme=False)


def _answer(request: HttpRequest, day: AskedDay, slug: str, *, is_programme: bool) -> HttpResponse:
    """The document under the one address that is its own; the other address leads there."""
    found = find_document(slug)
    if found is None:
        raise Http404
    if (found.kind in PROGRAMME_KINDS) != is_programme:
        return redirect("public:document" if is_programme else "public:programme", slug)
    if not is_known(found, day.as_known):
        raise NotKnownThenError
    page = read_programme_page(found, year=followed_year(day.as_known), on=day.on, as_known=day.as_known)
    context = {
        "page": page,
        "unsure": day.as_known.is_unsure(found),
        "followed_up": is_programme,
        "calls_for_plans": any(row.kind == RequestKind.ACTION_PLAN for row in page.requests),
    }
    return render(request, "public/programme.html", context)
