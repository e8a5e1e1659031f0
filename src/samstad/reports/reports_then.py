"""How boards' reports stood on a past day: by the days on which they were sent out, decided and referred back."""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from samstad.domain.cycle.choices import DecisionKind, ReportState, Stage
from samstad.domain.cycle.models import Decision, Report, Round, Snapshot
from samstad.domain.history.as_known import AsKnown
from samstad.domain.history.models import Event

STEPS = ("hand_in", "approve", "return_report", "send_out", "decide", "refer_back", "verify")


@dataclass(frozen=True, slots=True)
class ReportThen:
    """A report that was public: its days so far, and the text that stood."""

    sent_out_on: date
    decided_on: date | None
    snapshot: int

    @property
    def state(self) -> ReportState:
        return ReportState.DECIDED if self.decided_on else ReportState.SENT_OUT


def public_then(on: date) -> dict[int, ReportThen]:
    """Every report that was public at the end of the day, by key; one query, and no text is read."""
    frozen = Snapshot.objects.filter(report__isnull=False, on__lte=on).order_by()
    back = Decision.objects.filter(kind=DecisionKind.REFERRED_BACK, meeting_date__lte=on).order_by()
    told = frozen.values_list("report_id", "pk", "stage", "on").union(
        back.values_list("report_id", "pk", "kind", "meeting_date"), all=True
    )
    times_back: Counter[int] = Counter()
    sent: dict[int, list[date]] = {}
    decided: dict[int, date] = {}
    standing: dict[int, int] = {}
    for key, pk, what, day in sorted(told, key=lambda row: row[1]):
        if what == DecisionKind.REFERRED_BACK:
            times_back[key] += 1
            continue
        standing[key] = pk
        if what == Stage.SENT_OUT:
            sent.setdefault(key, []).append(day)
        elif what == Stage.DECIDED:
            decided[key] = day
    return {
        key: ReportThen(days[-1], decided.get(key), standing[key])
        for key, days in sent.items()
        if len(days) > times_back[key]
    }


def public_known(as_known: AsKnown) -> dict[int, ReportThen]:
    """The same for the day that a page is asked for, read once for the page."""
    assert as_known.on is not None
    on = as_known.on
    return as_known.once("public reports", lambda: public_then(on))


def as_then(report: Report, then: ReportThen) -> Report:
    """The report with the state and days of then; the row that was read is left as it is."""
    told = copy(report)
    told.state, told.sent_out_on, told.decided_on = then.state, then.sent_out_on, then.decided_on
    return told


def reports_then(reports: Iterable[Report], as_known: AsKnown) -> list[Report]:
    """Those of the reports that were public on the day, as they were."""
    public = public_known(as_known)
    return [as_then(report, public[report.pk]) for report in reports if report.pk in public]


def round_then(of_round: Round, as_known: AsKnown) -> list[Report]:
    """Every report of the round as it stood on the day, in name order; what was not public by the steps taken."""
    assert as_known.on is not None
    public = public_known(as_known)
    taken = _steps_taken(of_round, as_known)
    sent = dict(
        Snapshot.objects.filter(report__round=of_round, stage=Stage.SENT_OUT, on__lte=as_known.on)
        .order_by("pk")
        .values_list("report_id", "on")
    )
    rows = Report.objects.filter(round=of_round).select_related("organisation", "pack")
    return [
        _stood(row, public.get(row.pk), taken.get(row.organisation.slug, _NO_STEP), sent.get(row.pk), as_known.on)
        for row in rows.order_by("organisation__sort_key")
    ]


def states_then(of_round: Round, as_known: AsKnown) -> dict[int, str]:
    """The state of every report of the round on the day, by the body's key."""
    return {report.organisation_id: report.state for report in round_then(of_round, as_known)}


@dataclass(slots=True)
class _Taken:
    """The latest step that somebody had taken by the day, and the day that the report was handed in."""

    state: str = ""
    submitted_on: date | None = None


_NO_STEP = _Taken()


def _steps_taken(of_round: Round, as_known: AsKnown) -> dict[str, _Taken]:
    """By the body's address; one query."""
    steps = Event.objects.filter(
        subject="cycle.report", action__in=STEPS, subject_key__startswith=f"{of_round.slug}/", at__lt=as_known.after
    ).order_by("at", "pk")
    taken: dict[str, _Taken] = {}
    for key, action, at, change in steps.values_list("subject_key", "action", "at", "change"):
        if "state" not in change:
            continue
        found = taken.setdefault(key.rpartition("/")[2], _Taken())
        found.state = change["state"][1]
        if action == "approve":
            found.submitted_on = localdate(at)
        elif action == "refer_back":
            found.submitted_on = None
    return taken


def _stood(row: Report, then: ReportThen | None, taken: _Taken, sent_out_on: date | None, on: date) -> Report:
    """A pack takes its steps all at once; the day it gives is then what is known.

    What was referred back keeps the day on which it was sent out, as the row does.
    """
    told = copy(row)
    given = row.submitted_on if row.submitted_on and row.submitted_on <= on else None
    told.submitted_on = given or taken.submitted_on
    if then is None:
        told.sent_out_on, told.decided_on = sent_out_on, None
        told.state = taken.state or (ReportState.APPROVED if given else ReportState.DRAFT)
        return told
    verified = then.decided_on is not None and taken.state == ReportState.VERIFIED
    told.state = ReportState.VERIFIED if verified else then.state
    told.sent_out_on, told.decided_on = then.sent_out_on, then.decided_on
    return told
