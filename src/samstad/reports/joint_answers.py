"""What a holding company weighs: per thing that the city asks for, its companies' plans and answers in line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samstad.domain.cycle.choices import Voice
from samstad.domain.cycle.models import AdjustmentRequest, AdjustmentWord
from samstad.domain.organisation.choices import BodyKind
from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.models import Goal, Indicator
from samstad.reports.adjustments import AdjustmentLine
from samstad.reports.reconciliation import BodyAnswer, BodyTarget, GoalAcross, IndicatorAcross, read_plans


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One company: what its plan says, and what it is asked (None where it is not)."""

    body: Organisation
    line: AdjustmentLine | None
    target: BodyTarget | None
    plan: BodyAnswer | None

    @property
    def open(self) -> bool:
        """True while the holding company may speak for it."""
        return self.line is not None and (self.line.waits_for_body or self.line.at_holding)

    @property
    def answered(self) -> bool:
        return self.line is not None and self.line.at_holding

    @property
    def words(self) -> tuple[AdjustmentWord, ...]:
        return self.line.words if self.line else ()


@dataclass(frozen=True, slots=True)
class JointGroup:
    """An indicator or a goal that the city asks companies about, with every company that its plans concern."""

    indicator: Indicator | None
    goal: Goal | None
    across: IndicatorAcross | None
    rows: tuple[CompanyRow, ...]

    @property
    def about(self) -> str:
        return str(self.indicator or self.goal)

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"indikator.{self.indicator.slug}" if self.indicator else f"mal.{self.goal.slug if self.goal else ''}"

    @property
    def open(self) -> tuple[CompanyRow, ...]:
        return tuple(row for row in self.rows if row.open)

    @property
    def asked(self) -> int:
        return sum(row.line is not None for row in self.rows)

    @property
    def answered(self) -> int:
        """How many of those who were asked have said something."""
        return sum(any(word.voice == Voice.BODY for word in row.words) for row in self.rows)


def read_joint(holding: Organisation, lines: Sequence[AdjustmentLine], *, on: date) -> tuple[JointGroup, ...]:
    """The requests to the holding's companies by what they are about; eleven queries, none where nothing is asked."""
    theirs = [line for line in lines if line.request.organisation_id != holding.pk]
    if not theirs:
        return ()
    companies = Organisation.objects.filter(parent=holding, kind=BodyKind.COMPANY)
    plans = read_plans(theirs[0].request.round, on=on, only=companies.values_list("pk", flat=True))
    by_about: dict[tuple[int | None, int | None], list[AdjustmentLine]] = {}
    for line in theirs:
        by_about.setdefault(_about(line.request), []).append(line)
    return tuple(_group(found, plans.goals) for found in by_about.values())


def _about(request: AdjustmentRequest) -> tuple[int | None, int | None]:
    return request.indicator_id, None if request.indicator_id else request.goal_id


def _group(lines: list[AdjustmentLine], goals: Sequence[GoalAcross]) -> JointGroup:
    request = lines[0].request
    indicator, goal = request.indicator, None if request.indicator else request.goal
    across = next((one for row in goals for one in row.indicators if one.indicator == indicator), None)
    answers = next((row.answers for row in goals if row.goal == goal), ()) if goal else ()
    targets = {row.body.pk: row for row in across.rows} if across else {}
    plans = {answer.body.pk: answer for answer in answers}
    asked = {line.request.organisation_id for line in lines}
    bodies = {row.body.pk: row.body for row in targets.values()} | {row.body.pk: row.body for row in plans.values()}
    rows = [_row(line.request.organisation, line, targets, plans) for line in lines]
    rows += [_row(body, None, targets, plans) for pk, body in bodies.items() if pk not in asked]
    return JointGroup(indicator, goal, across, tuple(sorted(rows, key=lambda row: row.body.sort_key)))


def _row(
    body: Organisation, line: AdjustmentLine | None, targets: dict[int, BodyTarget], plans: dict[int, BodyAnswer]
) -> CompanyRow:
    return CompanyRow(body, line, targets.get(body.pk), plans.get(body.pk))
