"""What somebody should be told. Written in the same transaction as its cause, so it is true if it exists."""

from django.db import models


class Notice(models.Model):
    """`once` names what may be said to a person one time only, such as one beat of reminders; mostly empty.

    `mailed_at` is when it was handed to the mail server; `mail_problem` says why the last try failed.
    """

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=300)
    at = models.DateTimeField()
    seen = models.BooleanField(default=False)
    once = models.CharField(max_length=160, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "once"], condition=~models.Q(once=""), name="notice_once")
        ]

    def __str__(self) -> str:
        return self.text
