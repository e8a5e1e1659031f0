"""The city at a glance: how far the round has come, how the goals are judged, what deviates and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from samstad.domain.cycle.choices import DECIDED_STATES, FOLLOW_UP, PUBLIC_STATES, WRITTEN_BY_BOARDS, ReportState
from samstad.domain.cycle.models import Report, Round
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.places.models import Area
from samstad.domain.places.queries import area_tree
from samstad.domain.programmes.queries import Missing, missing_from
from samstad.domain.steering.choices import NEEDS_EXPLANATION, Sphere
from samstad.domain.steering.models import ActivityUpdate, Goal, GoalLink
from samstad.domain.steering.queries import told_by
from samstad.reports.public_judgements import NOBODY, GoalJudged, judged_goals
from samstad.reports.reports_then import public_known, states_then

MOST_DEVIATIONS = 5
DECIDED, SENT_OUT, WAITING = "full", "partly", "unknown"


@dataclass(frozen=True, slots=True)
class BodyProgress:
    """How far a body's report has come, as far as the public sees: decided, sent out or waited for."""

    body: Organisation
    shape: str
    late: bool


@dataclass(frozen=True, slots=True)
class TileProgress:
    area: Area
    progress: BodyProgress | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The round and every body that has a report in it."""

    round: Round
    bodies: tuple[BodyProgress, ...]

    @property
    def decided(self) -> int:
        return sum(1 for row in self.bodies if row.shape == DECIDED)

    @property
    def sent_out(self) -> int:
        """Sent out, decided or not."""
        return sum(1 for row in self.bodies if row.shape != WAITING)

    @property
    def late(self) -> tuple[Organisation, ...]:
        return tuple(row.body for row in self.bodies if row.late)

    @property
    def district_boards(self) -> tuple[BodyProgress, ...]:
        return tuple(row for row in self.bodies if row.body.kind == BodyKind.DISTRICT_BOARD)

    @property
    def district_decided(self) -> int:
        return sum(1 for row in self.district_boards if row.shape == DECIDED)


@dataclass(frozen=True, slots=True)
class GoalGlance:
    goal: Goal
    judged: GoalJudged
    serving: int


@dataclass(frozen=True, slots=True)
class CityGlance:
    city: str
    year: int
    coverage: Coverage | None
    tiles: tuple[TileProgress, ...]
    goals: tuple[GoalGlance, ...]
    told: int
    deviating: int
    deviations: tuple[ActivityUpdate, ...]
    missing: tuple[Missing, ...]
    example: bool


def read_city_glance(*, year: int, on: date, as_known: AsKnown = NOW) -> CityGlance:
    """The start page as known on the day; about a dozen queries, however large the city."""
    coverage = read_coverage(on=on, as_known=as_known)
    goals = read_goal_glances(year, as_known)
    told, deviations = _deviations(coverage.round if coverage else None, as_known)
    progress = {row.body.area_id: row for row in coverage.bodies if row.body.area_id} if coverage else {}
    tree = area_tree()
    tiles = tuple(TileProgress(area, progress.get(area.pk)) for area in tree.tiles)
    return CityGlance(
        next((tree.areas[key].name for key in tree.cities), ""),
        year,
        coverage,
        tiles,
        goals,
        sum(told.values()),
        sum(told.get(status, 0) for status in NEEDS_EXPLANATION),
        tuple(deviations),
        tuple(line for line in missing_from(as_known) if line.lacking),
        _example(coverage, goals, deviations, tiles),
    )


def read_coverage(*, on: date, as_known: AsKnown = NOW) -> Coverage | None:
    """The latest reporting round that anything is sent out in, else the latest opened; None without rounds."""
    written = Round.objects.filter(kind__in=WRITTEN_BY_BOARDS).select_related("pack").order_by("-opened_on", "-pk")
    rounds = list(written if as_known.on is None else written.filter(opened_on__lte=as_known.on))
    if not rounds:
        return None
    public = _public_rounds(as_known)
    chosen = next((r for r in rounds if r.pk in public and r.kind in FOLLOW_UP), None)
    chosen = chosen or next((r for r in rounds if r.pk in public), rounds[0])
    now = Report.objects.filter(round=chosen).values_list("organisation_id", "state")
    states = states_then(chosen, as_known) if as_known.past else dict(now)
    day = chosen.cutoff or chosen.opened_on
    due_passed = bool(chosen.due and chosen.due < on)
    asked = [body for body in reporting_bodies(day) if body.pk in states]
    return Coverage(chosen, tuple(_progress(body, states[body.pk], due_passed) for body in asked))


def _public_rounds(as_known: AsKnown) -> set[int]:
    """Keys of the rounds in which anything is sent out."""
    of_public = {"state__in": PUBLIC_STATES} if as_known.on is None else {"pk__in": public_known(as_known)}
    return set(Report.objects.filter(**of_public).order_by().values_list("round_id", flat=True).distinct())


def _progress(body: Organisation, state: str, due_passed: bool) -> BodyProgress:
    if state in DECIDED_STATES:
        return BodyProgress(body, DECIDED, late=False)
    if state == ReportState.SENT_OUT:
        return BodyProgress(body, SENT_OUT, late=False)
    return BodyProgress(body, WAITING, late=due_passed and state != ReportState.APPROVED)


def read_goal_glances(year: int, as_known: AsKnown = NOW) -> tuple[GoalGlance, ...]:
    """The council's goals of the year that are judged, with how many goals serve each; four queries."""
    chosen = Goal.objects.filter(
        as_known.there(Goal), level__sphere=Sphere.COUNCIL, level__judged=True, year=year
    ).select_related("level", "pack")
    goals = list(chosen.order_by("level__rank", "order", "number", "sort_key"))
    as_known.reword(goals)
    judged = judged_goals(goals, year=year, as_known=as_known)
    alive = as_known.there(Goal, "lower__slug") & (Q(lower__year=None) | Q(lower__year=year))
    counted = GoalLink.objects.filter(alive, upper__in=goals).values("upper").annotate(n=Count("pk")).order_by()
    serving = dict(counted.values_list("upper", "n"))
    return tuple(GoalGlance(goal, judged.get(goal.pk, NOBODY), serving.get(goal.pk, 0)) for goal in goals)


def _deviations(chosen: Round | None, as_known: AsKnown) -> tuple[dict[str, int], list[ActivityUpdate]]:
    """What the round's public reports told of activities, counted by status, and the first that need explaining."""
    if chosen is None:
        return {}, []
    told = ActivityUpdate.objects.filter(told_by(as_known), origin__startswith=f"{chosen.slug}/")
    counts = dict(told.order_by().values("status").annotate(n=Count("pk")).values_list("status", "n"))
    worst = told.filter(status__in=NEEDS_EXPLANATION).exclude(deviation="")
    rows = worst.select_related("activity__owner", "pack").order_by("activity__owner__sort_key", "activity__sort_key")
    shown = list(rows[:MOST_DEVIATIONS])
    as_known.reword(row.activity for row in shown)
    return counts, shown


def _example(
    coverage: Coverage | None,
    goals: Sequence[GoalGlance],
    deviations: Sequence[ActivityUpdate],
    tiles: Sequence[TileProgress],
) -> bool:
    packs = (
        [row.goal.pack for row in goals]
        + [row.pack for row in deviations]
        + [coverage.round.pack if coverage else None]
    )
    packs += [row.area.pack for row in tiles]
    return any(pack and pack.example for pack in packs) or any(row.judged.example for row in goals)
