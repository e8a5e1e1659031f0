"""Steering documents with what they hold, medverkan, and drafts read out of documents."""

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

__all__ = [
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
    "Question",
    "SteeringDocument",
]
