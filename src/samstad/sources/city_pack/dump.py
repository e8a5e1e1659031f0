"""`samstad dump`: one folder per pack, rows sorted, so that equal databases give equal bytes."""

import csv
import json
from collections import defaultdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from samstad.domain.cycle.models import Snapshot
from samstad.domain.history.models import Pack
from samstad.domain.steering.models import Value
from samstad.refusals import Refusal
from samstad.sources.city_pack.check import entry_key
from samstad.sources.city_pack.declare import Children, Kind
from samstad.sources.city_pack.folder import HEAD, SNAPSHOTS
from samstad.sources.city_pack.head import SOURCE_FIELDS
from samstad.sources.city_pack.kinds import KINDS
from samstad.sources.city_pack.records import Record
from samstad.sources.city_pack.stored import OWN, Stored, read_stored
from samstad.sources.city_pack.write_yaml import as_yaml

OWN_TITLE = "Inlagt i tjänsten"
MARK = ".samstad-dump"

Files = dict[str, str]
"""Text by path inside the dump folder."""


def dump_packs(path: Path) -> dict[str, int]:
    """The number of records per pack, after every pack has been written to its folder under `path`."""
    earlier = _refuse_other_folder(path)
    with transaction.atomic():
        # Protected figures go with the dump, since a city must be able to move; what is stored is as before it.
        Value.every.reveal(Q())
        stored = read_stored()
        files = _files(stored)
        transaction.set_rollback(True)
    for name in sorted(earlier - files.keys()):
        (path / name).unlink(missing_ok=True)
    try:
        for name, text in files.items():
            target = path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        (path / MARK).write_text("".join(f"{name}\n" for name in sorted(files)), encoding="utf-8")
    except OSError as fault:
        raise Refusal("cannot_write", f"{path} går inte att skriva i: {fault.strerror}. Välj en annan mapp.") from None
    return _counts(stored, files)


def _refuse_other_folder(path: Path) -> set[str]:
    """The files of an earlier dump. Refused when something else lies in the folder."""
    if not path.exists():
        return set()
    if not path.is_dir():
        raise Refusal("not_a_folder", f"{path} är en fil. Ange en mapp.")
    if (path / MARK).is_file():
        named = (path / MARK).read_text(encoding="utf-8").splitlines()
        return {name for name in named if ".." not in Path(name).parts and not Path(name).is_absolute()}
    if any(path.iterdir()):
        raise Refusal("not_empty", f"{path} är inte tom och ingen tidigare dump. Välj en tom mapp.")
    return set()


def _files(stored: Stored) -> Files:
    files: Files = {}
    by_pack: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for kind in KINDS:
        for record in stored.of(kind).values():
            by_pack[record.pack][kind.name].append(record)
    packs = {pack.slug: pack for pack in Pack.objects.all()}
    for slug in sorted(packs.keys() | by_pack.keys()):
        files[f"{slug}/{HEAD}"] = as_yaml(_head(packs.get(slug) or Pack(slug=OWN, title=OWN_TITLE)))
        for kind in KINDS:
            _add_kind(files, slug, kind, by_pack[slug][kind.name])
    _add_snapshots(files, stored)
    return files


def _add_kind(files: Files, slug: str, kind: Kind, records: list[Record]) -> None:
    if not records:
        return
    ordered = sorted(records, key=_order)
    if kind.csv:
        files[f"{slug}/{kind.name}.csv"] = _as_csv(kind, ordered)
    else:
        files[f"{slug}/{kind.name}.yaml"] = as_yaml({kind.name: [_mapping(record) for record in ordered]})


def _order(record: Record) -> tuple[Any, ...]:
    """By key; rows with the same key in the order they came."""
    return (*record.key[:-1], int(record.key[-1])) if record.kind.repeats else record.key


def _mapping(record: Record) -> dict[str, Any]:
    found = dict(record.values)
    for child in record.kind.children:
        entries = record.children[child.name]
        if not child.ordered and not child.order_by:
            entries = sorted(entries, key=partial(entry_key, child))
        if entries:
            found[child.name] = _entries(child, entries)
    return found


def _entries(child: Children, entries: list[dict[str, Any]]) -> Any:
    only = child.fields[0].name
    if child.single:
        return entries[0][only]
    return [entry[only] for entry in entries] if child.plain else entries


def _as_csv(kind: Kind, records: list[Record]) -> str:
    lines = _Lines()
    writer = csv.writer(lines)
    names = list(kind.bound)
    writer.writerow(names)
    writer.writerows([_cell(record.values.get(name)) for name in names] for record in records)
    return "".join(lines)


class _Lines(list[str]):
    """Rows that end with one line feed; the writer quotes both kinds of line ends only when it writes both."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix("\r\n") + "\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _head(pack: Pack) -> dict[str, Any]:
    head: dict[str, Any] = {"slug": pack.slug, "title": pack.title, "example": pack.example}
    if pack.city:
        head["city"] = pack.city
    if pack.sources:
        head["sources"] = {
            key: {name: source[name] for name in SOURCE_FIELDS if source.get(name)}
            for key, source in sorted(pack.sources.items())
        }
    return head


def _add_snapshots(files: Files, stored: Stored) -> None:
    """Every frozen text beside the pack of its report or round."""
    slugs = {pk: slug for slug, pk in stored.packs.items()}
    frozen = Snapshot.objects.select_related("report__round", "report__organisation", "round")
    for snapshot in frozen.order_by("pk"):
        owner = snapshot.report or snapshot.round
        assert owner is not None
        folder = slugs.get(owner.pack_id or 0, OWN)
        files[f"{folder}/{SNAPSHOTS}/{snapshot_name(snapshot)}.json"] = _as_json(
            {
                "on": snapshot.on.isoformat(),
                "schema_version": snapshot.schema_version,
                "document": snapshot.document,
            }
        )


def snapshot_name(snapshot: Snapshot) -> str:
    """The name under which a frozen text lies in a pack, without ending."""
    parts: list[str] = []
    if snapshot.report is not None:
        parts = [snapshot.report.round.slug, snapshot.report.organisation.slug]
    elif snapshot.round is not None:
        parts = [snapshot.round.slug]
    return "-".join([*parts, snapshot.stage, str(snapshot.number)])


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _counts(stored: Stored, files: Files) -> dict[str, int]:
    counts = {Path(name).parts[0]: 0 for name in sorted(files)}
    for kind in KINDS:
        for record in stored.of(kind).values():
            counts[record.pack] += 1
    return counts
