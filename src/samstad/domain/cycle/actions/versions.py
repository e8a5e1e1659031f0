"""Two people in the same row: the second is told, and nothing is lost."""

from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from samstad.domain.cycle.models.reports import Versioned
from samstad.domain.people.actors import Actor
from samstad.refusals import Stale

R = TypeVar("R", bound=Versioned)


def store(row: R, *, version: int, fields: dict[str, Any], by: Actor, at: datetime) -> R:
    """The row with its new fields, if it still stands at `version`; else `Stale` with what stands there now.

    The comparison and the write are one statement, so it holds on every database and for any number of writers.
    """
    model = type(row)
    written = model._default_manager.filter(pk=row.pk, version=version).update(
        version=version + 1, changed_by=by.name, changed_at=at, **fields
    )
    row.refresh_from_db()
    if not written:
        raise Stale(
            _("%(name)s hann ändra raden före dig. Båda versionerna visas; välj vilken som ska gälla.")
            % {"name": row.changed_by},
            {field: getattr(row, field) for field in fields} | {"version": row.version, "changed_by": row.changed_by},
        )
    return row


def difference(row: Versioned, fields: dict[str, Any]) -> dict[str, list[str | None]]:
    """`{field: [old, new]}` as text, for history; only what changes."""
    return {name: [_text(getattr(row, name)), _text(new)] for name, new in fields.items() if getattr(row, name) != new}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
