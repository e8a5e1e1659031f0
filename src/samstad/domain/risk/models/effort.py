"""What committees and companies put into each area: the split that the guidelines ask them for."""

from django.db import models

from samstad.domain.history.models import FromPack
from samstad.domain.steering.choices import MoneyKind


class AreaAmount(FromPack):
    """Whole kronor of one kind that a body spends in an area during a year."""

    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=MoneyKind)
    amount = models.PositiveBigIntegerField()
    source = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["year", "organisation_id", "area_id", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "area", "year", "kind"], name="area_amount_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.area} {self.year} {self.kind}: {self.amount}"
