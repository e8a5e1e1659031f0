"""The chapters of a report on its page: facts to begin from, how far each has come, and approval one by one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samstad.domain.access import Grants, Permission
from samstad.domain.cycle import actions
from samstad.domain.cycle.choices import AmountUnit, ReportState
from samstad.domain.cycle.models import EconomySheet, Report
from samstad.domain.cycle.queries import chapters_of, chapters_with_texts
from samstad.domain.people.actors import Actor
from samstad.reports.board_report import read_report
from samstad.reports.board_report.economy import economy_facts
from samstad.reports.board_report.lines import ReportLines
from samstad.reports.chapter_facts import facts_of, inserted
from samstad.reports.progress import read_progress, rows_in
from samstad.web.desk import written
from samstad.web.desk.report_table import ReportTable

IN_WORK = (ReportState.DRAFT, ReportState.READY)


def chapter_parts(report: Report, table: ReportTable, lines: ReportLines, grants: Grants) -> dict[str, Any]:
    """What the page needs besides its rows: progress, what may be done with chapters, and the sheet of economy."""
    economy = place_facts(report, table, lines)
    in_work = report.state in IN_WORK
    return {
        "progress": read_progress([report], {report.pk: rows_in(report, lines)})[report.pk],
        "may_approve_chapters": in_work and grants.allows(Permission.APPROVE, report.organisation),
        "may_add_chapters": report.state == ReportState.DRAFT
        and grants.allows(Permission.HAND_IN, report.organisation),
        "economy_rows": len(economy),
        "economy_unit": str(AmountUnit(economy[0]["unit"]).label) if economy else "",
        "economy_sheet": EconomySheet.objects.filter(report=report, version__gt=0).first(),
        "has_economy": any(row.extra["holds_economy"] for row in table.chapters),
    }


def place_facts(report: Report, table: ReportTable, lines: ReportLines) -> list[dict[str, Any]]:
    """Each chapter of the table gets the facts that can be put in it; the rows of economy come back."""
    economy = economy_facts(report.economy_lines.all())
    facts = facts_of(report, lines, chapters_of(report), economy)
    for row in table.chapters:
        row.extra["facts"] = facts.get(row.extra["key"], "")
    return economy


def insert_facts(report: Report, key: str, *, by: Actor, at: datetime) -> str:
    """The key of the chapter that now ends with its facts; empty where none was asked for or there are none."""
    if not key:
        return ""
    facts = facts_of(report, read_report(report), chapters_of(report), economy_facts(report.economy_lines.all())).get(
        key, ""
    )
    standing = next((line for line in chapters_with_texts(report) if line.chapter.key == key), None)
    if not facts or standing is None:
        return ""
    text = inserted(standing.text, facts)
    actions.save_section_text(report=report, key=key, version=standing.version, text=text, by=by, at=at)
    return key


def _approve(report: Report, form: QueryDict, who: dict[str, Any]) -> str:
    raw, approved = form.get("version", ""), form.get("approved") == "1"
    version = written.version(raw)
    actions.approve_chapter(report=report, key=form.get("chapter", ""), version=version, approved=approved, **who)
    return _("Kapitlet är godkänt.") if approved else _("Kapitlet är inte längre godkänt.")


def _add(report: Report, form: QueryDict, who: dict[str, Any]) -> str:
    made = actions.add_chapter(report=report, title=form.get("title", ""), **who)
    return _("Kapitlet ”%(title)s” är tillagt.") % {"title": made.title}


def _remove(report: Report, form: QueryDict, who: dict[str, Any]) -> str:
    actions.remove_chapter(report=report, key=form.get("chapter", ""), **who)
    return _("Kapitlet är borttaget.")


CHAPTER_STEPS: dict[str, Callable[[Report, QueryDict, dict[str, Any]], str]] = {
    "approve_chapter": _approve,
    "add_chapter": _add,
    "remove_chapter": _remove,
}
"""Presses beside the report, by the name of their step."""
