"""From one division into areas to another, with nobody lost on the way."""

from samstad.calculations.crosswalks.carry import Crosswalk, LostPeople, carry, merged
from samstad.calculations.crosswalks.join import Join, fold, join
from samstad.calculations.crosswalks.steps import Step, Steps

__all__ = ["Crosswalk", "Join", "LostPeople", "Step", "Steps", "carry", "fold", "join", "merged"]
