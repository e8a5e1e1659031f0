"""What an index is: a method file in versions, worked on until a body adopts one."""

from django.db import models

from samstad.domain.history.models import FromPack
from samstad.domain.risk.choices import Standing


class Definition(FromPack):
    """An index by name. `note` stands on its face: what it is, and what it is not."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class DefinitionVersion(models.Model):
    """One method file. An adopted version is never changed: a change is the next version."""

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    method = models.TextField()
    state = models.CharField(max_length=10, choices=Standing, default=Standing.PROPOSED)
    adopted_on = models.DateField(null=True, blank=True)
    body = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paragraph = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["definition_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="definition_version_once"),
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | models.Q(adopted_on__isnull=False),
                name="an_adopted_definition_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.number}"
