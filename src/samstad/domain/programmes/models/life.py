"""The life of a steering document: proposed, referred, adopted, replaced, repealed, and who decided."""

from django.db import models

from samstad.domain.programmes.choices import DocumentStatus
from samstad.domain.programmes.models.documents import SteeringDocument


class DocumentStep(models.Model):
    """A step on a day; the latest is how the document stands. A step that was decided has its body and paragraph."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(max_length=12, choices=DocumentStatus)
    on = models.DateField()
    body = models.ForeignKey(
        "organisation.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paragraph = models.CharField(max_length=20, blank=True)
    registration_number = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["document_id", "on", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "status", "on"], name="document_step_once")]

    def __str__(self) -> str:
        return f"{self.document}: {self.status} {self.on}"
