"""The city's own Word template: laid in by the administrator, and retired."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.documents.word_template import TemplateError, open_template
from samstad.domain.access import Permission, require
from samstad.domain.cycle.models import WordTemplate
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal


@transaction.atomic
def save_word_template(*, file_name: str, content: bytes, by: Actor, at: datetime) -> WordTemplate:
    """The stored template, from now on the look of every Word file; `missing` names the styles it lacks."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    limit = settings.ATTACHMENT_LIMIT
    if len(content) > limit:
        raise Refusal("too_large", _("Filen är större än %(n)d MB. Gör den mindre.") % {"n": limit // 1_000_000})
    made = WordTemplate.objects.create(
        file_name=" ".join(file_name.split())[-120:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        missing=list(_opened(content)),
        by_name=by.name,
        at=at,
    )
    WordTemplate.objects.filter(retired_at=None).exclude(pk=made.pk).update(retired_at=at)
    _record("save_word_template", made, by, at)
    return made


@transaction.atomic
def retire_word_template(*, template: WordTemplate, by: Actor, at: datetime) -> WordTemplate:
    """The template, no longer used: Word files look as the service makes them."""
    require(by, Permission.ADMINISTER, on=localdate(at))
    if template.retired_at is None:
        template.retired_at = at
        template.save(update_fields=["retired_at"])
        _record("retire_word_template", template, by, at)
    return template


def _opened(content: bytes) -> tuple[str, ...]:
    said = {
        "macros": _("Mallen innehåller makron. Spara den som .docx utan makron."),
        "elsewhere": _("Mallen hämtar något från en annan plats. Lägg in bilder och annat i själva filen."),
        "not_word": _("Filen går inte att läsa som en Wordmall. Spara den som .docx."),
    }
    try:
        return open_template(content).missing
    except TemplateError as error:
        raise Refusal(error.code, said[error.code]) from None


def _record(action: str, template: WordTemplate, by: Actor, at: datetime) -> None:
    facts = {"file": template.file_name, "sha256": template.sha256}
    record(action, subject="cycle.template", key=template.sha256[:16], by=by, at=at, change=facts)
