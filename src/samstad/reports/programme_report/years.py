"""Years side by side: what each body has answered a goal with, and how it has judged it, year for year."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samstad.domain.cycle.choices import PUBLIC_STATES, RoundKind
from samstad.domain.cycle.models import GoalJudgement, Report
from samstad.domain.organisation.models import Organisation
from samstad.domain.programmes.choices import RequestKind
from samstad.domain.programmes.models import ProgrammeRequest, RequestBody, SteeringDocument
from samstad.domain.steering.models import Goal, GoalRole
from samstad.reports.asked.answers import GivenAnswer, Thing, read_answers, tied_to

LATEST = list(RoundKind)
"""In the order of the year: the judgement of the annual report stands before those of the tertials."""


@dataclass(frozen=True, slots=True)
class BodyYear:
    """One body in one year. `asked` when it owed an answer and its plan has been sent out; `text` is what it wrote.

    What has no year of its own holds in every year.
    """

    things: tuple[Thing, ...] = ()
    text: str = ""
    asked: bool = False
    judgement: GoalJudgement | None = None

    @property
    def silent(self) -> bool:
        return self.asked and not self.things and not self.text


@dataclass(frozen=True, slots=True)
class BodyYears:
    body: Organisation
    years: tuple[BodyYear, ...]


@dataclass(frozen=True, slots=True)
class GoalYears:
    goal: Goal
    bodies: tuple[BodyYears, ...]


@dataclass(frozen=True, slots=True)
class Years:
    years: tuple[int, ...]
    goals: dict[int, GoalYears]

    def spoken(self, goal: Goal) -> set[int]:
        """The keys of the bodies that have answered the goal in any year."""
        found = self.goals.get(goal.pk)
        rows = found.bodies if found else ()
        return {row.body.pk for row in rows if any(cell.things or cell.text for cell in row.years)}

    @property
    def example(self) -> bool:
        """True when something that is answered with is invented."""
        cells = [cell for goal in self.goals.values() for body in goal.bodies for cell in body.years]
        return any(thing.example for cell in cells for thing in cell.things)


def read_years(
    programme: SteeringDocument,
    goals: Sequence[Goal],
    roles: dict[int, list[GoalRole]],
    judgements: dict[int, list[GoalJudgement]],
    *,
    upto: int,
) -> Years:
    """The programme's years until `upto`, goal by goal; about fifteen queries whatever the size."""
    keys = [goal.pk for goal in goals]
    tied = tied_to(keys)
    answers, plans = _answers(programme)
    owed = _owed(programme, keys, roles)
    years = _years(programme, plans, tied, judgements, upto)
    found: dict[int, dict[int, dict[int, list[Thing]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    texts: dict[tuple[int, int, int], str] = {}
    for (goal, body), things in tied.items():
        for year, thing in things:
            for each in (year,) if year else years:
                _add(found[goal][body][each], thing)
    for (goal, body, year), answer in answers.items():
        texts[goal, body, year] = answer.text
        for thing in answer.things:
            _add(found[goal][body][year], thing)
    judged = _latest(judgements)
    bodies = {body.pk: body for body in _bodies(owed, found, judged)}
    return Years(
        years,
        {
            goal.pk: GoalYears(
                goal,
                tuple(
                    BodyYears(
                        body,
                        tuple(
                            BodyYear(
                                tuple(found[goal.pk][pk][year]),
                                texts.get((goal.pk, pk, year), ""),
                                pk in owed[goal.pk] and (pk, year) in plans,
                                judged.get((goal.pk, pk, year)),
                            )
                            for year in years
                        ),
                    )
                    for pk, body in bodies.items()
                    if pk in owed[goal.pk] or found[goal.pk].get(pk) or _has_judged(judged, goal.pk, pk)
                ),
            )
            for goal in goals
        },
    )


def in_short(things: Sequence[Thing]) -> list[tuple[str, int]]:
    """How many of each kind: goal, indicator, activity."""
    counted = Counter(thing.kind for thing in things)
    return [(kind, counted[kind]) for kind in ("goal", "indicator", "activity") if counted[kind]]


def _add(things: list[Thing], thing: Thing) -> None:
    if thing not in things and all((one.kind, one.slug) != (thing.kind, thing.slug) for one in things):
        things.append(thing)


def _answers(
    programme: SteeringDocument,
) -> tuple[dict[tuple[int, int, int], GivenAnswer], set[tuple[int, int]]]:
    """Answers to the programme's requests by goal, body and year; and the (body, year) with a plan sent out."""
    sent_out = Report.objects.filter(round__kind=RoundKind.VP, state__in=PUBLIC_STATES).select_related("round")
    reports = {report.pk: report for report in sent_out}
    asked = ProgrammeRequest.objects.filter(programme=programme, kind=RequestKind.PLAN)
    goal_of = dict(asked.values_list("pk", "goal_id"))
    found = {}
    for (report, _programme, request), answer in read_answers(reports.values()).items():
        goal = goal_of.get(request or 0)
        if goal is not None:
            found[goal, reports[report].organisation_id, reports[report].round.year] = answer
    return found, {(report.organisation_id, report.round.year) for report in reports.values()}


def _owed(programme: SteeringDocument, keys: Sequence[int], roles: dict[int, list[GoalRole]]) -> dict[int, set[int]]:
    """Per goal who must answer: by a role at the goal, or because the programme asks."""
    owed: dict[int, set[int]] = defaultdict(set)
    for key in keys:
        owed[key] |= {role.organisation_id for role in roles.get(key, ())}
    rows = RequestBody.objects.filter(request__programme=programme, request__kind=RequestKind.PLAN)
    rows = rows.filter(request__withdrawn_on=None)
    for goal, body in rows.values_list("request__goal_id", "organisation_id"):
        owed[goal or 0].add(body)
    return owed


def _years(
    programme: SteeringDocument,
    plans: set[tuple[int, int]],
    tied: dict[tuple[int, int], list[tuple[int | None, Thing]]],
    judgements: dict[int, list[GoalJudgement]],
    upto: int,
) -> tuple[int, ...]:
    """Every year in which something was planned, tied or judged, within the programme's own years."""
    found = {year for _body, year in plans}
    found |= {year for things in tied.values() for year, _thing in things if year}
    found |= {row.report.round.year for rows in judgements.values() for row in rows}
    found |= {upto}
    first = programme.valid_from.year if programme.valid_from else min(found)
    last = min(programme.valid_to.year if programme.valid_to else upto, upto)
    return tuple(year for year in sorted(found) if first <= year <= last)


def _latest(judgements: dict[int, list[GoalJudgement]]) -> dict[tuple[int, int, int], GoalJudgement]:
    found: dict[tuple[int, int, int], GoalJudgement] = {}
    for goal, rows in judgements.items():
        for row in sorted(rows, key=lambda one: LATEST.index(RoundKind(one.report.round.kind))):
            found[goal, row.report.organisation_id, row.report.round.year] = row
    return found


def _has_judged(judged: dict[tuple[int, int, int], GoalJudgement], goal: int, body: int) -> bool:
    return any((one, other) == (goal, body) for one, other, _year in judged)


def _bodies(
    owed: dict[int, set[int]],
    found: dict[int, dict[int, dict[int, list[Thing]]]],
    judged: dict[tuple[int, int, int], GoalJudgement],
) -> list[Organisation]:
    keys = {body for bodies in owed.values() for body in bodies}
    keys |= {body for bodies in found.values() for body in bodies}
    keys |= {body for _goal, body, _year in judged}
    return list(Organisation.objects.filter(pk__in=keys).order_by("sort_key"))
