"""What a board's plan answers to programmes: their requests, and how it prioritises, asked or not."""

from django.db import models

from samstad.domain.cycle.models.reports import Report, Row


class Answered(models.Model):
    """To what: a request of a programme, or (without one) the programme's call for priorities."""

    programme = models.ForeignKey("programmes.SteeringDocument", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        "programmes.ProgrammeRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class PlanAnswer(Answered, Row):
    """The words of the answer; what it consists of is in its links."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="plan_answers")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "request"], condition=models.Q(request__isnull=False), name="plan_answer_once"
            ),
            models.UniqueConstraint(
                fields=["report", "programme"], condition=models.Q(request=None), name="priority_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.programme}: {self.text[:60]}"


class PlanAnswerLink(Answered):
    """One goal, indicator or activity of the board's own that an answer consists of.

    It hangs on the report and not on the answer, so that a pack can list both beside each other.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="plan_answer_links")
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        "steering.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    activity = models.ForeignKey("steering.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal__isnull=False, indicator=None, activity=None)
                | models.Q(goal=None, indicator__isnull=False, activity=None)
                | models.Q(goal=None, indicator=None, activity__isnull=False),
                name="plan_answer_link_is_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} → {self.goal or self.indicator or self.activity}"
