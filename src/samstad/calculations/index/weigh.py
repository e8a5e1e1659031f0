"""Weights: given, equal, from experts' allocations, or from principal components with their refusals."""

from dataclasses import dataclass

import numpy as np

from samstad.calculations.index.figures import Floats
from samstad.calculations.index.method import MethodError
from samstad.calculations.index.plan import Level, Plan, references

LEAST_KMO = 0.5


@dataclass(frozen=True)
class Weights:
    """Per level the weights of its children, summing to one; `concentration` where experts' spread gives one."""

    of_level: tuple[Floats, ...]
    concentration: tuple[float | None, ...]


def weights_of(plan: Plan, comparable: Floats) -> Weights:
    """The nominal weights. `comparable` is the normalised matrix, which PCA weighs by."""
    rows = [_level(plan, level, comparable) for level in plan.levels]
    return Weights(tuple(row[0] for row in rows), tuple(row[1] for row in rows))


def effective(plan: Plan, weights: Weights) -> Floats:
    """What each column of the score table weighs in the whole index: the product of the weights above it.

    A node inside the index weighs less the larger its `divide_by`; that of the index itself is not counted.
    """
    whole = np.zeros(len(plan.codes))
    whole[-1] = 1.0
    leaves = len(plan.method.indicators)
    for number in reversed(range(len(plan.levels))):
        level = plan.levels[number]
        own = weights.of_level[number] * references(plan, level)
        whole[list(level.children)] += whole[leaves + number] * own
    return whole


def given(plan: Plan) -> Floats:
    """The weight written beside each column of the score table."""
    leaves = [indicator.weight for indicator in plan.method.indicators]
    return np.array(leaves + [level.node.weight for level in plan.levels])


def _level(plan: Plan, level: Level, comparable: Floats) -> tuple[Floats, float | None]:
    codes = plan.codes
    names = [codes[child] for child in level.children]
    if level.node.weights == "experts":
        return _experts(level, names)
    if level.node.weights == "equal":
        return np.full(len(names), 1 / len(names)), None
    if level.node.weights == "pca":
        return _pca(plan, level, comparable), None
    raw = given(plan)[list(level.children)]
    if level.aggregate == "sum":
        return raw, None
    if raw.sum() <= 0:
        raise MethodError(f"Vikterna under {level.node.code} är noll. Ange minst en över noll.")
    return raw / raw.sum(), None


def _experts(level: Level, names: list[str]) -> tuple[Floats, float | None]:
    """The mean allocation; its spread as the concentration of a Dirichlet distribution, by matching moments."""
    rows = []
    for expert in level.node.experts:
        unknown = sorted(set(expert) - set(names))
        if unknown:
            raise MethodError(f"{level.node.code}: experterna viktar {', '.join(unknown)}, som inte hör dit.")
        row = np.array([expert.get(name, 0.0) for name in names])
        if row.sum() <= 0:
            raise MethodError(f"{level.node.code}: en expert har inte delat ut några poäng.")
        rows.append(row / row.sum())
    mean = np.mean(rows, axis=0)
    spread = np.var(rows, axis=0, ddof=1) if len(rows) > 1 else np.zeros(len(names))
    concentration = None
    if spread.sum() > 0:
        concentration = float(max((mean * (1 - mean)).sum() / spread.sum() - 1, 1.0))
    return mean, concentration


def _pca(plan: Plan, level: Level, comparable: Floats) -> Floats:
    """Squared rotated loadings, each indicator on its largest factor, times the factor's share (OECD/JRC Handbook).

    Refused when the correlations do not carry it (KMO under 0.5) or a loading contradicts the direction.
    """
    leaves = len(plan.method.indicators)
    if any(child >= leaves for child in level.children):
        raise MethodError(f"{level.node.code}: weights: pca går bara för en nod med indikatorer närmast under sig.")
    columns = comparable[:, list(level.children)]
    rows = columns[np.isfinite(columns).all(axis=1)]
    if len(rows) <= columns.shape[1]:
        raise MethodError(f"{level.node.code}: pca kräver fler områden med alla siffror än indikatorer.")
    correlations: Floats = np.asarray(np.corrcoef(rows, rowvar=False))
    if kmo(correlations) < LEAST_KMO:
        raise MethodError(
            f"{level.node.code}: indikatorerna hänger för lite ihop för pca (KMO {kmo(correlations):.2f}, "
            f"minst {LEAST_KMO:g}). Välj equal eller given."
        )
    loadings = varimax(factor_loadings(correlations))
    loadings = loadings * np.sign(loadings.sum(axis=0))
    own = np.abs(loadings).argmax(axis=1)
    picked = loadings[np.arange(len(own)), own]
    if (picked < 0).any():
        names = [plan.codes[level.children[at]] for at in np.flatnonzero(picked < 0)]
        raise MethodError(
            f"{level.node.code}: {', '.join(names)} pekar åt motsatt håll mot sin riktning i pca. "
            "Se över riktningen eller välj equal."
        )
    share = (loadings**2).sum(axis=0)
    within = picked**2 / share[own]
    weight = within * share[own] / share.sum()
    normalised: Floats = weight / weight.sum()
    return normalised


def kmo(correlations: Floats) -> float:
    """Kaiser-Meyer-Olkin: how much of the correlations is not partial. From 0 to 1."""
    inverse = np.linalg.pinv(correlations)
    partial = -inverse / np.sqrt(np.outer(np.diag(inverse), np.diag(inverse)))
    off = ~np.eye(len(correlations), dtype=bool)
    straight, rest = (correlations[off] ** 2).sum(), (partial[off] ** 2).sum()
    return float(straight / (straight + rest)) if straight + rest else 0.0


def factor_loadings(correlations: Floats) -> Floats:
    """Loadings of the components with an eigenvalue over one (at least one component)."""
    values, vectors = np.linalg.eigh(correlations)
    order = np.argsort(values)[::-1]
    kept = max(int((values > 1).sum()), 1)
    chosen = order[:kept]
    loadings: Floats = vectors[:, chosen] * np.sqrt(np.maximum(values[chosen], 0))
    return loadings


def varimax(loadings: Floats, *, rounds: int = 200) -> Floats:
    """Kaiser's varimax rotation by repeated singular value decompositions."""
    rows, columns = loadings.shape
    rotation = np.eye(columns)
    before = 0.0
    for _ in range(rounds):
        rotated = loadings @ rotation
        target = rotated**3 - rotated * (rotated**2).sum(axis=0) / rows
        left, size, right = np.linalg.svd(loadings.T @ target)
        rotation = left @ right
        if size.sum() < before * (1 + 1e-10):
            break
        before = size.sum()
    turned: Floats = loadings @ rotation
    return turned
