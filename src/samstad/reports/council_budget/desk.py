"""The council's budget as the city's coordinator works on it, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samstad.domain.cycle.choices import HANDED_IN_STATES, RoundKind
from samstad.domain.cycle.models import AssignedBoard, CouncilAssignment, CouncilDecision, CouncilTarget, Report, Round
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Goal, Indicator
from samstad.reports.council_budget.collect import measures_of_year, target_before
from samstad.reports.council_budget.lines import MeasureLine, measure_lines


@dataclass(frozen=True, slots=True)
class DeskBoard:
    slug: str
    name: str
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class DeskTarget:
    """`before` is the council's target of the year before, as text with a decimal point."""

    target: CouncilTarget
    name: str
    unit: str
    before: str | None


@dataclass(frozen=True, slots=True)
class DeskAssignment:
    assignment: CouncilAssignment
    boards: tuple[AssignedBoard, ...]

    @property
    def goal(self) -> str:
        """The goal's address, and the days, as a form holds them; empty where there is none."""
        return self.assignment.goal.slug if self.assignment.goal else ""

    @property
    def start(self) -> str:
        return self.assignment.start.isoformat() if self.assignment.start else ""

    @property
    def end(self) -> str:
        return self.assignment.end.isoformat() if self.assignment.end else ""

    @property
    def slugs(self) -> set[str]:
        return {part.organisation.slug for part in self.boards}


@dataclass(frozen=True, slots=True)
class BudgetDesk:
    """`silent` are boards whose proposal is not handed in; goals, indicators and bodies are those to choose among."""

    round: Round
    decision: CouncilDecision | None
    boards: tuple[DeskBoard, ...]
    silent: tuple[str, ...]
    proposals: int
    targets: tuple[DeskTarget, ...]
    assignments: tuple[DeskAssignment, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    bodies: tuple[Organisation, ...]
    example: bool

    @property
    def unanswered(self) -> int:
        return sum(line.answer is None for board in self.boards for line in board.measures)

    @property
    def measures(self) -> int:
        return sum(len(board.measures) for board in self.boards)


def read_desk(of_round: Round) -> BudgetDesk:
    """About fifteen queries, however many measures, targets and assignments there are."""
    year = of_round.year
    lines = measure_lines(measures_of_year(year, HANDED_IN_STATES), answers=True)
    reports = Report.objects.filter(round__year=year, round__kind=RoundKind.BUDGET_PROPOSAL)
    states = list(reports.order_by("organisation__sort_key").values_list("organisation__short_name", "state"))
    targets = _targets(of_round)
    chosen = {row.target.indicator_id for row in targets}
    goals = Goal.objects.filter(level__sphere__in=(Sphere.COUNCIL, Sphere.PROGRAMME), level__judged=True, ended=False)
    return BudgetDesk(
        round=of_round,
        decision=CouncilDecision.objects.filter(round=of_round).first(),
        boards=_boards(lines),
        silent=tuple(name for name, state in states if state not in HANDED_IN_STATES),
        proposals=len(states),
        targets=targets,
        assignments=_assignments(of_round),
        goals=tuple(
            (goals.filter(year=year) | goals.filter(year=None)).order_by("level__rank", "order", "number", "sort_key")
        ),
        indicators=tuple(row for row in Indicator.objects.filter(owner=None) if row.pk not in chosen),
        bodies=tuple(reporting_bodies(max(timezone.localdate(), date(year, 1, 1)))),
        example=bool(of_round.pack and of_round.pack.example) or any(line.example for line in lines),
    )


def _boards(lines: tuple[MeasureLine, ...]) -> tuple[DeskBoard, ...]:
    found: dict[tuple[str, str], list[MeasureLine]] = defaultdict(list)
    for line in lines:
        found[line.board_slug, line.board].append(line)
    return tuple(DeskBoard(slug, name, tuple(measures)) for (slug, name), measures in found.items())


def _targets(of_round: Round) -> tuple[DeskTarget, ...]:
    rows = list(CouncilTarget.objects.filter(round=of_round).select_related("indicator", "goal"))
    before = target_before(of_round, [row.indicator_id for row in rows if row.indicator_id])
    return tuple(
        DeskTarget(
            row,
            row.indicator.name if row.indicator else row.name,
            row.indicator.unit if row.indicator else row.unit,
            before.get(row.indicator_id or 0),
        )
        for row in rows
    )


def _assignments(of_round: Round) -> tuple[DeskAssignment, ...]:
    parts: dict[int, list[AssignedBoard]] = defaultdict(list)
    for part in AssignedBoard.objects.filter(assignment__round=of_round).select_related("organisation", "activity"):
        parts[part.assignment_id].append(part)
    rows = CouncilAssignment.objects.filter(round=of_round).select_related("goal")
    return tuple(DeskAssignment(row, tuple(parts[row.pk])) for row in rows)
