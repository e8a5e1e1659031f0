"""Small counts kept from being told: suppression with complements, why each cell is left out, and an attack on it.

What is promised: from all that is published, by sums and differences over levels, periods and groups, no small count
can be held to fewer persons than the threshold. What is not: a share with its denominator is a count and is to be
entered as one; and a reader who knows a person in the table, or the table's history of corrections, knows more.
"""

from samstad.calculations.disclosure.attack import Bounds, attack
from samstad.calculations.disclosure.protect import Cause, Protected, Reason, Unprotectable, exposed, protect
from samstad.calculations.disclosure.structure import Key, NotAdditive, Relation, Structure, cross, with_changes
from samstad.calculations.disclosure.sums import REST, table_of

__all__ = [
    "REST",
    "Bounds",
    "Cause",
    "Key",
    "NotAdditive",
    "Protected",
    "Reason",
    "Relation",
    "Structure",
    "Unprotectable",
    "attack",
    "cross",
    "exposed",
    "protect",
    "table_of",
    "with_changes",
]
