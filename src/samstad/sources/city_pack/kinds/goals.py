"""Goals of every level, tied upward, backward in time and to bodies."""

from samstad.domain.programmes.models import ProgrammeGoal
from samstad.domain.steering import models as steering
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds import rules
from samstad.sources.city_pack.kinds.fields import (
    INTERPRETATION,
    NOTE,
    SLUG,
    SOURCE,
    TARGET_GROUP,
    VALID_FROM,
    VALID_TO,
    need,
)

GOAL_LEVELS = Kind(
    "goal_levels",
    steering.GoalLevel,
    ("slug",),
    (
        SLUG,
        need("name"),
        need("plural"),
        need("rank", "0 at the top"),
        need("sphere", "whose goals they are"),
        Field("judged", "no where the level only holds other goals together"),
        NOTE,
    ),
    about="The levels of goals, which a city names as it likes.",
)
GOALS = Kind(
    "goals",
    steering.Goal,
    ("slug",),
    (
        SLUG,
        need("level", to="goal_levels"),
        need("title"),
        Field("year", "the year it is worded for; absent when it lasts as long as its programme"),
        Field("number", "number as printed"),
        Field("text"),
        Field("kind"),
        Field("modality", "how strongly the document puts it"),
        Field("horizon"),
        Field("owner", "the body whose goal it is", to="organisations"),
        Field("order", "place among its like"),
        *TARGET_GROUP,
        Field("reference_area", "what a gap is measured against", to="areas"),
        VALID_FROM,
        VALID_TO,
        Field("ended", "true when it has no successor"),
        SOURCE,
    ),
    about="Goals of every level; a theme of a local programme is a goal of its own level.",
    children=(
        Children(
            "programme",
            ProgrammeGoal,
            "goal",
            (),
            (Field("programme", "the document it belongs to", required=True, to="documents", column="document"),),
            about="the document it belongs to",
            plain=True,
            single=True,
        ),
        Children(
            "areas",
            steering.GoalArea,
            "goal",
            ("area",),
            (need("area", to="areas"),),
            about="where it is to be reached",
            plain=True,
        ),
        Children(
            "links",
            steering.GoalLink,
            "lower",
            ("to",),
            (
                Field("to", "the upper goal", required=True, to="goals", column="upper"),
                need("meaning"),
                *INTERPRETATION,
                SOURCE,
            ),
            about="the upper goals it serves",
        ),
        Children(
            "roles",
            steering.GoalRole,
            "goal",
            ("organisation", "role"),
            (
                need("organisation", to="organisations"),
                need("role"),
                Field("control", "how far the body controls the means"),
                SOURCE,
            ),
            about="what bodies have to do with it",
        ),
        Children(
            "lineage",
            steering.GoalLineage,
            "after",
            ("from",),
            (
                Field("from", "the older goal", required=True, to="goals", column="before"),
                need("kind"),
                *INTERPRETATION,
                SOURCE,
            ),
            about="the earlier goals it came from",
        ),
    ),
    rules=(rules.in_order("valid_from", "valid_to"), rules.in_order("target_age_from", "target_age_to")),
    child_rules=(("links", rules.interpretation_has_a_maker), ("lineage", rules.interpretation_has_a_maker)),
)

GOAL_KINDS = (GOAL_LEVELS, GOALS)
