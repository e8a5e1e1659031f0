"""Which cells belong together: every total with its parts, over levels, periods and groups.

Whoever reads a table may add and subtract. What they can reckon with is written down here once, as relations; both the
protection and the attack on it read the same list, so a way of reckoning that is missing here is missing in both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import inf

Key = tuple[str, ...]
"""One cell: a code per dimension, such as ("Husby", "2016", "kvinnor")."""
Tree = Mapping[str, Sequence[str]]
"""One dimension: every code that is a total, with the codes it is the sum of. {} for a dimension without totals."""


class NotAdditive(ValueError):  # noqa: N818 - an answer about a table, not a fault in the program
    """A total differs from its parts by more than the noise that was declared. `cell` is the total."""

    def __init__(self, cell: Key, difference: int) -> None:
        self.cell, self.difference = cell, difference
        self.sentence = (
            f"{' · '.join(cell)} skiljer {difference} från summan av sina delar. "
            "Rätta siffrorna, eller ange hur stort brus källan lägger på varje cell."
        )
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Relation:
    """`total` is the sum of `parts`."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Structure:
    """All that is known of a table without its counts: public knowledge, the same for us and for an attacker.

    `signed` are cells that may be below zero (changes). `untold` are parts of a total that the table has no count
    for: nobody is told them, yet they and the hidden cells share what the total leaves over. `noise` is the most that
    the source has moved any single cell; above zero no total is ever taken for the exact sum of its parts.
    """

    cells: frozenset[Key]
    relations: tuple[Relation, ...]
    signed: frozenset[Key] = field(default_factory=frozenset)
    untold: frozenset[Key] = field(default_factory=frozenset)
    noise: int = 0

    @property
    def additive(self) -> bool:
        """True when totals are exact sums."""
        return self.noise == 0

    def slack(self, relation: Relation) -> int:
        """How far apart the total and its parts may lie when every cell has been moved as far as it can be."""
        return self.noise * len(relation.cells)

    def check(self, counts: Mapping[Key, int]) -> None:
        """Raises `NotAdditive` at the first total that its parts cannot explain.

        Raises ValueError for a cell that lacks a count.
        """
        lacking = sorted(self.cells - self.untold - counts.keys())
        if lacking:
            raise ValueError(f"{' · '.join(lacking[0])} saknar antal. Ta bort cellen ur tabellen eller ange antalet.")
        for relation in self.relations:
            told = [counts[part] for part in relation.parts if part not in self.untold]
            difference = counts[relation.total] - sum(told)
            room = inf if len(told) < len(relation.parts) else self.slack(relation)
            if not -self.slack(relation) <= difference <= room:
                raise NotAdditive(relation.total, difference)


def cross(cells: Iterable[Key], dimensions: Sequence[Tree], *, noise: int = 0) -> Structure:
    """The structure of a table whose cells are combinations of codes, one tree for each dimension.

    A relation is written down for every total of every dimension, within each combination of the other dimensions,
    when the total and at least one of its parts are in the table. Parts that are not become `untold` cells: the total
    still says how much there is room for.
    Raises ValueError for a cell with another number of codes than there are dimensions.
    """
    known = frozenset(cells)
    odd = next((cell for cell in sorted(known) if len(cell) != len(dimensions)), None)
    if odd is not None:
        raise ValueError(f"{' · '.join(odd)} har {len(odd)} koder, tabellen har {len(dimensions)} dimensioner.")
    found, untold = [], set[Key]()
    for cell, (axis, tree) in product(sorted(known), enumerate(dimensions)):
        parts = tuple(_at(cell, axis, code) for code in tree.get(cell[axis], ()))
        if known.intersection(parts):
            found.append(Relation(cell, parts))
            untold |= set(parts) - known
    return Structure(known | untold, tuple(found), untold=frozenset(untold), noise=noise)


def with_changes(
    structure: Structure, counts: Mapping[Key, int], *, axis: int, order: Sequence[str]
) -> tuple[Structure, dict[Key, int]]:
    """The table with the change from each period to the next as cells of their own, coded "2015→2016", and its counts.

    Where changes are shown beside the figures, a year follows from the year before and the change between them.
    """
    cells, relations, all_counts = set(structure.cells), list(structure.relations), dict(counts)
    signed = set(structure.signed)
    for earlier, later in pairwise(order):
        for cell in sorted(cell for cell in counts if cell[axis] == earlier):
            after, change = _at(cell, axis, later), _at(cell, axis, f"{earlier}→{later}")
            if after in counts:
                cells.add(change)
                signed.add(change)
                relations.append(Relation(after, (cell, change)))
                all_counts[change] = counts[after] - counts[cell]
    made = Structure(frozenset(cells), tuple(relations), frozenset(signed), structure.untold, structure.noise)
    return made, all_counts


def _at(cell: Key, axis: int, code: str) -> Key:
    return (*cell[:axis], code, *cell[axis + 1 :])
