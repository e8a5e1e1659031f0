"""Reading the steering model: chains of goals, what is done, and figures."""

from samstad.domain.steering.queries.activities import (
    ActivityLine,
    GoalRef,
    PartyLine,
    Standing,
    activity_lines,
    with_standing,
)
from samstad.domain.steering.queries.chain import Link, goals_above
from samstad.domain.steering.queries.figures import (
    BreakLine,
    Figure,
    Place,
    Point,
    Series,
    TargetLine,
    read_figures,
)
from samstad.domain.steering.queries.lineage import AncestorGoal, LineageStep, lineage_of
from samstad.domain.steering.queries.targets import aim_of, softened, standing_target

__all__ = [
    "ActivityLine",
    "AncestorGoal",
    "BreakLine",
    "Figure",
    "GoalRef",
    "LineageStep",
    "Link",
    "PartyLine",
    "Place",
    "Point",
    "Series",
    "Standing",
    "TargetLine",
    "activity_lines",
    "aim_of",
    "goals_above",
    "lineage_of",
    "read_figures",
    "softened",
    "standing_target",
    "with_standing",
]
