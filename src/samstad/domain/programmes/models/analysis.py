"""What a local programme builds on: an analysis in four parts, with its figures, its parties and what it left out.

Nothing is written over. What is taken away keeps its row with the day in `removed_on`, so that the past can be read;
`entered_on` is empty where a pack does not tell.
"""

from django.db import models

from samstad.domain.programmes.choices import Sustainability
from samstad.domain.programmes.models.documents import SteeringDocument

STANDS = models.Q(removed_on=None)


class Kept(models.Model):
    """A row of a programme's analysis."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    entered_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["document_id", "order", "pk"]


class AnalysisPart(Kept):
    """What the analysis says of one of the four sustainability goals. A part without a standing row is missing."""

    part = models.CharField(max_length=12, choices=Sustainability)
    text = models.TextField()
    source = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(fields=["document", "part"], condition=STANDS, name="analysis_part_once")
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())


class AnalysisFigure(Kept):
    """A figure that the analysis leans on: of what, where and when, as it was known on the day it was pulled in."""

    part = models.CharField(max_length=12, choices=Sustainability)
    indicator = models.ForeignKey("steering.Indicator", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    known_on = models.DateField()

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["document", "part", "indicator", "area", "period"],
                condition=STANDS,
                name="analysis_figure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class AnalysisParty(Kept):
    """Who made the analysis together, and what their part was. `organisation` is empty for those who are no body."""

    name = models.CharField(max_length=160)
    organisation = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contribution = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], condition=STANDS, name="analysis_party_once")
        ]

    def __str__(self) -> str:
        return self.name


class NotChosen(Kept):
    """What was weighed and not chosen, and why: without it nobody sees that a choice was made."""

    title = models.CharField(max_length=200)
    reason = models.TextField()
    source = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(fields=["document", "title"], condition=STANDS, name="not_chosen_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="not_chosen_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.title


class LocalQuality(Kept):
    """What the place has that others have not: a programme starts from strengths as well as needs."""

    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Kept.Meta):
        constraints = [
            models.UniqueConstraint(fields=["document", "text"], condition=STANDS, name="local_quality_once")
        ]

    def __str__(self) -> str:
        return self.text
