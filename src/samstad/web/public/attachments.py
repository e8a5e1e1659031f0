"""A report's file, given to be kept and never to be run or shown by the page's own address."""

from django.http import Http404, HttpRequest, HttpResponse

from samstad.documents.file_kinds import KINDS
from samstad.domain.access import Permission
from samstad.domain.cycle.models import Attachment, Report
from samstad.domain.cycle.queries import find_report
from samstad.reports.board_report import Standing
from samstad.web.actor import asking


def attachment(request: HttpRequest, year: int, kind: str, board: str, pk: int) -> HttpResponse:
    """The file, for everyone once it is part of a text that was sent out; before that for those who see the draft."""
    report = find_report(board, year, kind)
    file = report.attachments.filter(pk=pk).first() if report else None
    if report is None or file is None:
        raise Http404
    if not _is_public(report, file) and not asking(request).grants.allows(Permission.SEE_DRAFT, report.organisation):
        raise Http404
    answer = HttpResponse(bytes(file.content), content_type=KINDS[file.kind])
    answer["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def files_shown(report: Report, shown: Standing | None) -> list[Attachment]:
    """The files of the text that is shown; one query at most."""
    held = [file["sha256"] for file in shown.facts.get("attachments", [])] if shown else []
    if not held:
        return []
    found = {file.sha256: file for file in report.attachments.filter(sha256__in=held).defer("content")}
    return [found[digest] for digest in held if digest in found]


def _is_public(report: Report, file: Attachment) -> bool:
    frozen = report.snapshots.values_list("document", flat=True)
    return any(file.sha256 == held["sha256"] for document in frozen for held in document.get("attachments", []))
