"""Which choice matters: Sobol' indices over all areas and for each, and the index with one part left out.

S_i = mean(f(B) (f(AB_i) - f(A))) / V (Saltelli 2010), S_Ti = mean((f(A) - f(AB_i))^2) / (2V) (Jansen 1999), with V
the variance over A and B together. Intervals by drawing the rows again, all factors together.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from samstad.calculations.index.figures import Figures, Floats
from samstad.calculations.index.fit import Result
from samstad.calculations.index.replicates import (
    NOTHING_LEFT_OUT,
    Choice,
    Design,
    Integers,
    left_out_by_code,
    nominal_choice,
)
from samstad.calculations.index.uncertainty import DRAWS, make_design, nominal_row, rank_matrix

FACTORS = ("normalise", "treat", "impute", "aggregate", "weights", "left_out", "figures")
BOOTSTRAP = 500


@dataclass(frozen=True)
class Indices:
    """First-order and total indices per factor with 90 per cent intervals, each (factors,) or (factors, areas)."""

    factors: tuple[str, ...]
    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats


@dataclass(frozen=True)
class Sensitivity:
    """`shift` is about the mean absolute rank shift, `ranks` about each area's rank, `inside` its membership."""

    runs: int
    shift: Indices
    ranks: Indices
    inside: Indices


@dataclass(frozen=True)
class LeftOut:
    """The index without one indicator or node: mean absolute rank shift, and who enters and leaves the priority."""

    code: str
    shift: float
    entered: tuple[int, ...]
    left: tuple[int, ...]


def sobol_indices(a: Floats, b: Floats, ab: Floats, factors: tuple[str, ...], *, seed: int = 1) -> Indices:
    """Indices from the outputs of A and B, each (N,) or (N, targets), and of AB_i, (factors, N) or with targets."""
    rows = np.random.default_rng(seed).integers(0, len(a), (BOOTSTRAP, len(a))) if a.ndim == 1 else None
    first, total = _estimate(a, b, ab)
    if rows is None:
        empty = np.full_like(first, np.nan)
        return Indices(factors, first, total, empty, empty, empty, empty)
    again = np.array([np.stack(_estimate(a[row], b[row], ab[:, row])) for row in rows])
    low, high = np.nanquantile(again, (0.05, 0.95), axis=0)
    return Indices(factors, first, total, low[0], high[0], low[1], high[1])


def _estimate(a: Floats, b: Floats, ab: Floats) -> tuple[Floats, Floats]:
    both = np.concatenate([a, b])
    variance = both.var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = (b * (ab - a)).mean(axis=1) / variance
        total = ((a - ab) ** 2).mean(axis=1) / (2 * variance)
    still = variance == 0
    return np.where(still, 0.0, first), np.where(still, 0.0, total)


def sensitivity(
    result: Result, figures: Figures, *, power: int = 9, told: Callable[[int, int], None] | None = None
) -> Sensitivity | None:
    """Sobol' indices from 2^power rows of a scrambled Sobol' sequence; None when fewer than two things vary."""
    base = make_design(result, figures, replicates=2**power)
    factors = _factors(result, base)
    if len(factors) < 2:
        return None
    count = 2**power
    points = qmc.Sobol(2 * len(factors), scramble=True, seed=result.plan.method.uncertainty.seed).random(count)
    first, second = points[:, : len(factors)], points[:, len(factors) :]
    tables = [first, second]
    for at in range(len(factors)):
        mixed = first.copy()
        mixed[:, at] = second[:, at]
        tables.append(mixed)
    design = _design_at(result, base, factors, np.concatenate(tables))
    ranks = rank_matrix(result, figures, design, told=told).T.astype(float)
    nominal = np.nan_to_num(result.rank, nan=len(result.rank))
    inside = int(result.inside.sum())
    outputs = {
        "shift": np.abs(ranks - nominal).mean(axis=1),
        "ranks": ranks,
        "inside": (ranks <= inside).astype(float),
    }
    return Sensitivity(len(ranks), **{name: _indices(output, count, factors) for name, output in outputs.items()})


def _indices(output: Floats, count: int, factors: tuple[str, ...]) -> Indices:
    centred = output - output[: 2 * count].mean(axis=0)
    rest = centred[2 * count :].reshape(len(factors), count, *centred.shape[1:])
    return sobol_indices(centred[:count], centred[count : 2 * count], rest, factors)


def _factors(result: Result, base: Design) -> tuple[str, ...]:
    normalisations = {choice.normalise for choice in base.choices}
    treatments = {choice.treat for choice in base.choices}
    fillings = {choice.impute for choice in base.choices}
    varied = {
        "normalise": len(normalisations) > 1,
        "treat": len(treatments) > 1,
        "impute": len(fillings) > 1,
        "aggregate": len(base.aggregates) > 1,
        "weights": len(base.weights) > 1,
        "left_out": result.plan.method.uncertainty.leave_out,
        "figures": bool((base.draw_of >= 0).any()),
    }
    return tuple(name for name in FACTORS if varied[name])


def _design_at(result: Result, base: Design, factors: tuple[str, ...], points: Floats) -> Design:
    """Each column of points in [0, 1) says which alternative of its factor a run takes."""
    alternatives = {
        "normalise": tuple(dict.fromkeys(choice.normalise for choice in base.choices)),
        "treat": tuple(dict.fromkeys(choice.treat for choice in base.choices)),
        "impute": tuple(dict.fromkeys(choice.impute for choice in base.choices)),
    }
    sizes = {
        **{name: len(rows) for name, rows in alternatives.items()},
        "aggregate": len(base.aggregates),
        "weights": len(base.weights),
        "left_out": len(result.plan.method.indicators) + 1,
        "figures": DRAWS,
    }
    taken: dict[str, Integers] = {}
    for at, name in enumerate(factors):
        taken[name] = np.minimum((points[:, at] * sizes[name]).astype(np.int64), sizes[name] - 1)
    nothing = np.zeros(len(points), dtype=np.int64)
    place = {choice: number for number, choice in enumerate(base.choices)}
    nominal = nominal_choice(result)
    choices = [
        Choice(
            alternatives["normalise"][n] if "normalise" in taken else nominal.normalise,
            alternatives["treat"][t] if "treat" in taken else nominal.treat,
            alternatives["impute"][i] if "impute" in taken else nominal.impute,
        )
        for n, t, i in zip(*(taken.get(name, nothing) for name in ("normalise", "treat", "impute")), strict=True)
    ]
    return Design(
        base.choices,
        base.aggregates,
        base.weights,
        np.array([place[choice] for choice in choices]),
        taken.get("aggregate", nothing),
        taken.get("weights", nothing),
        left_out_by_code(result.plan, taken["left_out"] - 1)
        if "left_out" in taken
        else np.full(len(points), NOTHING_LEFT_OUT),
        taken.get("figures", np.full(len(points), -1)),
        factors,
    )


def leave_each_out(result: Result, figures: Figures) -> list[LeftOut]:
    """The index without each indicator and each node under the index, in the order of the score table."""
    plan = result.plan
    parts = list(range(len(plan.codes) - 1))
    weights = np.tile(nominal_row(result), (len(parts), 1))
    weights[np.arange(len(parts)), parts] = 0.0
    nothing = np.zeros(len(parts), dtype=np.int64)
    design = Design(
        (nominal_choice(result),),
        ("",),
        weights,
        nothing,
        nothing,
        np.arange(len(parts)),
        np.full(len(parts), NOTHING_LEFT_OUT),
        np.full(len(parts), -1),
        ("left_out",),
    )
    matrix = rank_matrix(result, figures, design)
    inside = result.inside
    return [_left_out(plan.codes[part], matrix[:, at].astype(float), result, inside) for at, part in enumerate(parts)]


def _left_out(code: str, ranks: Floats, result: Result, inside: NDArray[np.bool_]) -> LeftOut:
    known = np.isfinite(result.rank)
    now = ranks <= inside.sum()
    return LeftOut(
        code,
        float(np.abs(ranks[known] - result.rank[known]).mean()),
        tuple(np.flatnonzero(now & ~inside & known).tolist()),
        tuple(np.flatnonzero(~now & inside & known).tolist()),
    )
