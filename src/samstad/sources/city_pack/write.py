"""Writes the plan in bulk: per kind one insert and one update, then the lists of all records."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models

from samstad.domain.history.fields import SearchTextField, SortKeyField
from samstad.domain.people.models import User
from samstad.sources.city_pack.compare import Change, ChildChange, Plan
from samstad.sources.city_pack.declare import Children, Kind, Type
from samstad.sources.city_pack.kinds import KINDS
from samstad.sources.city_pack.stored import Stored

PACK = "pack_id"
"""The column of every owned row that names its pack."""


def write(plan: Plan, stored: Stored) -> None:
    """Store every record that is neither `apart` nor `late`. Runs inside the caller's transaction."""
    _write([kind for kind in KINDS if not kind.apart and not kind.late], plan, stored)


def write_late(plan: Plan, stored: Stored) -> None:
    """Store the `late` records, once the rounds that they belong to are open."""
    _write([kind for kind in KINDS if kind.late], plan, stored)


def _write(kinds: list[Kind], plan: Plan, stored: Stored) -> None:
    for kind in kinds:
        write_records(kind, plan, stored)
    for kind in kinds:
        for child in kind.children:
            write_lists(child, plan.changes(kind), stored)


def write_records(kind: Kind, plan: Plan, stored: Stored) -> None:
    """New rows are made and changed ones updated; a reference to its own kind waits until all rows are there."""
    within = [bound.name for bound in kind.bound.values() if bound.field.to == kind.name]
    made = [_new_row(kind, change, stored, within) for change in plan.new[kind.name]]
    kind.model._default_manager.bulk_create(made)
    for row, change in zip(made, plan.new[kind.name], strict=True):
        change.record.pk = row.pk
        if kind.named:
            stored.pks[kind.name][change.record.key[0]] = row.pk
    late = [
        kind.model(pk=change.record.pk, **attributes(kind, change.record.values, stored, within))
        for change in plan.new[kind.name]
        if any(name in change.record.values for name in within)
    ]
    _update(kind.model, late, [kind.bound[name].field.columns[0] for name in within])
    changed = [change for change in plan.old[kind.name] if change.fields]
    rows = [_old_row(kind, change, stored) for change in changed]
    for change in plan.old[kind.name]:
        assert change.stored is not None
        change.record.pk = change.stored.pk
    _update(kind.model, rows, _columns(kind, {name for change in changed for name in change.fields}))


def write_lists(child: Children, changes: list[Change], stored: Stored) -> None:
    """New entries are made and changed ones updated; none is removed."""
    made: list[models.Model] = []
    updated: list[models.Model] = []
    for change in changes:
        listed = next(each for each in change.children if each.child is child)
        made.extend(_entry(child, change, place, values, stored) for place, values in listed.added)
        updated.extend(_updated(child, change, listed, stored))
    child.model._default_manager.bulk_create(made)
    columns = [name for field in child.fields for name in field.columns]
    _update(child.model, updated, [*columns, child.ordered] if child.ordered else columns)


def attributes(
    row: Kind | Children, values: dict[str, Any], stored: Stored, only: list[str] | None = None
) -> dict[str, Any]:
    """The columns of a row: what the record says, else the column's default."""
    found: dict[str, Any] = {}
    for name, bound in row.bound.items():
        if only is not None and name not in only:
            continue
        value = values.get(name, bound.default)
        if bound.type is Type.PAIR:
            found.update(zip(bound.attnames, value or (None, None), strict=True))
        elif bound.type is Type.REFERENCE and value is not None:
            found[bound.attnames[0]] = stored.pks[bound.field.to][value]
        else:
            found[bound.attnames[0]] = value
    return found


def _new_row(kind: Kind, change: Change, stored: Stored, within: list[str]) -> models.Model:
    names = [name for name in kind.bound if name not in within]
    row = kind.model(**attributes(kind, change.record.values, stored, names))
    if kind.owned:
        setattr(row, PACK, stored.packs[change.record.pack])
    if isinstance(row, User):
        row.password = make_password(None)
    return row


def _old_row(kind: Kind, change: Change, stored: Stored) -> models.Model:
    assert change.stored is not None
    row = kind.model(pk=change.stored.pk, **attributes(kind, change.record.values, stored))
    for column in _derived(kind.model):
        column.pre_save(row, False)
    return row


def _entry(child: Children, change: Change, place: int, values: dict[str, Any], stored: Stored) -> models.Model:
    given = attributes(child, values, stored)
    given[child.back_attname] = change.record.pk
    if child.ordered:
        given[child.ordered] = place
    return child.model(**given)


def _updated(child: Children, change: Change, listed: ChildChange, stored: Stored) -> list[models.Model]:
    rows = []
    for place, pk, values in listed.updated:
        row = _entry(child, change, place, values, stored)
        row.pk = pk
        rows.append(row)
    return rows


def _columns(kind: Kind, changed: set[str]) -> list[str]:
    named = [name for field in kind.fields if field.name in changed for name in field.columns]
    return [*named, *(column.name for column in _derived(kind.model))] if named else []


def _derived(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """Columns made from other columns; a bulk update does not make them by itself."""
    return [column for column in model._meta.concrete_fields if isinstance(column, SortKeyField | SearchTextField)]


def _update(model: type[models.Model], rows: list[models.Model], columns: list[str]) -> None:
    if rows and columns:
        model._default_manager.bulk_update(rows, columns)
