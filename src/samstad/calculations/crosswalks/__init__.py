"""From one division into areas to another, with nobody lost on the way."""

from samstad.calculations.crosswalks.carry import Crosswalk, LostPeople, carry, merged
from samstad.calculations.crosswalks.join import Join, fold, join

__all__ = ["Crosswalk", "Join", "LostPeople", "carry", "fold", "join", "merged"]
