"""Rounds, reports with their rows, decisions and what was frozen."""

from samstad.domain.cycle.models.decisions import Decision, OfficeAssessment, Snapshot
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

__all__ = [
    "ActivityRow",
    "Decision",
    "GoalJudgement",
    "IndicatorRow",
    "OfficeAssessment",
    "PlanAnswer",
    "PlanAnswerLink",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
]
