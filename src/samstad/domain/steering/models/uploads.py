"""Figures that come in a file: how its columns are read, what was tried, and what was done with it."""

from django.db import models

from samstad.domain.steering.choices import UploadState


class FigureMapping(models.Model):
    """How the columns of a file that comes again are read. `columns` is a `Columns` as plain JSON."""

    title = models.CharField(max_length=120, unique=True)
    columns = models.JSONField(default=dict)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class FigureUpload(models.Model):
    """One file. Its values point back here, so that they can be withdrawn together; the row itself stays.

    `trial` is what the last dry run found, as plain JSON; `columns` how the file was read then.
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    trial = models.JSONField(default=dict)
    source = models.CharField(max_length=400)
    known_from = models.DateField()
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.TRIED)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    stored_by = models.CharField(max_length=120, blank=True)
    stored_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
