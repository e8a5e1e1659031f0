"""Documents to JSON and back, for frozen snapshots: what is stored today must open in ten years."""

import types
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from samstad.documents import blocks
from samstad.documents.blocks import Document

SCHEMA = 1
BLOCK_TYPES: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(blocks.Block)}
PARTS = (Document, blocks.Run, blocks.Column, blocks.Cell, blocks.ThreadNode, blocks.Point, blocks.Series,
         blocks.Break, blocks.MapArea)  # fmt: skip
_HINTS = {kind: get_type_hints(kind) for kind in (*PARTS, *BLOCK_TYPES.values())}


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain dicts, lists, texts and numbers; a block carries its ``type``."""
    return {"schema": SCHEMA, **_encode(document)}


def from_json(data: dict[str, Any]) -> Document:
    """The document that ``to_json`` wrote; ValueError says where the data is not one."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ValueError(f"not a document of schema {SCHEMA}")
    rest = {key: value for key, value in data.items() if key != "schema"}
    return cast(Document, _build(Document, rest, "document"))


def _encode(value: Any) -> Any:
    if is_dataclass(value):
        named = {field.name: _encode(getattr(value, field.name)) for field in fields(value)}
        name = type(value).__name__
        return {"type": name, **named} if name in BLOCK_TYPES else named
    return [_encode(item) for item in value] if isinstance(value, tuple) else value


def _build(kind: type[Any], data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: expected an object")
    hints = _HINTS[kind]
    unknown = data.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{where}: unknown field {min(unknown)!r}")
    values = {name: _decode(hints[name], value, f"{where}.{name}") for name, value in data.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _decode(hint: Any, value: Any, where: str) -> Any:
    origin, options = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _decode_tuple(options, value, where)
    if origin is Literal:
        if value not in options or isinstance(value, bool):
            raise ValueError(f"{where}: {value!r} is none of {options}")
        return value
    if origin in (types.UnionType, Union):
        return _decode_union(options, value, where)
    if is_dataclass(hint):
        return _build(cast(type[Any], hint), value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise ValueError(f"{where}: expected {hint.__name__}")
    return value


def _decode_tuple(options: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{where}: expected a list")
    kinds = [options[0]] * len(value) if options[-1] is Ellipsis else list(options)
    if len(kinds) != len(value):
        raise ValueError(f"{where}: expected {len(kinds)} items")
    return tuple(
        _decode(kind, item, f"{where}[{at}]") for at, (kind, item) in enumerate(zip(kinds, value, strict=True))
    )


def _decode_union(options: tuple[Any, ...], value: Any, where: str) -> Any:
    if types.NoneType in options:
        return None if value is None else _decode(options[0], value, where)
    if not isinstance(value, dict) or value.get("type") not in BLOCK_TYPES:
        raise ValueError(f"{where}: not a known block")
    rest = {key: item for key, item in value.items() if key != "type"}
    return _build(BLOCK_TYPES[value["type"]], rest, where)
