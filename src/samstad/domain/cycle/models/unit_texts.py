"""What a board asks its units to write, what they wrote, and where it was pulled up."""

from django.db import models

from samstad.domain.cycle.models.reports import Report, Row


class UnitText(Row):
    """One unit's text for one row of its board's report.

    `row` is the row's key as the page has it: "s.summary", "g.<goal>" or "a.<activity>".
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="unit_texts")
    unit = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    row = models.CharField(max_length=130)
    question = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["report_id", "row", "unit__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "unit", "row"], name="unit_text_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.unit} · {self.row}"


class PulledText(models.Model):
    """A unit's text as it was when it was pulled up into the board's row, so that later changes show."""

    source = models.OneToOneField(UnitText, on_delete=models.CASCADE, related_name="pulled")
    text = models.TextField()
    version = models.PositiveIntegerField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.version}"
