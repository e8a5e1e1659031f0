"""How a file of areas is tied to the areas that are known, and what cannot be."""

from samstad.domain.places.rules.plan import BorderLine, BorderPlan, BordersRefused, Edition, plan_borders
from samstad.domain.places.rules.register import Register
from samstad.domain.places.rules.successors import SuccessorLine, plan_successions

__all__ = [
    "BorderLine",
    "BorderPlan",
    "BordersRefused",
    "Edition",
    "Register",
    "SuccessorLine",
    "plan_borders",
    "plan_successions",
]
