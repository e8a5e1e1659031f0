"""A board states its larger measures in its budget proposal: proposed, changed and withdrawn while it is a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.steps import hold
from samstad.domain.cycle.actions.versions import difference, store
from samstad.domain.cycle.models import MeasureAmount, MeasureGoal, ProposedMeasure, Report
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.steering.actions.naming import free_slug
from samstad.domain.steering.models import Activity, Goal
from samstad.domain.steering.rules import check_followed


@dataclass(frozen=True)
class MeasurePlan:
    """What is proposed. `amounts` are millions of kronor by year and kind; without a title the activity's is used."""

    text: str
    amounts: Mapping[rules.Cell, Decimal] = field(default_factory=dict)
    activity: Activity | None = None
    title: str = ""
    goals: tuple[Goal, ...] = ()
    area: Area | None = None


@transaction.atomic
def propose_measure(*, report: Report, plan: MeasurePlan, by: Actor, at: datetime) -> ProposedMeasure:
    """The new measure, last in the board's budget proposal."""
    fields = _checked(report, plan, by, at)
    board, of_round = report.organisation, report.round
    name = plan.title or str(plan.activity)
    made = ProposedMeasure.objects.create(
        slug=free_slug(ProposedMeasure, f"{of_round.slug}-{board.slug}-{slug(name, longest=60)}"),
        round=of_round,
        organisation=board,
        order=ProposedMeasure.objects.filter(round=of_round, organisation=board).count() + 1,
        pack=report.pack,
        version=1,
        changed_by=by.name,
        changed_at=at,
        **fields,
    )
    _tie(made, plan)
    _remember("propose_measure", report, made, {"title": [None, str(made)]}, by, at)
    return made


@transaction.atomic
def change_measure(
    *, report: Report, measure: ProposedMeasure, plan: MeasurePlan, version: int, by: Actor, at: datetime
) -> ProposedMeasure:
    """The measure as it is now proposed; its goals and its money are those of the plan."""
    fields = _checked(report, plan, by, at, measure)
    change = difference(measure, fields) | _tied_before(measure, plan)
    stored = store(measure, version=version, fields=fields, by=by, at=at)
    measure.measure_goals.all().delete()
    measure.amounts.all().delete()
    _tie(stored, plan)
    _remember("change_measure", report, stored, {k: v for k, v in change.items() if v[0] != v[1]}, by, at)
    return stored


@transaction.atomic
def withdraw_measure(
    *, report: Report, measure: ProposedMeasure, version: int, by: Actor, at: datetime
) -> ProposedMeasure:
    """The measure is no longer proposed; it is shown nowhere, and history knows it."""
    require(by, Permission.REPORT, on=localdate(at), board=report.organisation)
    rules.check_proposal(hold(report), measure)
    stored = store(measure, version=version, fields={"withdrawn": True}, by=by, at=at)
    _remember("withdraw_measure", report, stored, {"title": [str(stored), None]}, by, at)
    return stored


def _checked(
    report: Report, plan: MeasurePlan, by: Actor, at: datetime, measure: ProposedMeasure | None = None
) -> dict[str, Any]:
    board = report.organisation
    require(by, Permission.REPORT, on=localdate(at), board=board)
    rules.check_proposal(hold(report), measure)
    title = " ".join(plan.title.split())[:200]
    rules.check_measure(
        of_round=report.round, board=board, activity=plan.activity, title=title, text=plan.text, amounts=plan.amounts
    )
    for goal in plan.goals:
        check_followed(goal, owner=board)
    return {"activity": plan.activity, "title": title, "text": plan.text.strip(), "area": plan.area}


def _tie(measure: ProposedMeasure, plan: MeasurePlan) -> None:
    MeasureGoal.objects.bulk_create(MeasureGoal(measure=measure, goal=goal) for goal in dict.fromkeys(plan.goals))
    MeasureAmount.objects.bulk_create(
        MeasureAmount(measure=measure, year=year, kind=kind, amount=amount)
        for (year, kind), amount in plan.amounts.items()
    )


def _tied_before(measure: ProposedMeasure, plan: MeasurePlan) -> dict[str, list[str | None]]:
    """Money and goals as history writes them, before and after."""
    goals = measure.measure_goals.values_list("goal__slug", flat=True)
    return {
        "amounts": [_money(_amounts(measure)), _money(plan.amounts)],
        "goals": [", ".join(sorted(goals)), ", ".join(sorted({goal.slug for goal in plan.goals}))],
    }


def _amounts(measure: ProposedMeasure) -> dict[rules.Cell, Decimal]:
    return {(row.year, row.kind): row.amount for row in measure.amounts.all()}


def _money(amounts: Mapping[rules.Cell, Decimal]) -> str:
    """The money as history writes it, "2018 running 2.5, 2019 running 3"."""
    return ", ".join(f"{year} {kind} {amount.normalize():f}" for (year, kind), amount in sorted(amounts.items()))


def _remember(
    action: str, report: Report, measure: ProposedMeasure, change: dict[str, Any], by: Actor, at: datetime
) -> None:
    record(
        action,
        subject="cycle.measure",
        key=measure.slug,
        board=report.organisation.slug,
        by=by,
        at=at,
        change=change,
    )
