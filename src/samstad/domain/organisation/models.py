"""Bodies that decide, the offices that work for them, companies and partners, and who holds which role."""

from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.history.models import FromPack
from samstad.domain.organisation.choices import COMPANIES, REPORTING, BodyKind, Role


class Organisation(FromPack):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=BodyKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subsidiaries")
    office_name = models.CharField(max_length=160, blank=True)
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    aliases = models.JSONField(default=list)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    sort_key = SortKeyField(source="name")
    search_text = SearchTextField(sources=("name", "short_name", "office_name"))

    class Meta:
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def reports(self) -> bool:
        """True for a body that decides a plan and reports of its own."""
        return self.kind in REPORTING

    @property
    def is_company(self) -> bool:
        return self.kind in COMPANIES

    @property
    def holding(self) -> "Organisation | None":
        """The company that owns a company and speaks for it to the city; None for every other body."""
        owner = self.parent if self.kind == BodyKind.COMPANY else None
        return owner if owner and owner.kind == BodyKind.HOLDING_COMPANY else None

    @property
    def is_external(self) -> bool:
        return self.kind == BodyKind.EXTERNAL


class OrganisationSuccession(models.Model):
    """What a body became: from the day on `after` answers for the plan and the rows of `before`.

    Every body that has gone up in `after` has a row of its own, also those that went up in one that went up in it.
    """

    before = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="became")
    after = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="organisation_succession_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="body_becomes_another"),
        ]

    def __str__(self) -> str:
        return f"{self.before} ⇒ {self.after}"


class Contact(models.Model):
    """Who to ask at a body, by task and not by name: a role lasts longer than its holder."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    theme = models.CharField(max_length=120, blank=True)
    role_title = models.CharField(max_length=120)
    unit = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["theme", "role_title"]

    def __str__(self) -> str:
        return self.role_title


class RoleAssignment(FromPack):
    """A person holds a role at a body, or for the whole city when `organisation` is empty."""

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="role_assignments"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "organisation"], name="role_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=models.Q(organisation=None), name="city_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"
