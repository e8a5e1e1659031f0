"""A round asks; a report is one board's answer, row by row."""

from django.db import models

from samstad.domain.cycle.choices import PLANNING, Judgement, ReportState, RoundKind
from samstad.domain.history.models import FromPack
from samstad.domain.steering.choices import ActivityStatus


class Round(FromPack):
    slug = models.SlugField(max_length=20, unique=True)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=RoundKind)
    cutoff = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    opened_on = models.DateField()

    class Meta:
        ordering = ["-year", "kind"]
        constraints = [models.UniqueConstraint(fields=["year", "kind"], name="round_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class Report(FromPack):
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    submitted_on = models.DateField(null=True, blank=True)
    sent_out_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["round_id", "organisation__sort_key"]
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="report_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.round}"

    @property
    def planning(self) -> bool:
        """True when it is about a year that lies ahead: it then asks for nothing row by row."""
        return self.round.kind in PLANNING


class Versioned(models.Model):
    """A version that every change raises, so that nobody overwrites another unseen, and who changed it last."""

    version = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Row(Versioned):
    """What every row of a report has: who it waits for, and a version."""

    responsible = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True

    @property
    def answered(self) -> bool:
        """True once a person (or a central value) has filled the row."""
        return self.version > 0


class ReportSection(Row):
    """The text of a chapter, by the chapter's key. `approved_version` is the state of the chapter that was approved.

    Once the chapter has moved on from it, the approval no longer holds.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    ready = models.BooleanField(default=False)
    approved_version = models.PositiveIntegerField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.key}"


class IndicatorRow(Row):
    """`locked` rows carry a central value and are not the board's to change."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="indicator_rows")
    indicator = models.ForeignKey("steering.Indicator", on_delete=models.PROTECT, related_name="+")
    outcome = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    outcome_women = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    outcome_men = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    forecast = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    missing_reason = models.CharField(max_length=300, blank=True)
    comment = models.TextField(blank=True)
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="indicator_row_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.indicator}"


class ActivityRow(Row):
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="activity_rows")
    activity = models.ForeignKey("steering.Activity", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=ActivityStatus, blank=True)
    deviation = models.CharField(max_length=600, blank=True)
    comment = models.TextField(blank=True)
    waiting_for = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "activity"], name="activity_row_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.activity}"


class GoalJudgement(Row):
    """The board's judgement of a goal.

    `suggested` is what the figures said when it was made, `figures` what they said in the text that was frozen last.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="judgements")
    goal = models.ForeignKey("steering.Goal", on_delete=models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=8, choices=Judgement, blank=True)
    motivation = models.TextField(blank=True)
    suggested = models.CharField(max_length=8, choices=Judgement, blank=True)
    figures = models.CharField(max_length=8, choices=Judgement, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "goal"], name="judgement_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.goal}: {self.judgement}"
