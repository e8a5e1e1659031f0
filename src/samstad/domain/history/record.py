"""The one way to write history; called last in every action, inside its transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from samstad.domain.history.models import Event
from samstad.domain.people.actors import Actor


def record(
    action: str,
    *,
    subject: str,
    key: str,
    by: Actor,
    at: datetime,
    board: str = "",
    change: dict[str, Any] | None = None,
) -> Event:
    """The stored event. `change` is `{field: [old, new]}` or facts about the deed, as plain JSON."""
    return Event.objects.create(
        at=at,
        actor_name=by.name,
        user_id=by.user_id,
        action=action,
        subject=subject,
        subject_key=key,
        board=board,
        change=change or {},
    )


def record_rows(
    action: str,
    *,
    subject: str,
    changes: Iterable[tuple[str, dict[str, Any]]],
    by: Actor,
    at: datetime,
    board: str = "",
) -> None:
    """One event for each row, by its address, of a deed that touches many."""
    Event.objects.bulk_create(
        (
            Event(
                at=at, actor_name=by.name, user_id=by.user_id, action=action, subject=subject, subject_key=key,
                board=board, change=change,
            )
            for key, change in changes
        ),
        batch_size=1_000,
    )  # fmt: skip
