"""The year's rounds, the boards' reports with decisions, and the executive office's assessments."""

from samstad.domain.cycle import models as cycle
from samstad.sources.city_pack.declare import Children, Field, Kind
from samstad.sources.city_pack.kinds.fields import SLUG, need
from samstad.sources.city_pack.kinds.rules import in_order, named_by_year_and_kind, sent_out_has_a_day

WRITTEN = (("version__gt", 0),)
"""Rows that somebody has answered; the others are made again when the round is opened."""

ROUNDS = Kind(
    "rounds",
    cycle.Round,
    ("slug",),
    (
        SLUG,
        need("year"),
        need("kind"),
        Field("cutoff", "last day of what is reported"),
        Field("due", "last day to hand in"),
        need("opened_on"),
    ),
    about="Reporting rounds. Opening one makes every reporting board's empty report.",
    children=(
        Children(
            "bodies",
            cycle.Report,
            "round",
            ("organisation",),
            (need("organisation", to="organisations"),),
            about="the bodies that report; absent means every board and company that reports",
            plain=True,
        ),
        Children(
            "published",
            cycle.Snapshot,
            "round",
            ("on",),
            (need("on"),),
            about="the days on which the city's roll-up was published",
            order_by=("pk",),
            where=(("stage", "roll_up"),),
        ),
    ),
    rules=(in_order("cutoff", "due"), named_by_year_and_kind),
    apart=True,
)
REPORTS = Kind(
    "reports",
    cycle.Report,
    ("round", "organisation"),
    (
        need("round", to="rounds"),
        need("organisation", to="organisations"),
        need("state"),
        Field("submitted_on"),
        Field("sent_out_on"),
    ),
    about="A board's report. It is loaded through the same deeds as a person does, on the pack's dates.",
    children=(
        Children(
            "sections",
            cycle.ReportSection,
            "report",
            ("key",),
            (need("key"), Field("text")),
            about="written text",
            where=WRITTEN,
            stripped=("text",),
        ),
        Children(
            "indicator_rows",
            cycle.IndicatorRow,
            "report",
            ("indicator",),
            (
                need("indicator", to="indicators"),
                Field("outcome"),
                Field("outcome_women"),
                Field("outcome_men"),
                Field("forecast"),
                Field("missing_reason"),
                Field("comment"),
            ),
            about="values",
            where=WRITTEN,
        ),
        Children(
            "activity_rows",
            cycle.ActivityRow,
            "report",
            ("activity",),
            (
                need("activity", to="activities"),
                need("status"),
                Field("deviation"),
                Field("comment"),
                Field("waiting_for", to="organisations"),
            ),
            about="how activities stand",
            where=(*WRITTEN, ("status__gt", "")),
        ),
        Children(
            "judgements",
            cycle.GoalJudgement,
            "report",
            ("goal",),
            (
                need("goal", to="goals"),
                need("judgement"),
                Field("motivation"),
                Field("suggested", "what the figures said when it was made"),
            ),
            about="the board's judgement of goals",
            where=(*WRITTEN, ("judgement__gt", "")),
        ),
        Children(
            "decisions",
            cycle.Decision,
            "report",
            ("meeting_date", "kind"),
            (
                need("kind"),
                Field("body", "absent is the board itself", to="organisations"),
                need("meeting_date"),
                Field("paragraph", "required when decided"),
                Field("registration_number"),
                Field("reservations"),
            ),
            about="the body's treatment at meetings",
            order_by=("meeting_date", "pk"),
            stripped=("paragraph", "registration_number", "reservations"),
        ),
        Children(
            "corrections",
            cycle.Snapshot,
            "report",
            ("on", "note"),
            (need("on", "the day of the correction sheet"), need("note", "what it corrects")),
            about="numbered correction sheets (utbytesblad); the rows above are as corrected",
            order_by=("pk",),
            where=(("stage", "correction"),),
            stripped=("note",),
        ),
    ),
    rules=(sent_out_has_a_day,),
    apart=True,
)
OFFICE_ASSESSMENTS = Kind(
    "office_assessments",
    cycle.OfficeAssessment,
    ("round", "goal"),
    (
        need("round", to="rounds"),
        need("goal", to="goals"),
        Field("judgement"),
        Field("text"),
        Field("state"),
        Field("decided_on"),
        Field("paragraph"),
    ),
    about="The executive office's proposal at council goals, its comment at boards' goals.",
    apart=True,
    stripped=("text", "paragraph"),
)
CYCLE = (ROUNDS, REPORTS, OFFICE_ASSESSMENTS)
