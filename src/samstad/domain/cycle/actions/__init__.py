"""Deeds of the cycle, one public function each; the only way rounds and reports change."""

from samstad.domain.cycle.actions.chapters import add_chapter, approve_chapter, remove_chapter, set_template
from samstad.domain.cycle.actions.city import decide_assessment, propose_assessment, publish_roll_up
from samstad.domain.cycle.actions.decisions import correct, decide, refer_back, send_out, table, verify
from samstad.domain.cycle.actions.default_chapters import ChapterContent
from samstad.domain.cycle.actions.economy import EconomyContent, store_economy
from samstad.domain.cycle.actions.fill import (
    ActivityContent,
    IndicatorContent,
    JudgementContent,
    ReportContent,
    fill_report,
)
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

__all__ = [
    "ActivityContent",
    "ChapterContent",
    "EconomyContent",
    "IndicatorContent",
    "JudgementContent",
    "ReportContent",
    "add_chapter",
    "approve",
    "approve_chapter",
    "assign_row",
    "correct",
    "decide",
    "decide_assessment",
    "fill_report",
    "hand_in",
    "mark_section",
    "open_round",
    "propose_assessment",
    "publish_roll_up",
    "refer_back",
    "remind",
    "remove_chapter",
    "return_report",
    "save_activity_row",
    "save_indicator_row",
    "save_judgement",
    "save_section_text",
    "send_out",
    "set_template",
    "store_economy",
    "table",
    "verify",
]
