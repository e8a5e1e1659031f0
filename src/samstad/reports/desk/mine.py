"""My desk: what is mine to answer by date, the reports that wait for my role, and what I should know."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import AdjustmentState, ChangeState, ReportState
from samstad.domain.cycle.models import AdjustmentRequest, ChangeRequest, Report, UnitText
from samstad.domain.cycle.queries import HeldRow, held_rows
from samstad.domain.notices.models import Notice, Wishes
from samstad.domain.notices.queries import failed_mails, wishes_of
from samstad.domain.organisation.choices import BodyKind
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
class MyUnit:
    """A unit that the person writes for, with how many texts it has been asked for and has not written."""

    unit: Organisation
    left: int


@dataclass(frozen=True)
class Mine:
    """`asked` are adjustments that wait for my answer, `changes` (year, number) those that wait to be decided.

    `not_mailed` is why the last mail to me did not leave; `others_not_mailed` to how many others, for who can mend it.
    """

    rows: tuple[HeldRow, ...]
    reports: tuple[MyReport, ...]
    notices: tuple[Notice, ...]
    boards: tuple[Organisation, ...]
    units: tuple[MyUnit, ...]
    asked: tuple[AdjustmentRequest, ...]
    changes: tuple[tuple[int, int], ...]
    wishes: Wishes
    not_mailed: str
    others_not_mailed: int


def mine(user_pk: int, grants: Grants, *, today: date) -> Mine:
    """Eleven queries at most, whatever waits."""
    bodies = list(Organisation.objects.filter(pk__in=list(grants.at_board)).order_by("sort_key"))
    mends = grants.allows(Permission.ADMINISTER)
    failed = failed_mails(None if mends else user_pk)
    return Mine(
        rows=tuple(held_rows(Q(responsible=user_pk))),
        reports=tuple(my_reports(grants, today)),
        notices=tuple(Notice.objects.filter(user=user_pk, seen=False)[:20]),
        boards=tuple(body for body in bodies if body.kind != BodyKind.UNIT),
        units=tuple(_units([body for body in bodies if body.kind == BodyKind.UNIT])),
        asked=tuple(asked_of_me(grants)),
        changes=tuple(_changes(grants)),
        wishes=wishes_of(user_pk),
        not_mailed=failed.pop(user_pk, ""),
        others_not_mailed=len(failed),
    )


def asked_of_me(grants: Grants) -> QuerySet[AdjustmentRequest]:
    """Adjustments that wait for an answer of the bodies that the person plans for, by date."""
    mine = grants.boards(Permission.PLAN)
    own = Q(state=AdjustmentState.ASKED, organisation__in=mine)
    owned = Q(state=AdjustmentState.AT_HOLDING, organisation__parent__in=mine)
    return (
        AdjustmentRequest.objects.filter(own | owned)
        .select_related("organisation__parent", "indicator", "goal", "round")
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def _changes(grants: Grants) -> list[tuple[int, int]]:
    if not grants.allows(Permission.RECONCILE):
        return []
    waiting = ChangeRequest.objects.filter(state=ChangeState.ASKED).order_by()
    return sorted(Counter(waiting.values_list("year", flat=True)).items())


def _units(units: list[Organisation]) -> list[MyUnit]:
    unwritten = UnitText.objects.filter(unit__in=units, text="", report__state=ReportState.DRAFT)
    left = Counter(unwritten.order_by().values_list("unit_id", flat=True))
    return [MyUnit(unit, left[unit.pk]) for unit in units]


def my_reports(grants: Grants, today: date) -> list[MyReport]:
    """Reports that wait for a step that the person may take, by date."""
    waits = Q(pk__in=[])
    for state, permission in _WAITS_FOR:
        waits |= Q(state=state, organisation__in=grants.boards(permission))
    needed = dict(_WAITS_FOR)
    rows = Report.objects.filter(waits).select_related("round", "organisation").order_by("round__due", "pk")
    return [
        MyReport(row, needed[ReportState(row.state)], bool(row.round.due and row.round.due < today)) for row in rows
    ]
