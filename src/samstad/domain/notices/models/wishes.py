"""How a person wants to be told."""

from django.db import models

from samstad.domain.notices.choices import Rhythm


class Wishes(models.Model):
    """A person without a row has the defaults. `calendar` is part of the calendar's address: a new one ends the old."""

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.WEEKLY)
    by_mail = models.BooleanField(default=True)
    calendar = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user}: {self.rhythm}"
