"""A prepared plan is taken away again: both years are as they were, and what was written stays in history."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import RollOverState
from samstad.domain.steering.models import Activity, ActivityGoal, Goal, RollOver
from samstad.refusals import Refusal

KEPT_OF_GOAL = ("slug", "number", "title", "text")
KEPT_OF_ACTIVITY = ("slug", "title", "text", "start", "end")


@transaction.atomic
def undo_roll_over(*, prepared: RollOver, reason: str, by: Actor, at: datetime) -> RollOver:
    """The roll-over as undone, with what its goals and activities had become. Rows added by hand since then stay.

    Refused when a report, a target or a programme already stands on something that would be taken away.
    """
    require(by, Permission.PLAN, on=localdate(at), board=prepared.organisation)
    row = RollOver.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=prepared.pk)
    if row.state != RollOverState.PREPARED:
        raise Refusal("not_in_state", _("Planen är redan ångrad. Läs om sidan."))
    if not reason.strip():
        raise Refusal("no_reason", _("Skriv varför planen ångras."))
    row.removed = _take_away(row)
    row.state, row.undone_by, row.undone_at = RollOverState.UNDONE, by.name, at
    row.reason = reason.strip()[:300]
    row.save(update_fields=["state", "undone_by", "undone_at", "reason", "removed"])
    record(
        "undo_roll_over", subject="steering.plan", key=f"{row.organisation.slug}/{row.to_year}",
        board=row.organisation.slug, by=by, at=at,
        change={"goals": [len(row.removed["goals"]), 0], "activities": [len(row.removed["activities"]), 0],
                "reason": [None, row.reason]},
    )  # fmt: skip
    return row


def _take_away(row: RollOver) -> dict[str, Any]:
    goals = Goal.objects.filter(slug__in=row.made["goals"])
    activities = Activity.objects.filter(slug__in=row.made["activities"])
    removed = {
        "goals": [_plain(goal, KEPT_OF_GOAL) for goal in goals.order_by("slug")],
        "activities": [_plain(activity, KEPT_OF_ACTIVITY) for activity in activities.order_by("slug")],
    }
    ActivityGoal.objects.filter(pk__in=row.made["ties"]).delete()
    try:
        activities.delete()
        goals.delete()
    except ProtectedError as fault:
        raise Refusal("in_use", _in_use(fault)) from None
    return removed


def _in_use(fault: ProtectedError) -> str:
    standing = next(iter(fault.protected_objects), None)
    return _("Planen används redan: %(what)s. Ta bort det först, eller ändra planen i stället.") % {"what": standing}


def _plain(row: Any, fields: tuple[str, ...]) -> dict[str, str]:
    return {name: str(getattr(row, name) or "") for name in fields}
