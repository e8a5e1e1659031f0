"""What is said about a report while it is written: threads, each about a row or about the whole report."""

from django.db import models

from samstad.domain.cycle.models.reports import Report


class ReviewComment(models.Model):
    """What somebody wrote; the first of a thread has no `thread` and carries what it is about and how it ended.

    `row` is the key of a row ("g.<goal>"), or empty for the whole report. `returned`: the report came back with it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    row = models.CharField(max_length=130, blank=True)
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    user = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    returned = models.BooleanField(default=False)
    resolved_by = models.CharField(max_length=120, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None
