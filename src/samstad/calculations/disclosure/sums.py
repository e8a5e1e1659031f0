"""Which totals of a table really are the sum of their parts: only those can anybody reckon with."""

from collections.abc import Mapping, Sequence

from samstad.calculations.disclosure.structure import Key, Relation, Structure, Tree

REST = "·"
"""What a total holds besides the parts that are told: people without an area, an age group that is not in the table."""


def table_of(counts: Mapping[Key, int], dimensions: Sequence[Tree]) -> tuple[Structure, tuple[Key, ...]]:
    """The structure of the counts, and the totals that were left out of it since they are smaller than their parts.

    `dimensions` says, for each place in a key, which codes a total is thought to be the sum of; parts that are not in
    the table that time are passed over. Where the total is larger than its parts, the rest is one more part that
    nobody is told; where they are equal the sum is taken to be exact, which is the careful side. Where the total is
    smaller the parts overlap or count otherwise, so that no sum can be drawn: such a cell is among those left out.
    """
    relations: list[Relation] = []
    rests: set[Key] = set()
    left_out: set[Key] = set()
    for axis, tree in enumerate(dimensions):
        for total in sorted(counts):
            parts = tuple(part for code in tree.get(total[axis], ()) if (part := _at(total, axis, code)) in counts)
            gap = counts[total] - sum(counts[part] for part in parts)
            if parts and gap < 0:
                left_out.add(total)
            elif parts:
                rest = (_at(total, axis, f"{total[axis]}{REST}"),) if gap else ()
                rests.update(rest)
                relations.append(Relation(total, (*parts, *rest)))
    structure = Structure(frozenset(counts) | rests, tuple(relations), untold=frozenset(rests))
    return structure, tuple(sorted(left_out))


def _at(cell: Key, axis: int, code: str) -> Key:
    return (*cell[:axis], code, *cell[axis + 1 :])
