"""What is done: measures, activities, commitments and working methods, in one table with a kind."""

from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.history.models import FromPack
from samstad.domain.steering.choices import ActivityKind, ActivityStatus, Modality, Origin, PartyRole
from samstad.domain.steering.models.goals import Goal, TargetGroup


class Activity(FromPack, TargetGroup):
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(max_length=16, choices=ActivityKind)
    owner = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    modality = models.CharField(max_length=20, choices=Modality, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    continuous = models.BooleanField(default=False)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.OWN)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    order = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    sort_key = SortKeyField(source="title")
    search_text = SearchTextField(sources=("title", "text", "target_group"))

    class Meta:
        ordering = ["order", "sort_key", "slug"]
        indexes = [models.Index(fields=["owner", "year"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(end=None) | models.Q(end__gte=models.F("start")),
                name="activity_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ActivityGoal(models.Model):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="activity_goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="activity_goals")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "goal"], name="activity_goal_once")]

    def __str__(self) -> str:
        return f"{self.activity} → {self.goal}"


class ActivityArea(models.Model):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "area"], name="activity_area_once")]

    def __str__(self) -> str:
        return f"{self.activity} · {self.area}"


class ActivityParty(models.Model):
    """Another party's part in an activity; the owner answers for the whole."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=PartyRole)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "organisation", "role"], name="activity_party_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.role} {self.activity}"


class ActivityUpdate(FromPack):
    """How an activity stood on a day. The latest row is how it stands now; `origin` names the report it came with.

    `known_from` is the day when that was made public; empty where only the day it stood so is told.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="updates")
    on = models.DateField(null=True, blank=True)
    known_from = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=ActivityStatus)
    deviation = models.CharField(max_length=600, blank=True)
    comment = models.TextField(blank=True)
    waiting_for = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiting_since = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["activity_id", models.F("on").asc(nulls_first=True), "pk"]

    def __str__(self) -> str:
        return f"{self.activity}: {self.status}"
