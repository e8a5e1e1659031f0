"""What the city asks boards to adjust after reading their plans, and changes asked for during the year."""

from samstad.domain.cycle import models as cycle
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds import rules
from samstad.sources.city_pack.kinds.fields import need

PLAN_COMMENTS = Kind(
    "plan_comments",
    cycle.PlanComment,
    ("round", "organisation", "indicator"),
    (
        need("round", to="rounds"),
        need("organisation", to="organisations"),
        need("indicator", to="indicators"),
        need("text"),
    ),
    about="The executive office's notes while it reads one indicator in one body's plan.",
    late=True,
)
ADJUSTMENTS = Kind(
    "adjustments",
    cycle.AdjustmentRequest,
    ("round", "organisation", "indicator", "goal"),
    (
        need("round", "the year's reconciliation", to="rounds"),
        need("organisation", "who is asked", to="organisations"),
        Field("indicator", "what it is about, or a goal", to="indicators"),
        Field("goal", to="goals"),
        need("text", "what is to be adjusted"),
        Field("due", "last day to answer"),
        Field("state"),
        Field("asked_on", "the executive board's meeting"),
        Field("paragraph"),
    ),
    about="What the executive board asks bodies to adjust in their plans.",
    children=(
        Children(
            "words",
            cycle.AdjustmentWord,
            "request",
            ("on", "voice", "text"),
            (
                need("voice", "who says it"),
                need("text"),
                Field("new_target", "what the body's target had become"),
                need("by_name"),
                need("on"),
            ),
            about="what has been said since, in order",
            order_by=("pk",),
        ),
    ),
    rules=(rules.asked_has_a_meeting, rules.about_something),
    repeats=True,
    late=True,
)
CHANGES = Kind(
    "changes",
    cycle.ChangeRequest,
    ("year", "organisation", "indicator", "kind", "asked_on"),
    (
        need("kind"),
        need("year"),
        need("organisation", "who asks for it", to="organisations"),
        need("indicator", to="indicators"),
        Field("old_value", "what stood, of a target"),
        Field("new_value"),
        Field("goal", "the goal that is also to be followed with it", to="goals"),
        Field("old_name", "what stood, of an indicator's name or definition"),
        Field("new_name"),
        Field("old_body", "who was responsible", to="organisations"),
        Field("new_body", to="organisations"),
        need("reason"),
        need("asked_on"),
        need("asked_by"),
        Field("state"),
        Field("answer", "why it was refused"),
        Field("body", "the body that decided", to="organisations"),
        Field("meeting_date"),
        Field("paragraph"),
        Field("registration_number"),
    ),
    about="A change asked for during the year. It is not carried out by loading: the targets say what stands.",
    rules=(rules.change_is_decided_or_refused,),
    repeats=True,
    late=True,
)
RECONCILED = (PLAN_COMMENTS, ADJUSTMENTS, CHANGES)
