"""What somebody should be told. Written in the same transaction as its cause, so it is true if it exists."""

from django.db import models


class Notice(models.Model):
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=300)
    at = models.DateTimeField()
    seen = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text
