"""What the database holds, in the form that packs have; a constant number of queries whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from samstad.domain.history.models import Pack
from samstad.sources.city_pack.check import key_of
from samstad.sources.city_pack.declare import Bound, Children, Kind, Type
from samstad.sources.city_pack.kinds import KINDS
from samstad.sources.city_pack.parse import plain_number
from samstad.sources.city_pack.records import Key, Record

OWN = "egna"
"""The pack of what was entered in the service; such rows need no row in the table of packs."""

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Stored:
    """Every record by kind and key, and the way between primary keys and names."""

    records: dict[str, dict[Key, Record]] = field(default_factory=dict)
    names: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    pks: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    packs: dict[str, int] = field(default_factory=dict)

    def of(self, kind: Kind) -> dict[Key, Record]:
        return self.records.get(kind.name, {})


def read_stored() -> Stored:
    """Everything that packs can hold, pack by pack."""
    stored = Stored(packs=dict(Pack.objects.values_list("slug", "pk")))
    slugs = {pk: slug for slug, pk in stored.packs.items()}
    rows: Rows = {}
    for kind in KINDS:
        rows[kind.name] = _rows(kind)
        if kind.named:
            place = 2 + kind.attnames().index(kind.key[0])
            stored.names[kind.name] = {row[0]: row[place] for row in rows[kind.name]}
            stored.pks[kind.name] = {row[place]: row[0] for row in rows[kind.name]}
    for kind in KINDS:
        stored.records[kind.name] = _records(kind, rows[kind.name], slugs, stored)
    _give_people_a_pack(stored)
    return stored


def _rows(kind: Kind) -> list[tuple[Any, ...]]:
    columns = ["pk", "pack_id" if kind.owned else "pk", *kind.attnames()]
    found = kind.model._default_manager.filter(**dict(kind.where)).order_by(*kind.order_by)
    return list(found.values_list(*columns))


def _records(kind: Kind, rows: list[tuple[Any, ...]], slugs: dict[int, str], stored: Stored) -> dict[Key, Record]:
    read = Reader(kind.bound.values(), stored)
    by_pk: dict[int, Record] = {}
    records: dict[Key, Record] = {}
    counted: dict[tuple[str, Key], int] = defaultdict(int)
    for row in rows:
        values = read.values(row[2:])
        pack = slugs.get(row[1], OWN) if kind.owned else OWN
        key = key_of(kind, values)
        if kind.repeats:
            counted[pack, key] += 1
            key = (*key, str(counted[pack, key]))
        record = Record(kind, pack, key, values, {c.name: [] for c in kind.children}, pk=row[0], child_pks={})
        by_pk[row[0]] = record
        records[(pack, *key) if kind.repeats else key] = record
    for child in kind.children:
        _add_children(child, by_pk, stored)
    return records


def _add_children(child: Children, by_pk: dict[int, Record], stored: Stored) -> None:
    read = Reader(child.bound.values(), stored)
    order = (child.ordered, "pk") if child.ordered else child.order_by or ("pk",)
    columns = [child.back_attname, "pk", *child.attnames()]
    for row in child.model._default_manager.filter(**dict(child.where)).order_by(*order).values_list(*columns):
        record = by_pk.get(row[0])
        if record is not None and record.child_pks is not None:
            record.children[child.name].append(read.values(row[2:]))
            record.child_pks.setdefault(child.name, []).append(row[1])


class Reader:
    """Turns the columns of a row into the values of a record."""

    def __init__(self, fields: Iterable[Bound], stored: Stored) -> None:
        self.fields = [(bound, len(bound.attnames)) for bound in fields]
        self.stored = stored

    def values(self, cells: tuple[Any, ...]) -> dict[str, Any]:
        """Only what is known, in declared order."""
        found: dict[str, Any] = {}
        start = 0
        for bound, width in self.fields:
            value = self._value(bound, cells[start : start + width])
            start += width
            if value is not None and (bound.field.required or value != bound.default):
                found[bound.name] = value
        return found

    def _value(self, bound: Bound, cells: tuple[Any, ...]) -> Any:
        if bound.type is Type.PAIR:
            return None if None in cells else list(cells)
        cell = cells[0]
        if cell is None:
            return None
        if bound.type is Type.REFERENCE:
            return self.stored.names[bound.field.to].get(cell)
        return plain_number(cell) if isinstance(cell, Decimal) else cell


def _give_people_a_pack(stored: Stored) -> None:
    """A person belongs to the pack of the person's roles, the first by name; without roles to what was entered."""
    roles: dict[str, list[str]] = defaultdict(list)
    for role in stored.records["roles"].values():
        roles[role.values["person"]].append(role.pack)
    for person in stored.records["people"].values():
        person.pack = min(roles[person.key[0]], default=OWN)
