"""Rows that wait for the invented reporters: packs do not carry who has been given what."""

from datetime import datetime

from django.db.models import Q

from samstad.domain.cycle.actions import assign_row
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import DueRows, due_rows, held_rows, unanswered
from samstad.domain.organisation.choices import Role
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Activity, Goal, Indicator


def give_rows(*, at: datetime) -> int:
    """How many rows were given: one of each kind to every invented reporter who has none, in what they write."""
    given = 0
    held = RoleAssignment.objects.filter(role=Role.REPORTER, pack__example=True).select_related("user", "organisation")
    for role in held.order_by("pk"):
        drafts = Report.objects.filter(organisation=role.organisation, state=ReportState.DRAFT, pack__example=True)
        for report in drafts.select_related("round", "organisation"):
            if held_rows(Q(report=report)):
                continue
            for of in _one_of_each(report):
                assign_row(report=report, of=of, responsible=role.user, by=COMMAND_LINE, at=at)
                given += 1
    return given


def _one_of_each(report: Report) -> list[Indicator | Activity | Goal]:
    due: DueRows = due_rows(report)
    rows: dict[tuple[str, str], Indicator | Activity | Goal] = {
        **{("indicator", one.slug): one for one in due.indicators},
        **{("activity", one.slug): one for one in due.activities},
        **{("goal", one.slug): one for one in due.goals},
    }
    first: dict[str, Indicator | Activity | Goal] = {}
    for row in unanswered(report):
        if (row.kind, row.slug) in rows:
            first.setdefault(row.kind, rows[row.kind, row.slug])
    return list(first.values())
