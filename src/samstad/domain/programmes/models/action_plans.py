"""Action plans for local work for social sustainability: a district board's, made with its housing company."""

from django.db import models

from samstad.domain.history.models import FromPack
from samstad.domain.programmes.models.documents import SteeringDocument


class ActionPlan(FromPack):
    """One edition of a board's plan. A decided one stays as it was; what changes afterwards is the next number."""

    slug = models.SlugField(max_length=140, unique=True)
    programme = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="action_plans")
    board = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    analysis = models.TextField(blank=True)
    analysed_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["programme_id", "board_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "board", "number"], name="action_plan_once"),
            models.CheckConstraint(
                condition=models.Q(decided_on=None) | ~models.Q(paragraph=""),
                name="decided_action_plan_has_a_paragraph",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.board} {self.number}"


class ActionPlanCompany(models.Model):
    """A housing company that makes the analysis together with the board."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="companies")
    company = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "company"], name="action_plan_company_once")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.company}"


class ActionPlanGoal(models.Model):
    """A goal of the plan and how it is measured; `decided_*` keep the words that were decided."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey("steering.Goal", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    measured = models.CharField(max_length=300, blank=True)
    decided_title = models.CharField(max_length=300, blank=True)
    decided_indicators = models.JSONField(default=list, blank=True)
    decided_activities = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["plan_id", "order"]
        constraints = [models.UniqueConstraint(fields=["plan", "goal"], name="action_plan_goal_once")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.goal}"
