"""Drafts read out of a document: kept for review, then accepted, edited or dropped one by one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samstad.domain.access import Permission, require
from samstad.domain.history.record import record
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.programmes.actions.made_from_draft import make
from samstad.domain.programmes.choices import DraftState
from samstad.domain.programmes.models import DraftItem, ProgrammeImport
from samstad.refusals import Refusal, Stale


@dataclass(frozen=True)
class DraftLine:
    """One thing that was read: `kind` of `DraftKind`, the board as printed, lines 1-based and inclusive."""

    board: str
    kind: str
    text: str
    lines: tuple[int, int]
    theme: str = ""
    modality: str = ""


@dataclass(frozen=True)
class DraftSource:
    """The document that was read, with all its lines."""

    title: str
    file_name: str
    sha256: str
    year: int | None
    committee: str
    lines: tuple[str, ...]
    unplaced: tuple[tuple[int, int], ...]
    placed_share: float


@transaction.atomic
def save_draft(*, source: DraftSource, items: list[DraftLine], by: Actor, at: datetime) -> ProgrammeImport:
    """The stored import with one item per thing read. The same document is not read in twice."""
    require(by, Permission.REVIEW_DRAFTS, on=localdate(at))
    if ProgrammeImport.objects.filter(sha256=source.sha256).exists():
        raise Refusal("read_before", _("Dokumentet är redan inläst. Utkasten finns under Arbete, Utkast."))
    kept = ProgrammeImport.objects.create(
        title=source.title[:200] or source.file_name,
        file_name=source.file_name,
        sha256=source.sha256,
        year=source.year,
        committee=source.committee[:160],
        lines=list(source.lines),
        unplaced=[list(span) for span in source.unplaced],
        placed_share=source.placed_share,
        at=at,
        by_name=by.name,
    )
    boards = _boards({item.board for item in items})
    DraftItem.objects.bulk_create(
        DraftItem(
            source=kept,
            board=boards.get(item.board),
            board_printed=item.board[:160],
            order=order,
            kind=item.kind,
            theme=item.theme[:200],
            text=item.text,
            modality=item.modality,
            line_from=item.lines[0],
            line_to=item.lines[1],
        )
        for order, item in enumerate(items)
    )
    record("save_draft", subject="programmes.import", key=str(kept.pk), by=by, at=at, change={"items": [0, len(items)]})
    return kept


@transaction.atomic
def accept_draft(*, item: DraftItem, text: str, version: int, by: Actor, at: datetime) -> DraftItem:
    """The item, accepted as it stands or as edited; what it became is named in `made_slug`."""
    _may_review(item, by=by, at=at)
    wording = " ".join(text.split())
    if not wording:
        raise Refusal("empty", _("Texten är tom. Skriv vad som ska gälla, eller välj bort utkastet."))
    edited = wording != " ".join(item.text.split())
    item.text = wording
    board = item.board.slug if item.board else ""

    def enter(action: str, subject: str, key: str) -> None:
        record(action, subject=subject, key=key, board=board, by=by, at=at)

    made = make(item, enter)
    return _settle(item, DraftState.EDITED if edited else DraftState.ACCEPTED, made, version, by=by, at=at)


@transaction.atomic
def drop_draft(*, item: DraftItem, version: int, by: Actor, at: datetime) -> DraftItem:
    """The item, dropped; its line stays readable in the source text."""
    _may_review(item, by=by, at=at)
    return _settle(item, DraftState.DROPPED, "", version, by=by, at=at)


def _may_review(item: DraftItem, *, by: Actor, at: datetime) -> None:
    if item.board is None:
        require(by, Permission.REVIEW_DRAFTS, on=localdate(at))
        raise Refusal(
            "no_board",
            _("Ingen nämnd heter ”%(name)s”. Lägg till namnet som alias på nämnden och läs in dokumentet igen.")
            % {"name": item.board_printed},
        )
    require(by, Permission.REVIEW_DRAFTS, on=localdate(at), board=item.board)


def _settle(item: DraftItem, state: DraftState, made: str, version: int, *, by: Actor, at: datetime) -> DraftItem:
    settled = DraftItem.objects.filter(pk=item.pk, version=version, state=DraftState.PENDING).update(
        state=state, version=version + 1, made_slug=made, reviewed_by=by.name, reviewed_at=at, text=item.text
    )
    if not settled:
        raise Stale(_("Någon annan har redan granskat utkastet. Ladda om sidan."), {})
    record(
        f"draft_{state}",
        subject="programmes.draft",
        key=f"{item.source_id}/{item.order}",
        board=item.board.slug if item.board else "",
        by=by,
        at=at,
        change={"made": ["", made]},
    )
    item.refresh_from_db()
    return item


def _boards(names: set[str]) -> dict[str, Organisation]:
    """Per printed name the body it means: by name, short name, area or alias, hyphens and case aside."""
    known: dict[str, Organisation] = {}
    for body in Organisation.objects.select_related("area").order_by("kind"):
        printed = [body.name, body.short_name, body.office_name, *body.aliases]
        if body.area:
            printed.append(body.area.name)
        for name in printed:
            known.setdefault(_plain(name), body)
    return {name: known[_plain(name)] for name in names if _plain(name) in known}


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
