"""Indicators, their targets and values. Nothing is overwritten: a later row supersedes an earlier one."""

from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.history.models import FromPack
from samstad.domain.steering.choices import BreakKind, Direction, Periodicity, Sex, Supplier, TargetKind, ValueStatus
from samstad.domain.steering.models.goals import Goal


class Indicator(FromPack):
    """What is measured. Counts below `protect_below` are not told, 0 when all are; a share names what it is made of.

    From `retired_on` no round asks for it; what it has told stays.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=80)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.NEUTRAL)
    periodicity = models.CharField(max_length=12, choices=Periodicity, default=Periodicity.YEAR)
    decimals = models.PositiveSmallIntegerField(default=1)
    council = models.BooleanField(default=False)
    owner = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supplier = models.CharField(max_length=8, choices=Supplier, default=Supplier.BOARD)
    by_sex = models.BooleanField(default=False)
    protect_below = models.PositiveSmallIntegerField(default=0)
    numerator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="shares")
    denominator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="shares_of")
    method = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    sort_key = SortKeyField(source="name")
    search_text = SearchTextField(sources=("name", "definition"))

    class Meta:
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.name


class IndicatorBreak(models.Model):
    """From this period on the figures are not comparable with the earlier ones: a mark in charts, a stop for trends."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breaks")
    period = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=BreakKind)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["period"]
        constraints = [models.UniqueConstraint(fields=["indicator", "period"], name="indicator_break_once")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.text}"


class GoalIndicator(models.Model):
    """The goal is followed with the indicator; a proxy measures something near it and says so."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="goal_indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="goal_indicators")
    proxy = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "indicator"], name="goal_indicator_once")]

    def __str__(self) -> str:
        return f"{self.goal} · {self.indicator}"


class Target(FromPack):
    """A target for a year: the council's when `organisation` is empty, else that body's own.

    `baseline` is the figure of `baseline_period` that a change or a line starts from, fixed when the target is set; a
    trend break is counted from the period. `end_year` is when a line or an end state is to be reached.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    organisation = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=TargetKind, default=TargetKind.LEVEL)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_period = models.CharField(max_length=20, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    age_group = models.CharField(max_length=20, blank=True)
    known_from = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["indicator_id", "year", "known_from", "pk"]
        indexes = [models.Index(fields=["indicator", "year"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class StandingValues(models.Manager["Value"]):
    """What is read everywhere: values of an upload that was undone are not among them."""

    def get_queryset(self) -> models.QuerySet["Value"]:
        return super().get_queryset().filter(withdrawn=False)


class EveryValue(models.Manager["Value"]):
    """Also values that were withdrawn; for those who undo, protect and move them."""

    def reveal(self, rows: models.Q) -> None:
        """Protected values as they are, for what runs next in the same transaction: to protect anew, or to dump."""
        self.filter(rows, kept_value__isnull=False).update(
            value=models.F("kept_value"),
            status=models.F("kept_status"),
            missing_reason="",
            kept_value=None,
            kept_status="",
            at_least=None,
            at_most=None,
        )


class Value(FromPack):
    """One figure as it was known from a day on. `status` missing has no value and a reason; missing is never zero.

    Several rows may stand for the same thing measured; the one with the latest `known_from`, then the latest
    row, is what is known now. `origin` names the report that a value came with, and is empty for other values.
    `withdrawn` values came with an `upload` that was undone; they stay, but only `every` reads them.
    A value that is protected since it is about too few people is missing like any other; what it is stands in
    `kept_value` and `kept_status`, which nothing shows; what anybody can reckon of a count stands in `at_least` and
    `at_most`.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period = models.CharField(max_length=20)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    age_group = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    status = models.CharField(max_length=12, choices=ValueStatus, default=ValueStatus.FINAL)
    missing_reason = models.CharField(max_length=300, blank=True)
    known_from = models.DateField()
    source = models.CharField(max_length=400, blank=True)
    address = models.URLField(max_length=400, blank=True)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=120, blank=True)
    upload = models.ForeignKey(
        "steering.FigureUpload", null=True, blank=True, on_delete=models.PROTECT, related_name="values"
    )
    withdrawn = models.BooleanField(default=False)
    kept_value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    kept_status = models.CharField(max_length=12, blank=True)
    at_least = models.PositiveIntegerField(null=True, blank=True)
    at_most = models.PositiveIntegerField(null=True, blank=True)

    objects = StandingValues()
    every = EveryValue()

    class Meta:
        ordering = ["indicator_id", "period", "known_from", "pk"]
        indexes = [
            models.Index(fields=["indicator", "area", "period"]),
            models.Index(fields=["indicator"], condition=models.Q(kept_value__isnull=False), name="protected_values"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="missing", value=None)
                | (~models.Q(status="missing") & models.Q(value__isnull=False)),
                name="missing_is_not_a_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="missing") | ~models.Q(missing_reason=""),
                name="missing_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(kept_value=None) | models.Q(status="missing"), name="kept_is_not_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.value}"
