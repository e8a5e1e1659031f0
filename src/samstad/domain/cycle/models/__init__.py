"""Rounds, reports with their rows, decisions and what was frozen; the budget's measures, targets and assignments."""

from samstad.domain.cycle.models.adjustments import AdjustmentRequest, AdjustmentWord, ChangeRequest, PlanComment
from samstad.domain.cycle.models.attachments import Attachment
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
from samstad.domain.cycle.models.comments import ReviewComment
from samstad.domain.cycle.models.decisions import Decision, OfficeAssessment, Snapshot
from samstad.domain.cycle.models.economy import EconomyLine, EconomySheet
from samstad.domain.cycle.models.guard_answers import GuardAnswer
from samstad.domain.cycle.models.handovers import HandedRow, Handover
from samstad.domain.cycle.models.plan_answers import PlanAnswer, PlanAnswerLink
from samstad.domain.cycle.models.reports import (
    ActivityRow,
    GoalJudgement,
    IndicatorRow,
    Report,
    ReportSection,
    Round,
)
from samstad.domain.cycle.models.templates import Chapter
from samstad.domain.cycle.models.unit_texts import PulledText, UnitText
from samstad.domain.cycle.models.word_templates import WordTemplate

__all__ = [
    "ActivityRow",
    "AdjustmentRequest",
    "AdjustmentWord",
    "AssignedBoard",
    "Attachment",
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
    "GuardAnswer",
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
    "PulledText",
    "Report",
    "ReportSection",
    "ReviewComment",
    "Round",
    "Snapshot",
    "UnitText",
    "WordTemplate",
]
