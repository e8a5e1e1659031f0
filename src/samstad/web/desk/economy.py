"""The economy of a report: the sheet to fill in, what a sheet would store, and what is stored."""

import re
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samstad.documents import render_blocks, render_sheet
from samstad.documents.blocks import Language
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import AmountUnit
from samstad.domain.cycle.models import EconomySheet, Report
from samstad.domain.cycle.queries import explain_over
from samstad.refusals import NotAllowed, Refusal
from samstad.reports.board_report.economy import economy_blocks, economy_facts, line_facts
from samstad.sources.economy_sheet import Reading, form_table, read_economy
from samstad.sources.figure_upload import keep_file, kept_file
from samstad.web.actor import acting, asking
from samstad.web.desk import written
from samstad.web.desk.report_found import report_or_404
from samstad.web.desk.report_table import may_write
from samstad.web.sheets import SHEET

SHA = re.compile(r"[0-9a-f]{64}")


@login_required
def economy_file(request: HttpRequest, board: str, year: int, kind: str, unit: str) -> HttpResponse:
    """The sheet to fill in, with what stands in the report now where that is in the same unit."""
    report = report_or_404(request, board, year, kind)
    if unit not in AmountUnit.values:
        raise Http404
    table = form_table(report.economy_lines.filter(unit=unit), unit)
    answer = HttpResponse(render_sheet(table), content_type=SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{board}-{year}-{kind}-ekonomi-{unit}.xlsx"'
    return answer


@login_required
def economy_page(request: HttpRequest, board: str, year: int, kind: str) -> HttpResponse:
    """GET shows what is stored. POST tries a file and shows what it would store; a second press stores it whole."""
    report = report_or_404(request, board, year, kind)
    context = _frame(request, report)
    if request.method != "POST":
        return render(
            request, "desk/economy.html", {**context, "tables": _tables(economy_facts(report.economy_lines.all()))}
        )
    if not context["can_write"]:
        raise NotAllowed(_("Ekonomin läses in av den som rapporterar för nämnden, medan rapporten är ett utkast."))
    try:
        name, sha256 = _kept(request)
        unit = request.POST.get("unit", "")
        reading = read_economy(
            kept_file(name, sha256), unit=unit, round_kind=report.round.kind, year=report.round.year,
            explain_over=explain_over(report),
        )  # fmt: skip
        if request.POST.get("step") == "store":
            return _store(request, report, reading, name, sha256)
    except Refusal as refusal:
        return render(request, "desk/economy.html", {**context, "refused": refusal.sentence}, status=400)
    trial = {"name": name, "sha256": sha256, "unit": unit, "reading": reading, "version": context["version"]}
    tables = "" if reading.problems else _tables([line_facts(row) for row in reading.rows])
    return render(request, "desk/economy.html", {**context, "trial": trial, "tables": tables})


def _frame(request: HttpRequest, report: Report) -> dict[str, Any]:
    sheet = EconomySheet.objects.filter(report=report).first()
    return {
        "place": "report",
        "board": report.organisation,
        "report": report,
        "example": bool(report.pack and report.pack.example),
        "sheet": sheet,
        "version": sheet.version if sheet else 0,
        "can_write": may_write(report, asking(request).grants),
        "tables": "",
        "trial": None,
        "refused": "",
    }


def _tables(facts: list[dict[str, Any]]) -> str:
    """The tables as the report has them, so that what is seen here is what is sent out."""
    language: Language = "en" if get_language() == "en" else "sv"
    return mark_safe(render_blocks(economy_blocks(facts), language=language))


def _kept(request: HttpRequest) -> tuple[str, str]:
    """Name and sha256 of the file: the one just sent, or the one that was tried and is now to be stored."""
    sent = request.FILES.get("file")
    if isinstance(sent, UploadedFile):
        name = Path(sent.name or "fil").name
        return name, keep_file(name, sent.chunks())
    name, sha256 = Path(request.POST.get("name", "")).name, request.POST.get("sha256", "")
    if not name or not SHA.fullmatch(sha256):
        raise Refusal("no_file", _("Välj filen med ekonomin."))
    return name, sha256


def _store(request: HttpRequest, report: Report, reading: Reading, name: str, sha256: str) -> HttpResponse:
    if reading.problems:
        raise Refusal("problems", _("Filen har fel och har inte lästs in. Rätta den och prova igen."))
    raw = request.POST.get("version", "")
    actions.store_economy(
        report=report,
        rows=reading.rows,
        version=written.version(raw),
        file_name=name,
        sha256=sha256,
        by=acting(request),
        at=timezone.now(),
    )
    count = len(reading.rows)
    messages.success(request, ngettext("%(n)d rad är inläst.", "%(n)d rader är inlästa.", count) % {"n": count})
    return redirect("desk:report", report.organisation.slug, report.round.year, report.round.kind)
