"""The JSON Schema of pack files, made from the declarations."""

from typing import Any

from samstad.sources.city_pack.declare import Bound, Children, Kind, Type
from samstad.sources.city_pack.head import SOURCE_FIELDS
from samstad.sources.city_pack.kinds import KINDS

NAME = "city-pack.schema.json"
TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
SLUG: dict[str, Any] = {"type": "string", "pattern": "^[a-z0-9-]+$"}

_SHAPES: dict[Type, dict[str, Any]] = {
    Type.SLUG: SLUG,
    Type.EMAIL: {"type": "string", "pattern": "^[^@A-ZÅÄÖ ]+@[^@A-ZÅÄÖ ]+$"},
    Type.ADDRESS: {"type": "string", "pattern": "^https?://"},
    Type.DATE: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Type.INTEGER: {"type": "integer", "minimum": 0},
    Type.DECIMAL: {"type": "number"},
    Type.YES_NO: {"type": "boolean"},
    Type.TEXTS: {"type": "array", "items": TEXT},
    Type.PAIR: {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}


def schema() -> dict[str, Any]:
    """The schema of one file; a file is pack.yaml or lists of records by kind."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Samstad city pack, one file",
        "anyOf": [{"$ref": "#/$defs/pack.yaml"}, {"$ref": "#/$defs/records"}],
        "$defs": {
            "pack.yaml": _head(),
            "records": {
                "type": ["object", "null"],
                "properties": {kind.name: {"type": ["array", "null"], "items": _record(kind)} for kind in KINDS},
                "additionalProperties": False,
            },
        },
    }


def shape(bound: Bound) -> dict[str, Any]:
    """What one value may be; an absent value may also be written as nothing."""
    if bound.type is Type.REFERENCE:
        return TEXT if bound.field.to == "people" else SLUG
    if bound.type is Type.CHOICE:
        everyone = ["T"] if bound.name == "sex" else []
        return {"enum": [*bound.words, *everyone]}
    found = dict(_SHAPES.get(bound.type, TEXT))
    if found.get("type") != "array" and bound.max_length:
        found["maxLength"] = bound.max_length
    return found


def _described(bound: Bound) -> dict[str, Any]:
    found = shape(bound)
    if not bound.field.required:
        found = {"anyOf": [found, {"type": "null"}]}
    return {**found, "description": bound.field.about} if bound.field.about else found


def _record(kind: Kind) -> dict[str, Any]:
    properties = {name: _described(bound) for name, bound in kind.bound.items()}
    properties |= {child.name: _list(child) for child in kind.children}
    return _mapping(properties, [name for name, bound in kind.bound.items() if bound.field.required], kind.about)


def _list(child: Children) -> dict[str, Any]:
    only = next(iter(child.bound.values()))
    if child.single:
        return {"anyOf": [shape(only), {"type": "null"}], "description": child.about}
    properties = {name: _described(bound) for name, bound in child.bound.items()}
    needed = [name for name, bound in child.bound.items() if bound.field.required]
    items = shape(only) if child.plain else _mapping(properties, needed, "")
    return {"type": ["array", "null"], "items": items, "description": child.about}


def _mapping(properties: dict[str, Any], required: list[str], about: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        found["required"] = required
    return {**found, "description": about} if about else found


def _head() -> dict[str, Any]:
    text = {"type": "string"}
    source = _mapping(dict.fromkeys(SOURCE_FIELDS, TEXT), ["title"], "")
    properties = {
        "slug": {**SLUG, "maxLength": 80},
        "title": {**text, "maxLength": 200},
        "example": {"type": "boolean", "description": "true for invented data; every page then says so"},
        "city": {**SLUG, "description": "the area that is the whole city"},
        "sources": {"type": "object", "additionalProperties": source},
    }
    return _mapping(properties, ["slug", "title"], "What the pack is called and which sources it names.")
