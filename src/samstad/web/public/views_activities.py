"""Activities: the list with its filters, the same rows as CSV and spreadsheet, and one activity."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samstad.documents import csv_text, render_sheet
from samstad.documents.blocks import Language
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.activity_list import ActivityFilter, read_activity_list
from samstad.reports.activity_page import find_activity, read_activity_page
from samstad.reports.activity_table import activity_table
from samstad.reports.followed_year import followed_year
from samstad.reports.plans_taken_back import plans_taken_back
from samstad.web.public.as_of import AskedDay, NotKnownThenError, dated

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dated
def activities(request: HttpRequest, day: AskedDay) -> HttpResponse:
    wanted = _wanted(request)
    page = read_activity_list(wanted, as_known=day.as_known)
    found = {"page": page, "wanted": wanted, "statuses": ActivityStatus.choices}
    found |= {"year": followed_year(day.as_known), "asked": _asked(request)}
    found["taken_back"] = plans_taken_back(day.as_known)
    return render(request, "public/activities.html", found)


@dated
def activities_csv(request: HttpRequest, day: AskedDay) -> HttpResponse:
    lines = read_activity_list(_wanted(request), everything=True, as_known=day.as_known).lines
    text = csv_text(activity_table(lines), language=_language())
    return _download(text.encode(), "text/csv; charset=utf-8", "atgarder.csv")


@dated
def activities_xlsx(request: HttpRequest, day: AskedDay) -> HttpResponse:
    lines = read_activity_list(_wanted(request), everything=True, as_known=day.as_known).lines
    return _download(render_sheet(activity_table(lines), language=_language()), SHEET, "atgarder.xlsx")


@dated
def activity(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    found = find_activity(slug)
    if found is None:
        raise Http404
    if not day.as_known.has(found):
        raise NotKnownThenError
    page = read_activity_page(found, year=followed_year(day.as_known), as_known=day.as_known)
    return render(request, "public/activity.html", {"page": page, "unsure": day.as_known.is_unsure(found)})


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
