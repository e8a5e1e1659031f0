"""What is done, as rows for lists: four queries for any number of activities."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value

from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.models import Activity, ActivityArea, ActivityGoal, ActivityParty, ActivityUpdate, Goal


@dataclass(frozen=True, slots=True)
class Standing:
    """How an activity stood when it was last told."""

    status: str = ""
    on: date | None = None
    deviation: str = ""
    comment: str = ""
    waiting_for: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GoalRef:
    slug: str
    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class PartyLine:
    name: str
    slug: str
    role: str


@dataclass(frozen=True, slots=True)
class AreaRef:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity with everything a list shows."""

    pk: int
    slug: str
    title: str
    kind: str
    modality: str
    year: int | None
    start: date | None
    end: date | None
    continuous: bool
    target_group: str
    source: str
    owner: str
    owner_slug: str
    example: bool
    standing: Standing
    goals: tuple[GoalRef, ...]
    areas: tuple[AreaRef, ...]
    parties: tuple[PartyLine, ...]


NOTHING_TOLD = Standing()
FIELDS = (
    "pk", "slug", "title", "kind", "modality", "year", "start", "end", "continuous", "target_group", "source",
)  # fmt: skip


def told_by(as_known: AsKnown) -> Q:
    """Updates that had been made public by the day; one without any day is taken as known."""
    if as_known.on is None:
        return Q()
    unsaid = Q(known_from=None) & (Q(on=None) | Q(on__lte=as_known.on))
    return Q(known_from__lte=as_known.on) | unsaid


def with_standing(activities: QuerySet[Activity], as_known: AsKnown = NOW) -> QuerySet[Any]:
    """The same activities with `last_update` and `last_status`, so that they can be filtered and counted by status."""
    last = _last_told(as_known)
    return activities.annotate(
        last_update=Subquery(last.values("pk")[:1]), last_status=Subquery(last.values("status")[:1])
    )


def _last_told(as_known: AsKnown) -> QuerySet[ActivityUpdate]:
    told = ActivityUpdate.objects.filter(told_by(as_known), activity=OuterRef("pk"))
    return told.order_by(F("on").desc(nulls_last=True), "-pk")


def activity_lines(activities: QuerySet[Activity], as_known: AsKnown = NOW) -> list[ActivityLine]:
    """The activities in the order of the query set, worded and standing as on the day."""
    known = activities.annotate(last_update=Subquery(_last_told(as_known).values("pk")[:1]))
    rows = list(known.values(*FIELDS, "owner__short_name", "owner__slug", "pack__example", "last_update"))
    keys = [row["pk"] for row in rows]
    told = _standings(row["last_update"] for row in rows if row["last_update"])
    goals = _goals(keys, as_known)
    areas, parties = _areas_and_parties(keys)
    return [
        ActivityLine(
            **_worded(row, as_known),
            owner=row["owner__short_name"],
            owner_slug=row["owner__slug"],
            example=bool(row["pack__example"]) or told.get(row["pk"], (NOTHING_TOLD, False))[1],
            standing=told.get(row["pk"], (NOTHING_TOLD, False))[0],
            goals=tuple(goals[row["pk"]]),
            areas=tuple(areas[row["pk"]]),
            parties=tuple(parties[row["pk"]]),
        )
        for row in rows
    ]


def _standings(updates: Iterable[int]) -> dict[int, tuple[Standing, bool]]:
    rows = ActivityUpdate.objects.filter(pk__in=list(updates)).values_list(
        "activity_id", "pack__example", "status", "on", "deviation", "comment", "waiting_for__name", "source"
    )
    return {
        key: (Standing(status, on, deviation, comment, waiting or "", source), bool(example))
        for key, example, status, on, deviation, comment, waiting, source in rows.order_by()
    }


def _worded(row: dict[str, Any], as_known: AsKnown) -> dict[str, Any]:
    """The activity's own fields as they were on the day."""
    own = {field: row[field] for field in FIELDS}
    return own | as_known.worded(Activity, row["slug"], own)


def _goals(keys: list[int], as_known: AsKnown) -> dict[int, list[GoalRef]]:
    rows = ActivityGoal.objects.filter(as_known.there(Goal, "goal__slug"), activity__in=keys)
    ordered = rows.order_by("goal__level__rank", "goal__order", "goal__sort_key")
    told = ordered.values_list("activity_id", "goal__slug", "goal__title", "goal__year")
    return _grouped(
        (
            (key, slug, as_known.worded(Goal, slug, {"title": title}).get("title", title), year)
            for key, slug, title, year in told
        ),
        GoalRef,
    )


def _areas_and_parties(keys: list[int]) -> tuple[dict[int, list[AreaRef]], dict[int, list[PartyLine]]]:
    """Per activity its areas and its parties in name order; one query for both."""
    none = Value("", CharField())
    areas = ActivityArea.objects.filter(activity__in=keys).order_by()
    parties = ActivityParty.objects.filter(activity__in=keys).order_by()
    rows = areas.values_list("activity_id", "area__sort_key", "area__slug", "area__name", none, none).union(
        parties.values_list(
            "activity_id", "organisation__sort_key", "organisation__slug", "organisation__short_name", "role",
            Value("party", CharField()),
        ),
        all=True,
    )  # fmt: skip
    where: dict[int, list[AreaRef]] = defaultdict(list)
    whom: dict[int, list[PartyLine]] = defaultdict(list)
    for key, _sort, slug, name, role, kind in sorted(rows, key=lambda row: row[:3]):
        if kind:
            whom[key].append(PartyLine(name, slug, role))
        else:
            where[key].append(AreaRef(slug, name))
    return where, whom


def _grouped(rows: Iterable[tuple[Any, ...]], made: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, *fields in rows:
        found[key].append(made(*fields))
    return found
