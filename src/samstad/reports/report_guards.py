"""What does not agree within a report, told before it is handed in: a guard never stops anybody and changes nothing."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from samstad.calculations.judgement import FULL, NOT, UNKNOWN
from samstad.calculations.prose import direction_in, not_among, outside_history
from samstad.calculations.prose_about import groups_in, promised_before, sentences
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
    """`row` is the key of the row in the report table, `name` what it is called, `text` what does not agree.

    `about` is what was looked at: an answer holds for as long as it says the same.
    """

    row: str
    name: str
    text: str
    about: str = ""

    @property
    def basis(self) -> str:
        """The fingerprint of what is told about what."""
        told = "\n".join((self.row, self.text, " ".join(self.about.split())))
        return hashlib.sha256(told.encode()).hexdigest()


def read_guards(report: Report, lines: ReportLines, summary: str) -> list[Guard]:
    """Everything that does not agree, in the order of the table; one query."""
    day = min(report.round.cutoff or lines.as_of, lines.as_of)
    return [
        *_summary(lines, summary, day),
        *_indicators(lines.indicators, _history(report), day),
        *_activities(lines.activities, lines.as_of, day),
        *_goals(lines, day),
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


def _summary(lines: ReportLines, text: str, on: date) -> Iterator[Guard]:
    name = _("Sammanfattande analys")
    for written in not_among(text, [*_numbers(lines.indicators), *counts_told(lines)]):
        yield Guard(SUMMARY, name, _no_table(written), text)
    for day in promised_before(text, on):
        yield Guard(SUMMARY, name, _passed(day), text)
    for sentence in sentences(text):
        for line in lines.indicators:
            known = line.outcome is not None and line.previous is not None
            if known and line.name.casefold() in sentence.casefold() and _against(sentence, line):
                told = _("Texten och siffran för %(name)s går åt olika håll.") % {"name": line.name}
                yield Guard(SUMMARY, name, told, f"{sentence} {line.outcome} {line.previous}")


def _indicators(lines: Sequence[IndicatorLine], history: Mapping[str, list[Decimal]], on: date) -> Iterator[Guard]:
    for line in lines:
        key = _key("i", line)
        for day in promised_before(line.comment, on):
            yield Guard(key, line.name, _passed(day), line.comment)
        if line.outcome is None:
            continue
        if outside_history(history.get(line.slug, []), line.outcome):
            told = _("Utfallet ligger långt utanför tidigare värden. Stämmer det?")
            yield Guard(key, line.name, told, str(line.outcome))
        if _against(line.comment, line):
            told = _("Kommentaren och siffran går åt olika håll.")
            yield Guard(key, line.name, told, f"{line.comment} {line.outcome} {line.previous}")


def _activities(lines: Sequence[ActivityLine], on: date, cutoff: date) -> Iterator[Guard]:
    for line in lines:
        key, about = _key("a", line), f"{line.status} {line.start} {line.end}"
        if line.end and line.end < on and line.status in GOING_ON and not line.continuous:
            yield Guard(key, line.title, _("Slutdagen har varit, men läget säger att den pågår."), about)
        elif line.start and line.start < on and line.status == ActivityStatus.NOT_BEGUN:
            yield Guard(key, line.title, _("Startdagen har varit, men den är inte påbörjad."), about)
        said = f"{line.deviation}\n{line.comment}"
        for day in promised_before(said, cutoff):
            yield Guard(key, line.title, _passed(day), said)


def _goals(lines: ReportLines, on: date) -> Iterator[Guard]:
    for goal in lines.goals:
        own = [line for line in lines.indicators if goal.slug in line.goals]
        results = " ".join(f"{line.outcome} {line.result.judgement}" for line in own)
        sentences_told = [_against_figures(goal, own), _against_direction(goal, own), _other_group(goal, lines, own)]
        numbers = not_among(goal.motivation, _numbers(own or lines.indicators))
        sentences_told += [_no_table(written) for written in numbers]
        sentences_told += [_passed(day) for day in promised_before(goal.motivation, on)]
        about = f"{goal.judgement} {goal.motivation} {results}"
        yield from (Guard(_key("g", goal), goal.title, text, about) for text in sentences_told if text)


def _other_group(goal: GoalLine, lines: ReportLines, own: Sequence[IndicatorLine]) -> str:
    """The motivation speaks of people that neither the goal nor anything that follows it speaks of."""
    followed = [line.name for line in own] + [line.title for line in lines.activities if goal.slug in line.goals]
    meant = groups_in(f"{goal.title} {goal.target_group}")
    said = groups_in(goal.motivation) - meant - groups_in(" ".join(followed))
    if not meant or not said or meant & groups_in(goal.motivation):
        return ""
    words = {"said": ", ".join(sorted(said)), "meant": ", ".join(sorted(meant))}
    return _("Motiveringen talar om %(said)s, men målet gäller %(meant)s.") % words


def _passed(day: str) -> str:
    return _("”%(day)s” har varit, men texten talar om det som ska komma.") % {"day": day}


def _against(text: str, line: IndicatorLine) -> bool:
    return line.outcome is not None and line.previous is not None and _contradicts(text, line.previous, line.outcome)


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
