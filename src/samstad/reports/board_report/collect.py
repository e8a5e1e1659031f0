"""A report as plain facts: what is frozen when it is sent out and decided, and what documents are made from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from samstad.calculations.targets import Aim
from samstad.domain.cycle.choices import DecisionKind, RoundKind, SectionKey
from samstad.domain.cycle.models import Attachment, Decision, EconomyLine, PulledText, Report
from samstad.domain.cycle.queries import ChapterText, chapters_with_texts, measures_of, themes_of
from samstad.domain.cycle.rules import years_of
from samstad.domain.history.rows_together import rows_together
from samstad.domain.steering.choices import NUMBER_TARGETS, Sphere
from samstad.reports.asked.of_board import asked_facts, read_asked
from samstad.reports.board_report.attachments import attachment_facts, attachments_of
from samstad.reports.board_report.economy import economy_facts
from samstad.reports.board_report.gaps import gap_facts
from samstad.reports.board_report.lines import ActivityLine, GoalLine, IndicatorLine, ReportLines
from samstad.reports.board_report.origins import origin_facts, origins_of, pulled_into, row_texts
from samstad.reports.board_report.read import read_report
from samstad.reports.council_budget.lines import assignment_facts, measure_facts, measure_lines
from samstad.reports.council_budget.of_board import assignments_of
from samstad.reports.target_words import aim_facts

COMPARED = {
    "goals": ("title", "judgement", "motivation"),
    "indicators": (
        "own_target",
        "council_target",
        "own_aim",
        "council_aim",
        "outcome",
        "women",
        "men",
        "forecast",
        "missing_reason",
        "comment",
    ),
    "activities": ("title", "status", "deviation", "comment", "waiting_for", "start", "end"),
    "chapters": ("text",),
    "economy": ("budget", "outcome", "forecast", "asked", "explanation"),
}
"""The fields in which two snapshots of a report are compared."""


def collect_report(report: Report) -> dict[str, Any]:
    """The report's facts as plain JSON (schema 1). Numbers are strings with a decimal point, dates are ISO.

    Only a plan holds `asked`: what programmes ask of the body, and its priorities.
    """
    lines = read_report(report)
    asked = read_asked(report) if report.round.kind == RoundKind.VP else None
    board, of_round = report.organisation, report.round
    chapters = chapters_with_texts(report)
    texts = {line.chapter.key: line.text for line in chapters}
    around = _read_around(report)
    return {
        "schema": 1,
        "kind": "board_report",
        "round": {
            "slug": of_round.slug,
            "year": of_round.year,
            "kind": of_round.kind,
            "cutoff": _day(of_round.cutoff),
            "due": _day(of_round.due),
        },
        "board": {
            "slug": board.slug,
            "name": board.name,
            "short_name": board.short_name,
            "kind": board.kind,
            "office": board.office_name,
        },
        "example": lines.example or bool(asked and asked.example),
        "as_of": lines.as_of.isoformat(),
        "decision": _decision(around.decisions[-1]) if around.decisions else None,
        "summary": next((line.text for line in chapters if line.chapter.key == SectionKey.SUMMARY), ""),
        "chapters": [_chapter(line) for line in chapters],
        "economy": economy_facts(around.economy),
        "not_due": lines.not_due,
        "themes": _themes(report, lines),
        "goals": [_goal(line) for line in lines.goals],
        "indicators": [_indicator(line) for line in lines.indicators],
        "gaps": [gap_facts(line) for line in lines.gaps],
        "activities": [_activity(line) for line in lines.activities],
        "attachments": attachment_facts(around.attachments),
        "origins": origin_facts(origins_of(around.pulled, row_texts(lines, texts))),
        **_budget(report),
        **({"asked": asked_facts(asked)} if asked and asked.count else {}),
    }


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to the report beside its rows."""

    decisions: list[Decision]
    economy: list[EconomyLine]
    attachments: list[Attachment]
    pulled: list[PulledText]


def _read_around(report: Report) -> _Around:
    """One query: most reports lack most of it."""
    decided = report.decisions.filter(kind=DecisionKind.DECIDED).select_related("body")
    return _Around(*rows_together(decided, report.economy_lines.all(), attachments_of(report), pulled_into(report)))


def _themes(report: Report, lines: ReportLines) -> list[dict[str, str]]:
    """The themes of the local programme; not asked for when every row stands under a goal of the report."""
    goals = {line.slug for line in lines.goals}
    under_themes = any(line.sphere == Sphere.LOCAL for line in lines.goals)
    if not under_themes and all(goals.issuperset(line.goals) for line in lines.activities):
        return []
    return [{"slug": theme.slug, "title": theme.title} for theme in themes_of(report.organisation)]


def _budget(report: Report) -> dict[str, Any]:
    """What only a budget proposal and a plan have: larger measures, and what the council has assigned."""
    of_round = report.round
    if of_round.kind == RoundKind.BUDGET_PROPOSAL:
        measures = measure_lines(measures_of(report))
        return {"years": list(years_of(of_round)), "measures": [measure_facts(line) for line in measures]}
    if of_round.kind == RoundKind.VP:
        assigned = assignments_of(report.organisation, of_round.year)
        return {"assignments": [assignment_facts(line) for line in assigned]}
    return {}


def _chapter(line: ChapterText) -> dict[str, Any]:
    """The summary's text has a place of its own, where it has always stood."""
    chapter = line.chapter
    return {
        "slug": chapter.key,
        "title": chapter.title,
        "text": "" if chapter.key == SectionKey.SUMMARY else line.text,
        "tables": list(chapter.tables),
        "required": chapter.required,
        "own": chapter.own,
    }


def _decision(made: Decision) -> dict[str, str]:
    return {
        "body": made.body.name,
        "meeting_date": made.meeting_date.isoformat(),
        "paragraph": made.paragraph,
        "registration_number": made.registration_number,
        "reservations": made.reservations,
    }


def _goal(line: GoalLine) -> dict[str, Any]:
    under = line.under
    return {
        "slug": line.slug,
        "number": line.number,
        "title": line.title,
        "level": line.level,
        "sphere": line.sphere,
        "under": under and {"slug": under.slug, "number": under.number, "title": under.title, "level": under.level},
        "judgement": line.judgement,
        "motivation": line.motivation,
        "suggestion": {
            "judgement": line.suggestion.judgement,
            "known": line.suggestion.known,
            "asked": line.suggestion.asked,
            "rule": line.suggestion.rule,
        },
        "by": line.answered.changed_by,
    }


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    return {
        "slug": line.slug,
        "name": line.name,
        "definition": line.definition,
        "unit": line.unit,
        "decimals": line.decimals,
        "direction": line.direction,
        "council": line.council,
        "central": line.central,
        "goals": list(line.goals),
        "previous": _number(line.previous),
        "previous_period": line.previous_period,
        "own_target": _number(line.own_target),
        "council_target": _number(line.council_target),
        "outcome": _number(line.outcome),
        "women": _number(line.outcome_women),
        "men": _number(line.outcome_men),
        "forecast": _number(line.forecast),
        "missing_reason": line.missing_reason,
        "comment": line.comment,
        "source": line.source,
        "own_aim": _aim(line.own_aim),
        "council_aim": _aim(line.council_aim),
        "result": line.result.judgement,
        "reason": line.result.reason,
        "judged_by": dict(line.result.by),
        **_softened(line),
    }


def _aim(aim: Aim | None) -> dict[str, Any] | None:
    """A target that says more than the number that stands in `own_target` or `council_target`."""
    return aim_facts(aim) if aim and aim.kind not in NUMBER_TARGETS else None


def _softened(line: IndicatorLine) -> dict[str, Any]:
    """Only where a target has been softened during the year, so that older texts read the same."""
    before = {"own_target_before": line.own_before, "council_target_before": line.council_before}
    return {name: _number(value) for name, value in before.items() if value is not None}


def _activity(line: ActivityLine) -> dict[str, Any]:
    return {
        "slug": line.slug,
        "title": line.title,
        "kind": line.kind,
        "goals": list(line.goals),
        "areas": list(line.areas),
        "parties": list(line.parties),
        "start": _day(line.start),
        "end": _day(line.end),
        "continuous": line.continuous,
        "status": line.status,
        "deviation": line.deviation,
        "comment": line.comment,
        "waiting_for": line.waiting_for,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
