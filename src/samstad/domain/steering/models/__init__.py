"""What is steered: goals in levels, indicators with targets and values, activities."""

from samstad.domain.steering.models.activities import (
    Activity,
    ActivityArea,
    ActivityGoal,
    ActivityParty,
    ActivityUpdate,
)
from samstad.domain.steering.models.goals import (
    Goal,
    GoalArea,
    GoalLevel,
    GoalLineage,
    GoalLink,
    GoalRole,
    TargetGroup,
)
from samstad.domain.steering.models.indicators import GoalIndicator, Indicator, IndicatorBreak, Target, Value
from samstad.domain.steering.models.keeping import KeptIndicator
from samstad.domain.steering.models.rollovers import RollOver
from samstad.domain.steering.models.uploads import FigureFetch, FigureMapping, FigureUpload

__all__ = [
    "Activity",
    "ActivityArea",
    "ActivityGoal",
    "ActivityParty",
    "ActivityUpdate",
    "FigureFetch",
    "FigureMapping",
    "FigureUpload",
    "Goal",
    "GoalArea",
    "GoalIndicator",
    "GoalLevel",
    "GoalLineage",
    "GoalLink",
    "GoalRole",
    "Indicator",
    "IndicatorBreak",
    "KeptIndicator",
    "RollOver",
    "Target",
    "TargetGroup",
    "Value",
]
