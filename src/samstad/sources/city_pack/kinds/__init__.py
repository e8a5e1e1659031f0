"""Everything a pack may hold, in the order it is loaded: what is referred to stands before what refers to it."""

from samstad.sources.city_pack.declare import Kind
from samstad.sources.city_pack.kinds.activities import ACTIVITY_KINDS
from samstad.sources.city_pack.kinds.budget import BUDGET
from samstad.sources.city_pack.kinds.cycle import CYCLE
from samstad.sources.city_pack.kinds.figures import FIGURES
from samstad.sources.city_pack.kinds.goals import GOAL_KINDS
from samstad.sources.city_pack.kinds.people import PEOPLE, ROLES
from samstad.sources.city_pack.kinds.places import ORGANISATIONS, PLACES
from samstad.sources.city_pack.kinds.programmes import PROGRAMMES
from samstad.sources.city_pack.kinds.reconciled import RECONCILED
from samstad.sources.city_pack.kinds.risk import RISK

KINDS: tuple[Kind, ...] = (
    PEOPLE,
    *PLACES,
    ORGANISATIONS,
    *GOAL_KINDS,
    *FIGURES,
    *ACTIVITY_KINDS,
    *PROGRAMMES,
    ROLES,
    *CYCLE,
    *RECONCILED,
    *BUDGET,
    *RISK,
)
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}

__all__ = ["BY_NAME", "KINDS"]
