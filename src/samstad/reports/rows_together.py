"""Rows of many small tables read by one question: what a page shows of each is little, but the tables are many."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import DecimalField, Field, JSONField, Model, QuerySet, Value
from django.db.models.functions import JSONArray

Fields = Sequence["Field[Any, Any]"]
Along = Mapping[str, Any]
"""The relations that are read along, each with those that are read along from there."""


def rows_together(*chosen: QuerySet[Any, Any]) -> list[list[Any]]:
    """The rows of each query set in its own order, with what it reads along and without what it defers; one query.

    An order is by columns, upwards.
    """
    if not chosen:
        return []
    parts = [
        rows.order_by().values_list(Value(place), JSONArray(*_asked(_columns(rows), rows.model, _along(rows))))
        for place, rows in enumerate(chosen)
    ]
    found: list[list[Any]] = [[] for _rows in chosen]
    for place, told in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
        rows = chosen[place]
        found[place].append(_made(_columns(rows), rows.model, _along(rows), told, rows.db))
    return [_ordered(rows, made) for rows, made in zip(chosen, found, strict=True)]


def _columns(rows: QuerySet[Any, Any]) -> Fields:
    """All of the table's, but those that the query set defers."""
    names, deferred = rows.query.deferred_loading
    columns = rows.model._meta.concrete_fields
    return [field for field in columns if field.primary_key or (field.name in names) != deferred]


def _along(rows: QuerySet[Any, Any]) -> Along:
    named = rows.query.select_related
    return named if isinstance(named, dict) else {}


def _asked(columns: Fields, model: type[Model], along: Along, at: str = "") -> list[Any]:
    """What to ask of a row: its columns in order, then a list of the same for each row that is read along."""
    told: list[Any] = [at + field.attname for field in columns]
    for name, further in along.items():
        related = _model_at(model, name)
        told.append(JSONArray(*_asked(related._meta.concrete_fields, related, further, f"{at}{name}__")))
    return told


def _model_at(model: type[Model], name: str) -> type[Model]:
    related = model._meta.get_field(name).related_model
    assert isinstance(related, type)
    return related


def _made(columns: Fields, model: type[Model], along: Along, told: list[Any], database: str) -> Model:
    values = [_value(field, value) for field, value in zip(columns, told, strict=False)]
    row = model.from_db(database, [field.attname for field in columns], values)
    for (name, further), there in zip(along.items(), told[len(columns) :], strict=True):
        related = _model_at(model, name)
        has_one = getattr(row, f"{name}_id") is not None
        setattr(row, name, _made(related._meta.concrete_fields, related, further, there, database) if has_one else None)
    return row


def _value(field: "Field[Any, Any]", told: Any) -> Any:
    """The value as the field gives it when the table is read by itself: a database tells JSON only plain kinds."""
    if isinstance(field, JSONField):
        return json.loads(told) if isinstance(told, str) else told
    value = field.to_python(told)
    if isinstance(field, DecimalField) and value is not None:
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _ordered(rows: QuerySet[Any, Any], made: list[Any]) -> list[Any]:
    names = [str(name) for name in rows.query.order_by or rows.model._meta.ordering]
    places = [attrgetter(name.replace("__", ".")) for name in names]
    return sorted(made, key=lambda row: (*(place(row) for place in places), row.pk))
