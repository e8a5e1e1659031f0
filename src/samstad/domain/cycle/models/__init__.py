"""Rounds, reports with their rows, decisions and what was frozen."""

from samstad.domain.cycle.models.decisions import Decision, OfficeAssessment, Snapshot
from samstad.domain.cycle.models.economy import EconomyLine, EconomySheet
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
    "Chapter",
    "Decision",
    "EconomyLine",
    "EconomySheet",
    "GoalJudgement",
    "IndicatorRow",
    "OfficeAssessment",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
]
