"""Activities: the list with its filters, the same rows as CSV and spreadsheet, and one activity."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samstad.documents import csv_text
from samstad.documents.blocks import Language
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.activity_list import ActivityFilter, read_activity_list
from samstad.reports.activity_page import read_activity_page
from samstad.reports.activity_table import activity_table
from samstad.reports.followed_year import followed_year
from samstad.web.sheets import as_sheet


def activities(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    found = {"page": read_activity_list(wanted), "wanted": wanted, "statuses": ActivityStatus.choices}
    found |= {"year": followed_year(), "asked": _asked(request)}
    return render(request, "public/activities.html", found)


def activities_csv(request: HttpRequest) -> HttpResponse:
    lines = read_activity_list(_wanted(request), everything=True).lines
    text = csv_text(activity_table(lines), language=_language())
    return _download(text.encode(), "text/csv; charset=utf-8", "atgarder.csv")


def activities_xlsx(request: HttpRequest) -> HttpResponse:
    lines = read_activity_list(_wanted(request), everything=True).lines
    return as_sheet(activity_table(lines), "atgarder")


def activity(request: HttpRequest, slug: str) -> HttpResponse:
    page = read_activity_page(slug, year=followed_year())
    if page is None:
        raise Http404
    return render(request, "public/activity.html", {"page": page})


def _wanted(request: HttpRequest) -> ActivityFilter:
    """The filter in the address; what is no number is no year and page 1."""
    asked = request.GET
    year, page = asked.get("ar", ""), asked.get("sida", "")
    return ActivityFilter(
        board=asked.get("namnd", ""),
        programme=asked.get("program", ""),
        area=asked.get("omrade", ""),
        status=asked.get("lage", ""),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


def _asked(request: HttpRequest) -> str:
    """The filters without the page, for links that keep them."""
    kept = request.GET.copy()
    kept.pop("sida", None)
    return kept.urlencode()


def _language() -> Language:
    return "en" if get_language() == "en" else "sv"


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
