"""Figures are asked for from an open service: requested, begun, noted line by line, and finished or failed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.steering.choices import FetchState, FigureService
from samstad.domain.steering.models import FigureFetch, FigureUpload
from samstad.refusals import Refusal

LONGEST_LOG = 200
"""Lines that are kept; of a longer log the last ones."""


@transaction.atomic
def request_fetch(*, service: str, query: Mapping[str, Any], mapping: str = "", by: Actor, at: datetime) -> FigureFetch:
    """What is to be fetched, waiting for its turn."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    if service not in FigureService.values:
        raise Refusal("no_service", _("Välj vilken tjänst siffrorna ska hämtas från."))
    fetch = FigureFetch.objects.create(
        service=service, query=dict(query), mapping=mapping, by_user_id=by.user_id, by_name=by.name, at=at
    )
    change = {"service": [None, fetch.get_service_display()]}
    record("request_fetch", subject="steering.fetch", key=str(fetch.pk), by=by, at=at, change=change)
    return fetch


@transaction.atomic
def request_again(*, fetch: FigureFetch, by: Actor, at: datetime) -> FigureFetch:
    """The fetch waiting once more, after it failed or fell silent."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = FigureFetch.objects.select_for_update().get(pk=fetch.pk)
    if not row.may_start_again(at):
        raise _not_now(row)
    row.state, row.ended_at = FetchState.WAITING, None
    _write(row, at, gettext_noop("%(name)s bad om ett nytt försök."), {"name": by.name})
    record("request_fetch", subject="steering.fetch", key=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def begin_fetch(*, fetch: FigureFetch, by: Actor, at: datetime) -> FigureFetch:
    """The fetch under way; refused for one that somebody else has begun."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = FigureFetch.objects.select_for_update().get(pk=fetch.pk)
    if row.state != FetchState.WAITING:
        raise _not_now(row)
    row.state, row.started_at = FetchState.RUNNING, at
    return _write(row, at, gettext_noop("Hämtningen började."), {})


@transaction.atomic
def note_fetch(*, fetch: FigureFetch, text: str, said: Mapping[str, Any], by: Actor, at: datetime) -> FigureFetch:
    """A line in the log. Refused, as the other steps, when the fetch has been begun anew meanwhile."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    return _write(_under_way(fetch), at, text, said)


@transaction.atomic
def finish_fetch(*, fetch: FigureFetch, upload: FigureUpload, by: Actor, at: datetime) -> FigureFetch:
    """The fetch done: its figures are a file that has been tried, and that a person may store."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = _under_way(fetch)
    row.state, row.ended_at, row.upload = FetchState.DONE, at, upload
    _write(row, at, gettext_noop("Hämtningen är klar. Filen är provad och väntar på att läsas in."), {})
    change = {"file": [None, upload.file_name], "sha256": [None, upload.sha256]}
    record("finish_fetch", subject="steering.fetch", key=str(row.pk), by=by, at=at, change=change)
    return row


@transaction.atomic
def fail_fetch(*, fetch: FigureFetch, text: str, said: Mapping[str, Any], by: Actor, at: datetime) -> FigureFetch:
    """The fetch ended without figures, with the sentence that says why and what to do."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = _under_way(fetch)
    row.state, row.ended_at = FetchState.FAILED, at
    _write(row, at, text, said)
    record("fail_fetch", subject="steering.fetch", key=str(row.pk), by=by, at=at)
    return row


def _under_way(fetch: FigureFetch) -> FigureFetch:
    row = FigureFetch.objects.select_for_update().get(pk=fetch.pk)
    if row.state != FetchState.RUNNING or row.started_at != fetch.started_at:
        raise _not_now(row)
    return row


def _write(row: FigureFetch, at: datetime, text: str, said: Mapping[str, Any]) -> FigureFetch:
    row.log = [*row.log, {"at": at.isoformat(), "text": text, "said": dict(said)}][-LONGEST_LOG:]
    row.save()
    return row


def _not_now(row: FigureFetch) -> Refusal:
    sentence = _("Hämtningen går inte att ändra nu, den är i läget ”%(state)s”. Läs om sidan.")
    return Refusal("not_in_state", sentence % {"state": row.get_state_display()})
