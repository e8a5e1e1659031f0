"""Indicators, their targets and values."""

from samstad.domain.steering import models as steering
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds import rules
from samstad.sources.city_pack.kinds.fields import NOTE, SLUG, SOURCE, need

INDICATORS = Kind(
    "indicators",
    steering.Indicator,
    ("slug",),
    (
        SLUG,
        need("name"),
        Field("definition"),
        need("unit"),
        Field("direction"),
        Field("periodicity"),
        Field("decimals", "how many are shown"),
        Field("council", "true when the council follows it"),
        Field("owner", "the body whose own it is", to="organisations"),
        Field("supplier", "who brings the value"),
        Field("by_sex", "true when it counts persons"),
        Field("method", "how it is measured"),
        Field("retired_on", "the day from which no round asks for it"),
        Field("protect_below", "counts under this many persons are not told; absent when all are"),
        Field("numerator", "the count that a share is made of", to="indicators"),
        Field("denominator", "the count that a share is a part of", to="indicators"),
        SOURCE,
    ),
    about="What is measured.",
    children=(
        Children(
            "goals",
            steering.GoalIndicator,
            "indicator",
            ("goal",),
            (
                need("goal", to="goals"),
                Field("proxy", "true when it measures something near the goal and not the goal itself"),
                Field("note"),
            ),
            about="the goals it follows",
        ),
        Children(
            "breaks",
            steering.IndicatorBreak,
            "indicator",
            ("period",),
            (need("period", "the first period of the new kind"), need("kind"), need("text"), SOURCE),
            about="where the series stops being comparable",
        ),
    ),
)
TARGETS = Kind(
    "targets",
    steering.Target,
    ("indicator", "year", "kind", "organisation", "area", "goal", "sex", "age_group", "known_from"),
    (
        need("indicator", to="indicators"),
        need("year"),
        need("kind"),
        Field("value", "for a gap the greatest difference allowed; a change has a sign; a rank is a place"),
        Field("baseline", "the figure that a change or a line starts from"),
        Field("baseline_period", "the period of the baseline, or the last one of the trend that is to break"),
        Field("end_year", "when a line or an end state is to be reached"),
        Field("organisation", "whose target; absent is the council's", to="organisations"),
        Field("area", to="areas"),
        Field("goal", to="goals"),
        Field("sex"),
        Field("age_group"),
        need("known_from", "the day it was decided or published"),
        SOURCE,
        NOTE,
    ),
    about="What an indicator is to reach a year.",
    rules=(rules.target_is_whole,),
    repeats=True,
)
VALUES = Kind(
    "values",
    steering.Value,
    ("indicator", "area", "organisation", "period", "sex", "age_group", "known_from"),
    (
        need("indicator", to="indicators"),
        Field("area", to="areas"),
        Field("organisation", to="organisations"),
        need("period", "2017, 2017-T1 or 2016-12-31"),
        Field("sex", "K, M, or T (or nothing) for everyone"),
        Field("age_group"),
        Field("value", "decimal point; nothing when missing"),
        need("status"),
        Field("missing_reason", "required when missing; missing is never zero"),
        need("known_from", "the day it was published"),
        SOURCE,
        Field("address", "where it can be seen, http or https"),
        NOTE,
    ),
    about="Figures, in files called `values*.csv`, one row each.",
    rules=(rules.missing_is_said,),
    repeats=True,
    csv=True,
    order_by=("known_from", "pk"),
    where=(("origin", ""),),
)

FIGURES = (INDICATORS, TARGETS, VALUES)
