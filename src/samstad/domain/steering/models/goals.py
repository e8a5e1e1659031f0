"""Goals of every level, tied upward, backward in time and to the boards that answer for them."""

from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.history.models import FromPack
from samstad.domain.steering.choices import (
    Control,
    GoalKind,
    GoalRoleKind,
    Horizon,
    LineageKind,
    LinkMeaning,
    Modality,
    Sex,
    Sphere,
)


class GoalLevel(FromPack):
    """A level of goals, named as the city names it. `judged` is false where goals only hold others together."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField()
    sphere = models.CharField(max_length=12, choices=Sphere)
    judged = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["rank", "slug"]

    def __str__(self) -> str:
        return self.name


class TargetGroup(models.Model):
    """Whom a goal or a measure is for; ages in whole years, both ends included."""

    target_group = models.CharField(max_length=200, blank=True)
    target_sex = models.CharField(max_length=1, choices=Sex, blank=True)
    target_age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    target_age_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Goal(FromPack, TargetGroup):
    """A goal as worded for one year (`year`), or for as long as its programme lasts (`year` empty).

    A theme of a local programme is a goal of its own level.
    """

    slug = models.SlugField(max_length=120, unique=True)
    level = models.ForeignKey(GoalLevel, on_delete=models.PROTECT, related_name="goals")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=GoalKind, blank=True)
    modality = models.CharField(max_length=20, choices=Modality, blank=True)
    horizon = models.CharField(max_length=10, choices=Horizon, blank=True)
    owner = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reference_area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    ended = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    sort_key = SortKeyField(source="title")
    search_text = SearchTextField(sources=("number", "title", "text", "target_group"))

    class Meta:
        ordering = ["order", "number", "sort_key", "slug"]
        indexes = [models.Index(fields=["level", "year"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class GoalArea(models.Model):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "area"], name="goal_area_once")]

    def __str__(self) -> str:
        return f"{self.goal} · {self.area}"


class GoalLink(models.Model):
    """`lower` serves `upper`. A link that no document states is an interpretation, with who made it."""

    lower = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links_up")
    upper = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="links_down")
    meaning = models.CharField(max_length=12, choices=LinkMeaning)
    interpretation = models.BooleanField(default=False)
    interpreted_by = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lower", "upper"], name="goal_link_once"),
            models.CheckConstraint(
                condition=models.Q(interpretation=False) | ~models.Q(interpreted_by=""),
                name="interpretation_has_a_maker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower} → {self.upper}"


class GoalLineage(models.Model):
    """`after` is what became of `before` in a later year."""

    before = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="became")
    after = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="came_from")
    kind = models.CharField(max_length=10, choices=LineageKind)
    interpretation = models.BooleanField(default=False)
    interpreted_by = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="goal_lineage_once")]

    def __str__(self) -> str:
        return f"{self.before} ⇒ {self.after}"


class GoalRole(models.Model):
    """What a body has to do with a goal, and how far it controls the means (rådighet)."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=GoalRoleKind)
    control = models.CharField(max_length=5, choices=Control, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "organisation", "role"], name="goal_role_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.role} {self.goal}"
