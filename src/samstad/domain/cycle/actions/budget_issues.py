"""What the council's budget issues for the year: indicators with its targets, and assignments to boards. A proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.calculations.sorting import slug
from samstad.domain.access import Permission, require
from samstad.domain.cycle import rules
from samstad.domain.cycle.actions.versions import difference, store
from samstad.domain.cycle.models import AssignedBoard, CouncilAssignment, CouncilTarget, Round
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions.naming import free_slug
from samstad.domain.steering.choices import Direction, Periodicity, Sphere
from samstad.domain.steering.models import Goal, Indicator
from samstad.domain.steering.rules import check_dates, check_title
from samstad.refusals import Refusal


@dataclass(frozen=True)
class NewIndicator:
    """An indicator that the council's budget brings: what is measured, and how."""

    name: str
    unit: str
    direction: str = Direction.HIGHER
    periodicity: str = Periodicity.YEAR
    by_sex: bool = False


@transaction.atomic
def propose_target(
    *, of_round: Round, of: Indicator | NewIndicator, goal: Goal | None, value: Decimal, by: Actor, at: datetime
) -> CouncilTarget:
    """The council's target for the budget's year, of an indicator that is there or of a new one; tied to the goal."""
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(of_round)
    _check_goal(goal, of_round)
    fields = _existing(of_round, of) if isinstance(of, Indicator) else _new(of)
    name = of.slug if isinstance(of, Indicator) else slug(of.name, longest=60)
    made = CouncilTarget.objects.create(
        slug=free_slug(CouncilTarget, f"{of_round.slug}-{name}"[:130]),
        round=of_round,
        goal=goal,
        value=value,
        pack=of_round.pack,
        version=1,
        changed_by=by.name,
        changed_at=at,
        **fields,
    )
    _remember("propose_target", made, {"value": [None, str(value)]}, by, at)
    return made


@transaction.atomic
def change_target(*, target: CouncilTarget, value: Decimal, version: int, by: Actor, at: datetime) -> CouncilTarget:
    """The proposed target with another value."""
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(target.round)
    change = difference(target, {"value": value})
    stored = store(target, version=version, fields={"value": value}, by=by, at=at)
    _remember("change_target", stored, change, by, at)
    return stored


@transaction.atomic
def withdraw_target(*, target: CouncilTarget, version: int, by: Actor, at: datetime) -> None:
    """The proposed target is taken away; the indicator, and what earlier budgets said, is left as it is."""
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(target.round)
    stored = store(target, version=version, fields={}, by=by, at=at)
    _remember("withdraw_target", stored, {"value": [str(stored.value), None]}, by, at)
    stored.delete()


@dataclass(frozen=True)
class AssignmentPlan:
    """What is assigned; without an end it goes on until a board says that it is done."""

    title: str
    text: str = ""
    goal: Goal | None = None
    start: date | None = None
    end: date | None = None


@transaction.atomic
def propose_assignment(
    *, of_round: Round, plan: AssignmentPlan, boards: Sequence[Organisation], by: Actor, at: datetime
) -> CouncilAssignment:
    """The assignment with a part for each board."""
    fields = _assignment(of_round, plan, boards, by, at)
    made = CouncilAssignment.objects.create(
        slug=free_slug(CouncilAssignment, f"{of_round.slug}-{slug(plan.title, longest=60)}"),
        round=of_round,
        pack=of_round.pack,
        version=1,
        changed_by=by.name,
        changed_at=at,
        **fields,
    )
    AssignedBoard.objects.bulk_create(AssignedBoard(assignment=made, organisation=body) for body in set(boards))
    _remember("propose_assignment", made, {"title": [None, made.title], "boards": [None, _named(boards)]}, by, at)
    return made


@transaction.atomic
def change_assignment(
    *,
    assignment: CouncilAssignment,
    plan: AssignmentPlan,
    boards: Sequence[Organisation],
    version: int,
    by: Actor,
    at: datetime,
) -> CouncilAssignment:
    """The assignment as it is now worded, to the boards that are now named."""
    fields = _assignment(assignment.round, plan, boards, by, at)
    before = [part.organisation for part in assignment.boards.select_related("organisation")]
    change = difference(assignment, fields)
    if set(before) != set(boards):
        change["boards"] = [_named(before), _named(boards)]
    stored = store(assignment, version=version, fields=fields, by=by, at=at)
    stored.boards.exclude(organisation__in=boards).delete()
    AssignedBoard.objects.bulk_create(
        AssignedBoard(assignment=stored, organisation=body) for body in set(boards) - set(before)
    )
    _remember("change_assignment", stored, change, by, at)
    return stored


@transaction.atomic
def withdraw_assignment(*, assignment: CouncilAssignment, version: int, by: Actor, at: datetime) -> None:
    """The assignment is no longer proposed."""
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(assignment.round)
    stored = store(assignment, version=version, fields={}, by=by, at=at)
    _remember("withdraw_assignment", stored, {"title": [stored.title, None]}, by, at)
    stored.delete()


def _existing(of_round: Round, indicator: Indicator) -> dict[str, Any]:
    if indicator.owner_id is not None:
        raise Refusal("a_boards", _("Indikatorn är en nämnds egen. Välj en gemensam, eller lägg in en ny."))
    if CouncilTarget.objects.filter(round=of_round, indicator=indicator).exists():
        raise Refusal("target_exists", _("Indikatorn har redan ett årsmål i budgeten. Ändra det i listan."))
    return {"indicator": indicator}


def _new(of: NewIndicator) -> dict[str, Any]:
    if of.direction not in Direction.values or of.periodicity not in Periodicity.values:
        raise Refusal("not_a_choice", _("Välj ett alternativ ur listan."))
    return {
        "name": check_title(of.name),
        "unit": check_title(of.unit, longest=80),
        "direction": of.direction,
        "periodicity": of.periodicity,
        "by_sex": of.by_sex,
    }


def _assignment(
    of_round: Round, plan: AssignmentPlan, boards: Sequence[Organisation], by: Actor, at: datetime
) -> dict[str, Any]:
    require(by, Permission.ISSUE_BUDGET, on=localdate(at))
    rules.check_budget(of_round)
    rules.check_assigned(boards)
    _check_goal(plan.goal, of_round)
    check_dates(plan.start, plan.end)
    if plan.end and plan.end.year < of_round.year:
        raise Refusal("over_before", _("Uppdraget skulle vara slut innan budgetåret börjar. Se över slutdagen."))
    return {
        "title": check_title(plan.title),
        "text": plan.text.strip(),
        "goal": plan.goal,
        "start": plan.start,
        "end": plan.end,
    }


def _check_goal(goal: Goal | None, of_round: Round) -> None:
    """The council's budget serves goals of the city that hold in its year."""
    if goal is None:
        return
    if goal.level.sphere not in (Sphere.COUNCIL, Sphere.PROGRAMME):
        raise Refusal("not_the_citys", _("Välj ett av fullmäktiges eller programmens mål."))
    if goal.year not in (None, of_round.year):
        raise Refusal(
            "other_year", _("Målet gäller ett annat år. Välj ett mål för %(year)d.") % {"year": of_round.year}
        )


def _named(boards: Sequence[Organisation]) -> str:
    return ", ".join(sorted(body.short_name for body in boards))


def _remember(
    action: str, row: CouncilTarget | CouncilAssignment, change: dict[str, Any], by: Actor, at: datetime
) -> None:
    subject = "cycle.council_target" if isinstance(row, CouncilTarget) else "cycle.assignment"
    record(action, subject=subject, key=row.slug, by=by, at=at, change=change)
