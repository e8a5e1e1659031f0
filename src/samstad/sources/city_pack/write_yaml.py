"""Writes records as YAML that people can read and that is read back exactly as it was."""

import io
import re
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

TAME = re.compile(r"[ -~\u00a1-\u024f\u2010-\u2027\u2030-\u205e]*")
"""Letters and signs that mean the same in every style of YAML; others are written between double quotes."""


def as_yaml(content: dict[str, Any]) -> str:
    """The text of a file, equal for equal content."""
    writer = YAML()
    writer.width = 100_000
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.representer.add_representer(Decimal, _number)
    out = io.StringIO()
    writer.dump(_ready(content), out)
    return out.getvalue()


def _ready(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ready(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_ready(inner) for inner in value]
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> Any:
    lines = text.split("\n")
    if not all(TAME.fullmatch(line) for line in lines):
        return DoubleQuotedScalarString(text)
    if len(lines) == 1:
        return text
    plain = all(line == line.strip() for line in lines) and lines[0] and lines[-1]
    return LiteralScalarString(text) if plain else DoubleQuotedScalarString(text)


def _number(representer: Any, number: Decimal) -> Any:
    tag = "int" if number == number.to_integral_value() else "float"
    return representer.represent_scalar(f"tag:yaml.org,2002:{tag}", format(number, "f"))
