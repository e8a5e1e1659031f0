"""What a pack may hold is declared once, as data: from it come reading, comparing, writing, dumping and the docs.

A field's type, allowed words, length and default are those of its column, so they are never said twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db import models


class Type(StrEnum):
    """How a value is written in a pack."""

    TEXT = "text"
    SLUG = "slug"
    EMAIL = "email"
    ADDRESS = "address"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    YES_NO = "yes or no"
    CHOICE = "choice"
    REFERENCE = "reference"
    TEXTS = "list of texts"
    PAIR = "two integers"


_TYPES = {
    "SlugField": Type.SLUG,
    "DateField": Type.DATE,
    "PositiveSmallIntegerField": Type.INTEGER,
    "PositiveIntegerField": Type.INTEGER,
    "PositiveBigIntegerField": Type.INTEGER,
    "DecimalField": Type.DECIMAL,
    "BooleanField": Type.YES_NO,
    "ForeignKey": Type.REFERENCE,
    "OneToOneField": Type.REFERENCE,
    "JSONField": Type.TEXTS,
}


@dataclass(frozen=True)
class Field:
    """One named value of a record. `column` is the table's name for it, when it differs."""

    name: str
    about: str = ""
    required: bool = False
    to: str = ""
    column: str = ""
    second: str = ""
    only: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's columns: one, or two for a pair."""
        return (self.column or self.name, self.second) if self.second else (self.column or self.name,)


@dataclass(frozen=True)
class Bound:
    """A field together with its column, which knows its type, length, words and default."""

    field: Field
    column: "models.Field[Any, Any]"

    @property
    def name(self) -> str:
        return self.field.name

    @cached_property
    def type(self) -> Type:
        if self.field.second:
            return Type.PAIR
        if self.column.choices:
            return Type.CHOICE
        if isinstance(self.column, models.EmailField | models.URLField):  # plain text columns to the database
            return Type.EMAIL if isinstance(self.column, models.EmailField) else Type.ADDRESS
        return _TYPES.get(self.column.get_internal_type(), Type.TEXT)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The allowed words, in the order of the declaration of the choices."""
        words = tuple(str(word) for word, _ in self.column.flatchoices)
        return tuple(word for word in words if word in self.field.only) if self.field.only else words

    @cached_property
    def default(self) -> Any:
        """What an absent field means in the table."""
        return None if self.field.second else self.column.get_default()

    @property
    def max_length(self) -> int | None:
        return getattr(self.column, "max_length", None)

    @property
    def attnames(self) -> tuple[str, ...]:
        """The names under which a row keeps the value, `owner_id` for a reference."""
        return tuple(_column(self.column.model, name).attname for name in self.field.columns)


def _column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    column = model._meta.get_field(name)
    assert isinstance(column, models.Field)
    return column


class _Row:
    """What records and the entries of their lists have in common."""

    model: type[models.Model]
    fields: tuple[Field, ...]
    stripped: tuple[str, ...]

    @cached_property
    def bound(self) -> dict[str, Bound]:
        """The fields by name, each with its column."""
        return {field.name: Bound(field, _column(self.model, field.columns[0])) for field in self.fields}

    def attnames(self) -> list[str]:
        """Every column of the table that the declaration names."""
        return [name for bound in self.bound.values() for name in bound.attnames]


@dataclass(frozen=True, eq=False)
class Children(_Row):
    """A list inside a record, kept in a table of its own.

    `key` tells the entries of one record apart. `plain` entries are one value each and not a mapping; `single`
    is at most one such value. `ordered` names the column that keeps the place in the list. `stripped` texts lose
    blanks at their ends, as the actions that write them do.
    """

    name: str
    model: type[models.Model]
    back: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    about: str = ""
    plain: bool = False
    single: bool = False
    ordered: str = ""
    order_by: tuple[str, ...] = ()
    where: tuple[tuple[str, Any], ...] = ()
    stripped: tuple[str, ...] = ()

    @property
    def once(self) -> bool:
        """True when the table takes no two entries of one record with the same key."""
        return any(isinstance(rule, models.UniqueConstraint) for rule in self.model._meta.constraints)

    @property
    def back_attname(self) -> str:
        return _column(self.model, self.back).attname


Rule = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]
"""Takes a record's values; yields the field at fault and a sentence for each thing wrong between fields."""


@dataclass(frozen=True, eq=False)
class Kind(_Row):
    """One kind of record. `repeats`: several rows of a pack may have the same key, told apart by their order.

    `apart` kinds are not written row by row: `reports` go through the real actions. `late` kinds are written row by row
    when those are there.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    about: str = ""
    children: tuple[Children, ...] = ()
    rules: tuple[Rule, ...] = ()
    child_rules: tuple[tuple[str, Rule], ...] = ()
    repeats: bool = False
    apart: bool = False
    late: bool = False
    csv: bool = False
    owned: bool = True
    order_by: tuple[str, ...] = ("pk",)
    where: tuple[tuple[str, Any], ...] = ()
    stripped: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """True when records are referred to by one value, a slug or an e-mail address."""
        return len(self.key) == 1 and self.bound[self.key[0]].type is not Type.REFERENCE

    def rules_of(self, child: Children) -> list[Rule]:
        return [rule for name, rule in self.child_rules if name == child.name]

    def names(self) -> list[str]:
        """Every word that may stand in a record of this kind."""
        return [field.name for field in self.fields] + [child.name for child in self.children]
