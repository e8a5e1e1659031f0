"""Somebody leaves or is away: their rows go to another, and perhaps back."""

from django.db import models


class Handover(models.Model):
    """From `first_day` the giver's rows are the receiver's; after `last_day` they go back, without one never.

    `begun` and `ended` say whether that has been done.
    """

    board = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    begun = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="handover_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver} {self.first_day}"


class HandedRow(models.Model):
    """A row that followed along; exactly one of the four is set. It is gone when the row has gone back."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="rows")
    indicator_row = models.ForeignKey("cycle.IndicatorRow", null=True, on_delete=models.CASCADE, related_name="+")
    activity_row = models.ForeignKey("cycle.ActivityRow", null=True, on_delete=models.CASCADE, related_name="+")
    judgement = models.ForeignKey("cycle.GoalJudgement", null=True, on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("cycle.ReportSection", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return (
            f"{self.handover}: {self.indicator_row_id or self.activity_row_id or self.judgement_id or self.section_id}"
        )
