"""The budget's two rounds: larger measures that boards propose, the council's answers, targets and assignments."""

from samstad.domain.cycle import models as cycle
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds.fields import SLUG, need
from samstad.sources.city_pack.kinds.rules import in_order, measure_has_a_name, target_measures_something

MONEY = (need("year"), need("kind"), need("amount", "millions of kronor"))
MEASURES = Kind(
    "measures",
    cycle.ProposedMeasure,
    ("slug",),
    (
        SLUG,
        need("round", "the budget proposal's round", to="rounds"),
        need("organisation", "the board that proposes it", to="organisations"),
        Field("activity", "what it is about in the board's plan", to="activities"),
        Field("title", "required without an activity"),
        need("text", "why"),
        Field("area", to="areas"),
        Field("order", "place among the board's measures"),
        Field("withdrawn", "true when the board no longer proposes it"),
        Field("version", "how many times it has been written"),
    ),
    about="Larger measures in boards' budget proposals. They are there before the proposal is sent out.",
    children=(
        Children(
            "goals",
            cycle.MeasureGoal,
            "measure",
            ("goal",),
            (need("goal", to="goals"),),
            about="the goals it serves",
            plain=True,
        ),
        Children(
            "amounts", cycle.MeasureAmount, "measure", ("year", "kind"), MONEY, about="what it costs, by year and kind"
        ),
    ),
    rules=(measure_has_a_name,),
    apart=True,
)
MEASURE_ANSWERS = Kind(
    "measure_answers",
    cycle.MeasureAnswer,
    ("measure",),
    (
        need("measure", to="measures"),
        need("round", "the council's budget", to="rounds"),
        need("kind"),
        need("text"),
        Field("of_version", "the measure's version that was answered"),
    ),
    about="What the council's budget answers a board's measure; a proposal until the budget is decided.",
    children=(
        Children(
            "amounts",
            cycle.GrantedAmount,
            "answer",
            ("year", "kind"),
            MONEY,
            about="what is granted of it, when partly",
        ),
    ),
    apart=True,
)
COUNCIL_TARGETS = Kind(
    "council_targets",
    cycle.CouncilTarget,
    ("slug",),
    (
        SLUG,
        need("round", to="rounds"),
        Field("indicator", "absent for a new one until it is decided", to="indicators"),
        Field("name", "of a new indicator"),
        Field("unit", "of a new indicator"),
        Field("direction", "of a new indicator"),
        Field("periodicity", "of a new indicator"),
        Field("by_sex", "of a new indicator"),
        Field("goal", to="goals"),
        need("value"),
    ),
    about="Targets in the council's budget; the target that holds when it is decided is among `targets`.",
    rules=(target_measures_something,),
    apart=True,
)
COUNCIL_ASSIGNMENTS = Kind(
    "council_assignments",
    cycle.CouncilAssignment,
    ("slug",),
    (
        SLUG,
        need("round", to="rounds"),
        need("title"),
        Field("text"),
        Field("goal", to="goals"),
        Field("start"),
        Field("end", "absent when it goes on"),
    ),
    about="Assignments in the council's budget.",
    children=(
        Children(
            "boards",
            cycle.AssignedBoard,
            "assignment",
            ("organisation",),
            (
                need("organisation", to="organisations"),
                Field("activity", "the board's own activity, once it is decided", to="activities"),
                Field("answer", "how the board takes it on"),
            ),
            about="who are assigned",
        ),
    ),
    rules=(in_order("start", "end"),),
    apart=True,
)
COUNCIL_DECISIONS = Kind(
    "council_decisions",
    cycle.CouncilDecision,
    ("round",),
    (
        need("round", to="rounds"),
        need("meeting_date"),
        need("paragraph"),
        Field("registration_number"),
        Field("by_name", "who entered it"),
    ),
    about="The council has decided its budget; what it holds is frozen then.",
    apart=True,
)
BUDGET = (MEASURES, MEASURE_ANSWERS, COUNCIL_TARGETS, COUNCIL_ASSIGNMENTS, COUNCIL_DECISIONS)
