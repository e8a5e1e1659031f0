"""What was known at the end of a past day: rows that had been entered by then, worded back by the change log.

Nothing is made up: a row whose wording that day is not on record is named in `unsure`, and the page says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samstad.domain.history.models import Event

T = TypeVar("T")

ENTERED = ("add_goal", "add_city_goal", "add_activity", "add_indicator", "add_document", "add_request")
"""Deeds by which a person enters a row: before them it was not there."""
LOADED = "load_row"
"""A pack brought the row. It may be older than that, but nothing tells how it read before."""
CHANGED_BY_PACK = "change_by_pack"


@dataclass(frozen=True, slots=True)
class Unsure:
    """A row that is shown in the oldest wording on record; `since` is that wording's day, None where none is known."""

    title: str
    since: date | None


@dataclass(slots=True)
class _Log:
    """What the log tells of one row: what its fields held, and from when it can be told."""

    before: dict[str, Any] = field(default_factory=dict)
    known: bool = False
    since: date | None = None


_SILENT = _Log()


class AsKnown:
    """How rows are read: as they are (`on` None), or as they were known at the end of a past day.

    One question to the log for each kind of row that a page shows, however many rows it shows.
    """

    def __init__(self, on: date | None = None) -> None:
        self.on = on
        self.unsure: dict[tuple[str, str], Unsure] = {}
        self._logs: dict[str, dict[str, _Log]] = {}
        self._kept: dict[str, Any] = {}

    @property
    def past(self) -> bool:
        return self.on is not None

    @cached_property
    def after(self) -> datetime:
        """The first moment that is too late: midnight after the day, where the city is."""
        assert self.on is not None
        return timezone.make_aware(datetime.combine(self.on + timedelta(days=1), time()))

    def once(self, name: str, read: Callable[[], T]) -> T:
        """What is read, asked for the first time that the page needs it and kept for the rest of it."""
        assert self.on is not None  # NOW is shared between pages
        if name not in self._kept:
            self._kept[name] = read()
        kept: T = self._kept[name]
        return kept

    def by(self, column: str) -> Q:
        """True of rows whose own day in the column had come; of every row where no past day is asked for."""
        return Q() if self.on is None else Q(**{f"{column}__lte": self.on})

    def there(self, model: type[models.Model], slug: str = "slug") -> Q:
        """True of rows that had been entered by the day; `slug` is where the row's own address is found."""
        if self.on is None:
            return Q()
        later = Event.objects.filter(
            subject=model._meta.label_lower, subject_key=OuterRef(slug), action__in=ENTERED, at__gte=self.after
        )
        return Q(~Exists(later))

    def done_later(self, action: str, model: type[models.Model], slug: str = "slug") -> QuerySet[Event]:
        """Deeds of that kind done with a row after the day, for a subquery; `slug` is where its address is found."""
        assert self.on is not None
        subject = model._meta.label_lower
        return Event.objects.filter(action=action, subject=subject, subject_key=OuterRef(slug), at__gte=self.after)

    def has(self, row: models.Model) -> bool:
        """The same of one row that has been read."""
        if self.on is None:
            return True
        return not Event.objects.filter(
            subject=row._meta.label_lower, subject_key=_key(row), action__in=ENTERED, at__gte=self.after
        ).exists()

    def reword(self, rows: Iterable[models.Model | None]) -> None:
        """Every row takes back what it said on the day; nothing is stored."""
        if self.on is None:
            return
        for row in rows:
            if row is not None:
                # Only what has been read: a page that shows little of a row asks for little of it.
                names = (column.attname for column in row._meta.concrete_fields)
                values = {name: row.__dict__[name] for name in names if name in row.__dict__}
                for name, value in self.worded(type(row), _key(row), values).items():
                    setattr(row, name, value)

    def worded(self, model: type[models.Model], key: str, values: dict[str, Any]) -> dict[str, Any]:
        """The same for values that were read without a row: those of them that were others on the day."""
        if self.on is None:
            return {}
        log = self._log(model).get(key, _SILENT)
        told = {name: old for name, old in log.before.items() if name in values}
        shown = {**values, **told}
        if not log.known:
            title = str(shown.get("title") or shown.get("name") or shown.get("text") or key)
            self.unsure[model._meta.label_lower, key] = Unsure(title, log.since)
        return told

    def is_unsure(self, row: models.Model) -> Unsure | None:
        """What is told of a row whose wording that day is not on record; None for every other row."""
        return self.unsure.get((row._meta.label_lower, _key(row)))

    def _log(self, model: type[models.Model]) -> dict[str, _Log]:
        """The log of a kind of row by address, read once."""
        subject = model._meta.label_lower
        if subject not in self._logs:
            self.read_logs(model)
        return self._logs[subject]

    def read_logs(self, *models: type[models.Model]) -> None:
        """The logs of the kinds of rows that a page is about to word back; one query for them all."""
        if self.on is None:
            return
        kinds = {model._meta.label_lower: model for model in models}
        begun = Q(action__in=(*ENTERED, LOADED))
        rows = Event.objects.filter(Q(at__gte=self.after) | begun, subject__in=kinds).order_by("at", "pk")
        told: dict[str, list[tuple[str, str, datetime, Any]]] = {subject: [] for subject in kinds}
        for subject, *event in rows.values_list("subject", "subject_key", "action", "at", "change"):
            told[subject].append((event[0], event[1], event[2], event[3]))
        for subject, model in kinds.items():
            self._logs[subject] = self._read(model, told[subject])

    def _read(self, model: type[models.Model], events: Iterable[tuple[str, str, datetime, Any]]) -> dict[str, _Log]:
        columns = {column.name: column for column in model._meta.concrete_fields}
        logs: dict[str, _Log] = {}
        for key, action, at, change in events:
            log = logs.setdefault(key, _Log())
            if action in (*ENTERED, LOADED) and log.since is None:
                log.known, log.since = at < self.after, timezone.localdate(at)
            elif at >= self.after:
                _undo(log, change, columns)
        return logs


NOW = AsKnown()
"""Rows as they are. It remembers nothing, so that it can be shared."""


def _undo(log: _Log, change: Any, columns: "dict[str, models.Field[Any, Any]]") -> None:
    """Keep what each field held before its first change after the day; a relation is told by name and stays unsure."""
    for name, values in change.items():
        column = columns.get(name)
        if column is None or not isinstance(values, list) or len(values) != 2 or name in log.before:
            continue
        if column.is_relation:
            log.known = False
        else:
            log.before[name] = _python(column, values[0])


def _python(column: "models.Field[Any, Any]", text: Any) -> Any:
    """What the log keeps as plain JSON, as the column has it."""
    if isinstance(column, models.BooleanField):
        return text in (True, "True")
    if text in (None, ""):
        return None if column.null else column.to_python("")
    return column.to_python(text)


def _key(row: models.Model) -> str:
    key: str = row.slug  # type: ignore[attr-defined]  # rows that are read back have an address
    return key
