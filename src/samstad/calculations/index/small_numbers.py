"""Small numbers: rates pulled towards what is known of more people, and how far a rate can be relied on.

Source: empirical Bayes with the logit of a rate; method of moments for the variance between areas (DerSimonian and
Laird). A count y of N gives l = ln((y+.5)/(N-y+.5)) with variance v = 1/(y+.5) + 1/(N-y+.5).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samstad.calculations.index.figures import Floats, Places


@dataclass(frozen=True)
class Shrunk:
    """`rate` and `error` per area in the unit of the rate; `logit` and `logit_variance` of the posterior.

    `weight` is how much of the area's own figure is kept; `reliability` of the whole indicator, from 0 to 1.
    """

    rate: Floats
    error: Floats
    logit: Floats
    logit_variance: Floats
    weight: Floats
    reliability: float

    def taken(self, places: Places) -> "Shrunk":
        """The same of the areas at some places, in that order."""
        return replace(
            self,
            rate=self.rate[places],
            error=self.error[places],
            logit=self.logit[places],
            logit_variance=self.logit_variance[places],
            weight=self.weight[places],
        )


def logit_of_count(count: Floats, of: Floats) -> tuple[Floats, Floats]:
    """The logit of each rate and its variance, both per area."""
    logit = np.log((count + 0.5) / (of - count + 0.5))
    return logit, 1 / (count + 0.5) + 1 / (of - count + 0.5)


def error_of_count(count: Floats, of: Floats) -> Floats:
    """The standard error of each rate, from its logit: p (1 - p) sqrt(v) with p = (y+.5)/(N+1).

    What was counted is one outcome of what could have been, so none of N and all of N are not sure either.
    """
    rate, (_logit, variance) = (count + 0.5) / (of + 1), logit_of_count(count, of)
    error: Floats = rate * (1 - rate) * np.sqrt(variance)
    return error


def between_variance(estimate: Floats, variance: Floats) -> float:
    """The variance between areas that sampling does not explain: max(0, (Q - (m-1)) / (S1 - S2/S1)), w = 1/v."""
    known = np.isfinite(estimate) & np.isfinite(variance)
    if known.sum() < 2:
        return 0.0
    weight = 1 / variance[known]
    mean = (weight * estimate[known]).sum() / weight.sum()
    spread = (weight * (estimate[known] - mean) ** 2).sum()
    size = weight.sum() - (weight**2).sum() / weight.sum()
    return float(max(0.0, (spread - (known.sum() - 1)) / size))


def reliability(estimate: Floats, variance: Floats) -> float:
    """The share of the differences between areas that is not sampling noise: tau2 / (tau2 + median v)."""
    known = np.isfinite(estimate) & np.isfinite(variance)
    if not known.any():
        return 0.0
    tau2 = between_variance(estimate, variance)
    total = tau2 + float(np.median(variance[known]))
    return tau2 / total if total else 1.0


def shrink(count: Floats, of: Floats, *, targets: NDArray[np.intp] | None = None) -> Shrunk:
    """Rates pulled towards the mean of their target group (all areas when `targets` is None).

    B = tau2/(tau2+v); l* = B l + (1-B) mu*, with mu* weighed by 1/(v+tau2); Var = B v + (1-B)^2 Var(mu*).
    An area without figures stays NaN.
    """
    logit, variance = logit_of_count(count, of)
    groups = np.zeros(len(count), dtype=np.intp) if targets is None else targets
    tau2 = between_variance(logit, variance)
    mean, mean_variance = np.full(len(count), np.nan), np.full(len(count), np.nan)
    for group in np.unique(groups):
        inside = (groups == group) & np.isfinite(logit)
        weight = 1 / (variance[inside] + tau2)
        if inside.any():
            mean[groups == group] = (weight * logit[inside]).sum() / weight.sum()
            mean_variance[groups == group] = 1 / weight.sum()
    kept = tau2 / (tau2 + variance)
    posterior = kept * logit + (1 - kept) * mean
    posterior_variance = kept * variance + (1 - kept) ** 2 * mean_variance
    rate = 1 / (1 + np.exp(-posterior))
    return Shrunk(
        rate,
        rate * (1 - rate) * np.sqrt(posterior_variance),
        posterior,
        posterior_variance,
        kept,
        reliability(logit, variance),
    )


def draw_suppressed(
    least: int | NDArray[np.int64],
    most: int | NDArray[np.int64],
    of: Floats,
    rate: float,
    generator: np.random.Generator,
    size: tuple[int, ...],
) -> NDArray[np.int64]:
    """Counts from `least` to `most` for suppressed cells: binomial with the rate of the rest, cut off at both.

    `of` is (cells,), and so are the bounds when they differ; the answer is `size` with cells last. Never the mean: the
    cell stays an interval. Where the rate tells nothing (NaN, or outside 0 to 1) every count that the people allow is
    as likely. People who are fewer than the least leave the least.
    """
    low, high = (np.broadcast_to(np.asarray(bound), of.shape)[:, None] for bound in (least, most))
    counts = low + np.arange(int((high - low).max()) + 1)
    if 0 < rate < 1:
        with np.errstate(divide="ignore"):
            steps = np.log(np.maximum(of[:, None] - counts[:, 1:] + 1, 0)) - np.log(counts[:, 1:])
        log_ratio = np.log(rate) - np.log1p(-rate)
        log_weight = np.concatenate([np.zeros((len(of), 1)), np.cumsum(steps + log_ratio, axis=1)], axis=1)
        log_weight[counts > high] = -np.inf
        weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    else:
        weight = ((counts == low) | (counts <= np.minimum(of[:, None], high))).astype(float)
    upto = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    draws = generator.random(size)
    counted: NDArray[np.int64] = low[:, 0] + (draws[..., None] > upto).sum(axis=-1)
    return counted
