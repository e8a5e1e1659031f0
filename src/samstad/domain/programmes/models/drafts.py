"""Drafts read out of a programme document, waiting for a person beside the source text."""

from django.db import models

from samstad.domain.programmes.choices import DraftKind, DraftState


class ProgrammeImport(models.Model):
    """One document that was read. `text` is the file's lines as read, so that a draft can be shown beside them."""

    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    committee = models.CharField(max_length=160, blank=True)
    lines = models.JSONField()
    unplaced = models.JSONField(default=list)
    placed_share = models.FloatField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title


class DraftItem(models.Model):
    """One thing to accept, edit or drop. `made_slug` names what it became."""

    source = models.ForeignKey(ProgrammeImport, on_delete=models.CASCADE, related_name="items")
    board = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    board_printed = models.CharField(max_length=160)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=DraftKind)
    theme = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    modality = models.CharField(max_length=20, blank=True)
    line_from = models.PositiveIntegerField()
    line_to = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=DraftState, default=DraftState.PENDING)
    version = models.PositiveIntegerField(default=0)
    made_slug = models.CharField(max_length=140, blank=True)
    reviewed_by = models.CharField(max_length=120, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["source_id", "order"]
        indexes = [models.Index(fields=["source", "board", "state"])]

    def __str__(self) -> str:
        return self.text[:80]
