"""The index once, with the nominal choices: every stage kept, so that any number can be followed to its source."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.index.aggregate import aggregate_all
from samstad.calculations.index.classify import classify, cuts_of
from samstad.calculations.index.explain import contributions
from samstad.calculations.index.figures import Areas, Figures, Floats, Places, code_order
from samstad.calculations.index.method import Method, MethodError, Normalisation
from samstad.calculations.index.normalise import Frame, frame_of, normalise
from samstad.calculations.index.plan import Plan, compile_plan
from samstad.calculations.index.prepare import Base, Treated, base_values, history_of, impute, treat
from samstad.calculations.index.ranks import from_above
from samstad.calculations.index.weigh import Weights, weights_of


@dataclass(frozen=True)
class Result:
    """An index and every stage on the way.

    `base`, `imputed`, `treated`, `comparable` are (areas, indicators); `scores` and `ranks` are (areas, columns of
    `plan.codes`), the index last, rank 1 the highest risk; `contributions` is (areas, `parts`), which sum to each
    area's distance from the city on `scale`; `classes` are numbers into the method's names, -1 without one.
    """

    plan: Plan
    areas: Areas
    base: Base
    imputed: Floats
    treated: Treated
    comparable: Floats
    frame: Frame
    weights: Weights
    scores: Floats
    ranks: Floats
    parts: tuple[str, ...]
    contributions: Floats
    scale: str
    classes: NDArray[np.int64]
    cuts: Floats
    flags: tuple[tuple[str, ...], ...]

    @property
    def index(self) -> Floats:
        """The score of each area."""
        return self.scores[:, -1]

    @property
    def rank(self) -> Floats:
        """The rank of each area, NaN without a score."""
        return self.ranks[:, -1]

    @property
    def inside(self) -> NDArray[np.bool_]:
        """The areas that the index's own rule takes."""
        priority = self.plan.method.priority
        if priority.rule == "over" and priority.over is not None:
            return np.nan_to_num(self.index, nan=-np.inf) > priority.over
        return np.nan_to_num(self.rank, nan=np.inf) <= priority_count(self.plan.method, len(self.index))

    def taken(self, places: Places) -> "Result":
        """The same of the areas at some places, in that order."""
        return replace(
            self,
            areas=self.areas.taken(places),
            base=self.base.taken(places),
            imputed=np.take(self.imputed, places, axis=0),
            treated=replace(self.treated, values=np.take(self.treated.values, places, axis=0)),
            comparable=np.take(self.comparable, places, axis=0),
            scores=np.take(self.scores, places, axis=0),
            ranks=np.take(self.ranks, places, axis=0),
            contributions=np.take(self.contributions, places, axis=0),
            classes=self.classes[places],
            flags=tuple(self.flags[at] for at in places),
        )


def fit(figures: Figures, method: Method) -> Result:
    """The index of the figures by the method. Raises `MethodError` when they cannot be combined.

    Computed in the order of the areas' codes, so that their order in the figures moves not even the last bit.
    """
    order = code_order(figures.areas.codes)
    return _fit(figures.taken(order), method).taken(np.argsort(order))


def _fit(figures: Figures, method: Method) -> Result:
    plan = compile_plan(method, figures)
    base = base_values(plan, figures)
    imputed = impute(base.values, figures.areas, method.missing.impute, method.missing, history_of(plan, figures))
    treated = treat(imputed, method.treat)
    frame = whole_frame(plan, figures, turned(plan, treated.values))
    comparable = comparable_of(plan, treated.values, method.normalise, frame)
    _refuse_unnormalised(plan, comparable, imputed)
    weights = weights_of(plan, comparable)
    deprived = deprivations(plan, imputed)
    scores = aggregate_all(plan, comparable, weights, deprived)
    parts, shares, scale = contributions(plan, comparable, weights, scores, deprived)
    known = np.isfinite(scores[:, -1]).any()
    cuts = cuts_of(scores[:, -1], method.classes) if method.classes.method != "none" and known else np.array([])
    return Result(
        plan,
        figures.areas,
        base,
        imputed,
        treated,
        comparable,
        frame,
        weights,
        scores,
        from_above(scores),
        tuple(parts),
        shares,
        scale,
        classify(scores[:, -1], method.classes),
        cuts,
        flags_of(plan, figures, base, scores),
    )


def priority_count(method: Method, areas: int) -> int:
    """How many areas the rule takes: k, or the share rounded to the nearest whole; a fifth when nothing is said."""
    if method.priority.k:
        return method.priority.k
    return max(round((method.priority.share or 0.2) * areas), 1)


def turned(plan: Plan, values: Floats) -> Floats:
    """Values with the sign that makes more mean more risk."""
    return values * plan.directions


def whole_frame(plan: Plan, figures: Figures, values: Floats) -> Frame:
    """The frame of these figures, with what the method has frozen from a base period in its place."""
    frame = {name: numbers.copy() for name, numbers in frame_of(values, _city(figures.areas, values)).items()}
    for at, indicator in enumerate(plan.method.indicators):
        for name, number in indicator.frame.items():
            frame.setdefault(name, np.full(len(plan.method.indicators), np.nan))[at] = _turned_frame(
                indicator.direction, name, number, indicator.frame
            )
    return frame


def _turned_frame(direction: int, name: str, number: float, frozen: dict[str, float]) -> float:
    """A frozen number is written in the indicator's own direction: turned, the least becomes the greatest."""
    if direction == 1 or name in ("sd", "mad"):
        return number
    other = {"min": "max", "max": "min"}.get(name, name)
    return -frozen.get(other, number)


def _city(areas: Areas, values: Floats) -> Floats:
    """Each indicator for the whole city: weighed by people where they are known, else the plain mean."""
    people = areas.population
    if people is None or not np.isfinite(people).any():
        mean: Floats = np.nanmean(values, axis=0)
        return mean
    heavy = np.where(np.isfinite(values), people[:, None], np.nan)
    city: Floats = np.nansum(values * heavy, axis=0) / np.nansum(heavy, axis=0)
    return city


def comparable_of(plan: Plan, treated: Floats, choice: Normalisation, frame: Frame) -> Floats:
    """The normalised matrix."""
    posts = None
    if choice.method == "goalposts":
        rows = [indicator.goalposts or (np.nan, np.nan) for indicator in plan.method.indicators]
        posts = np.array(rows).T * plan.directions
        posts = np.where(plan.directions < 0, posts[::-1], posts)
    return normalise(turned(plan, treated), choice, frame, posts)


def deprivations(plan: Plan, values: Floats) -> Floats | None:
    """1 where an area is over the indicator's limit (under it when less is more risk), 0 where not."""
    limits = [indicator.deprived_over for indicator in plan.method.indicators]
    if any(limit is None for limit in limits):
        return None
    over = turned(plan, values) > np.array(limits, dtype=float) * plan.directions
    return np.where(np.isfinite(values), over.astype(float), np.nan)


def flags_of(plan: Plan, figures: Figures, base: Base, scores: Floats) -> tuple[tuple[str, ...], ...]:
    """Per area what a reader must know: no score, figures filled in, figures suppressed, too few people to be named."""
    people = figures.areas.population
    few: NDArray[np.bool_] = np.zeros(len(scores), dtype=bool)
    if people is not None and plan.method.population_floor:
        few = np.nan_to_num(people, nan=np.inf) < plan.method.population_floor
    gaps: NDArray[np.bool_] = np.asarray((~np.isfinite(base.values)).any(axis=1))
    filled = np.full(len(gaps), plan.method.missing.impute != "none")
    marks: tuple[tuple[str, NDArray[np.bool_]], ...] = (
        ("no_score", ~np.isfinite(scores[:, -1])),
        ("imputed", gaps & filled),
        ("incomplete", gaps & ~filled),
        ("suppressed", (base.status == 1).any(axis=1)),
        ("below_floor", few),
    )
    return tuple(tuple(name for name, mark in marks if mark[at]) for at in range(len(scores)))


def _refuse_unnormalised(plan: Plan, comparable: Floats, values: Floats) -> None:
    for at, indicator in enumerate(plan.method.indicators):
        if not np.isfinite(comparable[np.isfinite(values[:, at]), at]).all():
            raise MethodError(
                f"{indicator.code}: {plan.method.normalise.method} ger inget tal. Värdena skiljer sig för lite åt, "
                "eller så saknas jämförelsetal."
            )
    needs = {level.aggregate for level in plan.levels} & {"geometric", "harmonic"}
    if needs and (comparable[np.isfinite(comparable)] <= 0).any():
        at = int(np.argmax((comparable <= 0).any(axis=0)))
        raise MethodError(
            f"{plan.method.indicators[at].code} har värden på noll eller under, och {sorted(needs)[0]} kräver tal över "
            "noll. Välj en annan normalisering eller arithmetic."
        )
