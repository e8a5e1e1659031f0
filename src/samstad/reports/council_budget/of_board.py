"""What the council's decided budget says to one board: answers to its measures, and what it is assigned."""

from dataclasses import dataclass

from samstad.domain.cycle.models import AssignedBoard, CouncilDecision
from samstad.domain.cycle.queries import assigned_to
from samstad.domain.organisation.models import Organisation
from samstad.reports.council_budget.collect import told_measures
from samstad.reports.council_budget.lines import AssignmentLine, MeasureLine, measure_lines


@dataclass(frozen=True, slots=True)
class BoardBudget:
    """`decision` is None until the council has decided: then nothing of it is told."""

    year: int
    decision: CouncilDecision | None
    measures: tuple[MeasureLine, ...]
    assignments: tuple[AssignmentLine, ...]

    @property
    def year_text(self) -> str:
        """The year as it stands in an address."""
        return str(self.year)

    @property
    def example(self) -> bool:
        return bool(self.decision and self.decision.pack and self.decision.pack.example)


def board_budget(board: Organisation, year: int) -> BoardBudget:
    """One query until the budget is decided, then five, however much there is."""
    decision = CouncilDecision.objects.filter(round__year=year).select_related("round", "pack").first()
    return _told(board, year, decision)


def latest_board_budget(board: Organisation) -> BoardBudget | None:
    """The latest decided budget, with what in it is the board's; None while no budget is decided or nothing is."""
    decision = CouncilDecision.objects.select_related("round", "pack").order_by("-round__year").first()
    if decision is None:
        return None
    found = _told(board, decision.round.year, decision)
    return found if found.measures or found.assignments else None


def _told(board: Organisation, year: int, decision: CouncilDecision | None) -> BoardBudget:
    if decision is None:
        return BoardBudget(year, None, (), ())
    measures = measure_lines(told_measures(year).filter(organisation=board), answers=True)
    return BoardBudget(year, decision, measures, assignments_of(board, year))


def assignments_of(board: Organisation, year: int) -> tuple[AssignmentLine, ...]:
    """What the council's decided budget assigns to the board; one query."""
    return tuple(_assignment(part) for part in assigned_to(board, year))


def _assignment(part: AssignedBoard) -> AssignmentLine:
    task = part.assignment
    return AssignmentLine(
        slug=task.slug,
        title=task.title,
        text=task.text,
        goal=str(task.goal) if task.goal else "",
        start=task.start,
        end=task.end,
        activity=part.activity.slug if part.activity else "",
        answer=part.answer,
        version=part.version,
        changed_by=part.changed_by,
    )
