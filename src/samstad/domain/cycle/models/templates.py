"""What chapters a report has: the round's common ones, and those that a board has added to its own."""

from django.db import models
from django.db.models import Q

from samstad.domain.cycle.models.reports import Report, Round


class Chapter(models.Model):
    """A chapter with its heading, what is to be written, and the tables (`TableKind`) that stand in it, in order.

    It belongs to a round (every board has it) or to one report (a local chapter). The text stands in the report's
    section of the same key. `explain_over` is the share of the budget, in percent, over which a deviation in the
    chapter's economy needs a sentence.
    """

    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.CASCADE, related_name="chapters")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.CASCADE, related_name="own_chapters")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    instruction = models.TextField(blank=True)
    tables = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    explain_over = models.PositiveSmallIntegerField(default=5)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="chapter_of_round_once"),
            models.UniqueConstraint(fields=["report", "key"], name="chapter_of_report_once"),
            models.CheckConstraint(
                condition=Q(round__isnull=False, report=None) | Q(round=None, report__isnull=False),
                name="chapter_of_a_round_or_a_report",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def own(self) -> bool:
        """True for a chapter that the board added itself."""
        return self.round_id is None
