"""Whether effort follows need, and how a sum is shared out after need."""

from samstad.calculations.proportionality.allocation import allocate, largest_remainder
from samstad.calculations.proportionality.shares import AreaShare, Proportionality, Serving, proportionality_of

__all__ = ["AreaShare", "Proportionality", "Serving", "allocate", "largest_remainder", "proportionality_of"]
