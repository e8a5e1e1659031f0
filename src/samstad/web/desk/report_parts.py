"""What stands beside the report table: where its texts come from, and what is said about it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstad.domain.access import Grants
from samstad.domain.cycle import actions
from samstad.domain.cycle.actions.comments import WORKING
from samstad.domain.cycle.choices import DECIDED_STATES, ReportState, SectionKey
from samstad.domain.cycle.models import Attachment, Report
from samstad.domain.cycle.queries import sections_of
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal
from samstad.reports.board_report import read_report
from samstad.reports.board_report.attachments import attachments_of
from samstad.reports.board_report.lines import ReportLines
from samstad.reports.board_report.origins import read_origins, row_texts
from samstad.reports.report_guards import Guard, read_guards
from samstad.reports.report_talk import Thread, read_threads
from samstad.web.actor import acting
from samstad.web.desk import written
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import ReportTable, all_rows, name_of


def report_parts(report: Report, lines: ReportLines, table: ReportTable, granted: Grants) -> dict[str, Any]:
    """The parts for the page; the rows of the table get their notes on the way."""
    titles = {row.key: name_of(row) for row in all_rows(table)}
    threads = place_notes(report, lines, table)
    return {
        "threads": threads,
        "open_threads": [thread for thread in threads if thread.is_open],
        "may_talk": report.state not in DECIDED_STATES
        and any(granted.allows(permission, report.organisation) for permission in WORKING),
        "titles": titles,
        "attachments": list(attachments_of(report)),
        **guard_parts(report, told_now(report, lines)),
        "unit_texts": report.unit_texts.exclude(text="").count(),
    }


def place_notes(report: Report, lines: ReportLines, table: ReportTable) -> list[Thread]:
    """Each row of the table gets its origins and its open threads; all threads of the report come back."""
    threads = read_threads(report, {row.key: name_of(row) for row in all_rows(table)})
    texts = {key: section.text for key, section in sections_of(report).items()}
    origins = read_origins(report, row_texts(lines, texts))
    for row in all_rows(table):
        row.origins = [origin for origin in origins if origin.row == row.key]
        row.threads = [thread for thread in threads if thread.is_open and thread.first.row == row.key]
    return threads


def guard_parts(report: Report, guards: list[Guard]) -> dict[str, Any]:
    """What does not agree and has no answer, and what somebody has said is right all the same; one query."""
    answers = {answer.basis: answer for answer in report.guard_answers.all()}
    return {
        "guards": [guard for guard in guards if guard.basis not in answers],
        "answered_guards": [(guard, answers[guard.basis]) for guard in guards if guard.basis in answers],
    }


@login_required
@require_POST
def answer_guard(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """It is right all the same: only what is told now can be answered."""
    report = report_or_404(request, board, year, kind)
    guards = {guard.basis: guard for guard in told_now(report, read_report(report))}
    guard = guards.get(request.POST.get("guard", ""))
    try:
        if guard is None:
            raise Refusal("gone", _("Det har ändrats sedan du läste det. Se om det står kvar."))
        reason = request.POST.get("reason", "")
        actions.answer_guard(
            report=report, row=guard.row, told=guard.text, basis=guard.basis, reason=reason, by=acting(request),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Ditt skäl är sparat."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("desk:report", board, year, kind)


def told_now(report: Report, lines: ReportLines) -> list[Guard]:
    """Only while the report is being written: afterwards it stands as it was sent."""
    if report.state not in (ReportState.DRAFT, ReportState.READY):
        return []
    summary = report.sections.filter(key=SectionKey.SUMMARY).values_list("text", flat=True).first()
    return read_guards(report, lines, summary or "")


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
    first = report.comments.filter(pk=written.key(number), thread=None).first()
    if first is None:
        raise Http404
    if form.get("step") == "reply":
        actions.reply_comment(comment=first, text=form.get("text", ""), by=by, at=at)
        messages.success(request, _("Svaret står i tråden."))
    else:
        actions.resolve_comment(comment=first, resolved=form.get("step") == "resolve", by=by, at=at)
    return first.pk


@login_required
@require_POST
def attach(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """A file is added to the report, or withdrawn from it."""
    report = report_or_404(request, board, year, kind)
    who: dict[str, Any] = {"by": acting(request), "at": timezone.now()}
    try:
        if request.POST.get("step") == "withdraw":
            file = _attachment(report, request.POST.get("attachment", ""))
            actions.withdraw_attachment(attachment=file, **who)
            messages.success(request, _("Bilagan är borttagen."))
        else:
            _attach(report, request, who)
            messages.success(request, _("Bilagan är tillagd."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("desk:report", board, year, kind)


def _attach(report: Report, request: HttpRequest, who: dict[str, Any]) -> None:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise Refusal("no_file", _("Välj filen som ska läggas till."))
    form = request.POST
    actions.attach_file(
        report=report,
        file_name=sent.name or "",
        content=sent.read(settings.ATTACHMENT_LIMIT + 1),
        title=form.get("title", ""),
        alt=form.get("alt", ""),
        decorative=form.get("decorative") == "1",
        **who,
    )


def _attachment(report: Report, number: str) -> Attachment:
    file = report.attachments.defer("content").filter(pk=written.key(number)).first()
    if file is None:
        raise Http404
    return file
