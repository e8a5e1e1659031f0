"""A steering document takes a step: proposed, sent on referral, adopted, replaced, repealed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes import rules
from samstad.domain.programmes.choices import DocumentStatus
from samstad.domain.programmes.models import DocumentStep, DocumentSuccession, SteeringDocument
from samstad.domain.steering.rules import check_paragraph
from samstad.refusals import Refusal

COLUMNS = ("status", "adopted_on", "paragraph", "registration_number")
"""What a step may change in the document's own row, kept in the log as it was and as it became."""


@dataclass(frozen=True)
class Step:
    """What happened: where the document stands from `on`, who decided it, and what came after where it was replaced."""

    status: str
    on: date
    body: Organisation | None = None
    paragraph: str = ""
    registration_number: str = ""
    note: str = ""
    after: SteeringDocument | None = None


@transaction.atomic
def take_document_step(*, document: SteeringDocument, step: Step, by: Actor, at: datetime) -> DocumentStep:
    """The stored step; the document stands as it says. What a document has led to stays readable whatever the step."""
    require(by, Permission.KEEP_DOCUMENTS, on=localdate(at), board=document.owner)
    row = SteeringDocument.objects.select_for_update(of=("self",)).select_related("owner").get(pk=document.pk)
    last = DocumentStep.objects.filter(document=row).order_by("on", "pk").last()
    rules.check_step(
        standing=row.status,
        since=last.on if last else row.adopted_on,
        status=step.status,
        on=step.on,
        today=localdate(at),
    )
    paragraph = check_paragraph(step.paragraph)
    rules.check_decided(status=step.status, body=step.body, paragraph=paragraph)
    _check_after(row, step)
    made = DocumentStep.objects.create(
        document=row,
        status=step.status,
        on=step.on,
        body=step.body,
        paragraph=paragraph,
        registration_number=rules.check_words(step.registration_number, longest=60, empty=True),
        note=step.note.strip()[:300],
        by_name=by.name,
    )
    before = {name: _plain(getattr(row, name)) for name in COLUMNS}
    _stand(row, made, step)
    after = {name: _plain(getattr(row, name)) for name in COLUMNS}
    record(
        "take_document_step",
        subject="programmes.steeringdocument",
        key=row.slug,
        board=row.owner.slug if row.owner else "",
        by=by,
        at=at,
        change={name: [before[name], after[name]] for name in COLUMNS if before[name] != after[name]},
    )
    return made


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _check_after(row: SteeringDocument, step: Step) -> None:
    """What replaces a document is another one, which it has not itself replaced."""
    if step.status != DocumentStatus.REPLACED:
        return
    if step.after is None or step.after.pk == row.pk:
        raise Refusal("no_successor", _("Välj det dokument som ersätter det här."))
    if DocumentSuccession.objects.filter(before=step.after, after=row).exists():
        raise Refusal("turned_about", _("Det dokumentet är självt ersatt av det här. Välj ett annat."))


def _stand(row: SteeringDocument, made: DocumentStep, step: Step) -> None:
    row.status = made.status
    columns = ["status"]
    if made.status == DocumentStatus.ADOPTED:
        row.adopted_on, row.decided_by, row.paragraph = made.on, made.body, made.paragraph
        columns += ["adopted_on", "decided_by", "paragraph"]
        if made.registration_number:
            row.registration_number = made.registration_number
            columns.append("registration_number")
    row.save(update_fields=columns)
    if made.status == DocumentStatus.REPLACED and step.after:
        DocumentSuccession.objects.get_or_create(before=row, after=step.after)
