"""Activities: the list with its filters, the same rows as CSV and spreadsheet, and one activity."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstad.documents import Document, csv_text, records
from samstad.documents.blocks import Language
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.activity_list import ActivityFilter, read_activity_list
from samstad.reports.activity_page import find_activity, read_activity_page
from samstad.reports.activity_table import activity_table
from samstad.reports.followed_year import followed_year
from samstad.reports.plans_taken_back import plans_taken_back
from samstad.web.public.as_of import AskedDay, NotKnownThenError, dated
from samstad.web.public.files import as_file
from samstad.web.sheets import as_sheet

FORMS = (("csv", "CSV"), ("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("json", "JSON"))


@dated
def activities(request: HttpRequest, day: AskedDay) -> HttpResponse:
    wanted = _wanted(request)
    page = read_activity_list(wanted, as_known=day.as_known)
    found = {"page": page, "wanted": wanted, "statuses": ActivityStatus.choices, "forms": FORMS}
    found |= {"year": followed_year(day.as_known), "asked": _asked(request)}
    found["taken_back"] = plans_taken_back(day.as_known)
    return render(request, "public/activities.html", found)


@dated
def activities_file(request: HttpRequest, day: AskedDay, form: str) -> HttpResponse:
    """The same selection as CSV, spreadsheet, JSON for programs, Word or PDF: every row, on no pages."""
    table = activity_table(read_activity_list(_wanted(request), everything=True, as_known=day.as_known).lines)
    if form == "csv":
        return _download(csv_text(table, language=_language()).encode(), "text/csv; charset=utf-8", "atgarder.csv")
    if form == "xlsx":
        return as_sheet(table, "atgarder")
    if form == "json":
        return JsonResponse(records(table), json_dumps_params={"ensure_ascii": False})
    document = Document(title=table.caption, subtitle=_("Staden"), language=_language(), blocks=(table,))
    return as_file(document, form, "atgarder")


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
