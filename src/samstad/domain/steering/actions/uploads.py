"""A file of figures is kept, stored as a whole or not at all, and can be taken back as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions.protection import protect_figures
from samstad.domain.steering.choices import UploadState, ValueStatus
from samstad.domain.steering.models import FigureMapping, FigureUpload, Value
from samstad.domain.steering.rules import check_title
from samstad.refusals import Refusal

AT_ONCE = 2_000
"""Rows a statement, so that memory is the same for a small file and a large one."""


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure of an area, or of a body there, that differs from what is known; missing when `value` is None."""

    indicator: int
    area: int
    body: int | None
    period: str
    sex: str
    age_group: str
    value: Decimal | None
    status: str
    missing_reason: str
    note: str


@transaction.atomic
def keep_upload(
    *,
    file_name: str,
    sha256: str,
    columns: Mapping[str, Any],
    source: str,
    known_from: date,
    by: Actor,
    at: datetime,
) -> FigureUpload:
    """The file as one that is being tried; nothing of it is a figure yet."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    if not source.strip():
        raise Refusal("no_source", _("Skriv var siffrorna kommer ifrån: tabell, utgivare och dag."))
    if known_from > localdate(at):
        raise Refusal("not_yet", _("Siffrorna kan inte vara kända från en dag som inte har varit."))
    return FigureUpload.objects.create(
        file_name=file_name[:200],
        sha256=sha256,
        columns=dict(columns),
        source=source.strip()[:400],
        known_from=known_from,
        by_name=by.name,
        at=at,
    )


@transaction.atomic
def note_trial(
    *, upload: FigureUpload, columns: Mapping[str, Any], trial: Mapping[str, Any], by: Actor, at: datetime
) -> FigureUpload:
    """The upload with how the file was read in the latest dry run, and what that found."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = _locked(upload, UploadState.TRIED)
    row.columns, row.trial = dict(columns), dict(trial)
    row.save(update_fields=["columns", "trial"])
    return row


@transaction.atomic
def save_mapping(*, title: str, columns: Mapping[str, Any], by: Actor, at: datetime) -> FigureMapping:
    """The reading under a name, for the next file of the same kind; the same name is written over."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    plain = check_title(title, longest=120)
    before = FigureMapping.objects.filter(title=plain).first()
    made, _made = FigureMapping.objects.update_or_create(
        title=plain, defaults={"columns": dict(columns), "by_name": by.name, "at": at}
    )
    change = {"columns": [before.columns if before else None, dict(columns)]}
    record("save_mapping", subject="steering.mapping", key=plain, by=by, at=at, change=change)
    return made


@transaction.atomic
def store_upload(*, upload: FigureUpload, figures: Iterable[NewFigure], by: Actor, at: datetime) -> int:
    """How many figures were stored. A refusal on the way through `figures` leaves none of them."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = _locked(upload, UploadState.TRIED)
    touched: set[int] = set()
    coming = (_value(figure, row, touched) for figure in figures)
    stored = 0
    while some := list(islice(coming, AT_ONCE)):
        Value.objects.bulk_create(some)
        stored += len(some)
    row.state, row.stored_by, row.stored_at = UploadState.STORED, by.name, at
    row.save(update_fields=["state", "stored_by", "stored_at"])
    protect_figures(touched, by=by, at=at)
    change = {"values": [None, stored], "file": [None, row.file_name], "sha256": [None, row.sha256]}
    record("store_upload", subject="steering.upload", key=str(row.pk), by=by, at=at, change=change)
    return stored


@transaction.atomic
def undo_upload(*, upload: FigureUpload, reason: str, by: Actor, at: datetime) -> int:
    """How many figures are withdrawn: what was known before the file is known again. The rows stay, unread."""
    require(by, Permission.LOAD_FIGURES, on=localdate(at))
    row = _locked(upload, UploadState.STORED)
    if not reason.strip():
        raise Refusal("no_reason", _("Skriv varför inläsningen ångras."))
    touched = set(Value.objects.filter(upload=row).values_list("indicator_id", flat=True))
    withdrawn = Value.objects.filter(upload=row).update(withdrawn=True)
    row.state, row.undone_by, row.undone_at, row.reason = UploadState.UNDONE, by.name, at, reason.strip()[:300]
    row.save(update_fields=["state", "undone_by", "undone_at", "reason"])
    protect_figures(touched, by=by, at=at)
    change = {"withdrawn": [None, withdrawn], "file": [None, row.file_name], "reason": [None, row.reason]}
    record("undo_upload", subject="steering.upload", key=str(row.pk), by=by, at=at, change=change)
    return withdrawn


def _locked(upload: FigureUpload, state: UploadState) -> FigureUpload:
    row = FigureUpload.objects.select_for_update().get(pk=upload.pk)
    if row.state != state:
        raise Refusal("not_in_state", _("Filen är redan %(state)s. Läs om sidan.") % {"state": row.get_state_display()})
    return row


def _value(figure: NewFigure, upload: FigureUpload, touched: set[int]) -> Value:
    touched.add(figure.indicator)
    return Value(
        indicator_id=figure.indicator,
        area_id=figure.area,
        organisation_id=figure.body,
        period=figure.period,
        sex=figure.sex,
        age_group=figure.age_group,
        value=figure.value,
        status=figure.status if figure.value is not None else ValueStatus.MISSING,
        missing_reason=figure.missing_reason,
        known_from=upload.known_from,
        source=upload.source,
        note=figure.note,
        upload=upload,
    )
