"""Files that belong to a report: added, and withdrawn, while it is written."""

import hashlib
import re
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from samstad.documents.file_kinds import KINDS, PICTURES, kind_of
from samstad.domain.cycle.actions.rows import may_write
from samstad.domain.cycle.models import Attachment, Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal

LONGEST_TITLE, LONGEST_ALT, LONGEST_NAME = 200, 400, 80


@transaction.atomic
def attach_file(
    *,
    report: Report,
    file_name: str,
    content: bytes,
    title: str,
    alt: str = "",
    decorative: bool = False,
    by: Actor,
    at: datetime,
) -> Attachment:
    """The stored file. What it is is told by its content; a picture says what it shows, or that it is decoration."""
    may_write(report, by=by, at=at)
    kind = _kind(content)
    plain, shows = " ".join(title.split()), " ".join(alt.split())
    if not plain or len(plain) > LONGEST_TITLE or len(shows) > LONGEST_ALT:
        raise Refusal("no_title", _("Skriv en rubrik på högst 200 tecken, och en bildtext på högst 400."))
    if kind in PICTURES and not shows and not decorative:
        raise Refusal(
            "no_alt", _("Skriv vad bilden visar för den som inte ser den, eller kryssa att den är dekoration.")
        )
    digest = hashlib.sha256(content).hexdigest()
    if report.attachments.filter(sha256=digest, withdrawn_at=None).exists():
        raise Refusal("attached_already", _("Filen finns redan bland bilagorna."))
    made = Attachment.objects.create(
        report=report,
        title=plain,
        file_name=_safe_name(file_name, kind),
        kind=kind,
        alt="" if decorative or kind not in PICTURES else shows,
        decorative=decorative and kind in PICTURES,
        content=content,
        size=len(content),
        sha256=digest,
        by_name=by.name,
        at=at,
    )
    _record("attach_file", made, [None, made.title], by, at)
    return made


@transaction.atomic
def withdraw_attachment(*, attachment: Attachment, by: Actor, at: datetime) -> Attachment:
    """No longer part of the report; what has been frozen with it keeps it."""
    may_write(attachment.report, by=by, at=at)
    if attachment.withdrawn_at is None:
        attachment.withdrawn_at = at
        attachment.save(update_fields=["withdrawn_at"])
        _record("withdraw_attachment", attachment, [attachment.title, None], by, at)
    return attachment


def _kind(content: bytes) -> str:
    limit = settings.ATTACHMENT_LIMIT
    if not content:
        raise Refusal("empty_file", _("Filen är tom."))
    if len(content) > limit:
        raise Refusal("too_large", _("Filen är större än %(n)d MB. Gör den mindre.") % {"n": limit // 1_000_000})
    kind = kind_of(content)
    if kind == "macros":
        raise Refusal("macros", _("Filen innehåller makron. Spara den utan makron och lägg till den igen."))
    if kind not in KINDS:
        raise Refusal("bad_kind", _("Filen går inte att ta emot. Välj Word, Excel, PDF, PNG, JPG eller CSV."))
    return kind


def _safe_name(name: str, kind: str) -> str:
    """The name in plain letters with the ending that the content has, whatever it was called."""
    stem = re.split(r"[\\/]", name)[-1].rpartition(".")[0] or "bilaga"
    folded = stem.translate(str.maketrans("åäöÅÄÖé", "aaoAAOe"))
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', folded)[:LONGEST_NAME].strip('-') or 'bilaga'}.{kind}"


def _record(action: str, file: Attachment, change: list[str | None], by: Actor, at: datetime) -> None:
    report = file.report
    record(
        action,
        subject="cycle.report",
        key=origin_of(report),
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"title": change, "file": file.file_name, "sha256": file.sha256},
    )
