"""Rounds, reports with their rows, decisions and what was frozen."""

from samstad.domain.cycle.models.adjustments import AdjustmentRequest, AdjustmentWord, ChangeRequest, PlanComment
from samstad.domain.cycle.models.decisions import Decision, OfficeAssessment, Snapshot
from samstad.domain.cycle.models.handovers import HandedRow, Handover
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
    "AdjustmentRequest",
    "AdjustmentWord",
    "ChangeRequest",
    "Decision",
    "GoalJudgement",
    "HandedRow",
    "Handover",
    "IndicatorRow",
    "OfficeAssessment",
    "PlanComment",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
]
