"""Something in a report seems not to agree, and somebody says why it is right all the same."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samstad.domain.cycle.actions.rows import may_write
from samstad.domain.cycle.models import GuardAnswer, Report
from samstad.domain.cycle.queries import origin_of
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.refusals import Refusal

LONGEST_REASON = 600


@transaction.atomic
def answer_guard(
    *, report: Report, row: str, told: str, basis: str, reason: str, by: Actor, at: datetime
) -> GuardAnswer:
    """The answer, kept with who and when; it holds for as long as what was looked at (`basis`) stands."""
    may_write(report, by=by, at=at)
    if not reason.strip():
        raise Refusal("no_reason", _("Skriv varför det stämmer ändå."))
    if len(reason.strip()) > LONGEST_REASON:
        raise Refusal("too_long", _("Korta skälet till högst %(n)d tecken.") % {"n": LONGEST_REASON})
    answer, _made = GuardAnswer.objects.update_or_create(
        report=report,
        basis=basis,
        defaults={"row": row, "told": told[:400], "reason": reason.strip(), "by_name": by.name, "at": at},
    )
    record(
        "answer_guard",
        subject="cycle.report",
        key=f"{origin_of(report)}/{row}"[:200],
        board=report.organisation.slug,
        by=by,
        at=at,
        change={"told": told[:400], "reason": [None, answer.reason]},
    )
    return answer
