"""`samstad load`: read, check everything, compare with what is stored, and write all of it or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from samstad.domain.access import Permission, require
from samstad.domain.cycle.models import Report, Round
from samstad.domain.history.as_known import CHANGED_BY_PACK, LOADED
from samstad.domain.history.record import record, record_rows
from samstad.domain.people.actors import Actor
from samstad.domain.steering.actions import protect_figures
from samstad.domain.steering.models import Value
from samstad.refusals import Refusal
from samstad.sources.city_pack.check import Checker
from samstad.sources.city_pack.compare import Change, Plan, compare
from samstad.sources.city_pack.folder import RawPack, pack_folders, read_pack
from samstad.sources.city_pack.frozen import Frozen
from samstad.sources.city_pack.head import Head, read_head, store_head
from samstad.sources.city_pack.kinds import KINDS
from samstad.sources.city_pack.records import PackRefused, Problem
from samstad.sources.city_pack.replay import Replay
from samstad.sources.city_pack.rings import find_rings
from samstad.sources.city_pack.stored import Stored, read_stored
from samstad.sources.city_pack.write import write, write_late
from samstad.table_sizes import let_the_database_count

CollectReport = Callable[[Report], dict[str, Any]]
CollectRound = Callable[[Round], dict[str, Any]]


@dataclass
class Loaded:
    """What a load did. `changed` names each changed record with its fields, `lacking` what the packs lack.

    `left` says what was not loaded because the service had gone on with it.
    """

    packs: list[str]
    created: dict[str, int] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Created, changed and unchanged records in all."""
        changed = sum(len(names) for names in self.changed.values())
        return {"created": sum(self.created.values()), "changed": changed, "unchanged": sum(self.unchanged.values())}


def load_pack(
    path: Path,
    *,
    by: Actor,
    at: datetime,
    collect_report: CollectReport,
    collect_round: CollectRound,
    check_only: bool = False,
) -> Loaded:
    """Load the pack in a folder, or all packs in it. With `check_only` everything is tried and nothing is kept.

    Raises `PackRefused` with every problem found; nothing has been stored then.
    """
    require(by, Permission.ADMINISTER, on=localdate(at))
    problems: list[Problem] = []
    read = [read_pack(folder, path, problems) for folder in pack_folders(path)]
    packs = [pack for pack in read if pack is not None]
    with transaction.atomic():
        loaded = _load(packs, problems, by, at, collect_report, collect_round)
        if check_only:
            transaction.set_rollback(True)
    return loaded


def _load(
    packs: list[RawPack],
    problems: list[Problem],
    by: Actor,
    at: datetime,
    collect_report: CollectReport,
    collect_round: CollectRound,
) -> Loaded:
    Value.every.reveal(Q())
    stored = read_stored()
    plan, heads = _plan(packs, stored, problems)
    if problems:
        raise PackRefused(problems)
    for head in heads:
        stored.packs[head.slug] = store_head(head)
    frozen = Frozen({name: text for pack in packs for name, text in pack.snapshots.items()})
    replay = Replay(plan, stored, frozen, by, at, collect_report, collect_round)
    try:
        write(plan, stored)
        if plan.is_large:
            let_the_database_count()
        replay.run()
        write_late(plan, stored)
    except IntegrityError as fault:
        sentence = f"Databasen tar inte emot paketet: {fault}. Ingenting är inläst."
        raise Refusal("integrity", sentence) from None
    loaded = _result(plan, [head.slug for head in heads], replay)
    _remember(loaded, heads, by, at)
    _remember_rows(plan, by, at)
    protect_figures(None, by=by, at=at)
    return loaded


def _plan(packs: list[RawPack], stored: Stored, problems: list[Problem]) -> tuple[Plan, list[Head]]:
    names = {kind.name: set(stored.pks[kind.name]) for kind in KINDS if kind.named}
    checker = Checker(problems, names)
    records = checker.records(raw for pack in packs for raw in pack.records)
    problems.extend(find_rings(records, stored))
    heads = [read_head(pack, names["areas"], problems) for pack in packs]
    _refuse_two_of_a_name(packs, problems)
    return compare(records, stored, {pack.slug for pack in packs}, problems), heads


def _refuse_two_of_a_name(packs: list[RawPack], problems: list[Problem]) -> None:
    seen: dict[str, RawPack] = {}
    for pack in packs:
        first = seen.setdefault(pack.slug, pack)
        if first is not pack:
            problems.append(pack.problem("slug", f"paketet {first.file} heter också {pack.slug}. Byt slug i det ena."))


def _result(plan: Plan, packs: list[str], replay: Replay) -> Loaded:
    loaded = Loaded(packs, lacking=plan.lacking, left=replay.left)
    for kind in KINDS:
        name = kind.name
        changed = [change for change in plan.old[name] if change.changed and not change.left]
        if plan.new[name]:
            loaded.created[name] = len(plan.new[name])
        if changed:
            loaded.changed[name] = [f"{change.record.title}: {', '.join(change.changed)}" for change in changed]
        if len(plan.old[name]) > len(changed):
            loaded.unchanged[name] = len(plan.old[name]) - len(changed)
    return loaded


def _remember(loaded: Loaded, heads: list[Head], by: Actor, at: datetime) -> None:
    """One event for a load that did something."""
    if not loaded.created and not loaded.changed:
        return
    slugs = " ".join(head.slug for head in heads)
    record("load_pack", subject="history.pack", key=slugs[:200], by=by, at=at, change=dict(loaded.counts))


WORDED = ("goals", "indicators", "activities", "documents", "requests")
"""Kinds whose wording is read back: the log keeps what each row said before a pack changed it."""


def _remember_rows(plan: Plan, by: Actor, at: datetime) -> None:
    """One event for each row that the pack brought or changed, so that a past day is not told in today's words."""
    for kind in (kind for kind in KINDS if kind.name in WORDED):
        subject = kind.model._meta.label_lower
        brought: Iterable[tuple[str, dict[str, Any]]] = ((change.record.key[0], {}) for change in plan.new[kind.name])
        record_rows(LOADED, subject=subject, changes=brought, by=by, at=at)
        changed = ((change.record.key[0], _told(change)) for change in plan.old[kind.name] if change.fields)
        record_rows(CHANGED_BY_PACK, subject=subject, changes=changed, by=by, at=at)


def _told(change: Change) -> dict[str, Any]:
    """`{column: [old, new]}` of the fields that differ, as plain JSON."""
    before = change.stored.values if change.stored else {}
    found: dict[str, Any] = {}
    for name in change.fields:
        bound = change.record.kind.bound[name]
        pair = [values.get(name, bound.default) for values in (before, change.record.values)]
        if not isinstance(pair[0], list) and not isinstance(pair[1], list):
            found[bound.field.columns[0]] = [_plain(value) for value in pair]
    return found


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)
