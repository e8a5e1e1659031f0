"""Which areas are chosen: what the rule proposes, where a body departs from it and why, and what it adopted."""

from django.db import models

from samstad.domain.risk.choices import Standing
from samstad.domain.risk.models.runs import Run


class Selection(models.Model):
    """A list with a name. Once adopted it is an area list like any other, and what "prioriterad" may mean."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="selections")
    title = models.CharField(max_length=160)
    rule = models.JSONField()
    state = models.CharField(max_length=10, choices=Standing, default=Standing.PROPOSED)
    expected_wrong = models.FloatField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    body = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paragraph = models.CharField(max_length=20, blank=True)
    area_list = models.ForeignKey("places.AreaList", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | models.Q(adopted_on__isnull=False, area_list__isnull=False),
                name="an_adopted_selection_has_its_day_and_list",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SelectionRow(models.Model):
    """One area: its probability of belonging to the list, what the rule says, what the body says and why."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="rows")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField(null=True, blank=True)
    proposed = models.BooleanField()
    chosen = models.BooleanField()
    motivation = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "area"], name="selection_row_once"),
            models.CheckConstraint(
                condition=models.Q(proposed=models.F("chosen")) | ~models.Q(motivation=""),
                name="a_departure_has_its_motivation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.selection}: {self.area}"
