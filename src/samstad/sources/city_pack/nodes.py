"""What was read out of a file, each part with the line it stands on; text only, meaning comes later."""

from dataclasses import dataclass, field
from typing import Union

from samstad.sources.city_pack.declare import Kind
from samstad.sources.city_pack.records import Place, Problem

Content = Union[None, str, "list[Node]", "dict[str, Node]"]


@dataclass
class Node:
    """A text, a list, a mapping or nothing. `key_lines` tells where the keys of a mapping stand."""

    line: int
    content: Content
    key_lines: dict[str, int] = field(default_factory=dict)


@dataclass
class RawRecord:
    """One record as written, before anything in it has been checked."""

    kind: Kind
    pack: str
    file: str
    node: Node

    def place(self, line: int | None = None) -> Place:
        return Place(self.file, self.node.line if line is None else line)

    def text(self, name: str) -> str:
        """The text of a field, empty when it is absent or no text."""
        content = self.node.content
        found = content.get(name) if isinstance(content, dict) else None
        return found.content if found is not None and isinstance(found.content, str) else ""


class Unreadable(Exception):  # noqa: N818 - an answer about a file, not a fault in the program
    """The file cannot be read further than this."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(Place(file, line), sentence)
