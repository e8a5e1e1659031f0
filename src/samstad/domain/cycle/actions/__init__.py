"""Deeds of the cycle, one public function each; the only way rounds and reports change."""

from samstad.domain.cycle.actions.adjustment_answers import (
    answer_adjustment,
    forward_adjustment,
    forward_together,
    weigh_in,
    weigh_in_together,
)
from samstad.domain.cycle.actions.adjustments import (
    accept_adjustment,
    ask_adjustments,
    ask_again,
    comment_plan,
    end_adjustment,
    propose_adjustment,
)
from samstad.domain.cycle.actions.attachments import attach_file, withdraw_attachment
from samstad.domain.cycle.actions.budget_answers import answer_assignment, answer_measure
from samstad.domain.cycle.actions.budget_decision import decide_budget
from samstad.domain.cycle.actions.budget_issues import (
    AssignmentPlan,
    NewIndicator,
    change_assignment,
    change_target,
    propose_assignment,
    propose_target,
    withdraw_assignment,
    withdraw_target,
)
from samstad.domain.cycle.actions.changes import approve_change, ask_change, refuse_change
from samstad.domain.cycle.actions.chapters import add_chapter, approve_chapter, remove_chapter, set_template
from samstad.domain.cycle.actions.city import decide_assessment, propose_assessment, publish_roll_up
from samstad.domain.cycle.actions.comments import comment_report, reply_comment, resolve_comment
from samstad.domain.cycle.actions.decisions import correct, decide, refer_back, send_out, table, verify
from samstad.domain.cycle.actions.default_chapters import ChapterContent
from samstad.domain.cycle.actions.due_reminders import send_reminders
from samstad.domain.cycle.actions.economy import EconomyContent, store_economy
from samstad.domain.cycle.actions.fill import (
    ActivityContent,
    IndicatorContent,
    JudgementContent,
    ReportContent,
    fill_report,
)
from samstad.domain.cycle.actions.guards import answer_guard
from samstad.domain.cycle.actions.handovers import hand_over, settle_handovers
from samstad.domain.cycle.actions.measures import MeasurePlan, change_measure, propose_measure, withdraw_measure
from samstad.domain.cycle.actions.mergers import merge_bodies
from samstad.domain.cycle.actions.plan_answers import PlanAnswerContent, save_plan_answer
from samstad.domain.cycle.actions.reminders import remind
from samstad.domain.cycle.actions.review import approve, hand_in, mark_section, return_report
from samstad.domain.cycle.actions.rounds import open_round
from samstad.domain.cycle.actions.rows import (
    Answerable,
    assign_row,
    save_activity_row,
    save_indicator_row,
    save_judgement,
    save_section_text,
)
from samstad.domain.cycle.actions.unit_texts import ask_units, pull_text, save_unit_text
from samstad.domain.cycle.actions.word_templates import retire_word_template, save_word_template

__all__ = [
    "ActivityContent",
    "Answerable",
    "AssignmentPlan",
    "ChapterContent",
    "EconomyContent",
    "IndicatorContent",
    "JudgementContent",
    "MeasurePlan",
    "NewIndicator",
    "PlanAnswerContent",
    "ReportContent",
    "accept_adjustment",
    "add_chapter",
    "answer_adjustment",
    "answer_assignment",
    "answer_guard",
    "answer_measure",
    "approve",
    "approve_change",
    "approve_chapter",
    "ask_adjustments",
    "ask_again",
    "ask_change",
    "ask_units",
    "assign_row",
    "attach_file",
    "change_assignment",
    "change_measure",
    "change_target",
    "comment_plan",
    "comment_report",
    "correct",
    "decide",
    "decide_assessment",
    "decide_budget",
    "end_adjustment",
    "fill_report",
    "forward_adjustment",
    "forward_together",
    "hand_in",
    "hand_over",
    "mark_section",
    "merge_bodies",
    "open_round",
    "propose_adjustment",
    "propose_assessment",
    "propose_assignment",
    "propose_measure",
    "propose_target",
    "publish_roll_up",
    "pull_text",
    "refer_back",
    "refuse_change",
    "remind",
    "remove_chapter",
    "reply_comment",
    "resolve_comment",
    "retire_word_template",
    "return_report",
    "save_activity_row",
    "save_indicator_row",
    "save_judgement",
    "save_plan_answer",
    "save_section_text",
    "save_unit_text",
    "save_word_template",
    "send_out",
    "send_reminders",
    "set_template",
    "settle_handovers",
    "store_economy",
    "table",
    "verify",
    "weigh_in",
    "weigh_in_together",
    "withdraw_assignment",
    "withdraw_attachment",
    "withdraw_measure",
    "withdraw_target",
]
