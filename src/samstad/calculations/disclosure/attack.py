"""What can be reckoned out about the cells that are left out, from everything that is told.

Each hidden cell gets the least and the greatest count that agrees with all published cells and all relations: two
linear programmes per cell, in whole numbers. This is the "attacker problem" of statistical disclosure control
(Fischetti & Salazar, Management Science 47(7), 2001). Hidden cells that share no relation are reckoned apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_array

from samstad.calculations.disclosure.structure import Key, Relation, Structure

WHOLE = 1e-6
SOLVED, UNBOUNDED = 0, 3


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest that a hidden cell can be; `greatest` is infinite when nothing holds it."""

    least: float
    greatest: float

    @property
    def width(self) -> float:
        """0 when the cell has been recovered."""
        return self.greatest - self.least


def attack(
    structure: Structure, published: Mapping[Key, int], *, targets: Iterable[Key] | None = None
) -> dict[Key, Bounds]:
    """Bounds for every hidden cell, or for `targets` among them. Never reads a count that is not published."""
    hidden = structure.cells - published.keys()
    wanted = hidden if targets is None else hidden & set(targets)
    found: dict[Key, Bounds] = {}
    for group in groups(structure, hidden):
        inside = sorted(wanted & group.cells)
        if inside:
            found |= bounds_within(structure, published, group, inside)
    return found


@dataclass(frozen=True)
class Group:
    """Hidden cells that hang together through `relations`."""

    cells: frozenset[Key]
    relations: tuple[Relation, ...]


def groups(structure: Structure, hidden: Iterable[Key]) -> list[Group]:
    """The hidden cells in groups that share no relation with one another."""
    unseen = set(hidden)
    by_cell: dict[Key, list[Relation]] = defaultdict(list)
    for relation in structure.relations:
        for cell in relation.cells:
            if cell in unseen:
                by_cell[cell].append(relation)
    made = []
    while unseen:
        cells, relations, queue = set[Key](), dict[Relation, None](), [min(unseen)]
        while queue:
            cell = queue.pop()
            if cell in unseen:
                unseen.remove(cell)
                cells.add(cell)
                for relation in by_cell[cell]:
                    relations[relation] = None
                    queue += [other for other in relation.cells if other in unseen]
        made.append(Group(frozenset(cells), tuple(relations)))
    return made


def bounds_within(
    structure: Structure, published: Mapping[Key, int], group: Group, targets: Iterable[Key]
) -> dict[Key, Bounds]:
    """Bounds for the targets, all of them in the group."""
    problem = _Problem(structure, published, group)
    return {key: Bounds(problem.end(key, 1.0), problem.end(key, -1.0)) for key in targets}


class _Problem:
    """The relations of a group as a linear programme over its hidden cells."""

    def __init__(self, structure: Structure, published: Mapping[Key, int], group: Group) -> None:
        self.place = {key: at for at, key in enumerate(sorted(group.cells))}
        self.limits = [(None if key in structure.signed else 0, None) for key in self.place]
        rows, columns, signs, told, slack = [], [], [], [], []
        for row, relation in enumerate(group.relations):
            known = 0
            for at, cell in enumerate(relation.cells):
                sign = 1 if at == 0 else -1
                if cell in self.place:
                    rows.append(row)
                    columns.append(self.place[cell])
                    signs.append(sign)
                else:
                    known += sign * published[cell]
            told.append(-known)
            slack.append(structure.slack(relation))
        matrix = csr_array((signs, (rows, columns)), shape=(len(told), len(self.place)), dtype=np.float64)
        self.constraints = _constraints(matrix, np.array(told, float), np.array(slack, float), structure.additive)

    def end(self, key: Key, sign: float) -> float:
        """The least (`sign` 1) or the greatest (-1) that the cell can be."""
        aim = np.zeros(len(self.place))
        aim[self.place[key]] = sign
        answer = self._solve(aim)
        if answer.status == UNBOUNDED:
            return -sign * inf
        if np.abs(answer.x - np.round(answer.x)).max() > WHOLE:
            answer = self._solve(aim, integrality=1)
        return float(np.round(sign * answer.fun))

    def _solve(self, aim: NDArray[np.float64], integrality: int = 0) -> OptimizeResult:
        """An optimum or an end at infinity; presolving cannot always tell the latter from a problem without solution.

        Raises ArithmeticError when the solver finds neither: an attack that failed must never look like safety.
        """
        for presolve in (True, False):
            answer = linprog(
                aim,
                bounds=self.limits,
                integrality=integrality,
                method="highs",
                options={"presolve": presolve, "mip_rel_gap": 0.0} if integrality else {"presolve": presolve},
                **self.constraints,
            )
            if answer.status in (SOLVED, UNBOUNDED):
                return answer
        raise ArithmeticError(f"the bounds of a hidden cell could not be computed: {answer.message}")


def _constraints(
    matrix: csr_array, told: NDArray[np.float64], slack: NDArray[np.float64], additive: bool
) -> dict[str, object]:
    if not len(told):
        return {}
    if additive:
        return {"A_eq": matrix, "b_eq": told}
    both = csr_array(np.vstack([matrix.toarray(), -matrix.toarray()]))
    return {"A_ub": both, "b_ub": np.concatenate([told + slack, slack - told])}
