"""Deeds of the plan: goals, what is done, indicators with targets and values; the only way they change."""

from samstad.domain.steering.actions.activities import add_activity, change_activity
from samstad.domain.steering.actions.figures import record_value, set_target
from samstad.domain.steering.actions.goals import add_goal, reword_goal
from samstad.domain.steering.actions.indicators import add_indicator

__all__ = [
    "add_activity",
    "add_goal",
    "add_indicator",
    "change_activity",
    "record_value",
    "reword_goal",
    "set_target",
]
