"""What is done: measures, activities, commitments and working methods."""

from samstad.domain.programmes.models import ProgrammeActivity
from samstad.domain.steering import models as steering
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds import rules
from samstad.sources.city_pack.kinds.fields import SLUG, SOURCE, TARGET_GROUP, need

ACTIVITIES = Kind(
    "activities",
    steering.Activity,
    ("slug",),
    (
        SLUG,
        need("kind"),
        need("title"),
        need("owner", to="organisations"),
        Field("text"),
        Field("year"),
        Field("modality", "how strongly the document puts it"),
        Field("start"),
        Field("end"),
        Field("continuous", "true when it has no end"),
        Field("origin"),
        *TARGET_GROUP,
        Field("order", "place among its like"),
        SOURCE,
    ),
    about="What is done: measures, activities, commitments and working methods.",
    children=(
        Children(
            "programme",
            ProgrammeActivity,
            "activity",
            (),
            (Field("programme", "the document it belongs to", required=True, to="documents", column="document"),),
            about="the document it belongs to",
            plain=True,
            single=True,
        ),
        Children(
            "goals",
            steering.ActivityGoal,
            "activity",
            ("goal",),
            (need("goal", to="goals"),),
            about="the goals it serves",
            plain=True,
        ),
        Children(
            "areas",
            steering.ActivityArea,
            "activity",
            ("area",),
            (need("area", to="areas"),),
            about="where it is done",
            plain=True,
        ),
        Children(
            "parties",
            steering.ActivityParty,
            "activity",
            ("organisation", "role"),
            (need("organisation", to="organisations"), need("role"), Field("note")),
            about="other bodies' part in it",
        ),
    ),
    rules=(rules.in_order("start", "end"), rules.in_order("target_age_from", "target_age_to")),
)
ACTIVITY_UPDATES = Kind(
    "activity_updates",
    steering.ActivityUpdate,
    ("activity", "on"),
    (
        need("activity", to="activities"),
        Field("on", "the day it stood so"),
        need("status"),
        Field("deviation"),
        Field("comment"),
        Field("waiting_for", to="organisations"),
        Field("waiting_since"),
        SOURCE,
    ),
    about="How an activity stood on a day.",
    repeats=True,
    where=(("origin", ""),),
)

ACTIVITY_KINDS = (ACTIVITIES, ACTIVITY_UPDATES)
