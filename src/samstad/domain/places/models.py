"""Places: the city, its districts and what the programmes point at, with dates and successors."""

from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.history.models import FromPack
from samstad.domain.places.choices import AreaKind, AreaNoteKind


class Area(FromPack):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=AreaKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    sort_key = SortKeyField(source="name")
    search_text = SearchTextField(sources=("name", "note"))

    class Meta:
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.name


class AreaBorder(models.Model):
    """How an area is bounded from a day on: one row per edition, the older ones kept.

    `rings` is text as `calculations.geometry.rings_text` writes it, in WGS 84; `edition` names the division that the
    border came with.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="borders")
    valid_from = models.DateField()
    edition = models.SlugField(max_length=80)
    rings = models.TextField()
    km2 = models.FloatField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["area_id", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["area", "valid_from"], name="area_border_once")]

    def __str__(self) -> str:
        return f"{self.area} {self.valid_from}"


class AreaSuccession(FromPack):
    """`before` became part of `after`; several rows with the same `after` are a merger.

    `share` is how much of the people of `before` went there, from 0 to 1, where an area was divided and it is known.
    """

    before = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions")
    after = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField()
    share = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="area_succession_once")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class AreaList(FromPack):
    """A named list of areas. "Prioriterad" always means: stands in a list with a name."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    declared_count = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    areas: "models.ManyToManyField[Area, AreaListEntry]" = models.ManyToManyField(
        Area, through="AreaListEntry", related_name="lists"
    )

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class AreaListEntry(models.Model):
    area_list = models.ForeignKey(AreaList, on_delete=models.CASCADE, related_name="entries")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area_list", "area"], name="area_in_list_once")]

    def __str__(self) -> str:
        return f"{self.area_list}: {self.area}"


class AreaNote(models.Model):
    """What a place has: a quality worth showing, or a meeting place."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20, choices=AreaNoteKind)
    text = models.CharField(max_length=400)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "text"]

    def __str__(self) -> str:
        return self.text
