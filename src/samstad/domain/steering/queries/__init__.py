"""Reading the steering model: chains of goals, what is done, and figures."""

from samstad.domain.steering.queries.activities import (
    ActivityLine,
    GoalRef,
    PartyLine,
    Standing,
    activity_lines,
    told_by,
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
    Wanted,
    protect_withdrawn,
    read_figures,
    standing_values,
    values_known,
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
    "Wanted",
    "activity_lines",
    "aim_of",
    "goals_above",
    "lineage_of",
    "protect_withdrawn",
    "read_figures",
    "softened",
    "standing_target",
    "standing_values",
    "told_by",
    "values_known",
    "with_standing",
]
