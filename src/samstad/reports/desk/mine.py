"""My desk: what is mine to answer by date, the reports that wait for my role, and what I should know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import HeldRow, held_rows
from samstad.domain.notices.models import Notice, Wishes
from samstad.domain.notices.queries import wishes_of
from samstad.domain.organisation.models import Organisation

_WAITS_FOR = (
    (ReportState.DRAFT, Permission.REPORT),
    (ReportState.READY, Permission.APPROVE),
    (ReportState.APPROVED, Permission.SEND_OUT),
    (ReportState.SENT_OUT, Permission.DECIDE),
)


@dataclass(frozen=True)
class MyReport:
    """`step` is the permission that the report waits for."""

    report: Report
    step: Permission
    late: bool


@dataclass(frozen=True)
class Mine:
    rows: tuple[HeldRow, ...]
    reports: tuple[MyReport, ...]
    notices: tuple[Notice, ...]
    boards: tuple[Organisation, ...]
    wishes: Wishes


def mine(user_pk: int, grants: Grants, *, today: date) -> Mine:
    """Seven queries, whatever waits."""
    boards = Organisation.objects.filter(pk__in=list(grants.at_board)).order_by("sort_key")
    return Mine(
        rows=tuple(held_rows(Q(responsible=user_pk))),
        reports=tuple(_reports(grants, today)),
        notices=tuple(Notice.objects.filter(user=user_pk, seen=False)[:20]),
        boards=tuple(boards),
        wishes=wishes_of(user_pk),
    )


def _reports(grants: Grants, today: date) -> list[MyReport]:
    waits = Q(pk__in=[])
    for state, permission in _WAITS_FOR:
        waits |= Q(state=state, organisation__in=grants.boards(permission))
    needed = dict(_WAITS_FOR)
    rows = Report.objects.filter(waits).select_related("round", "organisation").order_by("round__due", "pk")
    return [
        MyReport(row, needed[ReportState(row.state)], bool(row.round.due and row.round.due < today)) for row in rows
    ]
