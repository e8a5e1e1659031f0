"""A person's days, for their own calendar program: what waits and meetings, nothing about anybody else."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.documents import CalendarDay
from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import WAITING_ADJUSTMENTS
from samstad.domain.cycle.models import ActivityRow, AdjustmentRequest, Decision, Round
from samstad.domain.cycle.queries import HeldRow, held_rows
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ActionPlan, RequestBody
from samstad.domain.steering.models import Activity
from samstad.reports.desk.mine import asked_of_me, my_reports

BACK = timedelta(days=365)
"""Days that have been stay for a year."""


def read_days(user_pk: int, grants: Grants, *, today: date, site: str) -> list[CalendarDay]:
    """The days in order; a fixed number of queries, and only what is the person's own where they hold no role."""
    found = [*_rows(user_pk, site), *_activities(user_pk, today, site)]
    if grants.at_board or grants.everywhere:
        found += [*_rounds(today), *_meetings(grants, today, site), *_steps(grants, today, site)]
        found += [
            *_adjustments(grants, site),
            *_followed_adjustments(grants, site),
            *_requests(grants, today, site),
        ]
    return sorted((day for day in found if day.on >= today - BACK), key=lambda day: (day.on, day.key))


def _rounds(today: date) -> list[CalendarDay]:
    days = []
    for one in Round.objects.filter(Q(cutoff__gte=today - BACK) | Q(due__gte=today - BACK)):
        if one.cutoff:
            days.append(CalendarDay(f"{one.slug}-cutoff", one.cutoff, _("Brytdag: %(round)s") % {"round": one}))
        if one.due:
            days.append(CalendarDay(f"{one.slug}-due", one.due, _("Lämnas in senast: %(round)s") % {"round": one}))
    return days


_TAKES = {Permission.REPORT: Permission.HAND_IN}
"""A draft waits for whoever hands it in; reporters have their rows."""


def _steps(grants: Grants, today: date, site: str) -> list[CalendarDay]:
    """Reports that wait to be handed in, approved, sent out or decided by the person, on the round's last day."""
    words = {
        Permission.REPORT: _("Skriv och lämna till godkännande: %(report)s"),
        Permission.APPROVE: _("Godkänn eller återlämna: %(report)s"),
        Permission.SEND_OUT: _("Sänd ut till nämnden: %(report)s"),
        Permission.DECIDE: _("För in beslutet: %(report)s"),
    }
    return [
        CalendarDay(
            f"{one.report.round.slug}-{one.report.organisation.slug}-step",
            one.report.round.due,
            words[one.step] % {"report": one.report},
            address=site + reverse("desk:mine"),
        )
        for one in my_reports(grants, today)
        if one.report.round.due and grants.allows(_TAKES.get(one.step, one.step), one.report.organisation)
    ]


def _adjustments(grants: Grants, site: str) -> list[CalendarDay]:
    return [
        CalendarDay(
            f"adjustment-{one.pk}",
            one.due,
            _("Svara på justeringen: %(about)s") % {"about": one.about},
            one.text,
            f"{site}{reverse('desk:plan', args=[one.desk])}?ar={one.round.year}#begaran-{one.pk}",
        )
        for one in asked_of_me(grants)
        if one.due
    ]


def _followed_adjustments(grants: Grants, site: str) -> list[CalendarDay]:
    """For the city: one entry a day on which answers are due, however many."""
    if not grants.allows(Permission.RECONCILE):
        return []
    waiting = AdjustmentRequest.objects.filter(state__in=WAITING_ADJUSTMENTS, due__isnull=False).order_by()
    by_day = Counter(waiting.values_list("round__slug", "round__year", "due"))
    return [
        CalendarDay(
            f"{slug}-answers-{due}",
            due,
            ngettext("%(n)d nämnd eller bolag svarar senast i dag", "%(n)d nämnder och bolag svarar senast i dag", n)
            % {"n": n},
            address=site + reverse("desk:reconciliation", args=[year]),
        )
        for (slug, year, due), n in by_day.items()
        if due
    ]


def _requests(grants: Grants, today: date, site: str) -> list[CalendarDay]:
    """What programmes ask of the person's boards by a day of its own; a plan of action until it is decided."""
    asked = RequestBody.objects.filter(
        organisation__in=grants.boards(Permission.PLAN),
        request__due__gte=today - BACK,
        request__withdrawn_on=None,
    ).exclude(request__kind=RequestKind.FOLLOWED)
    decided = ActionPlan.objects.filter(
        programme=OuterRef("request__programme"), board=OuterRef("organisation"), decided_on__isnull=False
    )
    rows = asked.exclude(Exists(decided), request__kind=RequestKind.ACTION_PLAN)
    return [
        CalendarDay(
            f"request-{row.request.slug}-{row.organisation.slug}",
            row.request.due,
            _("%(programme)s begär svar senast i dag") % {"programme": row.request.programme},
            row.request.text,
            f"{site}{reverse('public:programme', args=[row.request.programme.slug])}#begaran",
        )
        for row in rows.select_related("request__programme", "organisation")
        if row.request.due
    ]


def _activities(user_pk: int, today: date, site: str) -> list[CalendarDay]:
    """The last day of each activity that the person has a row for, in whatever report."""
    held = ActivityRow.objects.filter(responsible=user_pk).values("activity")
    return [
        CalendarDay(
            f"activity-{one.slug}",
            one.end,
            _("Sista dagen: %(title)s") % {"title": one.title},
            address=site + reverse("public:activity", args=[one.slug]),
        )
        for one in Activity.objects.filter(pk__in=held, end__gte=today - BACK)
        if one.end
    ]


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
