"""What a load would do: new records, changed ones with what changed, and what the pack lacks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from samstad.sources.city_pack.check import entry_key
from samstad.sources.city_pack.declare import Children, Kind
from samstad.sources.city_pack.kinds import KINDS
from samstad.sources.city_pack.records import Key, Place, Problem, Record
from samstad.sources.city_pack.stored import OWN, Stored


@dataclass
class ChildChange:
    """What happens in one list of one record. `updated` pairs a stored row's key with its new values."""

    child: Children
    added: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    updated: list[tuple[int, int, dict[str, Any]]] = field(default_factory=list)
    lacking: list[Key] = field(default_factory=list)


@dataclass
class Change:
    """One record against its stored row (None for a new one). `left` ones are not loaded."""

    record: Record
    stored: Record | None
    fields: list[str] = field(default_factory=list)
    children: list[ChildChange] = field(default_factory=list)
    left: bool = False

    def listed(self, name: str) -> ChildChange:
        """What happens in the list of that name."""
        return next(change for change in self.children if change.child.name == name)

    @property
    def changed(self) -> list[str]:
        """The names of what differs."""
        lists = [change.child.name for change in self.children if change.added or change.updated]
        return self.fields + lists


LARGE = 1_000
"""Records."""


@dataclass
class Plan:
    """Everything a load would do, by kind, in order of loading."""

    new: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    old: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    lacking: list[str] = field(default_factory=list)

    @property
    def is_large(self) -> bool:
        """Whether it fills the tables so much that what is known of their size no longer holds."""
        return sum(len(changes) for changes in self.new.values()) > LARGE

    def changes(self, kind: Kind) -> list[Change]:
        return [*self.new[kind.name], *self.old[kind.name]]


def compare(records: Iterable[Record], stored: Stored, packs: set[str], problems: list[Problem]) -> Plan:
    """The plan; a record that another pack brought is a problem."""
    plan = Plan()
    met: set[tuple[str, Key]] = set()
    for record in records:
        place = (record.pack, *record.key) if record.kind.repeats else record.key
        met.add((record.kind.name, place))
        found = stored.of(record.kind).get(place)
        if found is not None and record.kind.owned and found.pack != record.pack:
            problems.append(_taken(record, found))
            continue
        change = _compare(record, found)
        (plan.new if found is None else plan.old)[record.kind.name].append(change)
        plan.lacking.extend(_lacking_entries(change))
    for kind in KINDS:
        for place, row in stored.of(kind).items():
            if row.pack in packs and (kind.name, place) not in met and not _untouched(row):
                plan.lacking.append(row.title)
    return plan


def _untouched(row: Record) -> bool:
    """True for the empty report that opening a round makes; a pack need not name it."""
    return row.kind.name == "reports" and row.values["state"] == "draft" and not any(row.children.values())


def _taken(record: Record, found: Record) -> Problem:
    whose = "är inlagd i tjänsten" if found.pack == OWN else f"hör till paketet {found.pack}"
    sentence = f"{record.title} {whose}. Byt slug, eller ta bort posten ur det här paketet."
    return Problem(record.place or Place("", 1), sentence)


def _compare(record: Record, found: Record | None) -> Change:
    change = Change(record, found)
    if found is not None:
        names = [name for name in record.kind.bound if record.values.get(name) != found.values.get(name)]
        change.fields = names
    for child in record.kind.children:
        change.children.append(_compare_list(child, record, found))
    return change


def _compare_list(child: Children, record: Record, found: Record | None) -> ChildChange:
    change = ChildChange(child)
    waiting: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    old = found.children[child.name] if found else []
    pks = (found.child_pks or {}).get(child.name, []) if found else []
    for place, (values, pk) in enumerate(zip(old, pks, strict=True)):
        waiting[entry_key(child, values)].append((place, pk))
    for place, values in enumerate(record.children[child.name]):
        rows = waiting[entry_key(child, values)]
        if not rows:
            change.added.append((place, values))
            continue
        old_place, pk = rows.pop(0)
        if old[old_place] != values or (child.ordered and old_place != place):
            change.updated.append((place, pk, values))
    everybody = child.name == "bodies" and not record.children[child.name]
    change.lacking = [] if everybody else [key for key, rows in waiting.items() for _ in rows]
    return change


def _lacking_entries(change: Change) -> list[str]:
    return [
        f"{change.record.title}: {listed.child.name} {' · '.join(part for part in key if part)}"
        for listed in change.children
        for key in listed.lacking
    ]
