"""An index computed once: what went in, what came out, and with which version of the method."""

from django.db import models

from samstad.domain.risk.models.definitions import DefinitionVersion


class Run(models.Model):
    """Never changed. The same version, input and run before give the same result, byte for byte.

    Of the run before only the classes matter, and the result keeps them. `input` is the table of figures as they were
    known on `known_on`; `result` is what pages and files show. `note` says what a person saved it for (a proposal from
    the what-if, for example).
    """

    version = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    known_on = models.DateField()
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    input = models.JSONField()
    input_sha256 = models.CharField(max_length=64)
    result = models.JSONField()
    result_sha256 = models.CharField(max_length=64)
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ["version_id", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.version}, körning {self.number}"

    @property
    def key(self) -> str:
        """The address of the run within its index: version and number, "2.1"."""
        return f"{self.version.number}.{self.number}"
