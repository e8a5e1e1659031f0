"""Deeds of the cycle, one public function each; the only way rounds and reports change."""

from samstad.domain.cycle.actions.attachments import attach_file, withdraw_attachment
from samstad.domain.cycle.actions.city import decide_assessment, propose_assessment, publish_roll_up
from samstad.domain.cycle.actions.comments import comment_report, reply_comment, resolve_comment
from samstad.domain.cycle.actions.decisions import correct, decide, refer_back, send_out, table, verify
from samstad.domain.cycle.actions.fill import (
    ActivityContent,
    IndicatorContent,
    JudgementContent,
    ReportContent,
    fill_report,
)
from samstad.domain.cycle.actions.guards import answer_guard
from samstad.domain.cycle.actions.reminders import remind
from samstad.domain.cycle.actions.review import approve, hand_in, mark_section, return_report
from samstad.domain.cycle.actions.rounds import open_round
from samstad.domain.cycle.actions.rows import (
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
    "IndicatorContent",
    "JudgementContent",
    "ReportContent",
    "answer_guard",
    "approve",
    "ask_units",
    "assign_row",
    "attach_file",
    "comment_report",
    "correct",
    "decide",
    "decide_assessment",
    "fill_report",
    "hand_in",
    "mark_section",
    "open_round",
    "propose_assessment",
    "publish_roll_up",
    "pull_text",
    "refer_back",
    "remind",
    "reply_comment",
    "resolve_comment",
    "retire_word_template",
    "return_report",
    "save_activity_row",
    "save_indicator_row",
    "save_judgement",
    "save_section_text",
    "save_unit_text",
    "save_word_template",
    "send_out",
    "table",
    "verify",
    "withdraw_attachment",
]
