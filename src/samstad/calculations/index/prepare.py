"""From the figures to one comparable matrix: rates, shrinkage, missing values, outliers."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from samstad.calculations.index.figures import NOT_APPLICABLE, SUPPRESSED, Areas, Figures, Floats, Places
from samstad.calculations.index.method import MethodError, Missing, Treatment
from samstad.calculations.index.plan import Plan
from samstad.calculations.index.ranks import all_alike
from samstad.calculations.index.small_numbers import Shrunk, draw_suppressed, error_of_count, reliability, shrink


@dataclass(frozen=True)
class Base:
    """What is measured, before anything is filled in: (areas, indicators).

    `errors` are standard errors in the same unit, NaN where no basis exists. `reliabilities` per indicator, NaN
    where unknown. `shrunk` holds the posterior of each indicator that was shrunk.
    """

    raw: Floats
    values: Floats
    errors: Floats
    status: NDArray[np.uint8]
    reliabilities: Floats
    shrunk: dict[int, Shrunk]

    def taken(self, places: Places) -> "Base":
        """The same of the areas at some places, in that order."""
        return replace(
            self,
            raw=np.take(self.raw, places, axis=0),
            values=np.take(self.values, places, axis=0),
            errors=np.take(self.errors, places, axis=0),
            status=np.take(self.status, places, axis=0),
            shrunk={at: posterior.taken(places) for at, posterior in self.shrunk.items()},
        )


@dataclass(frozen=True)
class Treated:
    """`values` after treatment, and per indicator how many were pulled in and whether the logarithm was taken."""

    values: Floats
    winsorised: NDArray[np.int64]
    logged: NDArray[np.bool_]


def base_values(plan: Plan, figures: Figures) -> Base:
    """The figures of the plan's columns as rates; where the denominator is 0 there is none, and it does not apply.

    A count over a denominator of 0 is refused, and a reliability under the method's limit.
    """
    periods, places = np.array(plan.columns).T
    raw = figures.values[periods, :, places].T.copy()
    errors = figures.errors[periods, :, places].T.copy()
    status = figures.status[periods, :, places].T
    values, reliabilities = raw.copy(), np.full(len(plan.columns), np.nan)
    shrunk: dict[int, Shrunk] = {}
    for at, indicator in enumerate(plan.method.indicators):
        count = figures.numerators[periods[at], :, places[at]]
        of = figures.denominators[periods[at], :, places[at]]
        nobody = _nobody(plan, figures.areas, at, raw[:, at], count, of)
        values[nobody, at], errors[nobody, at], status[nobody, at] = np.nan, np.nan, NOT_APPLICABLE
        if indicator.denominator:
            people = np.where(nobody, np.nan, figures.areas.columns[indicator.denominator])
            values[:, at] = values[:, at] / people * indicator.per
            errors[:, at] = errors[:, at] / people * indicator.per
        if np.isfinite(count).any() and np.isfinite(of).any():
            _from_counts(plan, figures.areas, at, count, of, values, errors, reliabilities, shrunk)
        elif np.isfinite(errors[:, at]).any():
            reliabilities[at] = reliability(values[:, at], errors[:, at] ** 2)
            _refuse_unreliable(plan, at, reliabilities[at])
        _refuse_empty(plan, at, values[:, at])
        _refuse_constant(plan, at, values[:, at])
    return Base(raw, values, errors, status, reliabilities, shrunk)


def _nobody(plan: Plan, areas: Areas, at: int, raw: Floats, count: Floats, of: Floats) -> NDArray[np.bool_]:
    """The areas whose denominator is 0: nothing of nobody is no rate, and something of nobody is a fault."""
    indicator = plan.method.indicators[at]
    whole = of
    if indicator.denominator:  # a count with people of its own does not use the column
        whole = np.where(np.isfinite(count) & np.isfinite(of), of, areas.columns[indicator.denominator])
    counted = np.where(np.isfinite(count), count, raw)
    nobody: NDArray[np.bool_] = np.asarray(whole == 0)
    wrong = nobody & np.isfinite(counted) & (counted != 0)
    if wrong.any():
        first = int(wrong.argmax())
        raise MethodError(
            f"{indicator.code}: {areas.names[first]} har nämnaren 0 men täljaren {counted[first]:g}. Rätta en av dem.",
            ("indicators", at),
        )
    return nobody


def _from_counts(
    plan: Plan,
    areas: Areas,
    at: int,
    count: Floats,
    of: Floats,
    values: Floats,
    errors: Floats,
    reliabilities: Floats,
    shrunk: dict[int, Shrunk],
) -> None:
    """A rate from its count and the people it is of; shrunk when the method asks for it."""
    indicator = plan.method.indicators[at]
    rate = count / np.where(of == 0, np.nan, of)
    known = np.isfinite(rate)
    posterior = shrink(np.where(known, count, np.nan), np.where(known, of, np.nan), targets=_targets(plan, areas))
    reliabilities[at] = posterior.reliability
    if indicator.shrink:
        _refuse_unreliable(plan, at, posterior.reliability)
        shrunk[at] = posterior
        values[known, at] = posterior.rate[known] * indicator.per
        errors[known, at] = posterior.error[known] * indicator.per
        return
    values[known, at] = rate[known] * indicator.per
    unset = known & ~np.isfinite(errors[:, at])
    errors[unset, at] = error_of_count(count[unset], of[unset]) * indicator.per


def history_of(plan: Plan, figures: Figures) -> Floats | None:
    """Earlier periods of the plan's columns in the unit of each, (periods, areas, indicators), for filling over time.

    None where nothing is filled so, nominally or in a replicate.
    """
    method = plan.method
    if len(figures.periods) < 2 or "time" not in (method.missing.impute, *method.uncertainty.impute):
        return None
    earlier = np.full((len(figures.periods), *figures.values.shape[1:2], len(plan.columns)), np.nan)
    for at, (last, place) in enumerate(plan.columns):
        for period in range(last):
            earlier[period, :, at] = _as_column(plan, figures, at, period, place)
    return earlier


def _as_column(plan: Plan, figures: Figures, at: int, period: int, place: int) -> Floats:
    """Another period of a column, made as the column itself: a rate, shrunk among its own where the column is."""
    indicator = plan.method.indicators[at]
    values = figures.values[period, :, place]
    if indicator.denominator:
        people = figures.areas.columns[indicator.denominator]
        values = values / np.where(people == 0, np.nan, people) * indicator.per
    count, of = figures.numerators[period, :, place], figures.denominators[period, :, place]
    nobody = of == 0
    rate = count / np.where(nobody, np.nan, of)
    known = np.isfinite(rate)
    if indicator.shrink and known.any():
        rate = shrink(np.where(known, count, np.nan), of, targets=_targets(plan, figures.areas)).rate
    return np.where(known, rate * indicator.per, np.where(nobody, np.nan, values))


def _targets(plan: Plan, areas: Areas) -> NDArray[np.intp] | None:
    target = plan.method.shrinkage.target
    if target in ("none", "city"):
        return None
    return np.unique(np.array(areas.groups if target == "group" else areas.parents), return_inverse=True)[1]


def _refuse_unreliable(plan: Plan, at: int, value: float) -> None:
    limit = plan.method.shrinkage.refuse_reliability
    if value < limit:
        code = plan.method.indicators[at].code
        raise MethodError(
            f"{code}: tillförlitligheten är {value:.2f}, under gränsen {limit:g}. Skillnaderna mellan områdena är mest "
            "slump. Slå ihop år eller ta bort indikatorn.",
            ("indicators", at),
        )


def _refuse_empty(plan: Plan, at: int, column: Floats) -> None:
    if not np.isfinite(column).any():
        raise MethodError(f"{plan.method.indicators[at].code} saknar värde i alla områden.", ("indicators", at))


def _refuse_constant(plan: Plan, at: int, column: Floats) -> None:
    known = column[np.isfinite(column)]
    if known.size > 1 and all_alike(known):
        code = plan.method.indicators[at].code
        raise MethodError(f"{code} har samma värde i alla områden. Ta bort den.", ("indicators", at))


def draw_values(plan: Plan, figures: Figures, base: Base, generator: np.random.Generator) -> Floats:
    """One draw of the values within their sampling error; suppressed counts drawn within their interval.

    Drawn by the codes of the indicators, so that their order in the method moves nothing.
    """
    noise = np.empty(base.values.shape)
    noise[:, plan.by_code] = generator.standard_normal(noise.shape)
    drawn = base.values + np.where(np.isfinite(base.errors), base.errors, 0) * noise
    for at in plan.by_code:
        if at not in base.shrunk:
            continue
        posterior = base.shrunk[at]
        known = np.isfinite(posterior.logit)
        logit = posterior.logit + np.sqrt(posterior.logit_variance) * generator.standard_normal(len(known))
        drawn[known, at] = plan.method.indicators[at].per / (1 + np.exp(-logit[known]))
    for at in plan.by_code:
        hidden = base.status[:, at] == SUPPRESSED
        if hidden.any():
            drawn[hidden, at] = _draw_hidden(plan, figures, at, hidden, generator)
    return drawn


def _draw_hidden(
    plan: Plan, figures: Figures, at: int, hidden: NDArray[np.bool_], generator: np.random.Generator
) -> Floats:
    """Values of suppressed cells: a count from floor to ceiling, over the people it is of where the column is rates."""
    (period, place), indicator = plan.columns[at], plan.method.indicators[at]
    values, count = figures.values[period, :, place], figures.numerators[period, :, place]
    of = figures.denominators[period, :, place]
    least, most = (bound[hidden] for bound in figures.bounds(period, place))
    if indicator.denominator:
        count, of = np.where(np.isfinite(count), count, values), _else(of, figures.areas.columns[indicator.denominator])
    if (of > 0).any():
        counted = np.isfinite(count) & np.isfinite(of) & ~hidden
        rate = count[counted].sum() / of[counted].sum() if (of[counted] > 0).any() else np.nan
        people = _else(of, np.median(of[of > 0]))[hidden]  # people that are not told: as many as in the middle area
        return draw_suppressed(least, most, people, rate, generator, people.shape) / people * indicator.per
    known = values[np.isfinite(values) & ~hidden]
    if (known == np.floor(known)).all():
        return generator.integers(least, most + 1).astype(float)
    return generator.choice(known, int(hidden.sum()))  # a rate of nobody knows how many: as anywhere else


def _else(first: Floats, other: Floats | np.float64) -> Floats:
    return np.where(np.isfinite(first), first, other)


def impute(values: Floats, areas: Areas, how: str, missing: Missing, history: Floats | None = None) -> Floats:
    """Values with the gaps filled as the method says; `none` leaves them. `history` is (periods, areas, indicators)."""
    if how == "none" or np.isfinite(values).all():
        return values
    if how == "time":
        return _from_history(values, history)
    middle = np.nanmean if how.endswith("mean") else np.nanmedian
    filled = values.copy()
    groups = np.array(areas.groups) if how.startswith("group") else np.zeros(len(values))
    for group in np.unique(groups):
        inside = groups == group
        for at in range(values.shape[1]):
            lacking = inside & ~np.isfinite(values[:, at])
            there = values[inside & np.isfinite(values[:, at]), at]
            if lacking.any() and there.size:
                filled[lacking, at] = middle(there)
    return filled


def _from_history(values: Floats, history: Floats | None) -> Floats:
    """The latest earlier value of the same area and indicator."""
    filled = values.copy()
    if history is None:
        return filled
    for period in reversed(range(len(history))):
        lacking = ~np.isfinite(filled)
        filled[lacking] = history[period][lacking]
    return filled


def treat(values: Floats, treatment: Treatment) -> Treated:
    """Outliers as the method says: a column that fails |skew| and kurtosis (bias-corrected G1, G2) is pulled in.

    One distinct value at a time, at most `most` times; if that does not do, log(x - min + 0.01 range) of the
    untreated column, reflected when the skew is negative.
    """
    treated = values.copy()
    winsorised = np.zeros(values.shape[1], dtype=np.int64)
    logged = np.zeros(values.shape[1], dtype=np.bool_)
    if treatment.method == "none":
        return Treated(treated, winsorised, logged)
    for at in range(values.shape[1]):
        column = values[:, at]
        if not _is_skewed(column, treatment):
            continue
        if treatment.method != "log":
            treated[:, at], winsorised[at] = _winsorise(column, treatment)
        if treatment.method != "winsorise" and _is_skewed(treated[:, at], treatment):
            treated[:, at], winsorised[at], logged[at] = _log(column), 0, True
    return Treated(treated, winsorised, logged)


def _is_skewed(column: Floats, treatment: Treatment) -> bool:
    known = column[np.isfinite(column)]
    if known.size < 4 or all_alike(known):
        return False
    skew, kurtosis = stats.skew(known, bias=False), stats.kurtosis(known, bias=False)
    return bool(abs(skew) > treatment.skew and kurtosis > treatment.kurtosis)


def _winsorise(column: Floats, treatment: Treatment) -> tuple[Floats, int]:
    pulled, times = column.copy(), 0
    while times < treatment.most and _is_skewed(pulled, treatment):
        known = pulled[np.isfinite(pulled)]
        high = stats.skew(known, bias=False) >= 0
        edge = known.max() if high else known.min()
        rest = known[known != edge]
        pulled[pulled == edge] = rest.max() if high else rest.min()
        times += 1
    return pulled, times


def _log(column: Floats) -> Floats:
    known = column[np.isfinite(column)]
    low, high = known.min(), known.max()
    if stats.skew(known, bias=False) < 0:
        reflected: Floats = -np.log(high - column + 0.01 * (high - low))
        return reflected
    straight: Floats = np.log(column - low + 0.01 * (high - low))
    return straight
