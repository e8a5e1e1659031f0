"""The report that an address names."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from samstad.domain.access import Permission
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import find_report
from samstad.refusals import NotAllowed
from samstad.web.actor import asking


def report_or_404(request: HttpRequest, board: str, year: int, kind: str) -> Report:
    """The report, for those who may see it before it is sent out."""
    report = find_report(board, year, kind)
    if report is None:
        raise Http404
    if not asking(request).grants.allows(Permission.SEE_DRAFT, report.organisation):
        sentence = _("Du har ingen roll i %(name)s. Den utsända rapporten finns under Uppföljning.")
        raise NotAllowed(sentence % {"name": report.organisation.name})
    return report
