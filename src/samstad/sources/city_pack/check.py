"""Raw records become records, and everything wrong in them is collected with its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from samstad.sources.city_pack.declare import Bound, Children, Kind, Type
from samstad.sources.city_pack.nodes import Node, RawRecord
from samstad.sources.city_pack.parse import Wrong, parse
from samstad.sources.city_pack.records import Key, Place, Problem, Record

ENOUGH = 500
"""Problems that are looked for before the check gives up; far more than are shown."""


@dataclass
class Checker:
    """Checks records against what is already stored and what the packs bring. `problems` grows."""

    problems: list[Problem]
    names: dict[str, set[str]]
    seen: dict[str, dict[Key, Place]] = field(default_factory=lambda: defaultdict(dict))
    repeated: dict[tuple[str, str], dict[Key, int]] = field(default_factory=lambda: defaultdict(dict))

    def records(self, raw: Iterable[RawRecord]) -> list[Record]:
        """The records that could be read."""
        listed = list(raw)
        for record in listed:
            if record.kind.named:
                self.names.setdefault(record.kind.name, set()).add(record.text(record.kind.key[0]))
        made = (self._record(record) for record in listed if len(self.problems) < ENOUGH)
        return [record for record in made if record is not None]

    def _record(self, raw: RawRecord) -> Record | None:
        if not isinstance(raw.node.content, dict):
            self._say(
                raw.place(), f"posten i {raw.kind.name} ska ha fält med namn, till exempel {raw.kind.fields[0].name}:"
            )
            return None
        before = len(self.problems)
        self._unknown_words(raw, raw.node, raw.kind.names(), raw.kind.name)
        values = self._values(raw, raw.node, raw.kind, raw.kind.name)
        self._obey(raw, raw.node, values, raw.kind.rules)
        children = {child.name: self._children(raw, child, values) for child in raw.kind.children}
        if len(self.problems) > before:
            return None
        for decision in children.get("decisions", []):
            decision.setdefault("body", values["organisation"])
        key = key_of(raw.kind, values)
        return self._once(Record(raw.kind, raw.pack, key, values, children, raw.place()))

    def _once(self, record: Record) -> Record | None:
        if record.kind.repeats:
            counted = self.repeated[record.kind.name, record.pack]
            counted[record.key] = counted.get(record.key, 0) + 1
            record.key = (*record.key, str(counted[record.key]))
            return record
        assert record.place is not None
        first = self.seen[record.kind.name].setdefault(record.key, record.place)
        if first is not record.place:
            self._say(record.place, f"{record.title} finns redan på {first}. Ta bort den ena eller byt slug.")
            return None
        return record

    def _unknown_words(self, raw: RawRecord, node: Node, known: list[str], where: str) -> None:
        assert isinstance(node.content, dict)
        for name in node.content:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"Menade du ”{near[0]}”?" if near else f"Fälten i {where} är {', '.join(known)}."
                self._say(raw.place(node.key_lines.get(name)), f"okänt fält ”{name}”. {hint}")

    def _values(self, raw: RawRecord, node: Node, row: Kind | Children, where: str) -> dict[str, Any]:
        assert isinstance(node.content, dict)
        values: dict[str, Any] = {}
        for name, bound in row.bound.items():
            given = node.content.get(name)
            if given is None or given.content is None or (given.content == "" and bound.field.required):
                if bound.field.required:
                    line = node.key_lines.get(name, node.line)
                    self._say(raw.place(line), f"{where} saknar {name}. {required_hint(bound)}")
                continue
            value = self._value(raw, bound, given)
            value = value.strip() if name in row.stripped and isinstance(value, str) else value
            if value is not None and (bound.field.required or value != bound.default):
                values[name] = value
        return values

    def _value(self, raw: RawRecord, bound: Bound, given: Node) -> Any:
        try:
            value = parse(bound, given)
        except Wrong as wrong:
            self._say(raw.place(given.line), f"{bound.name}: {wrong}")
            return None
        if bound.type is Type.REFERENCE:
            if value == "" and not bound.field.required:
                return None
            self._refer(raw, bound, given.line, value)
        return value

    def _refer(self, raw: RawRecord, bound: Bound, line: int, slug: str) -> None:
        known = self.names.get(bound.field.to, set())
        if slug in known:
            return
        near = get_close_matches(slug, sorted(known), n=1)
        hint = f"Menade du ”{near[0]}”?" if near else f"Lägg till den under {bound.field.to}: eller rätta namnet."
        self._say(raw.place(line), f"{bound.name}: ”{slug}” finns inte i {bound.field.to}. {hint}")

    def _children(self, raw: RawRecord, child: Children, parent: dict[str, Any]) -> list[dict[str, Any]]:
        assert isinstance(raw.node.content, dict)
        given = raw.node.content.get(child.name)
        if given is None or given.content is None:
            return []
        if child.single:
            wrapped = Node(given.line, {child.fields[0].name: given}, {child.fields[0].name: given.line})
            return [self._values(raw, wrapped, child, child.name)]
        if not isinstance(given.content, list):
            self._say(raw.place(given.line), f"{child.name} ska vara en lista.")
            return []
        return list(self._entries(raw, child, given.content))

    def _entries(self, raw: RawRecord, child: Children, nodes: list[Node]) -> Iterator[dict[str, Any]]:
        taken: dict[Key, int] = {}
        for node in nodes:
            entry = self._plain(node, child) if child.plain else node
            if not isinstance(entry.content, dict):
                self._say(
                    raw.place(node.line),
                    f"varje post i {child.name} ska ha fält med namn, till exempel {child.fields[0].name}:",
                )
                continue
            self._unknown_words(raw, entry, list(child.bound), child.name)
            before = len(self.problems)
            values = self._values(raw, entry, child, child.name)
            self._obey(raw, entry, values, raw.kind.rules_of(child))
            key = entry_key(child, values)
            if len(self.problems) == before and key in taken and child.once:
                self._say(
                    raw.place(node.line),
                    f"{child.name}: {' · '.join(key)} står redan på rad {taken[key]}. Ta bort den ena.",
                )
                continue
            taken.setdefault(key, node.line)
            yield values

    def _plain(self, node: Node, child: Children) -> Node:
        name = child.fields[0].name
        return Node(node.line, {name: node}, {name: node.line})

    def _obey(self, raw: RawRecord, node: Node, values: dict[str, Any], rules: Iterable[Any]) -> None:
        assert isinstance(node.content, dict)
        for rule in rules:
            for name, sentence in rule(values):
                self._say(raw.place(node.key_lines.get(name, node.line)), sentence)

    def _say(self, place: Place, sentence: str) -> None:
        self.problems.append(Problem(place, sentence))


def required_hint(bound: Bound) -> str:
    """What to write in a required field."""
    if bound.type is Type.CHOICE:
        return f"Skriv ett av {', '.join(bound.words)}."
    if bound.type is Type.REFERENCE:
        return f"Skriv en slug ur {bound.field.to}."
    return {Type.DATE: "Skriv ett datum som 2017-05-02.", Type.INTEGER: "Skriv ett heltal."}.get(
        bound.type, "Lägg till det."
    )


def key_of(kind: Kind, values: dict[str, Any]) -> Key:
    """What tells the record from others of its kind."""
    return tuple(str(values.get(name, "")) for name in kind.key)


def entry_key(child: Children, values: dict[str, Any]) -> Key:
    """What tells an entry from others of the same record."""
    return tuple(str(values.get(name, "")) for name in child.key)
