"""Facts that a writer may begin a chapter from: counts, names and sums out of the report's own rows.

Never a judgement, and never a word about why: that is the writer's.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.calculations.economy import needs_sentence
from samstad.domain.cycle.choices import AmountUnit, TableKind
from samstad.domain.cycle.models import Chapter, Report
from samstad.domain.steering.choices import ActivityStatus
from samstad.reports.board_report.economy import groups, sums
from samstad.reports.board_report.lines import ReportLines
from samstad.reports.wording import day, figure, number

DEVIATING = (ActivityStatus.DEVIATES, ActivityStatus.WAITING, ActivityStatus.BROKEN_OFF)
NAMED = 6


def facts_of(
    report: Report, lines: ReportLines, chapters: Sequence[Chapter], economy: list[dict[str, Any]]
) -> dict[str, str]:
    """Per chapter key the facts as text, headed by where they come from; no entry where there is nothing to tell."""
    found = {}
    for chapter in chapters:
        said = [sentence for table in chapter.tables for sentence in _told(table, report, lines, chapter, economy)]
        if said:
            head = _("Ur rapportens tabeller, läget %(day)s:") % {"day": day(report.round.cutoff or lines.as_of)}
            found[chapter.key] = "\n".join([head, *(f"– {sentence}" for sentence in said)])
    return found


def inserted(text: str, facts: str) -> str:
    """The writer's text with the facts after it."""
    return f"{text.rstrip()}\n\n{facts}" if text.strip() else facts


def counts_told(lines: ReportLines) -> list[Decimal]:
    """The counts that the facts hold, as numbers, so that a text that tells them agrees with a table."""
    deviating = [line for line in lines.activities if line.status in DEVIATING]
    groups_of: tuple[Sequence[Any], ...] = (
        lines.goals,
        [goal for goal in lines.goals if goal.judgement],
        lines.indicators,
        [line for line in lines.indicators if line.outcome is not None],
        lines.activities,
        deviating,
    )
    return [Decimal(len(group)) for group in groups_of]


def _told(table: str, report: Report, lines: ReportLines, chapter: Chapter, economy: list[dict[str, Any]]) -> list[str]:
    if table == TableKind.OVERVIEW:
        return _planned(lines) if report.planning else _overview(lines)
    if table == TableKind.BY_SEX:
        return _by_sex(lines)
    return _economy(economy, chapter.explain_over) if table == TableKind.ECONOMY else []


def _planned(lines: ReportLines) -> list[str]:
    if not (lines.goals or lines.indicators or lines.activities):
        return []
    said = {"goals": len(lines.goals), "indicators": len(lines.indicators), "activities": len(lines.activities)}
    return [_("Planen har %(goals)d mål, %(indicators)d indikatorer och %(activities)d aktiviteter.") % said]


def _overview(lines: ReportLines) -> list[str]:
    unjudged = [goal.title for goal in lines.goals if not goal.judgement]
    without = [line.name for line in lines.indicators if line.outcome is None]
    deviating = [f"{line.title} ({_status(line.status)})" for line in lines.activities if line.status in DEVIATING]
    goals, indicators, activities = len(lines.goals), len(lines.indicators), len(lines.activities)
    found = []
    if goals:
        said = _("%(done)d av %(all)d mål är bedömda.") % {"done": goals - len(unjudged), "all": goals}
        found.append(said + _listed(_("Inte bedömda: %(names)s."), unjudged))
    if indicators:
        said = _("%(done)d av %(all)d indikatorer har utfall.") % {"done": indicators - len(without), "all": indicators}
        found.append(said + _listed(_("Utan utfall: %(names)s."), without))
    if activities:
        said = _("%(n)d av %(all)d aktiviteter avviker, väntar eller är avbrutna.")
        found.append(said % {"n": len(deviating), "all": activities} + _listed("%(names)s.", deviating))
    return found


def _by_sex(lines: ReportLines) -> list[str]:
    return [
        _("%(name)s (%(unit)s): kvinnor %(women)s, män %(men)s.")
        % {
            "name": line.name,
            "unit": line.unit,
            "women": number(line.outcome_women, line.decimals),
            "men": number(line.outcome_men, line.decimals),
        }
        for line in lines.indicators
        if line.outcome_women is not None and line.outcome_men is not None
    ]


def _economy(rows: list[dict[str, Any]], over: int) -> list[str]:
    if not rows:
        return []
    unit = str(AmountUnit(rows[0]["unit"]).label)
    found = [_group(title, chosen, unit, asks=asks) for title, chosen, asks in groups(rows)]
    large = [row["title"] for row in rows if _is_large(row, over)]
    if large:
        said = ngettext(
            "%(n)d rad avviker med mer än %(over)d procent av budgeten.",
            "%(n)d rader avviker med mer än %(over)d procent av budgeten.",
            len(large),
        )
        found.append(said % {"n": len(large), "over": over} + _listed("%(names)s.", large))
    return found


def _group(title: str, rows: list[dict[str, Any]], unit: str, *, asks: bool) -> str:
    added = sums(rows)
    names = (
        (("asked", _("sökt")),)
        if asks
        else (
            ("budget", _("budget")),
            ("outcome", _("utfall")),
            ("forecast", _("prognos")),
            ("deviation", _("avvikelse")),
        )
    )
    told = [f"{word} {figure(added[name])} {unit}" for name, word in names if added[name] is not None]
    return f"{title}: {', '.join(told)}."


def _is_large(row: dict[str, Any], over: int) -> bool:
    budget, left = (None if row[name] is None else Decimal(row[name]) for name in ("budget", "deviation"))
    return needs_sentence(budget, left, over=over)


def _listed(sentence: str, names: Sequence[str]) -> str:
    """A sentence that names the first of them, after a space; nothing when there are none."""
    if not names:
        return ""
    more = ngettext("%(n)d till", "%(n)d till", len(names) - NAMED) % {"n": len(names) - NAMED}
    shown = [*names[:NAMED], *([more] if len(names) > NAMED else [])]
    return " " + sentence % {"names": "; ".join(shown)}


def _status(status: str) -> str:
    return str(ActivityStatus(status).label)
