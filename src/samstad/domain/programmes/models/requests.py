"""What a programme asks of boards and companies beside its goals: "målen innebär även att"."""

from django.db import models

from samstad.domain.history.models import FromPack
from samstad.domain.programmes.choices import RequestKind, RequestRole
from samstad.domain.programmes.models.documents import SteeringDocument


class ProgrammeRequest(FromPack):
    """A request that is answered in the plan of every year, by an action plan once, or followed up unasked.

    `due_printed` keeps the day as the source has it ("våren 2015") where it names none. One that is withdrawn stays to
    be read, with the answers to it; nobody owes it an answer any more.
    """

    slug = models.SlugField(max_length=140, unique=True)
    programme = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="requests")
    goal = models.ForeignKey("steering.Goal", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=RequestKind, default=RequestKind.PLAN)
    text = models.TextField()
    due = models.DateField(null=True, blank=True)
    due_printed = models.CharField(max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["programme_id", "order", "slug"]

    def __str__(self) -> str:
        return self.text[:80]


class RequestBody(models.Model):
    """A body that a request is put to. A request without any that is followed up is put to everybody."""

    request = models.ForeignKey(ProgrammeRequest, on_delete=models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=RequestRole)

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="request_body_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.role} {self.request}"
