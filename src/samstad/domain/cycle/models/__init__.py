"""Rounds, reports with their rows, decisions and what was frozen; the budget's measures, targets and assignments."""

from samstad.domain.cycle.models.adjustments import AdjustmentRequest, AdjustmentWord, ChangeRequest, PlanComment
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
from samstad.domain.cycle.models.economy import EconomyLine, EconomySheet
from samstad.domain.cycle.models.handovers import HandedRow, Handover
from samstad.domain.cycle.models.plan_answers import PlanAnswer, PlanAnswerLink
from samstad.domain.cycle.models.reports import (
    ActivityRow,
    GoalJudgement,
    IndicatorRow,
    Report,
    ReportSection,
    ReviewComment,
    Round,
)
from samstad.domain.cycle.models.templates import Chapter

__all__ = [
    "ActivityRow",
    "AdjustmentRequest",
    "AdjustmentWord",
    "AssignedBoard",
    "ChangeRequest",
    "Chapter",
    "CouncilAssignment",
    "CouncilDecision",
    "CouncilTarget",
    "Decision",
    "EconomyLine",
    "EconomySheet",
    "GoalJudgement",
    "GrantedAmount",
    "HandedRow",
    "Handover",
    "IndicatorRow",
    "MeasureAmount",
    "MeasureAnswer",
    "MeasureGoal",
    "OfficeAssessment",
    "PlanAnswer",
    "PlanAnswerLink",
    "PlanComment",
    "ProposedMeasure",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
]
