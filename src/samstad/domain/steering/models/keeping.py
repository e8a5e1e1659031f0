"""An indicator that was proposed for retirement and kept, with the reason."""

from django.db import models

from samstad.domain.steering.models.indicators import Indicator


class KeptIndicator(models.Model):
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="kept")
    on = models.DateField()
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="kept_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.on}: {self.reason}"
