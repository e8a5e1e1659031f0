"""A body says how its money falls on the areas."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.models import Pack
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.places.models import Area
from samstad.domain.risk.models import AreaAmount
from samstad.domain.steering.choices import MoneyKind
from samstad.refusals import Refusal

MOST = 10**13
"""Ten thousand billion kronor: more than any city has, so a slip of the keyboard."""


@transaction.atomic
def enter_amount(
    *,
    organisation: Organisation,
    area: Area,
    year: int,
    kind: str,
    amount: int | None,
    source: str = "",
    pack: Pack | None = None,
    by: Actor,
    at: datetime,
) -> AreaAmount | None:
    """The amount in whole kronor as it now stands; None takes it away. History keeps what stood before."""
    require(by, Permission.PLAN, on=localdate(at), board=organisation)
    if kind not in MoneyKind.values:
        raise Refusal("bad_kind", _("Välj investering, projekt eller drift."))
    if amount is not None and not 0 <= amount <= MOST:
        raise Refusal("bad_amount", _("Ange beloppet i hela kronor, noll eller mer."))
    place: dict[str, Any] = {"organisation": organisation, "area": area, "year": year, "kind": kind}
    before = AreaAmount.objects.filter(**place).first()
    stood = before.amount if before else None
    if stood == amount:
        return before
    now = None
    if amount is None:
        AreaAmount.objects.filter(**place).delete()
    else:
        now, _made = AreaAmount.objects.update_or_create(
            **place, defaults={"amount": amount, "source": source, "by_name": by.name, "pack": pack}
        )
    record(
        "enter_amount",
        subject="risk.amount",
        key=f"{organisation.slug}/{area.slug}/{year}/{kind}",
        board=organisation.slug,
        by=by,
        at=at,
        change={"amount": [stood, amount]},
    )
    return now
