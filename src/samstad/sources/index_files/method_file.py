"""A method file: YAML in, the method out; what is wrong is said with its line."""

from pathlib import Path
from typing import Any

from samstad.calculations.index import Method, MethodError, parse_method
from samstad.refusals import Refusal
from samstad.sources.city_pack.nodes import Node, Unreadable
from samstad.sources.city_pack.yaml_file import read_yaml

WORDS = {"true": True, "false": False}
TEXTS = frozenset(
    ("index", "title", "version", "note", "period", "code", "parent", "name", "names", "unit", "denominator", "group")
)
"""Fields whose value stays a text even when it looks like a number: the code 0180 keeps its zero."""


class BadMethod(Refusal):
    """The method cannot be used; the sentence begins with file and line."""

    def __init__(self, sentence: str) -> None:
        super().__init__("bad_method", sentence)


def read_method(file: Path) -> Method:
    """The method in a file. Raises `BadMethod` as `file:line: what is wrong`."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadMethod(f"{file.name}: filen finns inte. Se över sökvägen.") from None
    except (UnicodeDecodeError, OSError):
        raise BadMethod(f"{file.name}: filen går inte att läsa som text i UTF-8.") from None
    return method_of(text, file.name)


def method_of(text: str, name: str = "metod.yaml") -> Method:
    """The method in a text."""
    try:
        root = read_yaml(text, name)
    except Unreadable as fault:
        raise BadMethod(f"{name}:{fault.problem.place.line}: {fault}") from None
    try:
        return parse_method(plain(root))
    except MethodError as fault:
        raise BadMethod(f"{name}:{line_of(root, fault.where)}: {fault.sentence}") from None


def line_of(root: Node, where: tuple[str | int, ...]) -> int:
    """The line of the deepest part of the path that is in the file."""
    here = root
    for step in where:
        content = here.content
        if isinstance(content, dict) and str(step) in content:
            here = content[str(step)]
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            here = content[step]
        else:
            break
    return here.line


def plain(node: Node, key: str = "") -> Any:
    """Plain values: numbers as numbers and yes or no as such, except where the field is a text."""
    if isinstance(node.content, dict):
        return {name: plain(value, name) for name, value in node.content.items()}
    if isinstance(node.content, list):
        return [plain(value, key) for value in node.content]
    if node.content is None or key in TEXTS:
        return node.content
    return _scalar(node.content)


def _scalar(text: str) -> Any:
    if text in WORDS:
        return WORDS[text]
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
