"""The board's steps: sent out with the agenda, decided, tabled, referred back, verified, corrected."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.fill import ReportContent, write_content
from samstad.domain.cycle.actions.freeze import CollectReport, freeze_report
from samstad.domain.cycle.actions.publish import publish_rows
from samstad.domain.cycle.actions.steps import hold, step
from samstad.domain.cycle.choices import DecisionKind, ReportState, Stage
from samstad.domain.cycle.models import Decision, Report, Snapshot
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal


@transaction.atomic
def send_out(*, report: Report, collect: CollectReport, on: date, by: Actor, at: datetime) -> Snapshot:
    """Sent out with the agenda: public from now on, and frozen as it was sent."""
    require(by, Permission.SEND_OUT, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.APPROVED)
    step(report, ReportState.SENT_OUT, "send_out", by=by, at=at, sent_out_on=on)
    publish_rows(report, known_from=on, by=by, at=at)
    return freeze_report(collect, report=report, stage=Stage.SENT_OUT, on=on, by=by)


@transaction.atomic
def decide(
    *,
    report: Report,
    collect: CollectReport,
    meeting_date: date,
    paragraph: str,
    registration_number: str = "",
    reservations: str = "",
    body: Organisation | None = None,
    by: Actor,
    at: datetime,
) -> Snapshot:
    """The board's decision with meeting date and paragraph; frozen again, beside the text that was sent out."""
    require(by, Permission.DECIDE, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.SENT_OUT)
    rules.check_meeting(report, meeting_date=meeting_date)
    paragraph = check_paragraph(paragraph)
    if not paragraph:
        raise Refusal("no_paragraph", _("Ange paragrafen i protokollet."))
    number = rules.check_registration_number(registration_number)
    Decision.objects.create(
        report=report,
        kind=DecisionKind.DECIDED,
        body=body or report.organisation,
        meeting_date=meeting_date,
        paragraph=paragraph,
        registration_number=number,
        reservations=reservations.strip(),
        by_name=by.name,
    )
    step(report, ReportState.DECIDED, "decide", by=by, at=at, decided_on=meeting_date)
    publish_rows(report, known_from=meeting_date, by=by, at=at)
    return freeze_report(collect, report=report, stage=Stage.DECIDED, on=meeting_date, by=by)


@transaction.atomic
def table(*, report: Report, meeting_date: date, paragraph: str = "", by: Actor, at: datetime) -> Decision:
    """Tabled: the report stays sent out and waits for the next meeting."""
    return _treat(report, DecisionKind.TABLED, meeting_date, paragraph, "", by, at)


@transaction.atomic
def refer_back(
    *, report: Report, meeting_date: date, paragraph: str = "", motivation: str = "", by: Actor, at: datetime
) -> Decision:
    """Referred back: the office works on it again; what was sent out stays readable."""
    treated = _treat(report, DecisionKind.REFERRED_BACK, meeting_date, paragraph, motivation, by, at)
    report.sections.update(ready=False)
    step(report, ReportState.DRAFT, "refer_back", by=by, at=at, submitted_on=None)
    return treated


@transaction.atomic
def verify(*, report: Report, by: Actor, at: datetime) -> Report:
    """The minutes are verified."""
    require(by, Permission.DECIDE, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.DECIDED)
    return step(report, ReportState.VERIFIED, "verify", by=by, at=at)


@transaction.atomic
def correct(
    *, report: Report, content: ReportContent, note: str, collect: CollectReport, on: date, by: Actor, at: datetime
) -> Snapshot:
    """A numbered correction sheet (utbytesblad): the decided text stays, the corrected one stands beside it."""
    require(by, Permission.DECIDE, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.DECIDED, ReportState.VERIFIED)
    rules.check_correction(report, on=on)
    if not note.strip():
        raise Refusal("no_note", _("Skriv vad utbytesbladet rättar."))
    written = write_content(report, content, by=by, at=at)
    publish_rows(report, known_from=on, by=by, at=at)
    sheet = freeze_report(collect, report=report, stage=Stage.CORRECTION, on=on, by=by, note=note.strip())
    record(
        "correct",
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"correction_sheet": [None, sheet.number], "note": [None, note.strip()], **written.replaced},
    )
    return sheet


def _treat(
    report: Report, kind: DecisionKind, meeting_date: date, paragraph: str, reservations: str, by: Actor, at: datetime
) -> Decision:
    require(by, Permission.DECIDE, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.SENT_OUT)
    rules.check_meeting(report, meeting_date=meeting_date)
    treated = Decision.objects.create(
        report=report,
        kind=kind,
        body=report.organisation,
        meeting_date=meeting_date,
        paragraph=check_paragraph(paragraph),
        reservations=reservations.strip(),
        by_name=by.name,
    )
    record(
        str(kind),
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"meeting_date": [None, meeting_date.isoformat()]},
    )
    return treated
