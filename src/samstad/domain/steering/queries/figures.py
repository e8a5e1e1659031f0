"""Indicators with values, targets and breaks as they are known: three queries for any number of indicators."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from samstad.calculations.periods import in_time
from samstad.calculations.targets import Aim
from samstad.calculations.values import latest_known
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.steering.choices import PROTECTED, ValueStatus
from samstad.domain.steering.models import Indicator, Target, Value
from samstad.domain.steering.queries.targets import aim_of, softened, target_key


@dataclass(frozen=True, slots=True)
class Place:
    """What a figure is about: an area (of its kind), a body, or the whole (both empty)."""

    area: int | None = None
    body: int | None = None
    name: str = ""
    slug: str = ""
    kind: str = ""

    @property
    def is_share_of_area(self) -> bool:
        """One body's part of an area, such as a company's homes there: no figure of the area itself."""
        return self.area is not None and self.body is not None


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a period, or the reason why there is none."""

    period: str
    value: Decimal | None
    status: str
    missing_reason: str
    source: str
    address: str
    note: str
    known_from: date
    example: bool

    @property
    def preliminary(self) -> bool:
        return self.status == ValueStatus.PRELIMINARY


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one place in order of period. `group` is sex and age, empty for all."""

    place: Place
    group: tuple[str, str]
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def previous(self) -> Point | None:
        """The latest earlier point that has a value."""
        return next((point for point in reversed(self.points[:-1]) if point.value is not None), None)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that stands; `softened_from` is the sharper one that stood earlier in the year."""

    year: int
    kind: str
    value: Decimal | None
    council: bool
    body: int | None
    area: int | None
    goal: int | None
    note: str
    source: str
    aim: Aim
    known_from: date
    softened_from: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BreakLine:
    """From the period on figures are not comparable with the earlier ones; `kind` is a `BreakKind`."""

    period: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator with all its series and targets, and its breaks in order of period."""

    indicator: Indicator
    series: tuple[Series, ...]
    targets: tuple[TargetLine, ...]
    breaks: tuple[BreakLine, ...]


def read_figures(
    indicators: Iterable[int], *, on: date, areas: Collection[int] | None = None, as_known: AsKnown = NOW
) -> list[Figure]:
    """The indicators as known on the day, in name order; with `areas` only theirs and the whole's, no body's."""
    keys = list(indicators)
    series, targets = _series(keys, on, areas, as_known), _targets(keys, on)
    return [
        Figure(indicator, tuple(series[indicator.pk]), tuple(targets[indicator.pk]), breaks)
        for indicator, breaks in _with_breaks(keys, as_known)
    ]


def standing_values(as_known: AsKnown) -> QuerySet[Value]:
    """The values that stand, or stood at the end of a past day: also those of a file that was undone later."""
    if as_known.on is None:
        return Value.objects.all()
    stored = Q(upload=None) | Q(upload__stored_at__lt=as_known.after)
    return Value.every.filter(stored, Q(withdrawn=False) | Q(upload__undone_at__gte=as_known.after))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One figure of an area for everyone, as it was known on a day."""

    indicator: int
    area: int
    period: str
    on: date


def values_known(wanted: Iterable[Wanted]) -> dict[Wanted, Value]:
    """The value of each that had one; two queries for any number. A figure that has been protected since is missing."""
    asked = list(wanted)
    about = Q(indicator__in={one.indicator for one in asked}, area__in={one.area for one in asked})
    periods = Q(period__in={one.period for one in asked})
    rows = list(
        Value.every.filter(about, periods, organisation=None, sex="", age_group="")
        .select_related("upload", "pack")
        .order_by("known_from", "pk")
    )
    protect_withdrawn(rows)
    found: dict[Wanted, Value] = {}
    for one in asked:
        for row in rows:
            if (row.indicator_id, row.area_id, row.period) == (one.indicator, one.area, one.period) and _stood(
                row, one.on
            ):
                found[one] = row
    return found


def _stood(row: Value, on: date) -> bool:
    if row.known_from > on:
        return False
    if row.upload is None:
        return True
    stored, undone = row.upload.stored_at, row.upload.undone_at
    there = stored is None or timezone.localdate(stored) <= on
    return there and (not row.withdrawn or (undone is not None and timezone.localdate(undone) > on))


def _with_breaks(keys: list[int], as_known: AsKnown) -> list[tuple[Indicator, tuple[BreakLine, ...]]]:
    """Each indicator with its breaks in order of period; one query for both, with a row per break."""
    rows = Indicator.objects.filter(as_known.there(Indicator), pk__in=keys).select_related("pack", "owner")
    told = rows.annotate(broken=F("breaks__period"), why=F("breaks__text"), broken_by=F("breaks__kind"))
    found: dict[int, tuple[Indicator, list[BreakLine]]] = {}
    for row in told.order_by("sort_key", "slug", "broken"):
        _indicator, breaks = found.setdefault(row.pk, (row, []))
        if row.broken:
            breaks.append(BreakLine(row.broken, row.why, row.broken_by))
    as_known.reword(indicator for indicator, _breaks in found.values())
    return [(indicator, tuple(breaks)) for indicator, breaks in found.values()]


def _series(keys: list[int], on: date, areas: Collection[int] | None, as_known: AsKnown) -> dict[int, list[Series]]:
    chosen = standing_values(as_known).filter(indicator__in=keys)
    if areas is not None:
        chosen = chosen.filter(Q(area__in=areas) | Q(area=None), organisation=None)
    rows = list(chosen.select_related("area", "organisation", "pack").order_by("period", "known_from", "pk"))
    protect_withdrawn(rows)
    known = latest_known(((_key(row), row) for row in rows), on=on)
    lines: dict[tuple[int, Place, tuple[str, str]], list[Point]] = defaultdict(list)
    for row in known.values():
        lines[row.indicator_id, _place(row), (row.sex, row.age_group)].append(_point(row))
    found: dict[int, list[Series]] = defaultdict(list)
    for (indicator, place, group), points in lines.items():
        ordered = tuple(sorted(points, key=lambda point: in_time(point.period)))
        found[indicator].append(Series(place, group, ordered))
    return found


def protect_withdrawn(rows: Iterable[Value]) -> None:
    """Nothing watches what withdrawn counts could tell of a small one, so where there are small ones none is told."""
    withdrawn = [row for row in rows if row.withdrawn]
    if not withdrawn:
        return
    small = Q(protect_below__gt=0) | Q(numerator__protect_below__gt=0) | Q(denominator__protect_below__gt=0)
    watched = set(Indicator.objects.filter(small, values__in=withdrawn).values_list("pk", flat=True))
    for row in withdrawn:
        if row.indicator_id in watched:
            row.value, row.status, row.missing_reason = None, ValueStatus.MISSING, PROTECTED


def _key(row: Value) -> tuple[object, ...]:
    return (row.indicator_id, row.area_id, row.organisation_id, row.period, row.sex, row.age_group)


def _place(row: Value) -> Place:
    if row.area and row.organisation:
        name = f"{row.area.name}, {row.organisation.short_name}"
        return Place(area=row.area_id, body=row.organisation_id, name=name, slug=row.area.slug)
    if row.area:
        return Place(area=row.area_id, name=row.area.name, slug=row.area.slug, kind=row.area.kind)
    if row.organisation:
        return Place(body=row.organisation_id, name=row.organisation.short_name, slug=row.organisation.slug)
    return Place()


def _point(row: Value) -> Point:
    example = bool(row.pack and row.pack.example)
    return Point(
        row.period,
        row.value,
        row.status,
        row.missing_reason,
        row.source,
        row.address,
        row.note,
        row.known_from,
        example,
    )


def _targets(keys: list[int], on: date) -> dict[int, list[TargetLine]]:
    chosen = Target.objects.filter(indicator__in=keys, sex="", age_group="").select_related("indicator")
    rows = list(chosen.order_by("year", "known_from", "pk"))
    known, sharper = latest_known(((target_key(row), row) for row in rows), on=on), softened(rows, on=on)
    found: dict[int, list[TargetLine]] = defaultdict(list)
    for row in known.values():
        council = row.organisation_id is None
        found[row.indicator_id].append(
            TargetLine(
                row.year,
                row.kind,
                row.value,
                council,
                row.organisation_id,
                row.area_id,
                row.goal_id,
                row.note,
                row.source,
                aim_of(row),
                row.known_from,
                sharper.get(row.pk),
            )
        )
    return found
