"""An indicator that nobody uses is retired, or kept for a reason. What it has told stays."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Indicator, KeptIndicator
from samstad.refusals import Refusal

LONGEST_REASON = 300


@transaction.atomic
def retire_indicator(*, indicator: Indicator, by: Actor, at: datetime) -> Indicator:
    """No round that opens from today on asks for it; figures, targets and reports that hold it stay as they are."""
    _check(indicator, by, at)
    indicator.retired_on = timezone.localdate(at)
    indicator.save(update_fields=["retired_on"])
    change = {"retired_on": [None, indicator.retired_on.isoformat()]}
    record("retire_indicator", subject="steering.indicator", key=indicator.slug, by=by, at=at, change=change)
    return indicator


@transaction.atomic
def keep_indicator(*, indicator: Indicator, reason: str, by: Actor, at: datetime) -> KeptIndicator:
    """It is asked for as before, and not proposed again for two years."""
    _check(indicator, by, at)
    plain = " ".join(reason.split())
    if not plain:
        raise Refusal("no_reason", _("Skriv vem som använder indikatorn och till vad."))
    if len(plain) > LONGEST_REASON:
        raise Refusal("too_long", _("Korta skälet till högst %(n)d tecken.") % {"n": LONGEST_REASON})
    kept = KeptIndicator.objects.create(indicator=indicator, on=timezone.localdate(at), reason=plain, by_name=by.name)
    change = {"reason": [None, plain]}
    record("keep_indicator", subject="steering.indicator", key=indicator.slug, by=by, at=at, change=change)
    return kept


def _check(indicator: Indicator, by: Actor, at: datetime) -> None:
    require(by, Permission.OPEN_ROUND, on=timezone.localdate(at))
    if indicator.retired_on:
        raise Refusal("retired", _("Indikatorn är redan avvecklad."))
