"""Figures that come in a file or are fetched: how they are read, what was tried, and what was done with them."""

from datetime import datetime, timedelta

from django.db import models

from samstad.domain.steering.choices import FetchState, FigureService, UploadState

SILENT = timedelta(minutes=15)
"""A fetch that has said nothing for so long is no longer under way, whatever its state says."""


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


class FigureFetch(models.Model):
    """Figures asked for from an open service. `query` is what was asked, as plain JSON by service.

    `log` is a list of `{"at", "text", "said"}`: a Swedish sentence and what it says, put together when it is shown.
    `upload` is the file that came of it, and `mapping` the name of the reading that it is to be read by.
    """

    service = models.CharField(max_length=10, choices=FigureService)
    query = models.JSONField(default=dict)
    mapping = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=FetchState, default=FetchState.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    log = models.JSONField(default=list)
    upload = models.ForeignKey(FigureUpload, null=True, blank=True, on_delete=models.PROTECT, related_name="fetches")
    by_user = models.ForeignKey("people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.pk}"

    def is_silent(self, at: datetime) -> bool:
        """True when it should be waiting or under way, but has not said anything for a quarter of an hour."""
        heard = datetime.fromisoformat(self.log[-1]["at"]) if self.log else self.at
        return self.state in (FetchState.WAITING, FetchState.RUNNING) and at - heard > SILENT

    def may_start_again(self, at: datetime) -> bool:
        return self.state == FetchState.FAILED or self.is_silent(at)
