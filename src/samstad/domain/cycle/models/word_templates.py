"""The city's own Word template, from which reports take their look."""

from django.db import models


class WordTemplate(models.Model):
    """The newest one is used; earlier ones are kept, so that history can say which look a file had."""

    file_name = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    missing = models.JSONField(default=list)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.file_name
