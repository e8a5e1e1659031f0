"""Rounds, reports with their rows, what is said of them, decisions and what was frozen."""

from samstad.domain.cycle.models.attachments import Attachment
from samstad.domain.cycle.models.comments import ReviewComment
from samstad.domain.cycle.models.decisions import Decision, OfficeAssessment, Snapshot
from samstad.domain.cycle.models.guard_answers import GuardAnswer
from samstad.domain.cycle.models.reports import (
    ActivityRow,
    GoalJudgement,
    IndicatorRow,
    Report,
    ReportSection,
    Round,
)
from samstad.domain.cycle.models.unit_texts import PulledText, UnitText
from samstad.domain.cycle.models.word_templates import WordTemplate

__all__ = [
    "ActivityRow",
    "Attachment",
    "Decision",
    "GoalJudgement",
    "GuardAnswer",
    "IndicatorRow",
    "OfficeAssessment",
    "PulledText",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
    "UnitText",
    "WordTemplate",
]
