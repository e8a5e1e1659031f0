"""A report as plain facts: what is frozen when it is sent out and decided, and what documents are made from."""

from datetime import date
from decimal import Decimal
from typing import Any

from samstad.domain.cycle.choices import DecisionKind
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import sections_of, themes_of
from samstad.reports.board_report.attachments import attachment_facts, attachments_of
from samstad.reports.board_report.gaps import gap_facts
from samstad.reports.board_report.lines import ActivityLine, GoalLine, IndicatorLine
from samstad.reports.board_report.origins import origin_facts, read_origins, row_texts
from samstad.reports.board_report.read import read_report

COMPARED = {
    "goals": ("title", "judgement", "motivation"),
    "indicators": ("own_target", "council_target", "outcome", "women", "men", "forecast", "missing_reason", "comment"),
    "activities": ("title", "status", "deviation", "comment", "waiting_for", "start", "end"),
}
"""The fields in which two snapshots of a report are compared."""


def collect_report(report: Report) -> dict[str, Any]:
    """The report's facts as plain JSON (schema 1). Numbers are strings with a decimal point, dates are ISO."""
    lines = read_report(report)
    board, of_round = report.organisation, report.round
    texts = {key: section.text for key, section in sections_of(report).items()}
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
        "example": lines.example,
        "as_of": lines.as_of.isoformat(),
        "decision": _decision(report),
        "summary": texts.get("summary", ""),
        "texts": {key: text for key, text in texts.items() if key != "summary" and text},
        "not_due": lines.not_due,
        "themes": [{"slug": theme.slug, "title": theme.title} for theme in themes_of(board)],
        "goals": [_goal(line) for line in lines.goals],
        "indicators": [_indicator(line) for line in lines.indicators],
        "gaps": [gap_facts(line) for line in lines.gaps],
        "activities": [_activity(line) for line in lines.activities],
        "attachments": attachment_facts(attachments_of(report)),
        "origins": origin_facts(read_origins(report, row_texts(lines, texts))),
    }


def _decision(report: Report) -> dict[str, str] | None:
    made = report.decisions.filter(kind=DecisionKind.DECIDED).select_related("body").last()
    if made is None:
        return None
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
        "result": line.result.judgement,
        "reason": line.result.reason,
    }


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
