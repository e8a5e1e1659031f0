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
    read_figures,
    standing_values,
    values_known,
)

__all__ = [
    "ActivityLine",
    "BreakLine",
    "Figure",
    "GoalRef",
    "Link",
    "PartyLine",
    "Place",
    "Point",
    "Series",
    "Standing",
    "TargetLine",
    "Wanted",
    "activity_lines",
    "goals_above",
    "read_figures",
    "standing_values",
    "told_by",
    "values_known",
    "with_standing",
]
