"""Whether the parts of an index belong together: correlations, alpha, KMO, eigenvalues, influence against weight."""

from dataclasses import dataclass

import numpy as np

from samstad.calculations.index.figures import Floats, code_order
from samstad.calculations.index.fit import Result
from samstad.calculations.index.weigh import effective, kmo

LOW, HIGH = 0.3, 0.92


@dataclass(frozen=True)
class NodeCoherence:
    """One node's children: correlations (children, children), Cronbach's alpha, KMO and eigenvalues, largest first."""

    code: str
    children: tuple[str, ...]
    correlations: Floats
    alpha: float
    kmo: float
    eigenvalues: Floats


@dataclass(frozen=True)
class Influence:
    """An indicator's weight in the index and its influence: the squared correlation with the index, as a share."""

    code: str
    weight: float
    influence: float
    flag: str


def coherence(result: Result) -> list[NodeCoherence]:
    """Every node with two children or more; NaN where the figures do not allow it."""
    found = []
    result = result.taken(code_order(result.areas.codes))
    for level in result.plan.levels:
        columns = result.scores[:, list(level.children)]
        rows = columns[np.isfinite(columns).all(axis=1)]
        if columns.shape[1] < 2 or len(rows) <= 2:
            continue
        correlations: Floats = np.asarray(np.corrcoef(rows, rowvar=False))
        found.append(
            NodeCoherence(
                level.node.code,
                tuple(result.plan.codes[child] for child in level.children),
                correlations,
                alpha(rows),
                kmo(correlations),
                np.sort(np.linalg.eigvalsh(correlations))[::-1],
            )
        )
    return found


def alpha(rows: Floats) -> float:
    """Cronbach's alpha of the columns: k/(k-1) (1 - sum of variances / variance of the sum)."""
    count = rows.shape[1]
    whole = rows.sum(axis=1).var(ddof=1)
    return float(count / (count - 1) * (1 - rows.var(axis=0, ddof=1).sum() / whole)) if whole else float("nan")


def correlation(first: Floats, second: Floats) -> float:
    """Pearson's correlation over the areas that have both; NaN when there are too few or nothing varies."""
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < 3 or first[both].std() == 0 or second[both].std() == 0:
        return float("nan")
    return float(np.corrcoef(first[both], second[both])[0, 1])


def influences(result: Result) -> list[Influence]:
    """What each indicator really does to the index, beside what it was given to do; flagged outside 0.5 to 2."""
    result = result.taken(code_order(result.areas.codes))
    weights = np.abs(effective(result.plan, result.weights)[: len(result.plan.method.indicators)])
    squared = np.array([correlation(column, result.index) ** 2 for column in result.comparable.T])
    share = np.nan_to_num(squared) / np.nansum(squared) if np.nansum(squared) else np.zeros(len(squared))
    weight_share = weights / weights.sum() if weights.sum() else weights
    rows = []
    for at, indicator in enumerate(result.plan.method.indicators):
        ratio = share[at] / weight_share[at] if weight_share[at] else np.nan
        straight = correlation(result.comparable[:, at], result.index)
        flag = "negative" if straight < 0 else "weak" if ratio < 0.5 else "strong" if ratio > 2 else ""
        rows.append(Influence(indicator.code, float(weight_share[at]), float(share[at]), flag))
    return rows
