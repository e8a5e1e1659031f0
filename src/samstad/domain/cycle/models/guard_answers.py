"""Why something that seems not to agree is right all the same."""

from django.db import models

from samstad.domain.cycle.models.reports import Report


class GuardAnswer(models.Model):
    """The answer holds for as long as what was asked about stands: `basis` is its fingerprint."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="guard_answers")
    row = models.CharField(max_length=130)
    told = models.CharField(max_length=400)
    basis = models.CharField(max_length=64)
    reason = models.CharField(max_length=600)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "basis"], name="guard_answer_once")]

    def __str__(self) -> str:
        return f"{self.told} {self.reason}"
