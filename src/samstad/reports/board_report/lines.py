"""The rows of one board's report as a page, a document or a spreadsheet shows them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samstad.calculations.judgement import IndicatorResult, Suggestion
from samstad.calculations.targets import Aim
from samstad.domain.steering.choices import NUMBER_TARGETS


@dataclass(frozen=True)
class Answered:
    """Who holds a row and how it was last changed; `version` 0 means nobody has answered."""

    version: int = 0
    changed_by: str = ""
    responsible: str = ""
    responsible_id: int | None = None


@dataclass(frozen=True)
class GoalRef:
    slug: str
    number: str
    title: str
    level: str
    year: int | None


@dataclass(frozen=True)
class IndicatorLine:
    """Values are in the indicator's unit; None where nothing is known.

    `own_aim` and `council_aim` are the targets of any kind; `own_target` and `council_target` those that are a number;
    `own_before` and `council_before` sharper targets that stood earlier in the year.
    """

    slug: str
    name: str
    definition: str
    unit: str
    decimals: int
    direction: str
    council: bool
    central: bool
    by_sex: bool
    goals: tuple[str, ...]
    previous: Decimal | None
    previous_period: str
    own_aim: Aim | None
    council_aim: Aim | None
    outcome: Decimal | None
    outcome_women: Decimal | None
    outcome_men: Decimal | None
    forecast: Decimal | None
    missing_reason: str
    comment: str
    source: str
    result: IndicatorResult
    answered: Answered
    example: bool
    own_before: Decimal | None = None
    council_before: Decimal | None = None

    @property
    def aim(self) -> Aim | None:
        """The board's own target, else the council's."""
        return self.own_aim or self.council_aim

    @property
    def own_target(self) -> Decimal | None:
        return _number(self.own_aim)

    @property
    def council_target(self) -> Decimal | None:
        return _number(self.council_aim)

    @property
    def target(self) -> Decimal | None:
        """The number in force, None where the target is of a kind that says more than a number."""
        return _number(self.aim)


def _number(aim: Aim | None) -> Decimal | None:
    return aim.value if aim and aim.kind in NUMBER_TARGETS else None


@dataclass(frozen=True)
class ActivityLine:
    slug: str
    title: str
    kind: str
    goals: tuple[str, ...]
    areas: tuple[str, ...]
    parties: tuple[str, ...]
    start: date | None
    end: date | None
    continuous: bool
    status: str
    deviation: str
    comment: str
    waiting_for: str
    before: str
    answered: Answered
    example: bool


@dataclass(frozen=True)
class GoalLine:
    """`under` is the council's or programme's goal it serves, or the theme it stands in."""

    slug: str
    number: str
    title: str
    level: str
    sphere: str
    rank: int
    under: GoalRef | None
    judgement: str
    motivation: str
    suggestion: Suggestion
    answered: Answered
    example: bool
    target_group: str = ""


@dataclass(frozen=True)
class GapLine:
    """An indicator's gap between the areas of a list and the rest, in its own unit; None where nothing is known.

    `low` and `high` are the difference's 90 per cent interval. `breaks` (period and text) lie between `period` and
    `previous_period`. Targets are the greatest gaps allowed.
    """

    slug: str
    name: str
    unit: str
    decimals: int
    goals: tuple[str, ...]
    list_slug: str
    list_title: str
    period: str
    inside: Decimal | None
    rest: Decimal | None
    difference: Decimal | None
    low: Decimal | None
    high: Decimal | None
    previous: Decimal | None
    previous_period: str
    breaks: tuple[tuple[str, str], ...]
    own_target: Decimal | None
    council_target: Decimal | None
    result: IndicatorResult
    example: bool

    @property
    def target(self) -> Decimal | None:
        """The board's own greatest gap, else the council's."""
        return self.council_target if self.own_target is None else self.own_target


@dataclass(frozen=True)
class ReportLines:
    """Everything a report holds; `not_due` counts indicators that are measured later in the year."""

    goals: tuple[GoalLine, ...]
    indicators: tuple[IndicatorLine, ...]
    gaps: tuple[GapLine, ...]
    activities: tuple[ActivityLine, ...]
    not_due: int
    as_of: date
    example: bool
