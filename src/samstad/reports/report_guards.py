"""What does not agree within a report, told before it is handed in: a guard never stops anybody and changes nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.judgement import FULL, NOT, UNKNOWN
from samstad.calculations.prose import direction_in, not_among, outside_history
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.steering.choices import ActivityStatus
from samstad.domain.steering.models import Value
from samstad.reports.board_report.lines import ActivityLine, GoalLine, IndicatorLine, ReportLines
from samstad.reports.chapter_facts import counts_told

GOING_ON = (ActivityStatus.ONGOING, ActivityStatus.NOT_BEGUN, ActivityStatus.WAITING, ActivityStatus.DEVIATES)
SUMMARY = "s.summary"


@dataclass(frozen=True, slots=True)
class Guard:
    """`row` is the key of the row in the report table, `name` what it is called, `text` what does not agree."""

    row: str
    name: str
    text: str


def read_guards(report: Report, lines: ReportLines, summary: str) -> list[Guard]:
    """Everything that does not agree, in the order of the table; one query."""
    return [
        *_summary(lines, summary),
        *_indicators(lines.indicators, _history(report)),
        *_activities(lines.activities, lines.as_of),
        *_goals(lines),
    ]


def _history(report: Report) -> dict[str, list[Decimal]]:
    """Earlier outcomes of the board's indicators by address, the latest known of each period."""
    rows = Value.objects.filter(
        indicator__in=report.indicator_rows.values("indicator"), organisation=report.organisation, area=None, sex="",
        age_group="", value__isnull=False,
    ).exclude(origin=origin_of(report))  # fmt: skip
    latest: dict[tuple[str, str], Decimal] = {}
    for slug, period, value in rows.order_by("known_from", "pk").values_list("indicator__slug", "period", "value"):
        if value is not None:
            latest[slug, period] = value
    found: dict[str, list[Decimal]] = defaultdict(list)
    for (slug, _period), value in latest.items():
        found[slug].append(value)
    return found


def _summary(lines: ReportLines, text: str) -> Iterator[Guard]:
    for written in not_among(text, [*_numbers(lines.indicators), *counts_told(lines)]):
        yield Guard(SUMMARY, _("Sammanfattande analys"), _no_table(written))


def _indicators(lines: Sequence[IndicatorLine], history: Mapping[str, list[Decimal]]) -> Iterator[Guard]:
    for line in lines:
        if line.outcome is None:
            continue
        if outside_history(history.get(line.slug, []), line.outcome):
            yield Guard(_key("i", line), line.name, _("Utfallet ligger långt utanför tidigare värden. Stämmer det?"))
        if line.previous is not None and _contradicts(line.comment, line.previous, line.outcome):
            yield Guard(_key("i", line), line.name, _("Kommentaren och siffran går åt olika håll."))


def _activities(lines: Sequence[ActivityLine], on: date) -> Iterator[Guard]:
    for line in lines:
        if line.end and line.end < on and line.status in GOING_ON and not line.continuous:
            yield Guard(_key("a", line), line.title, _("Slutdagen har varit, men läget säger att den pågår."))
        elif line.start and line.start < on and line.status == ActivityStatus.NOT_BEGUN:
            yield Guard(_key("a", line), line.title, _("Startdagen har varit, men den är inte påbörjad."))


def _goals(lines: ReportLines) -> Iterator[Guard]:
    for goal in lines.goals:
        own = [line for line in lines.indicators if goal.slug in line.goals]
        sentences = [_against_figures(goal, own), _against_direction(goal, own)]
        sentences += [_no_table(written) for written in not_among(goal.motivation, _numbers(own or lines.indicators))]
        yield from (Guard(_key("g", goal), goal.title, text) for text in sentences if text)


def _against_figures(goal: GoalLine, own: Sequence[IndicatorLine]) -> str:
    """The judgement and every indicator that has a result say opposite things."""
    known = {line.result.judgement for line in own if line.result.judgement != UNKNOWN}
    if goal.judgement == FULL and known == {NOT}:
        return _("Målet står som uppfyllt helt, men ingen indikator når årsmålet.")
    if goal.judgement == NOT and known == {FULL}:
        return _("Målet står som inte uppfyllt, men alla indikatorer når årsmålet.")
    return ""


def _against_direction(goal: GoalLine, own: Sequence[IndicatorLine]) -> str:
    """The motivation speaks of one direction, and every indicator has moved in the other."""
    moved = [(line.previous, line.outcome) for line in own]
    known = [(before, now) for before, now in moved if before is not None and now is not None]
    if known and all(_contradicts(goal.motivation, before, now) for before, now in known):
        return _("Motiveringen och siffrorna går åt olika håll.")
    return ""


def _contradicts(text: str, before: Decimal, now: Decimal) -> bool:
    """The text speaks of one direction only, and the figure has moved in the other."""
    said = direction_in(text)
    return (said == "up" and now < before) or (said == "down" and now > before)


def _numbers(lines: Sequence[IndicatorLine]) -> list[Decimal]:
    """Every number that stands in the tables of the indicators, and how far each outcome lies from the one before."""
    found = []
    for line in lines:
        told = (line.outcome, line.outcome_women, line.outcome_men, line.forecast, line.previous)
        found += [value for value in (*told, line.own_target, line.council_target) if value is not None]
        if line.outcome is not None and line.previous is not None:
            found.append(abs(line.outcome - line.previous))
    return found


def _no_table(written: str) -> str:
    return _("”%(number)s” står i texten men inte i någon tabell.") % {"number": written}


def _key(kind: str, line: IndicatorLine | ActivityLine | GoalLine) -> str:
    return f"{kind}.{line.slug}"
