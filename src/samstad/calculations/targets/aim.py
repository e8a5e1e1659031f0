"""What a target asks for and what is held against it. A kind's rule is published with the target."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from samstad.calculations.judgement import IndicatorResult
from samstad.calculations.periods import breaks_between

FINEST = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as figures: what `value` means depends on the kind.

    `baseline` is the figure of `baseline_period` that a change or a line starts from; a trend break is counted from the
    period. `end_year` is when a line or an end state is to be reached. `direction` is which way is better.
    """

    kind: str
    value: Decimal | None
    year: int
    direction: str
    baseline: Decimal | None = None
    baseline_period: str = ""
    end_year: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the place on the day. `outcome` may be a forecast; `points` are the place's own figures.

    `errors` are standard errors by period, for figures that are shares of known counts. `others` are the figures of
    the places that it is ranked among, each with its error or None. `breaks` are first periods of a new kind.
    """

    outcome: Decimal | None
    period: str
    points: tuple[tuple[str, Decimal], ...] = ()
    previous: Decimal | None = None
    previous_period: str = ""
    errors: Mapping[str, float] = field(default_factory=dict)
    others: tuple[tuple[Decimal, float | None], ...] = ()
    breaks: tuple[str, ...] = ()

    def broken_since(self, period: str) -> bool:
        """True when figures of the period cannot be compared with the outcome."""
        return bool(period and self.period and breaks_between(period, self.period, self.breaks))


def result(judgement: str, reason: str, **by: Decimal | float | int | str | None) -> IndicatorResult:
    """A result with what it was judged by, as plain texts so that it can be frozen; what is not known is left out."""
    return IndicatorResult(
        judgement, reason, tuple((name, plain(value)) for name, value in by.items() if value is not None)
    )


def plain(value: Decimal | float | int | str) -> str:
    """A number without needless zeros, "64.5"; a text as it is."""
    if isinstance(value, str):
        return value
    exact = Decimal(str(value)).quantize(FINEST) if isinstance(value, float) else Decimal(value)
    return format(exact.normalize(), "f") if exact else "0"


def year_of(period: str) -> int:
    """The year that a period lies in: 2017 for "2017", "2017-T1" and "2017-12-31"; 0 where there is none."""
    year = period.partition("-")[0]
    return int(year) if year.isdecimal() else 0
