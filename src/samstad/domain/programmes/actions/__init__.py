"""Deeds of programmes: drafts reviewed, steps taken, questions asked and answered, contributions made."""

from samstad.domain.programmes.actions.analysis import (
    add_quality,
    leave_out,
    name_party,
    pull_figure,
    take_from_analysis,
    write_part,
    write_vision,
)
from samstad.domain.programmes.actions.answers import Reply, answer, record_answer_for
from samstad.domain.programmes.actions.contributions import contribute
from samstad.domain.programmes.actions.drafts import accept_draft, drop_draft, save_draft
from samstad.domain.programmes.actions.life import Step, take_document_step
from samstad.domain.programmes.actions.questions import ask

__all__ = [
    "Reply",
    "Step",
    "accept_draft",
    "add_quality",
    "answer",
    "ask",
    "contribute",
    "drop_draft",
    "leave_out",
    "name_party",
    "pull_figure",
    "record_answer_for",
    "save_draft",
    "take_document_step",
    "take_from_analysis",
    "write_part",
    "write_vision",
]
