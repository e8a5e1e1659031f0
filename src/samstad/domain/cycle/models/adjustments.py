"""What the city asks boards to adjust after reading their plans, and what they ask to have changed during the year."""

from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from samstad.domain.cycle.choices import WAITING_ADJUSTMENTS, AdjustmentState, ChangeKind, ChangeState, Voice
from samstad.domain.cycle.models.reports import Round
from samstad.domain.history.models import FromPack


class PlanComment(FromPack):
    """What the executive office notes while it reads one indicator in one body's plan."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="plan_comments")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("steering.Indicator", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "organisation", "indicator"], name="plan_comment_once")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.indicator}: {self.text[:60]}"


class AdjustmentRequest(FromPack):
    """The executive board asks a body to adjust an indicator or what it does for a goal.

    Boards are urged (uppmanas); companies are requested (anmodas) through the company that owns them.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="adjustments")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        "steering.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=AdjustmentState, default=AdjustmentState.PROPOSED)
    asked_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False) | models.Q(goal__isnull=False),
                name="adjustment_is_about_something",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("proposed", "ended"))
                | (models.Q(asked_on__isnull=False) & ~models.Q(paragraph="")),
                name="asked_with_a_paragraph",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.verb}: {self.about}"

    @property
    def verb(self) -> str:
        return _("anmodas") if self.organisation.is_company else _("uppmanas")

    @property
    def about(self) -> str:
        """The indicator's or the goal's name."""
        return str(self.indicator or self.goal)

    @property
    def desk(self) -> str:
        """The address word of the body whose turn it is: the company that owns it, once the company has answered."""
        owner = self.organisation.holding if self.state == AdjustmentState.AT_HOLDING else None
        return (owner or self.organisation).slug

    def is_late(self, today: date) -> bool:
        """True when the last day has passed and the city has had no answer."""
        return self.state in WAITING_ADJUSTMENTS and self.due is not None and self.due < today


class AdjustmentWord(models.Model):
    """What was said about a request, in order and never changed: answers, the holding company's words, the office's.

    `new_target` is what the body had set its target to since it was asked.
    """

    request = models.ForeignKey(AdjustmentRequest, on_delete=models.CASCADE, related_name="words")
    voice = models.CharField(max_length=8, choices=Voice)
    text = models.TextField()
    new_target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    by_name = models.CharField(max_length=120)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ChangeRequest(FromPack):
    """A change of a target, an indicator or who is responsible, asked for during the year and decided by a body above.

    Of the old and new columns only those of the kind are filled; the names hold the words of a definition as well.
    `goal` is the one that is also to be followed with the indicator. An indicator that ends has no column of its own.
    """

    kind = models.CharField(max_length=16, choices=ChangeKind)
    year = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("steering.Indicator", on_delete=models.PROTECT, related_name="+")
    old_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    new_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    old_name = models.TextField(blank=True)
    new_name = models.TextField(blank=True)
    old_body = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    new_body = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.ASKED)
    answer = models.TextField(blank=True)
    body = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting_date = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    registration_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | (models.Q(body__isnull=False, meeting_date__isnull=False) & ~models.Q(paragraph="")),
                name="change_approved_by_a_body",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(answer=""), name="change_refused_with_a_sentence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}, {self.indicator}"
