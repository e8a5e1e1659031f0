"""Threads about a report: begun, answered and ended by those who work on it; nothing that was said is taken away."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, grants, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.steps import hold
from samstad.domain.cycle.models import Report, ReviewComment
from samstad.domain.cycle.queries import origin_of
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.queries import roles_held
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal

WORKING = (Permission.REPORT, Permission.HAND_IN, Permission.APPROVE, Permission.SEND_OUT)
LONGEST_ROW = 130


@transaction.atomic
def comment_report(*, report: Report, text: str, row: str = "", by: Actor, at: datetime) -> ReviewComment:
    """The first comment of a new thread, about one row or (`row` empty) the whole report."""
    _may_talk(report, by, at)
    made = ReviewComment.objects.create(
        report=report, row=row[:LONGEST_ROW], text=_said(text), by_name=by.name, user_id=by.user_id, at=at
    )
    _tell(made, by, at)
    _record("comment_report", made, by, at, {"text": [None, made.text]})
    return made


@transaction.atomic
def reply_comment(*, comment: ReviewComment, text: str, by: Actor, at: datetime) -> ReviewComment:
    """The answer, last in the thread. A thread that had been ended is open again."""
    _may_talk(comment.report, by, at)
    first = comment.thread or comment
    made = ReviewComment.objects.create(
        report=first.report, thread=first, text=_said(text), by_name=by.name, user_id=by.user_id, at=at
    )
    if not first.is_open:
        first.resolved_at, first.resolved_by = None, ""
        first.save(update_fields=["resolved_at", "resolved_by"])
    _tell(first, by, at)
    _record("reply_comment", first, by, at, {"text": [None, made.text]})
    return made


@transaction.atomic
def resolve_comment(*, comment: ReviewComment, resolved: bool, by: Actor, at: datetime) -> ReviewComment:
    """The thread, ended (with who and when) or open again; what was said in it stays."""
    _may_talk(comment.report, by, at)
    first = comment.thread or comment
    if resolved != first.is_open:
        return first
    first.resolved_at, first.resolved_by = (at, by.name) if resolved else (None, "")
    first.save(update_fields=["resolved_at", "resolved_by"])
    _tell(first, by, at)
    _record("resolve_comment", first, by, at, {"resolved": [not resolved, resolved]})
    return first


def _may_talk(report: Report, by: Actor, at: datetime) -> None:
    held = grants(by, localdate(at))
    fitting = next((p for p in WORKING if held.allows(p, report.organisation)), Permission.REPORT)
    require(by, fitting, on=localdate(at), board=report.organisation)
    rules.must_not_be_decided(hold(report))


def _said(text: str) -> str:
    if not text.strip():
        raise Refusal("no_comment", _("Skriv kommentaren först."))
    return text.strip()


def _tell(first: ReviewComment, by: Actor, at: datetime) -> None:
    """Those who have written in the thread and still work here, who answers for the row, and the coordinators."""
    report = first.report
    spoken = ReviewComment.objects.filter(Q(pk=first.pk) | Q(thread=first), user__isnull=False)
    about = set(spoken.values_list("user_id", flat=True)) | set(_responsible(report, first.row))
    held = roles_held(localdate(at)).filter(Q(organisation=report.organisation) | Q(organisation=None))
    fitting = Q(role=Role.COORDINATOR, organisation__isnull=False) | Q(user__in=about)
    told = set(held.filter(fitting).values_list("user_id", flat=True))
    told.discard(by.user_id)
    where = f"/arbete/rapport/{report.organisation.slug}/{report.round.year}/{report.round.kind}/"
    said = _("%(name)s i en kommentar om %(report)s") % {"name": by.name, "report": report}
    Notice.objects.bulk_create(
        Notice(user_id=pk, text=said[:300], link=f"{where}#trad-{first.pk}", at=at) for pk in sorted(told)
    )


def _responsible(report: Report, row: str) -> list[int]:
    kind, _dot, slug = row.partition(".")
    rows = {
        "i": report.indicator_rows.filter(indicator__slug=slug),
        "a": report.activity_rows.filter(activity__slug=slug),
        "g": report.judgements.filter(goal__slug=slug),
        "s": report.sections.filter(key=slug),
    }
    if kind not in rows:
        return []
    found = rows[kind].exclude(responsible=None)
    return list(found.values_list("responsible_id", flat=True))


def _record(action: str, first: ReviewComment, by: Actor, at: datetime, change: dict[str, list[object]]) -> None:
    report = first.report
    record(
        action,
        subject="cycle.report",
        key=f"{origin_of(report)}/{first.row}".rstrip("/")[:200],
        board=report.organisation.slug,
        by=by,
        at=at,
        change=change,
    )
