"""A person's days, for their own calendar program: rounds, rows and meetings, nothing about anybody else."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.documents import CalendarDay
from samstad.domain.access import Grants
from samstad.domain.cycle.models import Decision, Round
from samstad.domain.cycle.queries import HeldRow, held_rows

BACK = timedelta(days=365)
"""Days that have been stay for a year."""


def read_days(user_pk: int, grants: Grants, *, today: date, site: str) -> list[CalendarDay]:
    """The days in order; five queries, and only the person's rows where they hold no role."""
    found = [*_rows(user_pk, site)]
    if grants.at_board or grants.everywhere:
        found += [*_rounds(today), *_meetings(grants, today, site)]
    return sorted((day for day in found if day.on >= today - BACK), key=lambda day: (day.on, day.key))


def _rounds(today: date) -> list[CalendarDay]:
    days = []
    for one in Round.objects.filter(Q(cutoff__gte=today - BACK) | Q(due__gte=today - BACK)):
        if one.cutoff:
            days.append(CalendarDay(f"{one.slug}-cutoff", one.cutoff, _("Brytdag: %(round)s") % {"round": one}))
        if one.due:
            days.append(CalendarDay(f"{one.slug}-due", one.due, _("Lämnas in senast: %(round)s") % {"round": one}))
    return days


def _rows(user_pk: int, site: str) -> list[CalendarDay]:
    """One entry a report, with its rows in the text: a calendar is no list of rows."""
    by_report: dict[int, list[HeldRow]] = defaultdict(list)
    for row in held_rows(Q(responsible=user_pk)):
        by_report[row.report.pk].append(row)
    days = []
    for rows in by_report.values():
        report = rows[0].report
        if report.round.due is None:
            continue
        title = ngettext(
            "%(n)d rad att svara på: %(report)s", "%(n)d rader att svara på: %(report)s", len(rows)
        ) % {"n": len(rows), "report": report}  # fmt: skip
        text = "\n".join(row.title for row in rows)
        key = f"{report.round.slug}-{report.organisation.slug}-rows"
        days.append(CalendarDay(key, report.round.due, title, text, site + reverse("desk:mine")))
    return days


def _meetings(grants: Grants, today: date, site: str) -> list[CalendarDay]:
    held = Decision.objects.filter(report__organisation__in=list(grants.at_board), meeting_date__gte=today - BACK)
    return [
        CalendarDay(
            f"meeting-{one.pk}",
            one.meeting_date,
            _("Sammanträde: %(body)s") % {"body": one.body},
            f"{one.report.round}{f', § {one.paragraph}' if one.paragraph else ''}",
            site
            + reverse(
                "public:report", args=[one.report.round.year, one.report.round.kind, one.report.organisation.slug]
            ),
        )
        for one in held.select_related("body", "report__round", "report__organisation")
    ]
