"""Activities: the list with its filters, the same rows as CSV and spreadsheet, and one activity."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Document, csv_text, records
from samstad.documents.blocks import Language
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.activity_list import ActivityFilter, read_activity_list
from samstad.reports.activity_page import read_activity_page
from samstad.reports.activity_table import activity_table
from samstad.reports.followed_year import followed_year
from samstad.web.public.files import as_file
from samstad.web.sheets import as_sheet

FORMS = (("csv", "CSV"), ("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("json", "JSON"))


def activities(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    found = {"page": read_activity_list(wanted), "wanted": wanted, "statuses": ActivityStatus.choices, "forms": FORMS}
    found |= {"year": followed_year(), "asked": _asked(request)}
    return render(request, "public/activities.html", found)


def activities_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same selection as CSV, spreadsheet, JSON for programs, Word or PDF: every row, on no pages."""
    table = activity_table(read_activity_list(_wanted(request), everything=True).lines)
    if form == "csv":
        return _download(csv_text(table, language=_language()).encode(), "text/csv; charset=utf-8", "atgarder.csv")
    if form == "xlsx":
        return as_sheet(table, "atgarder")
    if form == "json":
        return JsonResponse(records(table), json_dumps_params={"ensure_ascii": False})
    document = Document(title=table.caption, subtitle=_("Staden"), language=_language(), blocks=(table,))
    return as_file(document, form, "atgarder")


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
