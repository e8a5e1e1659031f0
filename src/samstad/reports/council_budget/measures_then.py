"""The boards' larger measures as they read on a past day, worded back by the change log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from samstad.domain.cycle.choices import MeasureAnswerKind, RoundKind
from samstad.domain.cycle.models import ProposedMeasure, Report
from samstad.domain.history.as_known import AsKnown
from samstad.domain.history.models import Event
from samstad.domain.steering.models import Activity, Goal
from samstad.reports.council_budget.lines import Amount, GoalOf, MeasureLine
from samstad.reports.reports_then import public_known

SUBJECT = "cycle.measure"
PROPOSED = "propose_measure"
WITHDRAWN = "withdraw_measure"
RAISE_VERSION = ("change_measure", WITHDRAWN)


@dataclass(slots=True)
class _Log:
    """What a measure said before its first change after the day; `came` is False where nothing tells of its entry."""

    before: dict[str, str] = field(default_factory=dict)
    came: bool = False
    came_later: bool = False
    withdrawn_later: bool = False
    changes: int = 0


def public_boards(year: int, as_known: AsKnown) -> set[str]:
    """The addresses of the boards whose budget proposal was public on the day."""
    assert as_known.on is not None
    reports = Report.objects.filter(
        pk__in=public_known(as_known), round__year=year, round__kind=RoundKind.BUDGET_PROPOSAL
    )
    return set(reports.values_list("organisation__slug", flat=True))


def measures_then(lines: Sequence[MeasureLine], withdrawn: Iterable[str], as_known: AsKnown) -> tuple[MeasureLine, ...]:
    """Those of the lines that stood on the day, as they read; `withdrawn` are those that stand no more."""
    gone = set(withdrawn)
    logs = _logs([line.slug for line in lines], as_known)
    standing = [
        line
        for line in lines
        if not logs[line.slug].came_later and (line.slug not in gone or logs[line.slug].withdrawn_later)
    ]
    named = {slug for line in standing for slug in _old_goals(logs[line.slug]) or ()}
    rows = Goal.objects.filter(slug__in=named).order_by("level__rank", "order", "sort_key") if named else ()
    goals = {row.slug: row for row in rows}
    return tuple(_then(line, logs[line.slug], goals, as_known) for line in standing)


def _logs(slugs: Sequence[str], as_known: AsKnown) -> dict[str, _Log]:
    """By the measure's address; one query."""
    found: dict[str, _Log] = defaultdict(_Log)
    rows = Event.objects.filter(subject=SUBJECT, subject_key__in=slugs).order_by("at", "pk")
    for key, action, at, change in rows.values_list("subject_key", "action", "at", "change"):
        log, later = found[key], at >= as_known.after
        log.came = log.came or action == PROPOSED
        if not later:
            continue
        log.came_later = log.came_later or action == PROPOSED
        log.withdrawn_later = log.withdrawn_later or action == WITHDRAWN
        log.changes += action in RAISE_VERSION
        if action == "change_measure":
            log.before = {name: old or "" for name, (old, _new) in change.items()} | log.before
    return found


def _then(line: MeasureLine, log: _Log, goals: dict[str, Goal], as_known: AsKnown) -> MeasureLine:
    told: dict[str, Any] = dict(log.before)
    if not log.came:
        told |= as_known.worded(ProposedMeasure, line.slug, {"title": line.title, "text": line.text})
    about = told.get("activity", _title(Activity, line.activity, line.about, as_known))
    title = told.get("title", "" if line.activity and line.title == line.about else line.title)
    amounts = _amounts(told["amounts"]) if "amounts" in told else line.amounts
    old_goals = _old_goals(log)
    refs = line.goals if old_goals is None else tuple(_ref(goal) for slug, goal in goals.items() if slug in old_goals)
    then = replace(
        line,
        title=title or about,
        text=told.get("text", line.text),
        about=about,
        area=told.get("area", line.area),
        goals=tuple(replace(ref, title=_title(Goal, ref.slug, ref.title, as_known)) for ref in refs),
        amounts=amounts,
        version=line.version - log.changes,
    )
    if then.answer is None:
        return then
    granted = amounts if then.answer.kind == MeasureAnswerKind.GRANTED else then.answer.granted
    outdated = then.answer.of_version != then.version
    return replace(then, answer=replace(then.answer, granted=granted, outdated=outdated))


def _title(model: type[Activity] | type[Goal], slug: str, title: str, as_known: AsKnown) -> str:
    told: str = as_known.worded(model, slug, {"title": title}).get("title", title) if slug else title
    return told


def _old_goals(log: _Log) -> list[str] | None:
    said = log.before.get("goals")
    return None if said is None else [slug for slug in said.split(", ") if slug]


def _ref(goal: Goal) -> GoalOf:
    return GoalOf(goal.slug, goal.title, goal.year)


def _amounts(said: str) -> tuple[Amount, ...]:
    """ "2018 running 2.5, 2019 running 3" as history writes it."""
    cells = [cell.split(" ") for cell in said.split(", ") if cell]
    return tuple(Amount(int(year), kind, Decimal(amount)) for year, kind, amount in cells)
