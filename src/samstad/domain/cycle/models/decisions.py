"""What a board decided, what the executive office weighed together, and the frozen texts."""

from django.db import models

from samstad.domain.cycle.choices import AssessmentState, DecisionKind, Judgement, Stage
from samstad.domain.cycle.models.reports import Report, Round
from samstad.domain.history.models import FromPack


class Decision(models.Model):
    """A body's treatment of a report at a meeting; a tabled report has several."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=14, choices=DecisionKind)
    body = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    meeting_date = models.DateField()
    paragraph = models.CharField(max_length=20, blank=True)
    registration_number = models.CharField(max_length=60, blank=True)
    reservations = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["meeting_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="decided") | ~models.Q(paragraph=""), name="decision_has_a_paragraph"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.kind} {self.meeting_date}"


class OfficeAssessment(FromPack):
    """The executive office on a goal: a proposed judgement at the council's goals, a comment at boards' goals."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    goal = models.ForeignKey("steering.Goal", on_delete=models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=8, choices=Judgement, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=AssessmentState, default=AssessmentState.PROPOSED)
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "goal"], name="assessment_once")]

    def __str__(self) -> str:
        return f"{self.round} · {self.goal}: {self.judgement}"


class Snapshot(models.Model):
    """A text as it was sent out, decided, corrected or published; never changed, each one names the one before."""

    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots")
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="snapshots")
    stage = models.CharField(max_length=10, choices=Stage)
    number = models.PositiveSmallIntegerField(default=0)
    on = models.DateField()
    document = models.JSONField()
    schema_version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=120)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(report__isnull=False, round=None) | models.Q(report=None, round__isnull=False),
                name="snapshot_of_a_report_or_a_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report or self.round} {self.stage} {self.number}"
