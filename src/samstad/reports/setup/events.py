"""History: who did what, when and with what, a hundred rows at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from samstad.domain.history.as_known import LOADED
from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.reports.setup.event_words import action_words, field_word, subject_words, value_words

ROWS = 100


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is asked for; an empty field asks for nothing. `person` is a part of the actor's name."""

    board: str = ""
    person: str = ""
    action: str = ""
    subject: str = ""

    def chosen(self, events: QuerySet[Event]) -> QuerySet[Event]:
        fields = {"board": self.board, "actor_name__icontains": self.person, "action": self.action}
        asked = {name: value for name, value in {**fields, "subject": self.subject}.items() if value}
        if not self.action:  # a pack brings thousands of rows at once, and its own event tells of them
            events = events.exclude(action=LOADED)
        return events.filter(**asked)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field that changed; `old` and `new` are in words, an en dash where there was nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EventLine:
    at: datetime
    person: str
    action: str
    subject: str
    key: str
    board: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of history; the lists are what can be asked for, as (value, words)."""

    lines: tuple[EventLine, ...]
    number: int
    last: int
    total: int
    boards: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]


def read_events(asked: EventFilter, *, page: str, at_boards: Collection[str] | None) -> EventPage:
    """The page that is asked for, newest first. `at_boards` are the slugs of what may be seen; None is everything."""
    seen = Event.objects.all() if at_boards is None else Event.objects.filter(board__in=at_boards)
    found = Paginator(asked.chosen(seen).order_by("-at", "-pk"), ROWS).get_page(page)
    names = dict(Organisation.objects.values_list("slug", "name"))
    kinds = set(seen.order_by().values_list("action", "subject").distinct())
    return EventPage(
        lines=tuple(event_line(event, names) for event in found.object_list),
        number=found.number,
        last=found.paginator.num_pages,
        total=found.paginator.count,
        boards=tuple((slug, name) for slug, name in names.items() if at_boards is None or slug in at_boards),
        actions=_in_order({action: action_words(action) for action, _subject in kinds}),
        subjects=_in_order({subject: subject_words(subject) for _action, subject in kinds}),
    )


def _in_order(words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(words.items(), key=lambda pair: pair[1]))


def event_line(event: Event, names: dict[str, str]) -> EventLine:
    """The event in words; `names` are the bodies' names by slug."""
    changes = tuple(_change(field, change) for field, change in event.change.items())
    return EventLine(
        event.at,
        event.actor_name,
        action_words(event.action),
        subject_words(event.subject),
        event.subject_key,
        names.get(event.board, event.board),
        changes,
    )


def _change(field: str, change: Any) -> ChangeLine:
    """A change is `[old, new]`; a fact about the deed stands alone."""
    old, new = change if isinstance(change, list) and len(change) == 2 else (None, change)
    return ChangeLine(field_word(field), value_words(field, old), value_words(field, new))
