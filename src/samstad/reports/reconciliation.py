"""All plans of a year side by side: per goal of the council what each body answers, its targets by the council's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from samstad.calculations.targets import softer
from samstad.domain.cycle.choices import PUBLIC_STATES, RoundKind
from samstad.domain.cycle.models import AdjustmentRequest, PlanComment, Report, Round
from samstad.domain.cycle.queries import reporting_bodies
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import MUST_ANSWER, NUMBER_TARGETS, Sphere
from samstad.domain.steering.models import ActivityGoal, Goal, GoalIndicator, GoalLink, GoalRole, Indicator, Target
from samstad.domain.steering.queries import softened


@dataclass(frozen=True, slots=True)
class BodyTarget:
    """One body at one indicator. `against` is how its target stands to the council's; `open_requests` are counted."""

    body: Organisation
    target: Decimal | None
    council: Decimal | None
    against: str
    softened_from: Decimal | None
    comment: str
    version: int
    open_requests: int

    @property
    def softer(self) -> bool:
        return self.against == "softer"

    @property
    def missing(self) -> bool:
        return self.target is None


@dataclass(frozen=True, slots=True)
class IndicatorAcross:
    """An indicator of the council's goal with every body that is to have a target for it."""

    indicator: Indicator
    council: Decimal | None
    council_softened_from: Decimal | None
    rows: tuple[BodyTarget, ...]

    @property
    def about(self) -> str:
        """How a form says that a request is about it."""
        return f"indikator.{self.indicator.slug}"

    @property
    def softer(self) -> int:
        return sum(row.softer for row in self.rows)

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)


@dataclass(frozen=True, slots=True)
class BodyAnswer:
    """What one body answers a goal with; `silent` when it has nothing at all."""

    body: Organisation
    goals: tuple[Goal, ...]
    own_indicators: tuple[str, ...]
    activities: int
    has_target: bool

    @property
    def silent(self) -> bool:
        return not (self.goals or self.activities or self.has_target)


@dataclass(frozen=True, slots=True)
class GoalAcross:
    goal: Goal
    indicators: tuple[IndicatorAcross, ...]
    answers: tuple[BodyAnswer, ...]

    @property
    def about(self) -> str:
        """How a form says that a request is about the goal as such."""
        return f"mal.{self.goal.slug}"

    @property
    def answering(self) -> int:
        return len(self.answers) - len(self.silent)

    def of_body(self, slug: str) -> "GoalAcross":
        """The same goal with one body's rows alone; indicators that do not concern it are left out."""
        across = [replace(one, rows=tuple(row for row in one.rows if row.body.slug == slug)) for one in self.indicators]
        answers = tuple(answer for answer in self.answers if answer.body.slug == slug)
        return GoalAcross(self.goal, tuple(one for one in across if one.rows), answers)

    @property
    def silent(self) -> tuple[BodyAnswer, ...]:
        return tuple(answer for answer in self.answers if answer.silent)

    @property
    def softer(self) -> int:
        return sum(one.softer for one in self.indicators)

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.indicators)


@dataclass(frozen=True, slots=True)
class Reading:
    """`mute` are bodies that answer none of the council's goals, `unsent` those whose plan is not sent out."""

    goals: tuple[GoalAcross, ...]
    bodies: tuple[Organisation, ...]
    mute: tuple[Organisation, ...]
    unsent: tuple[Organisation, ...]
    example: bool


@dataclass
class _Rows:
    """What the queries gave; sets and dicts by primary key."""

    bodies: dict[int, Organisation]
    goals: list[Goal]
    lower: dict[int, list[Goal]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    must: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    indicators: dict[int, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    activities: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    targets: dict[tuple[int, int | None, int | None], Target] = field(default_factory=dict)
    sharper: dict[int, Decimal] = field(default_factory=dict)
    comments: dict[tuple[int, int], PlanComment] = field(default_factory=dict)
    asked: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))


def read_plans(of_round: Round, *, on: date, only: Iterable[int] | None = None) -> Reading:
    """The plans as known on the day, in ten queries; with `only` those of the bodies with these primary keys."""
    rows = _read(of_round, on, only)
    goals = tuple(_goal(goal, rows) for goal in rows.goals)
    answering = {answer.body.pk for goal in goals for answer in goal.answers if not answer.silent}
    sent = set(
        Report.objects.filter(round__year=of_round.year, round__kind=RoundKind.VP, state__in=PUBLIC_STATES).values_list(
            "organisation_id", flat=True
        )
    )
    bodies = tuple(rows.bodies.values())
    return Reading(
        goals,
        bodies,
        tuple(body for body in bodies if body.pk not in answering),
        tuple(body for body in bodies if body.pk not in sent),
        any(goal.pack and goal.pack.example for goal in rows.goals)
        or any(one.indicator.pack and one.indicator.pack.example for goal in goals for one in goal.indicators),
    )


def _read(of_round: Round, on: date, only: Iterable[int] | None) -> _Rows:
    bodies = reporting_bodies(max(on, date(of_round.year, 1, 1))).select_related("parent")
    if only is not None:
        bodies = bodies.filter(pk__in=list(only))
    council = Goal.objects.filter(level__sphere=Sphere.COUNCIL, level__judged=True, ended=False, year=of_round.year)
    found = _Rows(
        {body.pk: body for body in bodies},
        list(council.select_related("level", "pack").order_by("level__rank", "order", "number", "sort_key", "slug")),
    )
    _read_answers(found, of_round)
    _read_targets(found, of_round, on)
    for row in PlanComment.objects.filter(round=of_round):
        found.comments[row.organisation_id, row.indicator_id] = row
    open_rows = AdjustmentRequest.objects.filter(round=of_round, indicator__isnull=False).exclude(
        state__in=("accepted", "ended")
    )
    for body, indicator in open_rows.values_list("organisation_id", "indicator_id"):
        found.asked[body, indicator or 0] += 1
    return found


def _read_answers(found: _Rows, of_round: Round) -> None:
    keys = [goal.pk for goal in found.goals]
    for goal, body, role in GoalRole.objects.filter(goal__in=keys).values_list("goal", "organisation", "role"):
        found.roles[goal].add(body)
        if role in MUST_ANSWER:
            found.must[goal].add(body)
    links = GoalLink.objects.filter(upper__in=keys, lower__level__sphere=Sphere.BOARD, lower__year=of_round.year)
    above: dict[int, list[int]] = defaultdict(list)
    for link in links.select_related("lower").order_by("lower__order", "lower__sort_key", "pk"):
        found.lower[link.upper_id].append(link.lower)
        above[link.lower_id].append(link.upper_id)
    tied = [*keys, *above]
    for row in (
        GoalIndicator.objects.filter(goal__in=tied)
        .select_related("indicator__pack")
        .order_by("indicator__sort_key", "pk")
    ):
        for upper in above.get(row.goal_id, [row.goal_id]):
            if row.indicator not in found.indicators[upper]:
                found.indicators[upper].append(row.indicator)
    done = ActivityGoal.objects.filter(goal__in=tied).exclude(activity__end__year__lt=of_round.year)
    for goal, activity, owner in done.values_list("goal", "activity", "activity__owner"):
        for upper in above.get(goal, [goal]):
            found.activities[upper, owner].add(activity)


def _read_targets(found: _Rows, of_round: Round, on: date) -> None:
    keys = {one.pk for listed in found.indicators.values() for one in listed}
    rows = Target.objects.filter(
        indicator__in=keys, year=of_round.year, sex="", age_group="", kind__in=NUMBER_TARGETS, known_from__lte=on
    )
    listed = list(rows.select_related("indicator").order_by("known_from", "pk"))
    found.sharper = softened(listed, on=on)
    for row in listed:
        found.targets[row.indicator_id, row.organisation_id, row.area_id] = row


def _goal(goal: Goal, rows: _Rows) -> GoalAcross:
    serving = rows.roles[goal.pk] | {lower.owner_id for lower in rows.lower[goal.pk] if lower.owner_id}
    across = tuple(
        _indicator(indicator, serving, rows)
        for indicator in rows.indicators[goal.pk]
        if indicator.council or indicator.owner_id is None
    )
    with_target = {row.body.pk for one in across for row in one.rows if row.target is not None}
    expected = rows.must[goal.pk] | serving | with_target
    answers = tuple(_answer(goal, body, with_target, rows) for pk, body in rows.bodies.items() if pk in expected)
    return GoalAcross(goal, across, answers)


def _answer(goal: Goal, body: Organisation, with_target: set[int], rows: _Rows) -> BodyAnswer:
    own = [one.name for one in rows.indicators[goal.pk] if one.owner_id == body.pk and not one.council]
    return BodyAnswer(
        body,
        tuple(lower for lower in rows.lower[goal.pk] if lower.owner_id == body.pk),
        tuple(own),
        len(rows.activities.get((goal.pk, body.pk), ())),
        body.pk in with_target,
    )


def _indicator(indicator: Indicator, serving: set[int], rows: _Rows) -> IndicatorAcross:
    """With those who serve the goal, or the one who is responsible, and everybody who has set a target."""
    council = rows.targets.get((indicator.pk, None, None))
    expected = {indicator.owner_id} if indicator.owner_id else serving
    setting = {body for (one, body, _area) in rows.targets if one == indicator.pk and body}
    return IndicatorAcross(
        indicator,
        council.value if council else None,
        rows.sharper.get(council.pk) if council else None,
        tuple(_row(indicator, body, rows) for pk, body in rows.bodies.items() if pk in expected | setting),
    )


def _row(indicator: Indicator, body: Organisation, rows: _Rows) -> BodyTarget:
    own = _of_body(rows, indicator.pk, body.pk, body.area_id)
    council = _of_body(rows, indicator.pk, None, body.area_id)
    mine, theirs = own.value if own else None, council.value if council else None
    comment = rows.comments.get((body.pk, indicator.pk))
    return BodyTarget(
        body,
        mine,
        theirs,
        _against(mine, theirs, indicator.direction),
        rows.sharper.get(own.pk) if own else None,
        comment.text if comment else "",
        comment.version if comment else 0,
        rows.asked.get((body.pk, indicator.pk), 0),
    )


def _of_body(rows: _Rows, indicator: int, body: int | None, area: int | None) -> Target | None:
    """The target for the body's own area where there is one, else the one for no area."""
    here = rows.targets.get((indicator, body, area)) if area else None
    return here or rows.targets.get((indicator, body, None))


def _against(own: Decimal | None, council: Decimal | None, direction: str) -> str:
    if own is None:
        return "missing"
    if council is None:
        return "no_council"
    if own == council:
        return "same"
    if softer(council, own, direction):
        return "softer"
    return "sharper" if softer(own, council, direction) else "other"
