"""Medverkan: what partners are asked for, what they answer, and what they give unasked."""

from django.db import models

from samstad.domain.history.models import FromPack
from samstad.domain.programmes.choices import AnswerKind, Standing
from samstad.domain.programmes.models.documents import SteeringDocument


class Question(FromPack):
    """A question put to a partner; its clock runs from `asked_on` until the first answer."""

    slug = models.SlugField(max_length=140, unique=True)
    programme = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="questions")
    asked = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey("steering.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["asked_on", "slug"]

    def __str__(self) -> str:
        return self.text[:80]


class Answer(models.Model):
    """An answer; the latest one counts. It is decided only when a body, a date and a paragraph stand behind it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=8, choices=AnswerKind)
    text = models.TextField(blank=True)
    activity = models.ForeignKey("steering.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.OFFICE)
    decided_by = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    binds_money = models.BooleanField(default=False)
    answered_on = models.DateField()
    answered_by = models.CharField(max_length=120)
    recorded_for_other = models.BooleanField(default=False)

    class Meta:
        ordering = ["question_id", "answered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(standing="decided")
                | (models.Q(decided_by__isnull=False, decided_on__isnull=False) & ~models.Q(paragraph="")),
                name="decided_answer_has_body_date_and_paragraph",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"


class StandingContributions(models.Manager["Contribution"]):
    """What is read everywhere: contributions that were taken back are not among them."""

    def get_queryset(self) -> models.QuerySet["Contribution"]:
        return super().get_queryset().filter(withdrawn_on=None)


class Contribution(FromPack):
    """Something a body does for a programme, asked (`question`) or not.

    One that a later answer takes back keeps its row, with the day in `withdrawn_on`, so that the past can be read.
    `given_on` is empty where a pack does not tell.
    """

    slug = models.SlugField(max_length=140, unique=True)
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="contributions")
    activity = models.ForeignKey("steering.Activity", on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theme_printed = models.CharField(max_length=200, blank=True)
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    given_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = StandingContributions()
    every: "models.Manager[Contribution]" = models.Manager()

    class Meta:
        ordering = ["programme_id", "slug"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.activity}"
