"""Steering documents with what they hold, medverkan, and drafts read out of documents."""

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
from samstad.domain.programmes.models.medverkan import Answer, Contribution, Question

__all__ = [
    "Answer",
    "Contribution",
    "DocumentSection",
    "DocumentSuccession",
    "DraftItem",
    "ExpectedCount",
    "FocusArea",
    "PartnerIntention",
    "ProgrammeActivity",
    "ProgrammeGoal",
    "ProgrammeImport",
    "Question",
    "SteeringDocument",
]
