"""Steering documents with what they hold, medverkan, requests, action plans, and drafts read out of documents."""

from samstad.domain.programmes.models.action_plans import ActionPlan, ActionPlanCompany, ActionPlanGoal
from samstad.domain.programmes.models.analysis import (
    AnalysisFigure,
    AnalysisPart,
    AnalysisParty,
    LocalQuality,
    NotChosen,
)
from samstad.domain.programmes.models.documents import (
    DocumentSection,
    DocumentSuccession,
    ExpectedCount,
    FocusArea,
    PartnerIntention,
    ProgrammeActivity,
    ProgrammeGoal,
    SteeringDocument,
)
from samstad.domain.programmes.models.drafts import DraftItem, ProgrammeImport
from samstad.domain.programmes.models.life import DocumentStep
from samstad.domain.programmes.models.medverkan import Answer, Contribution, Question
from samstad.domain.programmes.models.requests import ProgrammeRequest, RequestBody

__all__ = [
    "ActionPlan",
    "ActionPlanCompany",
    "ActionPlanGoal",
    "AnalysisFigure",
    "AnalysisPart",
    "AnalysisParty",
    "Answer",
    "Contribution",
    "DocumentSection",
    "DocumentStep",
    "DocumentSuccession",
    "DraftItem",
    "ExpectedCount",
    "FocusArea",
    "LocalQuality",
    "NotChosen",
    "PartnerIntention",
    "ProgrammeActivity",
    "ProgrammeGoal",
    "ProgrammeImport",
    "ProgrammeRequest",
    "Question",
    "RequestBody",
    "SteeringDocument",
]
