"""Judgements as the public may see them: from reports that are sent out or decided, never earlier."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from samstad.calculations.judgement import Suggestion, weigh
from samstad.calculations.tally import Tally, tally
from samstad.domain.cycle.choices import PUBLIC_STATES, AssessmentState, RoundKind
from samstad.domain.cycle.models import GoalJudgement, OfficeAssessment, Report, Round, Snapshot
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.models import Goal
from samstad.reports.judgements_then import assessments_then, judgements_then


@dataclass(frozen=True, slots=True)
class BoardJudgement:
    judgement: GoalJudgement
    report: Report

    @property
    def forecast(self) -> bool:
        """True before the year has ended: the word is then "bedöms uppfyllas"."""
        return self.report.round.kind != RoundKind.VB


@dataclass(frozen=True, slots=True)
class GoalJudged:
    """How the boards and the executive office judge one goal in the latest round that judged it."""

    round: Round | None
    boards: tuple[BoardJudgement, ...]
    tally: Tally
    office: OfficeAssessment | None

    @property
    def figures(self) -> Suggestion | None:
        """What the figures said in the boards' frozen texts, weighed; None while no text is frozen."""
        return weigh([row.judgement.figures for row in self.boards]) if self.boards else None

    @property
    def forecast(self) -> bool:
        return self.round is not None and self.round.kind != RoundKind.VB

    @property
    def example(self) -> bool:
        packs = [row.report.pack for row in self.boards] + [self.office.pack if self.office else None]
        return any(pack and pack.example for pack in packs)


NOBODY = GoalJudged(None, (), tally([], expected=0), None)


def judged_goals(
    goals: Iterable[Goal], *, year: int, ancestors: Iterable[int] = (), as_known: AsKnown = NOW
) -> dict[int, GoalJudged]:
    """Per goal its judgements in the year's latest round with any; two queries for any number of goals.

    `ancestors` are goals of earlier years (primary keys), judged each in its own year. On a past day: as the texts
    that were public then say, and nothing that was decided later.
    """
    asked = list(goals)
    own = [goal.pk for goal in asked]
    older = [key for key in ancestors if key not in own]
    keys = [*own, *older]
    rows = _boards(own, older, year) if as_known.on is None else _boards_then(asked, older, year, as_known)
    by_goal: dict[int, list[GoalJudgement]] = defaultdict(list)
    for row in rows:
        by_goal[row.goal_id].append(row)
    office: dict[int, list[OfficeAssessment]] = defaultdict(list)
    for assessment in _office(own, older, year, as_known):
        office[assessment.goal_id].append(assessment)
    return {key: _judged(by_goal[key], office[key]) for key in keys if by_goal[key] or office[key]}


def _boards(own: list[int], older: list[int], year: int) -> Iterable[GoalJudgement]:
    in_time = Q(goal__in=own, report__round__year=year)
    if older:
        in_time |= Q(goal__in=older, report__round__year=F("goal__year"))
    return (
        GoalJudgement.objects.filter(in_time, report__state__in=PUBLIC_STATES)
        .exclude(judgement="")
        .select_related("report__round", "report__organisation", "report__pack")
        .order_by("report__organisation__sort_key")
    )


def _office(own: list[int], older: list[int], year: int, as_known: AsKnown) -> Iterable[OfficeAssessment]:
    """The office's proposals are working papers until the roll-up is published or the executive board has decided."""
    in_their_time = Q(goal__in=own, round__year=year)
    if older:
        in_their_time |= Q(goal__in=older, round__year=F("goal__year"))
    rows = OfficeAssessment.objects.filter(in_their_time).select_related("round", "pack")
    if as_known.past:
        return assessments_then(rows.select_related("goal"), as_known)
    shown = Q(state=AssessmentState.DECIDED) | Exists(Snapshot.objects.filter(round=OuterRef("round")))
    return rows.filter(shown)


def _boards_then(asked: list[Goal], older: list[int], year: int, as_known: AsKnown) -> list[GoalJudgement]:
    """As the frozen texts of each year say; four years back at most."""
    by_year: dict[int, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(pk__in=older, year__isnull=False):
        by_year[goal.year or 0].append(goal)
    found = judgements_then(asked, year, as_known)
    return found + [row for of_year, goals in by_year.items() for row in judgements_then(goals, of_year, as_known)]


def _judged(rows: list[GoalJudgement], office: list[OfficeAssessment]) -> GoalJudged:
    rounds = {row.report.round.pk: row.report.round for row in rows} | {a.round.pk: a.round for a in office}
    latest = max(rounds.values(), key=lambda one: (one.opened_on, one.pk))
    boards = tuple(BoardJudgement(row, row.report) for row in rows if row.report.round_id == latest.pk)
    counted = tally([row.judgement.judgement for row in boards], expected=len(boards))
    return GoalJudged(latest, boards, counted, next((a for a in office if a.round_id == latest.pk), None))
