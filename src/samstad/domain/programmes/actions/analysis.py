"""A board writes what its local programme builds on, a piece at a time; what is taken away can still be read back."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.programmes import rules
from samstad.domain.programmes.choices import Sustainability
from samstad.domain.programmes.models import (
    AnalysisFigure,
    AnalysisPart,
    AnalysisParty,
    LocalQuality,
    NotChosen,
    SteeringDocument,
)
from samstad.domain.programmes.models.analysis import Kept
from samstad.domain.steering.models import Indicator
from samstad.domain.steering.queries import Wanted, values_known
from samstad.refusals import Refusal

K = TypeVar("K", bound=Kept)
LONGEST = 6000


@transaction.atomic
def write_vision(*, document: SteeringDocument, text: str, by: Actor, at: datetime) -> SteeringDocument:
    """The programme with its own picture of where the place is going; the one before stays in history."""
    _may_write(document, by=by, at=at)
    before, document.vision_of_place = document.vision_of_place, rules.check_words(text, longest=LONGEST, empty=True)
    if before == document.vision_of_place:
        return document
    document.save(update_fields=["vision_of_place"])
    change = {"vision_of_place": [before, document.vision_of_place]}
    _remember("write_vision", document, change, by, at)
    return document


@transaction.atomic
def write_part(
    *, document: SteeringDocument, part: str, text: str, source: str = "", by: Actor, at: datetime
) -> AnalysisPart | None:
    """What the analysis says of one of the four goals from now on; None when the text is emptied."""
    _may_write(document, by=by, at=at)
    rules.check_part(part)
    words = rules.check_words(text, longest=LONGEST, empty=True)
    standing = AnalysisPart.objects.filter(document=document, part=part, removed_on=None).first()
    if standing and (standing.text, standing.source) == (words, source.strip()):
        return standing
    if standing:
        _take_away(standing, at)
    change = {"part": [None, part], "text": [standing.text if standing else "", words]}
    _remember("write_part", document, change, by, at)
    if not words:
        return None
    return AnalysisPart.objects.create(
        document=document, part=part, order=list(Sustainability).index(Sustainability(part)), text=words,
        source=source.strip()[:300], entered_on=localdate(at),
    )  # fmt: skip


@transaction.atomic
def pull_figure(
    *, document: SteeringDocument, part: str, indicator: Indicator, area: Area, period: str, by: Actor, at: datetime
) -> AnalysisFigure:
    """The figure as it is known today; a later value does not change what the analysis leaned on."""
    _may_write(document, by=by, at=at)
    rules.check_part(part)
    wanted = Wanted(indicator.pk, area.pk, period.strip(), localdate(at))
    known = values_known([wanted]).get(wanted)
    if known is None or known.value is None:
        raise Refusal("no_value", _("Ingen siffra är känd för det området och den perioden. Välj en annan."))
    fields = {"part": part, "indicator": indicator, "area": area, "period": wanted.period}
    _refuse_twice(AnalysisFigure.objects.filter(document=document, removed_on=None, **fields).exists())
    made = _add(AnalysisFigure(document=document, known_on=localdate(at), **fields), at)
    _remember("pull_figure", document, {"figure": [None, str(made)]}, by, at)
    return made


@transaction.atomic
def name_party(
    *, document: SteeringDocument, name: str, organisation: Organisation | None, contribution: str = "",
    by: Actor, at: datetime,
) -> AnalysisParty:  # fmt: skip
    """Who took part in the analysis, and with what."""
    _may_write(document, by=by, at=at)
    words = rules.check_words(name or (organisation.name if organisation else ""), longest=160)
    _refuse_twice(AnalysisParty.objects.filter(document=document, name=words, removed_on=None).exists())
    said = rules.check_words(contribution, longest=300, empty=True)
    made = _add(AnalysisParty(document=document, name=words, organisation=organisation, contribution=said), at)
    _remember("name_party", document, {"party": [None, words]}, by, at)
    return made


@transaction.atomic
def leave_out(*, document: SteeringDocument, title: str, reason: str, by: Actor, at: datetime) -> NotChosen:
    """What was weighed and not chosen; refused without its reason."""
    _may_write(document, by=by, at=at)
    if not reason.strip():
        raise Refusal("no_reason", _("Skriv varför det inte valdes, så att valet går att förstå."))
    words = rules.check_words(title, longest=200)
    _refuse_twice(NotChosen.objects.filter(document=document, title=words, removed_on=None).exists())
    made = _add(NotChosen(document=document, title=words, reason=rules.check_words(reason, longest=LONGEST)), at)
    _remember("leave_out", document, {"not_chosen": [None, words]}, by, at)
    return made


@transaction.atomic
def add_quality(*, document: SteeringDocument, text: str, by: Actor, at: datetime) -> LocalQuality:
    """Something that the place has and others have not."""
    _may_write(document, by=by, at=at)
    words = rules.check_words(text, longest=300)
    _refuse_twice(LocalQuality.objects.filter(document=document, text=words, removed_on=None).exists())
    made = _add(LocalQuality(document=document, text=words), at)
    _remember("add_quality", document, {"quality": [None, words]}, by, at)
    return made


@transaction.atomic
def take_from_analysis(*, row: Kept, by: Actor, at: datetime) -> None:
    """The row stands no longer; a past day still shows it."""
    _may_write(row.document, by=by, at=at)
    if row.removed_on is not None:
        raise Refusal("gone", _("Raden är redan borttagen. Läs om sidan."))
    _take_away(row, at)
    _remember("take_from_analysis", row.document, {"row": [str(row), None]}, by, at)


def _may_write(document: SteeringDocument, *, by: Actor, at: datetime) -> None:
    require(by, Permission.PLAN, on=localdate(at), board=document.owner)
    rules.check_analysed(document)


def _add(row: K, at: datetime) -> K:
    row.order = type(row)._default_manager.filter(document=row.document).count() + 1
    row.entered_on = localdate(at)
    row.save()
    return row


def _take_away(row: Kept, at: datetime) -> None:
    row.removed_on = localdate(at)
    row.save(update_fields=["removed_on"])


def _refuse_twice(there: bool) -> None:
    if there:
        raise Refusal("twice", _("Det står redan i analysen."))


def _remember(action: str, document: SteeringDocument, change: dict[str, Any], by: Actor, at: datetime) -> None:
    board = document.owner.slug if document.owner else ""
    record(
        action, subject="programmes.steeringdocument", key=document.slug, board=board, by=by, at=at, change={**change}
    )
