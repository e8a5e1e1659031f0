"""Files that belong to a report, kept in the database beside it."""

from django.db import models

from samstad.domain.cycle.models.reports import Report


class Attachment(models.Model):
    """`kind` is what the file is by its content, `alt` what a picture shows; a decorative picture shows nothing.

    A file that has been withdrawn is no longer part of the report, but of what was frozen with it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5)
    alt = models.CharField(max_length=400, blank=True)
    decorative = models.BooleanField(default=False)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.title
