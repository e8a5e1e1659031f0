"""The office's own steps: sections ready, handed in, returned with a comment or approved by the head."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.steps import hold, step
from samstad.domain.cycle.choices import ReportState, SectionKey
from samstad.domain.cycle.models import Report, ReportSection, ReviewComment
from samstad.domain.cycle.queries import Unanswered, unanswered
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.queries import roles_held
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal

_ROWS_OF_SECTION = {
    SectionKey.SUMMARY: ("section",),
    SectionKey.GOALS: ("goal",),
    SectionKey.INDICATORS: ("indicator",),
    SectionKey.ACTIVITIES: ("activity", "assignment"),
}


@transaction.atomic
def mark_section(*, report: Report, key: str, ready: bool, by: Actor, at: datetime) -> ReportSection:
    """The section, ready or not. A section with unanswered rows cannot be ready."""
    require(by, Permission.HAND_IN, on=localdate(at), board=report.organisation)
    rules.must_be(hold(report), ReportState.DRAFT)
    if ready:
        _refuse_unanswered([row for row in unanswered(report) if _stands_in(row, SectionKey(key))])
    section, _made = ReportSection.objects.get_or_create(report=report, key=key)
    before, section.ready = section.ready, ready
    section.save(update_fields=["ready"])
    record(
        "mark_section",
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}/{key}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"ready": [before, ready]},
    )
    return section


@transaction.atomic
def hand_in(*, report: Report, by: Actor, at: datetime) -> Report:
    """The report waits for the head's approval. Every due row must have an answer, or a reason for none."""
    require(by, Permission.HAND_IN, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.DRAFT)
    _refuse_unanswered(unanswered(report))
    _tell(report, Role.APPROVER, _("%(report)s väntar på ditt godkännande.") % {"report": report}, at)
    return step(report, ReportState.READY, "hand_in", by=by, at=at)


@transaction.atomic
def return_report(*, report: Report, comment: str, by: Actor, at: datetime) -> Report:
    """Back to the reporters with a comment; sections are no longer ready."""
    require(by, Permission.APPROVE, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.READY, ReportState.APPROVED)
    if not comment.strip():
        raise Refusal("no_comment", _("Skriv vad som behöver ändras, så att den som skrivit vet."))
    ReviewComment.objects.create(
        report=report, text=comment.strip(), by_name=by.name, user_id=by.user_id, at=at, returned=True
    )
    report.sections.update(ready=False)
    _tell(report, Role.COORDINATOR, _("%(report)s är återlämnad med en kommentar.") % {"report": report}, at)
    return step(report, ReportState.DRAFT, "return_report", by=by, at=at)


@transaction.atomic
def approve(*, report: Report, by: Actor, at: datetime) -> Report:
    """Submitted by the office: the head stands behind it, and the secretary may send it out."""
    require(by, Permission.APPROVE, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.READY)
    _tell(report, Role.SECRETARY, _("%(report)s är godkänd och kan sändas ut.") % {"report": report}, at)
    return step(report, ReportState.APPROVED, "approve", by=by, at=at, submitted_on=localdate(at))


def _stands_in(row: Unanswered, key: SectionKey) -> bool:
    """Chapters other than the summary are approved one by one and not marked here."""
    return row.kind in _ROWS_OF_SECTION[key] and (row.kind != "section" or row.slug == key)


def _refuse_unanswered(rows: list[Unanswered]) -> None:
    if not rows:
        return
    named = ", ".join(f"”{row.title}”" for row in rows[:3]) + (" …" if len(rows) > 3 else "")
    sentence = ngettext(
        "%(count)d rad saknar svar: %(rows)s. Fyll i den, eller skriv varför värdet saknas.",
        "%(count)d rader saknar svar: %(rows)s. Fyll i dem, eller skriv varför värdet saknas.",
        len(rows),
    ) % {"count": len(rows), "rows": named}
    if any(row.kind == "assignment" for row in rows):
        sentence = f"{sentence} {_('Uppdrag från fullmäktige besvaras i planen.')}"
    raise Refusal("unanswered", sentence)


def _tell(report: Report, role: str, text: str, at: datetime) -> None:
    holders = (
        roles_held(localdate(at)).filter(organisation=report.organisation, role=role).values_list("user_id", flat=True)
    )
    link = f"/arbete/rapport/{report.organisation.slug}/{report.round.year}/{report.round.kind}/"
    Notice.objects.bulk_create(Notice(user_id=pk, text=text[:300], link=link, at=at) for pk in holders)
