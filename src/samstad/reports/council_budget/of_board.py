"""What the council's decided budget says to one board: answers to its measures, and what it is assigned."""

from dataclasses import dataclass

from samstad.domain.cycle.models import AssignedBoard, CouncilDecision
from samstad.domain.cycle.queries import assigned_to
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.reports.council_budget.collect import told_lines
from samstad.reports.council_budget.lines import AssignmentLine, MeasureLine


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


def latest_board_budget(board: Organisation, as_known: AsKnown = NOW) -> BoardBudget | None:
    """The latest decided budget, with what in it is the board's; None while no budget is decided or nothing is."""
    decided = CouncilDecision.objects.filter(as_known.by("meeting_date")).select_related("round", "pack")
    decision = decided.order_by("-round__year").first()
    if decision is None:
        return None
    found = _told(board, decision.round.year, decision, as_known)
    return found if found.measures or found.assignments else None


def _told(board: Organisation, year: int, decision: CouncilDecision | None, as_known: AsKnown = NOW) -> BoardBudget:
    if decision is None:
        return BoardBudget(year, None, (), ())
    measures = told_lines(year, answered=True, as_known=as_known, board=board)
    parts = list(assigned_to(board, year))
    as_known.reword(part.assignment.goal for part in parts)
    before = _answers_before(board, parts, as_known)
    return BoardBudget(year, decision, measures, tuple(_assignment(part, before) for part in parts))


def assignments_of(board: Organisation, year: int) -> tuple[AssignmentLine, ...]:
    """What the council's decided budget assigns to the board; one query."""
    return tuple(_assignment(part, {}) for part in assigned_to(board, year))


def _answers_before(board: Organisation, parts: list[AssignedBoard], as_known: AsKnown) -> dict[str, str]:
    """By the assignment's address what the board's answer was on a past day, where it has been changed since."""
    if not as_known.past:
        return {}
    slugs = [part.assignment.slug for part in parts]
    later = Event.objects.filter(
        subject="cycle.assignment", action="answer_assignment", subject_key__in=slugs, board=board.slug,
        at__gte=as_known.after,
    )  # fmt: skip
    found: dict[str, str] = {}
    for slug, change in later.order_by("at", "pk").values_list("subject_key", "change"):
        if "answer" in change:
            found.setdefault(slug, change["answer"][0] or "")
    return found


def _assignment(part: AssignedBoard, before: dict[str, str]) -> AssignmentLine:
    task = part.assignment
    return AssignmentLine(
        slug=task.slug,
        title=task.title,
        text=task.text,
        goal=str(task.goal) if task.goal else "",
        start=task.start,
        end=task.end,
        activity=part.activity.slug if part.activity else "",
        answer=before.get(task.slug, part.answer),
        version=part.version,
        changed_by=part.changed_by,
    )
