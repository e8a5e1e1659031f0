"""What stands beside the report table: where its texts come from, and what is said about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstad.domain.access import Grants
from samstad.domain.cycle import actions
from samstad.domain.cycle.actions.comments import WORKING
from samstad.domain.cycle.choices import DECIDED_STATES
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import sections_of
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.reports.board_report.lines import ReportLines
from samstad.reports.board_report.origins import read_origins, row_texts
from samstad.reports.report_talk import read_threads
from samstad.web.actor import acting
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import ReportTable, all_rows, name_of


def report_parts(report: Report, lines: ReportLines, table: ReportTable, granted: Grants) -> dict[str, Any]:
    """The parts for the page, with each row of the table given its origins and its open threads."""
    titles = {row.key: name_of(row) for row in all_rows(table)}
    threads = read_threads(report, titles)
    texts = {key: section.text for key, section in sections_of(report).items()}
    origins = read_origins(report, row_texts(lines, texts))
    for row in all_rows(table):
        row.origins = [origin for origin in origins if origin.row == row.key]
        row.threads = [thread for thread in threads if thread.is_open and thread.first.row == row.key]
    return {
        "threads": threads,
        "open_threads": [thread for thread in threads if thread.is_open],
        "may_talk": report.state not in DECIDED_STATES
        and any(granted.allows(permission, report.organisation) for permission in WORKING),
        "titles": titles,
        "unit_texts": report.unit_texts.exclude(text="").count(),
    }


@login_required
@require_POST
def talk(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """A comment, an answer, or the end of a thread; then back to the report, where the thread stands."""
    report = report_or_404(request, board, year, kind)
    anchor = "#tradar"
    try:
        anchor = f"#trad-{_talk(report, request, acting(request))}"
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    answer = redirect("desk:report", board, year, kind)
    answer["Location"] += anchor
    return answer


def _talk(report: Report, request: HttpRequest, by: Actor) -> int:
    form, at = request.POST, timezone.now()
    number = form.get("thread", "")
    if not number:
        return actions.comment_report(
            report=report, row=form.get("row", ""), text=form.get("text", ""), by=by, at=at
        ).pk
    first = report.comments.filter(pk=int(number) if number.isdecimal() else 0, thread=None).first()
    if first is None:
        raise Http404
    if form.get("step") == "reply":
        actions.reply_comment(comment=first, text=form.get("text", ""), by=by, at=at)
        messages.success(request, _("Svaret står i tråden."))
    else:
        actions.resolve_comment(comment=first, resolved=form.get("step") == "resolve", by=by, at=at)
    return first.pk
