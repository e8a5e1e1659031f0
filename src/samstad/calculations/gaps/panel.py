"""The gap over time: the areas first chosen, the areas that are worst now, what would have come by itself.

Areas chosen for being high once are on average less high the next time with no effect at all:
E[x2|x1] = mu + r(x1 - mu), with r the reliability of the figure. What the chosen areas were expected to fall back by,
(1 - r)(x1 - mu), is shown and subtracted before anything is said of a gap that closes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samstad.calculations.gaps.gap import NINETY, Floats, Gap, Mask, gap_of
from samstad.calculations.periods import breaks_between

FEWEST_FOR_RELIABILITY = 8


class Conclusion(StrEnum):
    """What may be said of the change, and if nothing, why."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    NOT_SHOWN = "not_shown"
    NO_BASIS = "no_basis"
    ONE_PERIOD = "one_period"
    BREAK = "break"


@dataclass(frozen=True)
class PeriodGap:
    """One period: the fixed group's gap and the moving group's; None where a side lacks figures."""

    period: str
    fixed: Gap | None
    moving: Gap | None
    break_before: bool


@dataclass(frozen=True)
class Panel:
    """Every period, and what can be concluded between `first` and `last`, the ends of the latest unbroken stretch.

    `change` is the change of the fixed group's difference; `expected` what regression to the mean alone would give;
    `beyond` the change less that, with its 90 per cent interval where a basis exists. `kept` is how many areas stand
    in both the first and the last moving group.
    """

    periods: tuple[PeriodGap, ...]
    first: str
    last: str
    change: float | None
    reliability: float | None
    expected: float | None
    beyond: float | None
    interval: tuple[float, float] | None
    kept: int
    conclusion: Conclusion


def follow(
    periods: Sequence[str],
    values: Floats,
    prioritised: Mask,
    *,
    people: Floats | None = None,
    errors: Floats | None = None,
    breaks: Sequence[str] = (),
    higher_is_worse: bool = True,
    reliability: float | None = None,
) -> Panel:
    """The gap in each period. `values` and `errors` are (periods, areas); `breaks` the first period of each new kind.

    The reliability is the correlation between the two ends when it is not given, over at least eight areas.
    """
    moving = [_worst(row, int(prioritised.sum()), higher_is_worse) for row in values]
    rows = [
        PeriodGap(
            period,
            gap_of(values[at], prioritised, people=people, errors=None if errors is None else errors[at]),
            gap_of(values[at], moving[at], people=people),
            _breaks_before(periods, at, breaks),
        )
        for at, period in enumerate(periods)
    ]
    known = [at for at, row in enumerate(rows) if row.fixed is not None]
    stretch = _after_last_break(known, rows)
    if len(stretch) < 2:
        conclusion = Conclusion.BREAK if len(known) > 1 else Conclusion.ONE_PERIOD
        at = known[-1] if known else -1
        label = periods[at] if known else ""
        return Panel(tuple(rows), label, label, None, None, None, None, None, 0, conclusion)
    return _concluded(rows, values, prioritised, stretch[0], stretch[-1], moving, people, reliability, higher_is_worse)


def _breaks_before(periods: Sequence[str], at: int, breaks: Sequence[str]) -> bool:
    """True where a break lies after the period before; the break's own period may lack figures."""
    return bool(breaks_between(periods[at - 1], periods[at], breaks)) if at else periods[0] in breaks


def _concluded(
    rows: list[PeriodGap],
    values: Floats,
    prioritised: Mask,
    first: int,
    last: int,
    moving: list[Mask],
    people: Floats | None,
    reliability: float | None,
    higher_is_worse: bool,
) -> Panel:
    before, after = rows[first].fixed, rows[last].fixed
    assert before is not None
    assert after is not None
    change = after.difference - before.difference
    sure = reliability if reliability is not None else _correlation(values[first], values[last])
    expected = None if sure is None else -(1 - sure) * before.difference
    beyond = None if expected is None else change - expected
    interval = None
    if beyond is not None and before.error is not None and after.error is not None:
        wide = NINETY * float(np.hypot(before.error, after.error))
        interval = (beyond - wide, beyond + wide)
    return Panel(
        tuple(rows),
        rows[first].period,
        rows[last].period,
        change,
        sure,
        expected,
        beyond,
        interval,
        int((moving[first] & moving[last]).sum()),
        _say(beyond, interval, before.difference, higher_is_worse),
    )


def _say(beyond: float | None, interval: tuple[float, float] | None, start: float, higher_is_worse: bool) -> Conclusion:
    if beyond is None or interval is None:
        return Conclusion.NO_BASIS
    if interval[0] <= 0 <= interval[1]:
        return Conclusion.NOT_SHOWN
    towards_zero = beyond < 0 if (start > 0 if start else higher_is_worse) else beyond > 0
    return Conclusion.NARROWED if towards_zero else Conclusion.WIDENED


def _after_last_break(known: list[int], rows: list[PeriodGap]) -> list[int]:
    """The periods with figures from the latest break on: only they are comparable with the last."""
    cut = max((at for at, row in enumerate(rows) if row.break_before), default=0)
    return [at for at in known if at >= cut]


def _worst(row: Floats, count: int, higher_is_worse: bool) -> Mask:
    """The `count` areas that are worst in the period."""
    turned = np.where(np.isfinite(row), row if higher_is_worse else -row, -np.inf)
    chosen = np.zeros(len(row), dtype=np.bool_)
    chosen[np.argsort(-turned, kind="stable")[:count]] = True
    return chosen & np.isfinite(row)


def _correlation(first: Floats, last: Floats) -> float | None:
    both = np.isfinite(first) & np.isfinite(last)
    if both.sum() < FEWEST_FOR_RELIABILITY or first[both].std() == 0 or last[both].std() == 0:
        return None
    return float(np.clip(np.corrcoef(first[both], last[both])[0, 1], 0, 1))
