"""Somebody leaves or is away: all their open rows in one go to another, for good or until they are back.

Rows that have been handed over more than once form a chain. Whoever comes back gets their rows from whoever holds
them, as long as it was handovers that took them there; what a coordinator has given to somebody since stays there.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstad.domain.access import Permission, grants, require
from samstad.domain.cycle.choices import ReportState
from samstad.domain.cycle.models import ActivityRow, GoalJudgement, HandedRow, Handover, IndicatorRow, ReportSection
from samstad.domain.history.record import record
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.people.models import User
from samstad.refusals import Refusal

AT_WORK = (ReportState.DRAFT, ReportState.READY)
TABLES: dict[str, Any] = {
    "indicator_row": IndicatorRow,
    "activity_row": ActivityRow,
    "judgement": GoalJudgement,
    "section": ReportSection,
}


@transaction.atomic
def hand_over(
    *,
    board: Organisation,
    giver: User,
    receiver: User,
    first_day: date,
    last_day: date | None,
    by: Actor,
    at: datetime,
) -> Handover:
    """The handover; when it begins today or has begun, the rows are the receiver's at once."""
    today = timezone.localdate(at)
    require(by, Permission.ASSIGN, on=today, board=board)
    _check(board, giver, receiver, first_day, last_day, today)
    made = Handover.objects.create(
        board=board, giver=giver, receiver=receiver, first_day=first_day, last_day=last_day, by_name=by.name
    )
    change = {"people": [giver.name, receiver.name], "start": [None, first_day.isoformat()]}
    if last_day:
        change["end"] = [None, last_day.isoformat()]
    record("hand_over", subject="people.user", key=str(giver.pk), board=board.slug, by=by, at=at, change=change)
    if first_day <= today:
        _begin(made, at)
    return made


@transaction.atomic
def settle_handovers(*, by: Actor, at: datetime) -> tuple[int, int]:
    """How many handovers began and how many ended today; done every day, and twice changes nothing."""
    today = timezone.localdate(at)
    waiting = Handover.objects.select_related("board", "giver", "receiver").order_by("first_day", "pk")
    begins = list(waiting.filter(begun=False, ended=False, first_day__lte=today))
    for made in begins:
        _begin(made, at)
    ends = list(waiting.filter(begun=True, ended=False, last_day__lt=today))
    for made in ends:
        _end(made, by, at)
    return len(begins), len(ends)


def _check(board: Organisation, giver: User, receiver: User, first: date, last: date | None, today: date) -> None:
    if giver.pk == receiver.pk:
        raise Refusal("same_person", _("Välj någon annan att lämna över till."))
    if last and last < max(first, today):
        raise Refusal("ends_before_start", _("Sista dagen ligger före den första eller har varit. Ändra den."))
    if not grants(Actor.of(receiver), max(first, today)).allows(Permission.REPORT, board):
        raise Refusal("no_role", _("Personen saknar roll som rapportör i nämnden. Lägg till rollen först."))
    if first <= today and not _open_rows(board, giver):
        raise Refusal("no_rows", _("%(name)s har inga öppna rader att lämna över.") % {"name": giver.name})


def _open_rows(board: Organisation, person: User) -> list[tuple[str, int]]:
    """Table and key of every row the person holds in a report that the office still works on."""
    held = Q(responsible=person, report__organisation=board, report__state__in=AT_WORK)
    return [
        (name, pk) for name, table in TABLES.items() for pk in table.objects.filter(held).values_list("pk", flat=True)
    ]


def _begin(made: Handover, at: datetime) -> None:
    rows = _open_rows(made.board, made.giver)
    HandedRow.objects.bulk_create(HandedRow(handover=made, **{f"{name}_id": pk}) for name, pk in rows)
    _give(rows, made.receiver)
    made.begun, made.ended = True, made.last_day is None
    made.save(update_fields=["begun", "ended"])
    said = {"n": len(rows), "giver": made.giver.name, "receiver": made.receiver.name}
    text = ngettext(
        "Du har fått %(n)d rad att rapportera av %(giver)s.", "Du har fått %(n)d rader att rapportera av %(giver)s.",
        len(rows),
    )  # fmt: skip
    until = _(" Den går tillbaka efter %(day)s.") if len(rows) == 1 else _(" De går tillbaka efter %(day)s.")
    if rows:
        back = until % {"day": made.last_day.isoformat()} if made.last_day else ""
        _tell(made.receiver, text % said + back, at)
        _tell(made.giver, _("Dina rader är lämnade till %(receiver)s.") % said + back, at)


def _end(made: Handover, by: Actor, at: datetime) -> None:
    rows = [row for row in made.rows.all() if _is_where_handovers_took_it(row, made)]
    may_report = grants(Actor.of(made.giver), timezone.localdate(at)).allows(Permission.REPORT, made.board)
    if may_report:
        keys = [_key(row) for row in rows]
        _give(keys, made.giver)
        for row, (name, pk) in zip(rows, keys, strict=True):  # the chain above is undone with it
            HandedRow.objects.filter(**{name: pk}, pk__gte=row.pk).delete()
    made.rows.all().delete()
    made.ended = True
    made.save(update_fields=["ended"])
    change = {"people": [made.receiver.name, made.giver.name], "rows": [None, len(rows) if may_report else 0]}
    key = str(made.giver_id)
    record("give_back", subject="people.user", key=key, board=made.board.slug, by=by, at=at, change=change)
    if rows and may_report:
        _tell(made.giver, _("Dina rader är dina igen efter %(name)s.") % {"name": made.receiver.name}, at)
        _tell(made.receiver, _("Raderna du hade efter %(name)s har gått tillbaka.") % {"name": made.giver.name}, at)


def _is_where_handovers_took_it(row: HandedRow, made: Handover) -> bool:
    """True unless somebody gave the row to another person, or its report is no longer worked on."""
    name, pk = _key(row)
    holder = made.receiver_id
    for later in HandedRow.objects.filter(**{name: pk}, pk__gt=row.pk).select_related("handover").order_by("pk"):
        if later.handover.giver_id != holder:
            return False
        holder = later.handover.receiver_id
    found: bool = TABLES[name].objects.filter(pk=pk, responsible=holder, report__state__in=AT_WORK).exists()
    return found


def _key(row: HandedRow) -> tuple[str, int]:
    return next((name, pk) for name in TABLES if (pk := getattr(row, f"{name}_id")))


def _give(rows: list[tuple[str, int]], person: User) -> None:
    for name, table in TABLES.items():
        table.objects.filter(pk__in=[pk for kind, pk in rows if kind == name]).update(responsible=person)


def _tell(person: User, text: str, at: datetime) -> None:
    Notice.objects.create(user=person, text=text[:300], link="/arbete/", at=at)
