"""A coordinator reminds the people whose rows are not answered, once a day at most."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import waiting_on
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import Actor


@transaction.atomic
def remind(*, report: Report, by: Actor, at: datetime) -> list[str]:
    """The names of those who were told, each with how many rows wait; those who were told today are not told again."""
    require(by, Permission.ASSIGN, on=at.date(), board=report.organisation)
    rules.must_be(report, ReportState.DRAFT)
    link = f"/arbete/rapport/{report.organisation.slug}/{report.round.year}/{report.round.kind}/?paminnelse"
    told = set(Notice.objects.filter(link=link, at__date=timezone.localdate(at)).values_list("user_id", flat=True))
    waiting = [line for line in waiting_on(report) if line.person and line.person.pk not in told | {by.user_id}]
    Notice.objects.bulk_create(
        Notice(user=line.person, text=_sentence(report, len(line.rows)), link=link, at=at) for line in waiting
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


def _sentence(report: Report, rows: int) -> str:
    said = {"n": rows, "round": str(report.round), "day": report.round.due.isoformat() if report.round.due else ""}
    if report.round.due is None:
        return ngettext("%(n)d rad väntar på dig i %(round)s.", "%(n)d rader väntar på dig i %(round)s.", rows) % said
    late = ngettext(
        "%(n)d rad väntar på dig i %(round)s, senast %(day)s.",
        "%(n)d rader väntar på dig i %(round)s, senast %(day)s.",
        rows,
    )
    return late % said
