"""Reminders by date, each person in their own rhythm; what nobody answers goes on to the coordinator and the head."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.calculations.rhythm import FIRST_WEEKLY, LAST, beat, beat_after
from samstad.domain.access import Permission, require
from samstad.domain.cycle.actions.reminders import reminder_link, reminder_sentence, told_today
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, IndicatorRow, Report, ReportSection
from samstad.domain.cycle.queries import HeldRow, held_rows
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.notices.queries import rhythms
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.queries import roles_held
from samstad.domain.people.actors import Actor

QUIET = timedelta(days=7)
"""So long a late report may lie untouched before its head is told."""


@transaction.atomic
def send_reminders(*, by: Actor, at: datetime) -> int:
    """How many were told. A day is a day where the city is; whoever asks again the same day tells nobody twice."""
    today = timezone.localdate(at)
    require(by, Permission.ASSIGN, on=today)
    window = (today - timedelta(days=LAST), today + timedelta(days=FIRST_WEEKLY))
    at_work = Report.objects.filter(
        state__in=(ReportState.DRAFT, ReportState.READY), round__due__range=window
    ).select_related("round", "organisation")
    reports = {report.pk: report for report in at_work.order_by("pk")}
    held: dict[int, list[HeldRow]] = defaultdict(list)
    for row in held_rows(Q(report__in=reports)):
        held[row.report.pk].append(row)
    wanted = [line for report in reports.values() for line in _about(report, held[report.pk], today)]
    wanted += _to_heads(_untouched(reports.values(), today, at), held)
    new = _not_told(_to_people(wanted, _role_holders(reports.values(), today)), today, at)
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        change = {"people": [None, len(new)]}
        record("send_reminders", subject="cycle.report", key=today.isoformat(), by=by, at=at, change=change)
    return len(new)


@dataclass(frozen=True)
class _Line:
    """One thing to tell: a person, or everybody who holds a role at the report's board.

    `since` is the day from which it is true, for what others have not done; else the report's date sets the beat.
    """

    report: Report
    about: str
    text: str
    person: int | None = None
    role: str = ""
    since: date | None = None


def _about(report: Report, rows: list[HeldRow], today: date) -> Iterator[_Line]:
    """Those who hold rows; the coordinator when the day has passed; the head of what waits for approval."""
    if report.state == ReportState.READY:
        text = _("%(report)s väntar på ditt godkännande.") % {"report": report}
        yield _Line(report, "approve", text, role=Role.APPROVER)
        return
    for person, count in Counter(row.person.pk for row in rows).items():
        yield _Line(report, "remind", reminder_sentence(report, count), person=person)
    if _due(report) < today:
        since = _due(report) + timedelta(days=1)
        yield _Line(report, "late", _late(report, rows), role=Role.COORDINATOR, since=since)


def _to_heads(untouched: list[Report], held: dict[int, list[HeldRow]]) -> list[_Line]:
    return [
        _Line(
            report,
            "quiet",
            _("%(said)s Inget har skrivits på en vecka.") % {"said": _late(report, held[report.pk])},
            role=Role.APPROVER,
            since=_due(report) + QUIET,
        )
        for report in untouched
    ]


def _due(report: Report) -> date:
    assert report.round.due is not None  # only rounds with a date are asked for
    return report.round.due


def _late(report: Report, rows: list[HeldRow]) -> str:
    said = {"report": report, "n": len(rows), "day": _due(report).isoformat()}
    if not rows:
        return _("%(report)s skulle ha lämnats %(day)s och är inte lämnad.") % said
    return (
        ngettext(
            "%(report)s skulle ha lämnats %(day)s, och %(n)d fördelad rad saknar svar.",
            "%(report)s skulle ha lämnats %(day)s, och %(n)d fördelade rader saknar svar.",
            len(rows),
        )
        % said
    )


def _untouched(reports: Iterable[Report], today: date, at: datetime) -> list[Report]:
    """Drafts a week late in which nobody has written for a week; four queries."""
    late = [r for r in reports if r.state == ReportState.DRAFT and _due(r) + QUIET <= today]
    keys = [report.pk for report in late]
    written: set[int] = set()
    for table in (ReportSection, IndicatorRow, ActivityRow, GoalJudgement):
        rows = table._default_manager.filter(report__in=keys, changed_at__gt=at - QUIET)
        written |= set(rows.values_list("report_id", flat=True))
    return [report for report in late if report.pk not in written]


def _role_holders(reports: Iterable[Report], today: date) -> dict[tuple[int, str], list[int]]:
    """Who holds the roles that are told, per board and role, today."""
    held = roles_held(today).filter(
        organisation__in={report.organisation_id for report in reports}, role__in=(Role.COORDINATOR, Role.APPROVER)
    )
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for board, role, person in held.order_by("user_id").values_list("organisation_id", "role", "user_id"):
        found[board or 0, role].append(person)
    return found


def _to_people(lines: list[_Line], holders: dict[tuple[int, str], list[int]]) -> list[tuple[int, _Line]]:
    return [
        (person, line)
        for line in lines
        for person in ([line.person] if line.person else holders.get((line.report.organisation_id, line.role), []))
    ]


def _not_told(lines: list[tuple[int, _Line]], today: date, at: datetime) -> list[Notice]:
    """A notice for each person whose rhythm has a beat now, and who has not had it, nor another today."""
    chosen = rhythms({person for person, _line in lines})
    today_told = told_today(at)
    new: dict[tuple[int, str], Notice] = {}
    for person, line in lines:
        now = _beat(chosen[person], line, today)
        link = reminder_link(line.report, line.about)
        if now is None or (person, link) in today_told:
            continue
        once = f"{line.about}/{line.report.round.slug}/{line.report.organisation.slug}/{now}"
        new[person, once] = Notice(user_id=person, text=line.text[:300], link=link, at=at, once=once)
    had = Notice.objects.filter(once__in={once for _person, once in new}).values_list("user_id", "once")
    return [notice for key, notice in new.items() if key not in set(had)]


def _beat(rhythm: str, line: _Line, today: date) -> str | None:
    if line.since is None:
        return beat(rhythm, due=_due(line.report), today=today)
    return beat_after(rhythm, since=line.since, today=today)
