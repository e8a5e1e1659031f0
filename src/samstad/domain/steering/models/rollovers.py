"""A board's plan prepared for the next year out of the present one; it can be undone."""

from django.db import models

from samstad.domain.steering.choices import RollOverState


class RollOver(models.Model):
    """What was made for `to_year` out of `from_year`. `made` names it, so that just that can be taken away again.

    `removed` is what an undone one had become by then, as plain JSON: nothing that was written is lost silently.
    """

    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RollOverState, default=RollOverState.PREPARED)
    made = models.JSONField(default=dict)
    removed = models.JSONField(default=dict)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    undone_by = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "to_year"],
                condition=models.Q(state="prepared"),
                name="one_roll_over_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.from_year} → {self.to_year}"
