"""Reads YAML as plain texts, lists and mappings with line numbers: no tags, no aliases, no second document."""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as seen
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from samstad.sources.city_pack.nodes import Node, Unreadable

NOTHING = ("", "~", "null", "Null", "NULL")
DEEPEST = 12


def read_yaml(text: str, file: str) -> Node:
    """The file's content; an empty file is nothing. Raises `Unreadable` where it is no YAML that packs use."""
    events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))
    try:
        return _Builder(events, file).document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Unreadable(
            file, line, f"YAML går inte att tyda här: {error.problem}. Se över indrag, kolon och citattecken."
        ) from None
    except YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise Unreadable(file, line, "filen har ett tecken som inte får stå i YAML. Ta bort det.") from None


class _Builder:
    def __init__(self, events: Iterator[Any], file: str) -> None:
        self.events = events
        self.file = file

    def document(self) -> Node:
        root = Node(1, None)
        documents = 0
        for event in self.events:
            if isinstance(event, seen.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._wrong(event, "ett andra dokument börjar här. Ta bort raden ---.")
            elif isinstance(event, seen.NodeEvent):
                root = self._node(event, 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, seen.AliasEvent) or getattr(event, "anchor", None):
            raise self._wrong(event, "ankare och alias (& och *) används inte i paket. Skriv ut värdet.")
        if event.tag and event.tag != "!":
            raise self._wrong(event, f"taggen {event.tag} används inte i paket. Ta bort den.")
        if depth > DEEPEST:
            raise self._wrong(event, f"listor och fält ligger djupare än {DEEPEST} nivåer. Så djupt går inget paket.")
        if isinstance(event, seen.SequenceStartEvent):
            return self._sequence(event, depth)
        if isinstance(event, seen.MappingStartEvent):
            return self._mapping(event, depth)
        plain = event.style is None or event.style == ""
        return Node(self._line(event), None if plain and event.value in NOTHING else event.value)

    def _sequence(self, start: Any, depth: int) -> Node:
        entries: list[Node] = []
        for event in self.events:
            if isinstance(event, seen.SequenceEndEvent):
                break
            entries.append(self._node(event, depth + 1))
        return Node(self._line(start), entries)

    def _mapping(self, start: Any, depth: int) -> Node:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, seen.MappingEndEvent):
                break
            if not isinstance(event, seen.ScalarEvent):
                raise self._wrong(event, "ett fältnamn ska vara ett ord.")
            name = str(event.value)
            if name in entries:
                raise self._wrong(event, f"{name} står två gånger, först på rad {lines[name]}. Behåll en.")
            lines[name] = self._line(event)
            entries[name] = self._node(next(self.events), depth + 1)
        return Node(self._line(start), entries, lines)

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + 1

    def _wrong(self, event: Any, sentence: str) -> Unreadable:
        return Unreadable(self.file, self._line(event), sentence)
