"""Deeds of steering: goals, activities, indicators, targets and values."""

from samstad.domain.steering.actions.activities import ActivityPlan, add_activity, change_activity
from samstad.domain.steering.actions.decided import (
    decide_target,
    follow_by_decision,
    move_indicator,
    redefine_indicator,
    rename_indicator,
)
from samstad.domain.steering.actions.goals import add_city_goal, add_goal, reword_goal
from samstad.domain.steering.actions.indicators import add_city_indicator, add_indicator, follow_goal, record_value
from samstad.domain.steering.actions.protection import protect_figures, set_protection
from samstad.domain.steering.actions.retirement import keep_indicator, retire_indicator
from samstad.domain.steering.actions.rollover import roll_over
from samstad.domain.steering.actions.rollover_undo import undo_roll_over
from samstad.domain.steering.actions.targets import set_council_target, set_target

__all__ = [
    "ActivityPlan",
    "add_activity",
    "add_city_goal",
    "add_city_indicator",
    "add_goal",
    "add_indicator",
    "change_activity",
    "decide_target",
    "follow_by_decision",
    "follow_goal",
    "keep_indicator",
    "move_indicator",
    "protect_figures",
    "record_value",
    "redefine_indicator",
    "rename_indicator",
    "retire_indicator",
    "reword_goal",
    "roll_over",
    "set_council_target",
    "set_protection",
    "set_target",
    "undo_roll_over",
]
