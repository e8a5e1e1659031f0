"""A coordinator reminds the people whose rows are not answered, once a day at most."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import unanswered, waiting_on
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import Actor


@transaction.atomic
def remind(*, report: Report, by: Actor, at: datetime) -> list[str]:
    """The names of those who were told, each with how many rows wait; those who were told today are not told again."""
    require(by, Permission.ASSIGN, on=localdate(at), board=report.organisation)
    rules.must_be(report, ReportState.DRAFT)
    link = reminder_link(report)
    told = {person for person, of in told_today(at) if of == link}
    waiting = [
        line
        for line in waiting_on(report, unanswered(report))
        if line.person and line.person.pk not in told | {by.user_id}
    ]
    Notice.objects.bulk_create(
        Notice(user=line.person, text=reminder_sentence(report, len(line.rows)), link=link, at=at) for line in waiting
    )
    names = [line.person.name for line in waiting if line.person]
    if names:
        record(
            "remind",
            subject="cycle.report",
            key=f"{report.round.slug}/{report.organisation.slug}",
            board=report.organisation.slug,
            by=by,
            at=at,
            change={"people": [None, ", ".join(names)]},
        )
    return names


def reminder_link(report: Report, about: str = "remind") -> str:
    """Where a reminder leads; its tail tells it from other notices about the report, and from reminders of others."""
    tail = "paminnelse" if about == "remind" else f"paminnelse={about}"
    return f"/arbete/rapport/{report.organisation.slug}/{report.round.year}/{report.round.kind}/?{tail}"


def told_today(at: datetime) -> set[tuple[int, str]]:
    """Each person and link of the reminders of the day; a day is a day where the city is."""
    notices = Notice.objects.filter(link__contains="/?paminnelse", at__date=timezone.localdate(at))
    return set(notices.values_list("user_id", "link"))


def reminder_sentence(report: Report, rows: int) -> str:
    """How many rows of the report wait for a person, and until when."""
    said = {"n": rows, "round": str(report.round), "day": report.round.due.isoformat() if report.round.due else ""}
    if report.round.due is None:
        return ngettext("%(n)d rad väntar på dig i %(round)s.", "%(n)d rader väntar på dig i %(round)s.", rows) % said
    late = ngettext(
        "%(n)d rad väntar på dig i %(round)s, senast %(day)s.",
        "%(n)d rader väntar på dig i %(round)s, senast %(day)s.",
        rows,
    )
    return late % said
