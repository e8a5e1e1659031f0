"""Reads a report's rows: the only step that asks the database, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Value
from django.utils import timezone

from samstad.calculations.gaps import weighed
from samstad.calculations.judgement import IndicatorResult, Suggestion, weigh
from samstad.calculations.periods import period_of
from samstad.calculations.targets import evaluate
from samstad.domain.cycle.choices import PLANNING, RoundKind
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, IndicatorRow, Report
from samstad.domain.cycle.models.reports import Row
from samstad.domain.cycle.queries import DueRows, activities_of, due_rows, goals_of, indicators_of, origin_of
from samstad.domain.history.rows_together import rows_together
from samstad.domain.steering.choices import GoalKind, Sphere, Supplier
from samstad.domain.steering.models import Activity, ActivityUpdate, Goal, GoalIndicator, GoalLink, Indicator
from samstad.reports.board_report.figures import Figures, read_figures, used_aim
from samstad.reports.board_report.gaps import read_gaps
from samstad.reports.board_report.history import History, read_history
from samstad.reports.board_report.lines import (
    ActivityLine,
    Answered,
    GapLine,
    GoalLine,
    GoalRef,
    IndicatorLine,
    ReportLines,
)


def as_of(report: Report) -> date:
    """The day whose knowledge the report rests on: its decision, its sending out, else today but at most the due day.

    A figure published later is not known to the report, however late somebody reads it.
    """
    if report.decided_on or report.sent_out_on:
        return max(day for day in (report.decided_on, report.sent_out_on) if day)
    last = report.round.due or date(report.round.year, 12, 31)
    return min(timezone.localdate(), last)


def read_report(report: Report) -> ReportLines:
    """The report as it stands now."""
    rows = _rows_in_scope(report)
    day = as_of(report)
    packs = [report.pack, report.round.pack, *(row.pack for row in (*rows.goals, *rows.indicators, *rows.activities))]
    examples = {pack.pk for pack in packs if pack and pack.example}
    of_goals = _indicators_by_goal(rows.goals)
    figures = read_figures(report, rows.indicators, on=day)
    history = read_history(report, rows.indicators, figures)
    answers = _read_answers(report)
    indicators = [
        _indicator(i, answers.indicators.get(i.pk), figures, history, of_goals, examples, report)
        for i in rows.indicators
    ]
    about = {goal.pk for goal in rows.goals if goal.kind == GoalKind.GAP}
    closing = {key for key, pairs in of_goals.items() if about.intersection(pk for pk, _slug in pairs)}
    gaps = {line.slug: line for line in read_gaps(report, rows.indicators, figures, closing, of_goals)}
    goals = _goals(answers, rows.goals, indicators, gaps, examples)
    activities = _activities(report, answers, rows.activities, examples)
    return ReportLines(
        goals=tuple(goals),
        indicators=tuple(indicators),
        gaps=tuple(gaps.values()),
        activities=tuple(activities),
        not_due=rows.not_due,
        as_of=day,
        example=report.pack_id in examples
        or report.round.pack_id in examples
        or any(line.example for line in goals)
        or any(line.example for line in indicators)
        or any(line.example for line in gaps.values())
        or any(line.example for line in activities),
    )


def _rows_in_scope(report: Report) -> DueRows:
    """A plan shows all that is planned; a follow-up only what is due."""
    if report.round.kind not in PLANNING:
        return due_rows(report)
    goals = list(goals_of(report.organisation, report.round.year, on=report.round.cutoff))
    return DueRows(
        goals,
        list(indicators_of(report.organisation, goals, on=report.round.cutoff)),
        list(activities_of(report.organisation, report.round.year, on=report.round.cutoff)),
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """What has been answered, by the primary key of what it is about."""

    indicators: dict[int, IndicatorRow]
    goals: dict[int, GoalJudgement]
    activities: dict[int, ActivityRow]


def _read_answers(report: Report) -> _Answers:
    """One query."""
    measured, judged, done = rows_together(
        report.indicator_rows.select_related("responsible"),
        report.judgements.select_related("responsible"),
        report.activity_rows.select_related("responsible", "waiting_for"),
    )
    return _Answers(
        {row.indicator_id: row for row in measured},
        {row.goal_id: row for row in judged},
        {row.activity_id: row for row in done},
    )


def _indicators_by_goal(goals: Iterable[Goal]) -> dict[int, list[tuple[int, str]]]:
    """Per indicator (primary key) the goals it follows, as (goal's primary key, slug)."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    pairs = GoalIndicator.objects.filter(goal__in=[goal.pk for goal in goals])
    for indicator_pk, goal_pk, slug in pairs.values_list("indicator_id", "goal_id", "goal__slug"):
        found[indicator_pk].append((goal_pk, slug))
    return found


def _indicator(
    indicator: Indicator,
    row: IndicatorRow | None,
    figures: Figures,
    history: History,
    of_goals: dict[int, list[tuple[int, str]]],
    examples: set[int],
    report: Report,
) -> IndicatorLine:
    central = indicator.supplier == Supplier.CENTRAL
    known = figures.central.get(indicator.pk, {}) if central else {}
    outcome = known.get("") if central else (row.outcome if row else None)
    previous, previous_period = figures.previous.get(indicator.pk, (None, ""))
    forecast = row.forecast if row else None
    return IndicatorLine(
        slug=indicator.slug,
        name=indicator.name,
        definition=indicator.definition,
        unit=indicator.unit,
        decimals=indicator.decimals,
        direction=indicator.direction,
        council=indicator.council,
        central=central,
        by_sex=indicator.by_sex,
        goals=tuple(slug for _pk, slug in of_goals.get(indicator.pk, [])),
        previous=previous,
        previous_period=previous_period,
        own_aim=figures.own_aims.get(indicator.pk),
        council_aim=figures.council_aims.get(indicator.pk),
        outcome=outcome,
        outcome_women=known.get("K") if central else (row.outcome_women if row else None),
        outcome_men=known.get("M") if central else (row.outcome_men if row else None),
        forecast=forecast,
        missing_reason=(row.missing_reason if row else "")
        or (figures.missing.get(indicator.pk, "") if central else ""),
        comment=row.comment if row else "",
        source=figures.sources.get(indicator.pk, "") if central else "",
        result=_result(report, indicator, figures, history, outcome, forecast),
        answered=_answered(row),
        example=indicator.pack_id in examples,
        own_before=figures.own_before.get(indicator.pk),
        council_before=figures.council_before.get(indicator.pk),
    )


def _result(
    report: Report,
    indicator: Indicator,
    figures: Figures,
    history: History,
    outcome: Decimal | None,
    forecast: Decimal | None,
) -> IndicatorResult:
    """At T1 and T2 the year's forecast is held against the target where there is one; at VB the outcome."""
    follows_year = report.round.kind in (RoundKind.T1, RoundKind.T2) and forecast is not None
    measured = forecast if follows_year else outcome
    period = str(report.round.year) if follows_year else period_of(report.round.kind, report.round.year)
    seen = history.evidence(indicator.pk, measured, period, *figures.previous.get(indicator.pk, (None, "")))
    return evaluate(used_aim(figures, indicator.pk), seen)


def _goals(
    answers: _Answers,
    goals: list[Goal],
    indicators: list[IndicatorLine],
    gaps: dict[str, GapLine],
    examples: set[int],
) -> list[GoalLine]:
    under = _above(goals)
    results: dict[str, list[str]] = defaultdict(list)
    closing = {goal.slug for goal in goals if goal.kind == GoalKind.GAP}
    for line in indicators:
        gap = gaps[line.slug].result if line.slug in gaps else None
        for slug in line.goals:
            about_gap = slug in closing or line.aim is None
            results[slug].append(weighed(line.result, gap, about_gap=about_gap).judgement)
    return [
        _goal(goal, answers.goals.get(goal.pk), under.get(goal.pk), weigh(results[goal.slug]), examples)
        for goal in goals
    ]


def _goal(
    goal: Goal, row: GoalJudgement | None, under: GoalRef | None, suggestion: Suggestion, examples: set[int]
) -> GoalLine:
    return GoalLine(
        slug=goal.slug,
        number=goal.number,
        title=goal.title,
        level=goal.level.name,
        sphere=goal.level.sphere,
        rank=goal.level.rank,
        under=under,
        judgement=row.judgement if row else "",
        motivation=row.motivation if row else "",
        suggestion=suggestion,
        answered=_answered(row),
        example=goal.pack_id in examples,
        target_group=goal.target_group,
    )


def _above(goals: list[Goal]) -> dict[int, GoalRef]:
    """Per goal what it stands under: a local goal under its theme, a board's goal under the council's."""
    links = GoalLink.objects.filter(lower__in=[goal.pk for goal in goals]).select_related(
        "upper__level", "lower__level"
    )
    nearest: dict[int, GoalRef] = {}
    for link in links.order_by("upper__level__rank", "pk"):
        upper = link.upper
        local = link.lower.level.sphere == Sphere.LOCAL
        if local == (upper.level.sphere == Sphere.LOCAL):
            nearest.setdefault(
                link.lower_id, GoalRef(upper.slug, upper.number, upper.title, upper.level.name, upper.year)
            )
    return nearest


def _activities(
    report: Report, answers: _Answers, activities: list[Activity], examples: set[int]
) -> list[ActivityLine]:
    keys = [activity.pk for activity in activities]
    tied = _tied_to(report, keys)
    return [
        _activity(
            a, answers.activities.get(a.pk), tied["goal"][a.pk], tied["area"][a.pk], tied["party"][a.pk],
            next(iter(tied["before"][a.pk]), ""), examples,
        )
        for a in activities
    ]  # fmt: skip


def _activity(
    activity: Activity,
    row: ActivityRow | None,
    goals: list[str],
    areas: list[str],
    parties: list[str],
    before: str,
    examples: set[int],
) -> ActivityLine:
    return ActivityLine(
        slug=activity.slug,
        title=activity.title,
        kind=activity.kind,
        goals=tuple(goals),
        areas=tuple(areas),
        parties=tuple(parties),
        start=activity.start,
        end=activity.end,
        continuous=activity.continuous,
        status=row.status if row else "",
        deviation=row.deviation if row else "",
        comment=row.comment if row else "",
        waiting_for=row.waiting_for.short_name if row and row.waiting_for else "",
        before=before,
        answered=_answered(row),
        example=activity.pack_id in examples,
    )


def _tied_to(report: Report, keys: list[int]) -> dict[str, dict[int, list[str]]]:
    """Per activity the slugs of its goals, the names of its areas and parties, and how it stood before; one query."""
    told = ActivityUpdate.objects.filter(activity=OuterRef("pk")).exclude(origin=origin_of(report))
    before = told.order_by(F("on").desc(nulls_last=True), "-pk").values("status")[:1]
    ways = {
        "goal": F("activity_goals__goal__slug"),
        "area": F("areas__area__name"),
        "party": F("parties__organisation__short_name"),
        "before": Subquery(before),
    }
    chosen = Activity.objects.filter(pk__in=keys).order_by()
    parts = [chosen.values_list("pk", way, Value(kind)) for kind, way in ways.items()]
    rows = list(parts[0].union(*parts[1:], all=True))
    return {kind: _grouped((pk, name) for pk, name, of_kind in rows if of_kind == kind) for kind in ways}


def _grouped(pairs: Iterable[tuple[int, str | None]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, text in pairs:
        if text and text not in found[pk]:
            found[pk].append(text)
    return defaultdict(list, {pk: sorted(texts) for pk, texts in found.items()})


def _answered(row: Row | None) -> Answered:
    if row is None:
        return Answered()
    name = row.responsible.name if row.responsible else ""
    return Answered(row.version, row.changed_by, name, row.responsible_id)
