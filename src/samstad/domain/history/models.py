"""Where a row comes from, and what has been done to it."""

from django.db import models


class Pack(models.Model):
    """A city pack that has been loaded. Rows of a pack marked `example` are invented and say so wherever shown."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    example = models.BooleanField(default=False)
    city = models.CharField(max_length=80, blank=True)
    sources = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.title


class FromPack(models.Model):
    """A row that may come from a pack; without one it was entered in the service."""

    pack = models.ForeignKey(Pack, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Event(models.Model):
    """One thing a person did, in the order it was done; never changed afterwards."""

    at = models.DateTimeField(db_index=True)
    actor_name = models.CharField(max_length=120)
    user = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=200)
    board = models.CharField(max_length=80, blank=True)
    change = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject", "subject_key"])]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.action} {self.subject_key}"
