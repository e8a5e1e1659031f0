"""A report takes one step; two people who take it at once are told apart."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal


def hold(report: Report) -> Report:
    """The report in the state it is in now, which nobody changes before the deed is done.

    The page was read a while ago: what is written on it must not end up in a report that has been signed meanwhile.
    """
    held = Report.objects.select_for_update(no_key=True).filter(pk=report.pk)
    report.state = held.values_list("state", flat=True).get()
    return report


def step(report: Report, state: ReportState, action: str, *, by: Actor, at: datetime, **dates: date | None) -> Report:
    """The report in its new state, with history written; refused when it has already left the state it was read in."""
    before = report.state
    moved = Report.objects.filter(pk=report.pk, state=before).update(state=state, **dates)
    if not moved:
        raise Refusal("moved_on", _("Någon annan hann före. Ladda om sidan och se hur rapporten står nu."))
    report.state = state
    for name, value in dates.items():
        setattr(report, name, value)
    record(
        action,
        subject="cycle.report",
        key=f"{report.round.slug}/{report.organisation.slug}",
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"state": [before, str(state)]},
    )
    return report
