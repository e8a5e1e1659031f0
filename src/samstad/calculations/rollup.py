"""What a status rests on: a tree weighed from below, with how many answered, the worst child and the rule used.

The rule is `judgement.weigh` at every step: all that are known are met fully, none is, or they are mixed; with fewer
than half known nothing is said. It gives the city's own published weighing of the safety goal for 2020 and 2022 (annual
reports), which is made by people; a status that somebody has judged stands as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from samstad.calculations.judgement import FULL, NOT, PARTLY, UNKNOWN, weigh

WORST_FIRST = (NOT, PARTLY, FULL)
JUDGED, MISSING = "judged", "missing"
"""The rules of what is not weighed: somebody has said it, or nobody has."""


@dataclass(frozen=True, slots=True)
class Branch:
    """`status` is what somebody or a figure says here (full, partly, not, unknown), empty where nobody has."""

    key: str
    status: str = ""
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Rolled:
    """`known` of `asked` at the tree's ends say something; `worst` is the key of the lowest child, empty without any.

    `below` is what the children alone would give, which a judged status may depart from.
    """

    key: str
    status: str
    known: int
    asked: int
    worst: str
    rule: str
    below: str
    children: tuple["Rolled", ...] = ()

    def walk(self) -> Iterator["Rolled"]:
        """This and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def roll_up(branch: Branch) -> Rolled:
    """The tree with a status at every step. The order of children changes nothing but their own order."""
    children = tuple(roll_up(child) for child in branch.children)
    said = weigh([child.status for child in children])
    worst = _worst(children)
    if branch.status:
        known = int(branch.status in WORST_FIRST)
        return Rolled(branch.key, branch.status, known, 1, worst, JUDGED, said.judgement, children)
    if not children:
        return Rolled(branch.key, UNKNOWN, 0, 1, "", MISSING, UNKNOWN)
    known, asked = sum(child.known for child in children), sum(child.asked for child in children)
    return Rolled(branch.key, said.judgement, known, asked, worst, said.rule, said.judgement, children)


def _worst(children: tuple[Rolled, ...]) -> str:
    """The lowest that is known; among equals the first key, so that order does not matter."""
    known = [child for child in children if child.status in WORST_FIRST]
    return min(known, key=lambda child: (WORST_FIRST.index(child.status), child.key)).key if known else ""
