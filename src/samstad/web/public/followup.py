"""Uppföljning: rounds, the city's roll-up of a round, and each board's report as text and file."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from samstad.documents import render_html
from samstad.domain.access import Permission
from samstad.domain.cycle.choices import ChangeState, Judgement, ReportState, RoundKind
from samstad.domain.cycle.models import Round
from samstad.domain.cycle.queries import find_report, rounds
from samstad.reports.adjustments import read_adjustments, read_changes
from samstad.reports.annual_goals import annual_document
from samstad.reports.board_report import Standing, correction_document, correction_sheets, standing
from samstad.reports.changed_since import read_changed_since
from samstad.reports.council_report import collect_round, published_round, round_document
from samstad.reports.council_report.collect import count_states
from samstad.reports.council_report.coverage import coverage_sentence
from samstad.reports.council_report.meeting import compose_meeting, quiet_words
from samstad.reports.reports_then import as_then, public_then
from samstad.reports.wording import city_ground, day, judgement_word
from samstad.web.actor import asking
from samstad.web.public.as_of import AskedDay, dated
from samstad.web.public.attachments import files_shown
from samstad.web.public.files import as_file
from samstad.web.public.followup_economy import economy_context
from samstad.web.public.opened import opened_round

LONGEST_NUMBER = 18


@dated
def index(request: HttpRequest, asked: AskedDay) -> HttpResponse:
    """All rounds that had been opened, newest first."""
    return render(request, "public/followup_index.html", {"rounds": list(rounds().filter(opened_on__lte=asked.on))})


@dated
def round_page(request: HttpRequest, asked: AskedDay, year: int, kind: str) -> HttpResponse:
    """The roll-up as it stands: who has reported, and goal by goal what the boards and the office say."""
    of_round = opened_round(asked, year, kind)
    if kind == RoundKind.RECONCILIATION:
        return _reconciliation(request, asked, of_round)
    published = published_round(of_round, asked.as_known)
    facts = collect_round(of_round, proposals=published is not None, as_known=asked.as_known)
    for row in facts["coverage"]:
        row["state_word"] = str(ReportState(row["state"]).label).capitalize()
        row["sent_out_word"], row["decided_word"] = day(row["sent_out_on"]), day(row["decided_on"])
    context = {
        "of_round": of_round,
        "facts": facts,
        "published": published,
        "counts": count_states(facts["coverage"]),
        "goals": [_goal(goal, kind) for goal in facts["goals"]],
        **economy_context(facts),
    }
    return render(request, "public/followup_round.html", context)


def _reconciliation(request: HttpRequest, asked: AskedDay, of_round: Round) -> HttpResponse:
    """What the executive board has asked for, what has been answered, and the year's decided changes."""
    as_known = asked.as_known
    requested = Q(as_known.by("asked_on"), round=of_round, asked_on__isnull=False)
    adjustments = read_adjustments(requested, today=asked.on, as_known=as_known)
    decided = Q(as_known.by("meeting_date"), year=of_round.year, state=ChangeState.APPROVED)
    changes = read_changes(decided, as_known)
    context = {
        "of_round": of_round,
        "adjustments": adjustments,
        "late": sum(line.late for line in adjustments),
        "changes": changes,
        "example": bool(of_round.pack and of_round.pack.example),
    }
    return render(request, "public/followup_reconciliation.html", context)


@dated
def meeting_page(request: HttpRequest, asked: AskedDay, year: int, kind: str) -> HttpResponse:
    """The same goals for a meeting: only exceptions and what is to be decided, large and printable."""
    of_round = opened_round(asked, year, kind)
    published = published_round(of_round, asked.as_known)
    facts = collect_round(of_round, proposals=published is not None, as_known=asked.as_known)
    meeting = compose_meeting(facts)
    context = {
        "of_round": of_round,
        "facts": facts,
        "counts": count_states(facts["coverage"]),
        "meeting": meeting,
        "quiet": quiet_words(meeting),
    }
    return render(request, "public/followup_meeting.html", context)


@dated
def annual_file(request: HttpRequest, asked: AskedDay, year: int, form: str) -> HttpResponse:
    """The goal chapter of the city's annual report as Word or PDF, once the year's roll-up is published."""
    of_round = _told_round(request, asked, year, RoundKind.VB)
    return as_file(annual_document(of_round, asked.as_known), form, f"samstad-arsredovisning-mal-{year}")


@dated
def round_file(request: HttpRequest, asked: AskedDay, year: int, kind: str, form: str) -> HttpResponse:
    """The roll-up as Word or PDF, from the published snapshot where there is one."""
    of_round = _told_round(request, asked, year, kind)
    return as_file(round_document(of_round, asked.as_known), form, f"samstad-{of_round.slug}")


def _told_round(request: HttpRequest, asked: AskedDay, year: int, kind: str) -> Round:
    """The round once its roll-up is published; before that only for those who make it."""
    of_round = opened_round(asked, year, kind)
    if not published_round(of_round, asked.as_known) and not asking(request).grants.allows(Permission.ASSESS):
        raise Http404
    return of_round


@dated
def report_page(request: HttpRequest, asked: AskedDay, year: int, kind: str, board: str) -> HttpResponse:
    """A board's report: the text that stood, or now the draft for those who work on it."""
    shown, report = _shown(request, year, kind, board, asked.as_known.on)
    context = {
        "report": report,
        "board": report.organisation,
        "shown": shown,
        "text": mark_safe(render_html(shown.document())) if shown else "",
        "decisions": list(report.decisions.filter(meeting_date__lte=asked.on).select_related("body"))
        if shown and shown.snapshot
        else [],
        "amended": shown.amended if shown else (),
        "sheets": correction_sheets(shown.frozen) if shown else [],
        "attachments": files_shown(report, shown),
        "changed": read_changed_since(report, shown.facts) if shown and not asked.past else None,
    }
    return render(request, "public/followup_report.html", context, status=200 if shown else 404)


@dated
def report_file(request: HttpRequest, asked: AskedDay, year: int, kind: str, board: str, form: str) -> HttpResponse:
    """The same text as Word or PDF."""
    shown, report = _shown(request, year, kind, board, asked.as_known.on)
    if shown is None:
        raise Http404
    return as_file(shown.document(), form, f"{board}-{report.round.slug}")


def correction_file(request: HttpRequest, year: int, kind: str, board: str, number: int, form: str) -> HttpResponse:
    """One exchange sheet as a document of its own."""
    shown, report = _shown(request, year, kind, board)
    sheet = next((s for s in correction_sheets(shown.frozen) if s.number == number), None) if shown else None
    if sheet is None:
        raise Http404
    return as_file(correction_document(sheet), form, f"{board}-{report.round.slug}-utbytesblad-{number}")


def _shown(
    request: HttpRequest, year: int, kind: str, board: str, on: date | None = None
) -> tuple[Standing | None, Any]:
    report = find_report(board, year, kind)
    if report is None:
        raise Http404
    allowed = asking(request).grants.allows(Permission.SEE_DRAFT, report.organisation)
    chosen = request.GET.get("version", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < LONGEST_NUMBER else None
    shown = standing(report, may_see_draft=allowed, pk=number, on=on)
    then = public_then(on).get(report.pk) if on else None
    return shown, as_then(report, then) if then else report


def _goal(goal: dict[str, Any], kind: str) -> dict[str, Any]:
    said, assessment = goal["suggestion"], goal["assessment"]
    return {
        **goal,
        "covered": coverage_sentence(goal["coverage"]),
        "figures": judgement_word(said["judgement"], kind),
        "ground": city_ground(rule=said["rule"], known=said["known"], asked=said["asked"]),
        "counted": [
            (choice.value, judgement_word(choice.value, kind), goal["tally"][choice.value])
            for choice in Judgement
            if goal["tally"][choice.value]
        ],
        "proposal": assessment and assessment["judgement"] and judgement_word(assessment["judgement"], kind),
        "decided": assessment
        and assessment["state"] == "decided"
        and _("KS %(day)s § %(paragraph)s")
        % {"day": day(assessment["decided_on"]), "paragraph": assessment["paragraph"]},
    }
