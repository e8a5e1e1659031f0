"""The economy of a report: rows with amounts in thousands or millions of kronor, as read from a sheet."""

from django.db import models

from samstad.domain.cycle.choices import AmountUnit, EconomyPart
from samstad.domain.cycle.models.reports import Report, Row
from samstad.domain.steering.choices import MoneyKind


class EconomySheet(Row):
    """The sheet that a report's economy was last read from. Its rows are replaced together, and the version moves."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="economy_sheet")
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.report} · {self.file_name}"


class EconomyLine(models.Model):
    """One row: what it is about, the kind of its money, and its amounts in `unit`; None where nothing is said.

    `asked` is the amount of a requested adjustment, which has no other amounts.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="economy_lines")
    part = models.CharField(max_length=12, choices=EconomyPart)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=MoneyKind)
    unit = models.CharField(max_length=4, choices=AmountUnit)
    budget = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    outcome = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    forecast = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    asked = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    explanation = models.CharField(max_length=600, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "part", "kind", "name"], name="economy_line_once")]

    def __str__(self) -> str:
        return f"{self.report} · {self.name}"
