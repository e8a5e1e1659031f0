"""A programme followed up: who has answered, plans of action, and the report over the years."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from samstad.documents import render_html
from samstad.domain.programmes.models import SteeringDocument
from samstad.domain.programmes.queries import is_known, stand_as_known
from samstad.reports.action_plans import read_action_plans
from samstad.reports.followed_year import followed_year
from samstad.reports.programme_committee import read_committee_page
from samstad.reports.programme_page import find_document
from samstad.reports.programme_report import programme_document
from samstad.reports.thread_check import SEVERITIES
from samstad.web.public.as_of import AskedDay, NotKnownThenError, as_today, dated
from samstad.web.public.files import as_file
from samstad.web.public.views_documents import PROGRAMME_KINDS
from samstad.web.years import year_or_none


@as_today
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme as the committee of the executive board drives it on, for a year (`?ar=2017`)."""
    page = read_committee_page(_programme(slug), year=_year(request), on=timezone.localdate())
    groups = [(group, SEVERITIES[group.kind.severity]) for group in page.gaps]
    return render(request, "public/committee.html", {"page": page, "groups": groups})


@dated
def action_plans(request: HttpRequest, day: AskedDay, slug: str) -> HttpResponse:
    """The decided plans of action, and the districts that have none."""
    programme = _programme(slug)
    if not is_known(programme, day.as_known):
        raise NotKnownThenError
    stand_as_known([programme], day.as_known)
    page = read_action_plans(programme, on=day.on, as_known=day.as_known)
    return render(request, "public/action_plans.html", {"page": page})


@as_today
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The programme over all boards, companies and years, as a page."""
    programme = _programme(slug)
    text = mark_safe(render_html(programme_document(programme)))
    return render(request, "public/programme_report.html", {"programme": programme, "text": text})


def report_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same report as Word or PDF."""
    programme = _programme(slug)
    return as_file(programme_document(programme), form, f"{programme.slug}-uppfoljning")


def _programme(slug: str) -> SteeringDocument:
    found = find_document(slug)
    if found is None or found.kind not in PROGRAMME_KINDS:
        raise Http404
    return found


def _year(request: HttpRequest) -> int:
    return year_or_none(request.GET.get("ar", "")) or followed_year()
