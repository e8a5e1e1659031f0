"""My desk: what is mine to answer by date, the reports that wait for my role, and what I should know."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, IndicatorRow, Report, UnitText
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation

_WAITS_FOR = (
    (ReportState.DRAFT, Permission.REPORT),
    (ReportState.READY, Permission.APPROVE),
    (ReportState.APPROVED, Permission.SEND_OUT),
    (ReportState.SENT_OUT, Permission.DECIDE),
)


@dataclass(frozen=True)
class MyRow:
    title: str
    kind: str
    report: Report
    due: date | None


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
    rows: tuple[MyRow, ...]
    reports: tuple[MyReport, ...]
    notices: tuple[Notice, ...]
    boards: tuple[Organisation, ...]
    units: tuple[MyUnit, ...]


def mine(user_pk: int, grants: Grants, *, today: date) -> Mine:
    """Seven queries, whatever waits."""
    bodies = list(Organisation.objects.filter(pk__in=list(grants.at_board)).order_by("sort_key"))
    return Mine(
        rows=tuple(sorted(_rows(user_pk), key=lambda row: (row.due or date.max, row.title))),
        reports=tuple(_reports(grants, today)),
        notices=tuple(Notice.objects.filter(user=user_pk, seen=False)[:20]),
        boards=tuple(body for body in bodies if body.kind != BodyKind.UNIT),
        units=tuple(_units([body for body in bodies if body.kind == BodyKind.UNIT])),
    )


def _units(units: list[Organisation]) -> list[MyUnit]:
    unwritten = UnitText.objects.filter(unit__in=units, text="", report__state=ReportState.DRAFT)
    left = Counter(unwritten.order_by().values_list("unit_id", flat=True))
    return [MyUnit(unit, left[unit.pk]) for unit in units]


def _rows(user_pk: int) -> list[MyRow]:
    mine = Q(responsible=user_pk, report__state=ReportState.DRAFT)
    waiting = mine & Q(version=0)
    related = ("report__round", "report__organisation")
    found = [
        MyRow(row.indicator.name, "indicator", row.report, row.report.round.due)
        for row in IndicatorRow.objects.filter(waiting).select_related("indicator", *related)
    ]
    found += [
        MyRow(row.activity.title, "activity", row.report, row.report.round.due)
        for row in ActivityRow.objects.filter(mine, status="").select_related("activity", *related)
    ]
    found += [
        MyRow(row.goal.title, "goal", row.report, row.report.round.due)
        for row in GoalJudgement.objects.filter(mine, judgement="").select_related("goal", *related)
    ]
    return found


def _reports(grants: Grants, today: date) -> list[MyReport]:
    waits = Q(pk__in=[])
    for state, permission in _WAITS_FOR:
        waits |= Q(state=state, organisation__in=grants.boards(permission))
    needed = dict(_WAITS_FOR)
    rows = Report.objects.filter(waits).select_related("round", "organisation").order_by("round__due", "pk")
    return [
        MyReport(row, needed[ReportState(row.state)], bool(row.round.due and row.round.due < today)) for row in rows
    ]
