"""Rows of many small tables read by one question: what a page shows of each is little, but the tables are many."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    DecimalField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.expressions import Col
from django.db.models.functions import JSONArray

Fields = Sequence["Field[Any, Any]"]
PLAIN = (CharField, TextField, IntegerField, ForeignKey)
"""What JSON tells as the field itself would."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is read of a table: its columns, how the value of each is told, and the rows that are read along."""

    model: type[Model]
    columns: Fields
    names: tuple[str, ...]
    readers: tuple[Callable[[Any], Any] | None, ...]
    along: tuple[tuple[str, "Shape"], ...]


class RowOf(JSONArray):
    """The columns of one table as a list, and after them the lists of rows that are read along.

    Where the table stands in the question is looked up once, and not for each of its columns.
    """

    def __init__(self, shape: Shape, at: str = "") -> None:
        # Not by the key: that of a row read along is found in the table that points at it.
        found_by = next(field for field in shape.columns if not field.primary_key)
        super().__init__(f"{at}{found_by.attname}", *(RowOf(part, f"{at}{name}__") for name, part in shape.along))
        self.columns = shape.columns

    def resolve_expression(self, *given: Any, **named: Any) -> "RowOf":
        found: RowOf = super().resolve_expression(*given, **named)
        first, *along = found.get_source_expressions()
        found.set_source_expressions([*(Col(first.alias, field) for field in self.columns), *along])
        return found


def rows_together(*chosen: QuerySet[Any, Any]) -> list[list[Any]]:
    """The rows of each query set in its own order, with what it reads along and without what it defers; one query.

    An order is by columns, upwards.
    """
    if not chosen:
        return []
    shapes = [_shape_of(rows) for rows in chosen]
    parts = [
        rows.order_by().values_list(Value(place), RowOf(shape))
        for place, (rows, shape) in enumerate(zip(chosen, shapes, strict=True))
    ]
    found: list[list[Any]] = [[] for _rows in chosen]
    for place, told in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
        found[place].append(_made(shapes[place], told, chosen[place].db))
    return [_ordered(rows, made) for rows, made in zip(chosen, found, strict=True)]


def _shape_of(rows: QuerySet[Any, Any]) -> Shape:
    named = rows.query.select_related
    names, deferred = rows.query.deferred_loading
    return _shape(rows.model, named if isinstance(named, dict) else {}, frozenset(names), deferred=deferred)


def _shape(model: type[Model], along: dict[str, Any], names: frozenset[str], *, deferred: bool) -> Shape:
    """`names` are what is left out where `deferred`, else what alone is read; nothing said of a table is all of it."""
    said = names if deferred else {name.partition("__")[0] for name in names}
    fields = model._meta.concrete_fields
    columns = [f for f in fields if f.primary_key or not names or (f.name in said) != deferred]
    parts = []
    for name, further in along.items():
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)
        of_part = frozenset(one.removeprefix(f"{name}__") for one in names if one.startswith(f"{name}__"))
        parts.append((name, _shape(related, further, of_part, deferred=deferred)))
    readers = tuple(_reader(field) for field in columns)
    return Shape(model, columns, tuple(field.attname for field in columns), readers, tuple(parts))


def _made(shape: Shape, told: list[Any], database: str) -> Model:
    values = [read(value) if read else value for read, value in zip(shape.readers, told, strict=False)]
    row = shape.model.from_db(database, shape.names, values)
    for (name, part), there in zip(shape.along, told[len(values) :], strict=True):
        setattr(row, name, _made(part, there, database) if getattr(row, f"{name}_id") is not None else None)
    return row


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """Gives the value as the field does when the table is read by itself; None where JSON tells it as it is."""
    if isinstance(field, JSONField):
        return _read_json
    if isinstance(field, DecimalField):
        unit = Decimal(1).scaleb(-field.decimal_places)
        return lambda told: None if told is None else field.to_python(told).quantize(unit)
    if isinstance(field, DateTimeField):
        return lambda told: _in_utc(field.to_python(told))
    return None if isinstance(field, PLAIN) else field.to_python


def _read_json(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told


def _in_utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def _ordered(rows: QuerySet[Any, Any], made: list[Any]) -> list[Any]:
    names = [str(name) for name in rows.query.order_by or rows.model._meta.ordering]
    places = [attrgetter(name.replace("__", ".")) for name in names]
    return sorted(made, key=lambda row: (*(place(row) for place in places), row.pk))
