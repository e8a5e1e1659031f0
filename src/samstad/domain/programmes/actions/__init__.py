"""Deeds of programmes: drafts reviewed, questions and requests put, contributions and action plans made."""

from samstad.domain.programmes.actions.action_plans import PlanContent, decide_action_plan, save_action_plan
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
from samstad.domain.programmes.actions.requests import Wanted, Wording, add_request, reword_request, withdraw_request

__all__ = [
    "PlanContent",
    "Reply",
    "Step",
    "Wanted",
    "Wording",
    "accept_draft",
    "add_quality",
    "add_request",
    "answer",
    "ask",
    "contribute",
    "decide_action_plan",
    "drop_draft",
    "leave_out",
    "name_party",
    "pull_figure",
    "record_answer_for",
    "reword_request",
    "save_action_plan",
    "save_draft",
    "take_document_step",
    "take_from_analysis",
    "withdraw_request",
    "write_part",
    "write_vision",
]
