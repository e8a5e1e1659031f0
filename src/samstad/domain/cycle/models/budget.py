"""The year's first two rounds: the larger measures that boards propose, and what the council's budget answers."""

from django.db import models

from samstad.domain.cycle.choices import MeasureAnswerKind
from samstad.domain.cycle.models.reports import Round, Versioned
from samstad.domain.history.models import FromPack
from samstad.domain.steering.choices import Direction, MoneyKind, Periodicity


class ProposedMeasure(FromPack, Versioned):
    """A larger measure in a board's budget proposal: about an activity of its plan, or with a title of its own.

    A withdrawn one is shown nowhere; the row stays, since an answer may point at it.
    """

    slug = models.SlugField(max_length=200, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="measures")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey("steering.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["round_id", "organisation__sort_key", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(activity__isnull=False) | ~models.Q(title=""), name="measure_has_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.activity)


class MeasureGoal(models.Model):
    measure = models.ForeignKey(ProposedMeasure, on_delete=models.CASCADE, related_name="measure_goals")
    goal = models.ForeignKey("steering.Goal", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "goal"], name="measure_goal_once")]

    def __str__(self) -> str:
        return f"{self.measure} → {self.goal}"


class Millions(models.Model):
    """Millions of kronor of one kind in one year."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=MoneyKind)
    amount = models.DecimalField(max_digits=9, decimal_places=3)

    class Meta:
        abstract = True


class MeasureAmount(Millions):
    """Millions of kronor of one kind that the measure would cost in a year."""

    measure = models.ForeignKey(ProposedMeasure, on_delete=models.CASCADE, related_name="amounts")

    class Meta:
        ordering = ["year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "year", "kind"], name="measure_amount_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="measure_amount_is_money"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.year} {self.kind}: {self.amount}"


class MeasureAnswer(FromPack, Versioned):
    """What the council's budget answers; `of_version` is the measure as it was read, so that a later change shows."""

    measure = models.OneToOneField(ProposedMeasure, on_delete=models.PROTECT, related_name="answer")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="measure_answers")
    kind = models.CharField(max_length=8, choices=MeasureAnswerKind)
    text = models.TextField()
    of_version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.measure}: {self.kind}"


class GrantedAmount(Millions):
    """Millions of kronor that a measure was granted in part."""

    answer = models.ForeignKey(MeasureAnswer, on_delete=models.CASCADE, related_name="amounts")

    class Meta:
        ordering = ["year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "year", "kind"], name="granted_amount_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="granted_amount_is_money"),
        ]

    def __str__(self) -> str:
        return f"{self.answer} {self.year} {self.kind}: {self.amount}"


class CouncilTarget(FromPack, Versioned):
    """An indicator with the council's target for the year, as proposed; the decision makes it the target that stands.

    A new indicator has a `name` and how it is measured, and becomes an `indicator` when it is decided.
    """

    slug = models.SlugField(max_length=140, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="council_targets")
    indicator = models.ForeignKey(
        "steering.Indicator", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.HIGHER)
    periodicity = models.CharField(max_length=12, choices=Periodicity, default=Periodicity.YEAR)
    by_sex = models.BooleanField(default=False)
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=16, decimal_places=4)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "indicator"], name="council_target_once"),
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False) | ~models.Q(name=""),
                name="council_target_measures_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator or self.name}: {self.value}"


class CouncilAssignment(FromPack, Versioned):
    """An assignment (uppdrag) to one or several boards; without an end it goes on until it is done."""

    slug = models.SlugField(max_length=140, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assignments")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="assignment_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class AssignedBoard(Versioned):
    """One board's part: its own `activity` once the council has decided, and how the board takes it on (`answer`)."""

    assignment = models.ForeignKey(CouncilAssignment, on_delete=models.CASCADE, related_name="boards")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    activity = models.OneToOneField(
        "steering.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [models.UniqueConstraint(fields=["assignment", "organisation"], name="assigned_board_once")]

    def __str__(self) -> str:
        return f"{self.assignment} → {self.organisation}"


class CouncilDecision(FromPack):
    """The council has decided its budget: until then everything in the round is a proposal."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="council_decision")
    meeting_date = models.DateField()
    paragraph = models.CharField(max_length=20)
    registration_number = models.CharField(max_length=60, blank=True)
    by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(paragraph=""), name="council_decision_has_a_paragraph")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.meeting_date} § {self.paragraph}"
