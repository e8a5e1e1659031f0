"""Rows of many small tables read by one question: what a page shows of each is little, but the tables are many."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db.models import Field, JSONField, Model, QuerySet, Value
from django.db.models.functions import JSONArray


def rows_together(*chosen: QuerySet[Any, Any]) -> list[list[Any]]:
    """The rows of each query set in its own order, with what it reads along (one step); one query for them all."""
    if not chosen:
        return []
    parts = [
        rows.order_by().values_list(Value(place), JSONArray(*_told(rows.model, _along(rows))))
        for place, rows in enumerate(chosen)
    ]
    found: list[list[Any]] = [[] for _rows in chosen]
    for place, told in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
        found[place].append(_made(chosen[place], told))
    return [_ordered(rows, made) for rows, made in zip(chosen, found, strict=True)]


def _along(rows: QuerySet[Any, Any]) -> list[str]:
    named = rows.query.select_related
    return list(named) if isinstance(named, dict) else []


def _told(model: type[Model], along: list[str], at: str = "") -> list[Any]:
    """What to ask of a row: its columns in order, then a list of the same for each row that is read along."""
    told: list[Any] = [at + field.attname for field in model._meta.concrete_fields]
    return told + [JSONArray(*_told(_model_at(model, name), [], f"{name}__")) for name in along]


def _model_at(model: type[Model], name: str) -> type[Model]:
    related = model._meta.get_field(name).related_model
    assert isinstance(related, type)
    return related


def _made(rows: QuerySet[Any, Any], told: list[Any]) -> Model:
    columns = len(rows.model._meta.concrete_fields)
    row = _row(rows.model, told[:columns], rows.db)
    for name, related in zip(_along(rows), told[columns:], strict=True):
        model = _model_at(rows.model, name)
        is_there = getattr(row, rows.model._meta.get_field(name).attname) is not None
        setattr(row, name, _row(model, related, rows.db) if is_there else None)
    return row


def _row(model: type[Model], told: list[Any], database: str) -> Model:
    fields = model._meta.concrete_fields
    values = [_value(field, value) for field, value in zip(fields, told, strict=True)]
    return model.from_db(database, [field.attname for field in fields], values)


def _value(field: "Field[Any, Any]", told: Any) -> Any:
    """The value as the field gives it when the table is read by itself: a database tells JSON only plain kinds."""
    if isinstance(field, JSONField):
        return json.loads(told) if isinstance(told, str) else told
    value = field.to_python(told)
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _ordered(rows: QuerySet[Any, Any], made: list[Any]) -> list[Any]:
    names = [str(name) for name in rows.query.order_by or rows.model._meta.ordering]
    return sorted(made, key=lambda row: (*(getattr(row, name) for name in names), row.pk))
