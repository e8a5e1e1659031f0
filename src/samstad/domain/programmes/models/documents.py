"""Visions, guidelines, programmes and plans; a local programme is one of them."""

from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.history.models import FromPack
from samstad.domain.programmes.choices import DocumentKind, DocumentStatus


class SteeringDocument(FromPack):
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20, choices=DocumentKind)
    status = models.CharField(max_length=12, choices=DocumentStatus)
    owner = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paragraph = models.CharField(max_length=20, blank=True)
    registration_number = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    until_further_notice = models.BooleanField(default=False)
    under = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    summary = models.TextField(blank=True)
    vision_of_place = models.TextField(blank=True)
    frame_mnkr = models.DecimalField(max_digits=10, decimal_places=1, null=True, blank=True)
    frame_note = models.CharField(max_length=300, blank=True)
    status_note = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=300, blank=True)
    sort_key = SortKeyField(source="title")
    search_text = SearchTextField(sources=("title", "short_title", "summary"))

    class Meta:
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_local(self) -> bool:
        return self.kind == DocumentKind.LOCAL_PROGRAMME


class DocumentSuccession(models.Model):
    before = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="successions")
    after = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="origins")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="document_succession_once")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class DocumentSection(models.Model):
    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document_id", "order"]

    def __str__(self) -> str:
        return self.heading


class ExpectedCount(models.Model):
    """How many of something the document is known to hold, so that what is not entered can be counted."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="expected")
    what = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    count = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "what"], name="expected_once")]

    def __str__(self) -> str:
        return f"{self.count} {self.label}"


class ProgrammeGoal(models.Model):
    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="programme_goals")
    goal = models.OneToOneField("steering.Goal", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.document}: {self.goal}"


class ProgrammeActivity(models.Model):
    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="programme_activities")
    activity = models.OneToOneField("steering.Activity", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.document}: {self.activity}"


class FocusArea(models.Model):
    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="focus_areas")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["document_id", "order"]
        constraints = [models.UniqueConstraint(fields=["document", "area"], name="focus_area_once")]

    def __str__(self) -> str:
        return f"{self.document}: {self.area}"


class PartnerIntention(models.Model):
    """A party the board says it intends to work with. An intention is no question and no agreement."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="partners")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=160)
    organisation = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["document_id", "order"]

    def __str__(self) -> str:
        return self.name
