"""Rounds, reports with their rows, decisions and what was frozen; the budget's measures, targets and assignments."""

from samstad.domain.cycle.models.budget import (
    AssignedBoard,
    CouncilAssignment,
    CouncilDecision,
    CouncilTarget,
    GrantedAmount,
    MeasureAmount,
    MeasureAnswer,
    MeasureGoal,
    ProposedMeasure,
)
from samstad.domain.cycle.models.decisions import Decision, OfficeAssessment, Snapshot
from samstad.domain.cycle.models.reports import (
    ActivityRow,
    GoalJudgement,
    IndicatorRow,
    Report,
    ReportSection,
    ReviewComment,
    Round,
)

__all__ = [
    "ActivityRow",
    "AssignedBoard",
    "CouncilAssignment",
    "CouncilDecision",
    "CouncilTarget",
    "Decision",
    "GoalJudgement",
    "GrantedAmount",
    "IndicatorRow",
    "MeasureAmount",
    "MeasureAnswer",
    "MeasureGoal",
    "OfficeAssessment",
    "ProposedMeasure",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
]
