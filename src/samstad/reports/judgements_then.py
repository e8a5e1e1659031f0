"""Judgements as they were known on a past day: the boards' out of their frozen texts, the office's out of the log."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import AssessmentState
from samstad.domain.cycle.models import GoalJudgement, OfficeAssessment, Report, Snapshot
from samstad.domain.history.as_known import AsKnown, Unsure
from samstad.domain.history.models import Event
from samstad.domain.steering.models import Goal
from samstad.reports.reports_then import as_then, public_known

SUBJECT = "cycle.assessment"


def judgements_then(goals: Iterable[Goal], year: int, as_known: AsKnown) -> list[GoalJudgement]:
    """The boards' judgements in the texts that stood, in name order of the boards; the rows have no key."""
    by_slug = {goal.slug: goal for goal in goals}
    public = public_known(as_known)
    standing = Snapshot.objects.filter(pk__in=[then.snapshot for then in public.values()], report__round__year=year)
    texts = standing.defer("document").annotate(goals=F("document__goals"))
    rows = texts.select_related("report__round", "report__organisation", "report__pack")
    return [
        _row(as_then(text.report, public[text.report.pk]), by_slug[said["slug"]], said)
        for text in rows.order_by("report__organisation__sort_key")
        if text.report is not None
        for said in text.goals or ()
        if said["slug"] in by_slug and said["judgement"]
    ]


def _row(report: Report, goal: Goal, said: dict[str, Any]) -> GoalJudgement:
    return GoalJudgement(
        report=report,
        goal=goal,
        judgement=said["judgement"],
        motivation=said["motivation"],
        changed_by=said.get("by", ""),
        figures=said["suggestion"]["judgement"],
    )


def assessments_then(rows: Iterable[OfficeAssessment], as_known: AsKnown) -> list[OfficeAssessment]:
    """The office's assessments that were public on the day, as they read then; three queries at most."""
    assert as_known.on is not None
    on = as_known.on
    published = set(Snapshot.objects.filter(round__isnull=False, on__lte=on).values_list("round_id", flat=True))
    shown = [row for row in rows if row.round_id in published or _decided(row, on)]
    if not shown:
        return []
    keys = {f"{row.round.slug}/{row.goal.slug}": row for row in shown}
    events: dict[str, list[tuple[datetime, Any]]] = {}
    log = Event.objects.filter(subject=SUBJECT, subject_key__in=keys).order_by("at", "pk")
    for key, at, change in log.values_list("subject_key", "at", "change"):
        events.setdefault(key, []).append((at, change))
    loads = set(Event.objects.filter(action="load_pack").values_list("at", flat=True))
    found = (_told(key, row, events.get(key, []), loads, as_known) for key, row in keys.items())
    return [row for row in found if row is not None]


def _decided(row: OfficeAssessment, on: date) -> bool:
    return row.state == AssessmentState.DECIDED and row.decided_on is not None and row.decided_on <= on


def _told(
    key: str,
    row: OfficeAssessment,
    events: list[tuple[datetime, Any]],
    loads: set[datetime],
    as_known: AsKnown,
) -> OfficeAssessment | None:
    """The assessment in the words of the latest event by then; None when nobody had written it yet."""
    assert as_known.on is not None
    told = copy(row)
    if not _decided(row, as_known.on):
        told.state, told.decided_on, told.paragraph = AssessmentState.PROPOSED, None, ""
    earlier = [change for at, change in events if at < as_known.after]
    if not earlier and events and events[0][0] not in loads:
        return None
    if not earlier:
        title = _("Stadsledningskontorets bedömning av %(goal)s") % {"goal": row.goal.title}
        since = timezone.localdate(events[0][0]) if events else None
        as_known.unsure[SUBJECT, key] = Unsure(title, since)
    if events:
        said = earlier[-1] if earlier else events[0][1]
        told.judgement, told.text = said["judgement"][1], said["text"][1]
    return told
