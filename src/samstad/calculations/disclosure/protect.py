"""Which cells are left out so that no count below the threshold can be reckoned out from the rest.

Small cells are left out first. Then the attack is made on what is left, and as long as it holds a small cell within a
stretch narrower than the threshold, one more cell is left out beside it: first a change, then a part before a total,
then the smallest count that is enough to hide behind. Every cell left out says why.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from samstad.calculations.disclosure.attack import Bounds, Group, attack, bounds_within, groups
from samstad.calculations.disclosure.structure import Key, Relation, Structure

Rank = tuple[bool, bool, int, bool, int, Key]
"""The order in which cells are left out; the last is the cell itself, so that the choice is always the same."""


class Cause(StrEnum):
    """Why a cell is left out."""

    SMALL = "small"
    COMPLEMENT = "complement"


@dataclass(frozen=True)
class Reason:
    """For a complement, `protects` is the small cell it stands beside and `within` the total they share.

    For those who keep the figures, not for publication: it tells which of two hidden cells is the small one.
    """

    cause: Cause
    protects: Key | None = None
    within: Key | None = None


@dataclass(frozen=True)
class Protected:
    """`published` is what may be told; `hidden` every other cell with its reason."""

    published: dict[Key, int]
    hidden: dict[Key, Reason]


class Unprotectable(ValueError):  # noqa: N818 - an answer about a table, not a fault in the program
    """Nothing more can be left out, and still a small cell can be reckoned out."""

    def __init__(self, cell: Key) -> None:
        self.cell = cell
        self.sentence = (
            f"{' · '.join(cell)} går att räkna ut från det som redan är känt. Slå ihop områden, grupper eller perioder."
        )
        super().__init__(self.sentence)


def protect(
    structure: Structure,
    counts: Mapping[Key, int],
    *,
    k: int = 5,
    zero_is_small: bool = True,
    known: frozenset[Key] = frozenset(),
) -> Protected:
    """Counts that may be published, such that no count below `k` can be found to within fewer than `k` persons.

    `known` are cells that are told elsewhere and cannot be left out. With `zero_is_small` false a zero is published.
    Raises `NotAdditive` when the counts contradict the structure, `Unprotectable` when `known` gives a cell away, and
    ValueError for a threshold below 2 or a count below zero in a cell that cannot have one.
    """
    if k < 2:
        raise ValueError("k måste vara minst 2.")
    structure.check(counts)
    small = _small(structure, counts, k, zero_is_small)
    given_away = min(small & known, default=None)
    if given_away is not None:
        raise Unprotectable(given_away)
    case = _Case(structure, counts, small, known, k)
    hidden = {key: Reason(Cause.SMALL) for key in sorted(small)}
    safe: set[Group] = set()
    while found := case.exposed(hidden, safe):
        hidden |= dict(case.complement(hidden, cell, group) for cell, group in found)
    told = structure.cells - structure.untold - hidden.keys()
    return Protected({key: counts[key] for key in sorted(told)}, hidden)


def exposed(
    structure: Structure, published: Mapping[Key, int], small: Iterable[Key], *, k: int = 5
) -> dict[Key, Bounds]:
    """The small cells that an attack on what is published holds to fewer than `k` persons; empty when all are safe.

    A small cell that is itself published counts as exposed.
    """
    wanted = set(small)
    plain = {key: Bounds(published[key], published[key]) for key in wanted & published.keys()}
    return plain | {key: b for key, b in attack(structure, published, targets=wanted).items() if b.width < k}


def _small(structure: Structure, counts: Mapping[Key, int], k: int, zero_is_small: bool) -> frozenset[Key]:
    plain = structure.cells - structure.signed - structure.untold
    below = next((key for key in sorted(plain) if counts[key] < 0), None)
    if below is not None:
        raise ValueError(f"{' · '.join(below)} är {counts[below]}. Ett antal kan inte vara under noll.")
    return frozenset(key for key in plain if counts[key] < k and (zero_is_small or counts[key]))


class _Case:
    """One table on its way to be protected."""

    def __init__(
        self, structure: Structure, counts: Mapping[Key, int], small: frozenset[Key], known: frozenset[Key], k: int
    ) -> None:
        self.structure, self.counts, self.small, self.known, self.k = structure, counts, small, known, k
        self.totals = {relation.total for relation in structure.relations}

    def exposed(self, hidden: Mapping[Key, Reason], safe: set[Group]) -> list[tuple[Key, Group]]:
        """A small cell that can be reckoned out from each group of hidden cells that has one.

        A group found safe stays so as long as it is the same group: what is published elsewhere does not touch it.
        """
        found = []
        for group in groups(self.structure, self.structure.untold | hidden.keys()):
            if group in safe:
                continue
            cell = self._narrow(group)
            if cell is None:
                safe.add(group)
            else:
                found.append((cell, group))
        return found

    def _narrow(self, group: Group) -> Key | None:
        for cell in sorted(self.small & group.cells):
            if bounds_within(self.structure, self.counts, group, [cell])[cell].width < self.k:
                return cell
        return None

    def complement(self, hidden: Mapping[Key, Reason], cell: Key, group: Group) -> tuple[Key, Reason]:
        """The cell to leave out next, with its reason."""
        closed: Set[Key] = self.structure.untold | hidden.keys()
        ranked = [
            (self._rank(other, relation, cell, closed), relation.total)
            for relation in group.relations
            for other in relation.cells
            if other not in closed and other not in self.known
        ]
        if not ranked:
            raise Unprotectable(cell)
        best, within = min(ranked)
        return best[-1], Reason(Cause.COMPLEMENT, cell, within)

    def _rank(self, other: Key, relation: Relation, cell: Key, closed: Set[Key]) -> Rank:
        """Lower is left out sooner: beside the cell where nothing is yet, then as the head of this file says."""
        alone = closed.isdisjoint(each for each in relation.cells if each != cell)
        return (
            cell not in relation.cells or not alone,
            other not in self.structure.signed,
            (other == relation.total) + (other in self.totals),
            self.counts[other] < self.k,
            abs(self.counts[other]),
            other,
        )
