"""What a local programme builds on: an analysis in four parts, with its figures, its parties and what it left out."""

from django.db import models

from samstad.domain.programmes.choices import Sustainability
from samstad.domain.programmes.models.documents import SteeringDocument


class AnalysisPart(models.Model):
    """What the analysis says of one of the four sustainability goals. An absent row is a part that is missing."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="analysis_parts")
    part = models.CharField(max_length=12, choices=Sustainability)
    text = models.TextField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "part"], name="analysis_part_once")]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_part_display()}"


class AnalysisFigure(models.Model):
    """A figure that the analysis leans on: which, where and for when, as it was known on the day it was pulled in."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="analysis_figures")
    part = models.CharField(max_length=12, choices=Sustainability)
    indicator = models.ForeignKey("steering.Indicator", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    known_on = models.DateField()

    class Meta:
        ordering = ["document_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "part", "indicator", "area", "period"], name="analysis_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.indicator} {self.period}"


class AnalysisParty(models.Model):
    """Who made the analysis together, and what their part was. `organisation` is empty for those who are no body."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="analysis_parties")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=160)
    organisation = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document_id", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "name"], name="analysis_party_once")]

    def __str__(self) -> str:
        return self.name


class NotChosen(models.Model):
    """What was weighed and not chosen, and why: without it nobody sees that a choice was made."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="not_chosen")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "title"], name="not_chosen_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="not_chosen_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.title


class LocalQuality(models.Model):
    """What the place has that others have not: the programme starts from strengths as well as needs."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="qualities")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document_id", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "text"], name="local_quality_once")]

    def __str__(self) -> str:
        return self.text
