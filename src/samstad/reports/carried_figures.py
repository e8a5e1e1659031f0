"""The counts of one indicator told in the areas of one edition, with nobody lost on the way."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from django.utils.translation import gettext as _

from samstad.calculations.crosswalks import Crosswalk, LostPeople, Steps, carry
from samstad.calculations.crosswalks.carry import NEAR, told
from samstad.calculations.periods import first_day, in_time
from samstad.calculations.units import adds_up
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area, AreaSuccession
from samstad.domain.places.queries import area_tree, steps_of
from samstad.domain.steering.choices import ValueStatus
from samstad.domain.steering.models import Indicator
from samstad.domain.steering.queries import Figure, Point, read_figures
from samstad.refusals import Refusal

FOUR_DECIMALS = Decimal("0.0001")
HEADINGS = ("area", "name", "indicator", "period", "sex", "age", "value", "status", "edition", "made_of", "source")
"""What `samstad import-figures` reads, and what a person wants to know besides."""
SET_ASIDE = ""
PERIODS_NAMED = 3


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """`made_of` are the areas that it is the sum of, or of which some lack a value: then `value` is None."""

    area: Area
    period: str
    sex: str
    age: str
    value: Decimal | None
    preliminary: bool
    made_of: tuple[Area, ...]
    source: str

    @property
    def summed(self) -> bool:
        return self.value is not None and self.made_of != (self.area,)


@dataclass(frozen=True, slots=True)
class CarriedFigures:
    indicator: Indicator
    on: date
    areas: tuple[Area, ...]
    rows: tuple[CarriedRow, ...]

    def csv(self) -> str:
        """As `samstad import-figures` reads it: each row says of which day's areas it speaks."""
        written = io.StringIO()
        out = csv.writer(written, lineterminator="\n")
        out.writerow(HEADINGS)
        for row in self.rows:
            status = ValueStatus.PRELIMINARY if row.preliminary else ValueStatus.FINAL
            out.writerow([
                row.area.slug, row.area.name, self.indicator.slug, row.period, row.sex, row.age,
                "" if row.value is None else f"{row.value.normalize():f}",
                ValueStatus.MISSING if row.value is None else status,
                self.on.isoformat(), " + ".join(area.slug for area in row.made_of), row.source,
            ])  # fmt: skip
        return written.getvalue()


def carry_figures(slug: str, *, division: date, kind: str, on: date) -> CarriedFigures:
    """What is known on the day of the indicator, in the areas of the kind that there are on the day of the division.

    Refuses what cannot be summed, and figures of an area that has no way into the division, saying how many are lost
    and where. An area has no value for a period in which one of those that it is made of has none.
    """
    indicator = _indicator(slug)
    areas = {key: area for key, area in area_tree().areas.items() if area.kind == kind}
    rows = [row for row in AreaSuccession.objects.all() if row.on <= division]
    steps = steps_of(rows, areas.values())
    gone = {row.before_id for row in rows}
    targets = tuple(area for area in areas.values() if area.pk not in gone and _there(area, division))
    if not targets:
        said = {"kind": AreaKind(kind).label, "day": division.isoformat()}
        raise Refusal("no_edition", _("Inga områden av slaget %(kind)s finns den %(day)s. Ange en annan dag.") % said)
    [figure] = read_figures([indicator.pk], on=on, areas=areas)
    by_group = _by_group(figure, areas)
    division_of = _Division(areas, targets, steps, division)
    _refuse_lost(division_of, by_group)
    try:
        carried = [
            row
            for (sex, age), periods in sorted(by_group.items())
            for period in sorted(periods, key=in_time)
            for row in division_of.rows(period, sex, age, periods[period])
        ]
    except LostPeople as lost:
        raise Refusal("lost_people", lost.sentence) from lost
    return CarriedFigures(indicator, division, targets, tuple(carried))


def _indicator(slug: str) -> Indicator:
    found = Indicator.objects.select_related("numerator", "denominator").filter(slug=slug).first()
    if found is None:
        raise Refusal("no_indicator", _("Ingen indikator har koden %(code)s.") % {"code": slug})
    if adds_up(found.unit):
        return found
    sentence = _("Bara antal kan summeras, och %(name)s är i %(unit)s.") % {"name": found.name, "unit": found.unit}
    if found.numerator and found.denominator:
        parts = {"above": found.numerator.slug, "below": found.denominator.slug}
        sentence += " " + _("Räkna om %(above)s och %(below)s var för sig.") % parts
    raise Refusal("not_a_count", sentence)


def _there(area: Area, day: date) -> bool:
    begun = area.valid_from is None or area.valid_from <= day
    return begun and (area.valid_to is None or area.valid_to >= day)


def _by_group(figure: Figure, areas: Mapping[int, Area]) -> dict[tuple[str, str], dict[str, dict[int, Point]]]:
    """By sex and age, period and area."""
    found: dict[tuple[str, str], dict[str, dict[int, Point]]] = {}
    for series in figure.series:
        if series.place.area in areas and series.place.body is None:
            for point in series.points:
                found.setdefault(series.group, {}).setdefault(point.period, {})[series.place.area or 0] = point
    return found


@dataclass(frozen=True)
class _Division:
    areas: Mapping[int, Area]
    targets: tuple[Area, ...]
    steps: Steps
    day: date

    def reach(self, key: int) -> dict[int, float]:
        """How much of an area ends up in each area of the division."""
        return self.steps.becomes(key, {area.pk for area in self.targets})

    def lost(self, points: Mapping[int, Point]) -> dict[str, float]:
        """How many of the areas with figures end up in no area of the division."""
        found = {}
        for key, point in points.items():
            gone = float(point.value or 0) * (1 - sum(self.reach(key).values()))
            if abs(gone) > NEAR * max(float(point.value or 0), 1):
                found[self.areas[key].name] = gone
        return found

    def rows(self, period: str, sex: str, age: str, points: Mapping[int, Point]) -> list[CarriedRow]:
        held = {key: float(point.value) for key, point in points.items() if point.value is not None}
        made = {area.pk: self._made(area.pk, period, held) for area in self.targets}
        reach = {key: self.reach(key) for key in points}
        counts = self._carried(held, made, reach)
        rows = []
        for area in self.targets:
            parts = made[area.pk]
            coming = tuple(parts) if parts else tuple(key for key in points if reach[key].get(area.pk))
            if not coming:
                continue
            value = Decimal(str(counts[area.slug])).quantize(FOUR_DECIMALS) if parts else None
            of = [points[key] for key in coming]
            source = "; ".join(dict.fromkeys(point.source for point in of if point.source))
            made_of = tuple(self.areas[key] for key in coming)
            preliminary = any(point.preliminary for point in of)
            rows.append(CarriedRow(area, period, sex, age, value, preliminary, made_of, source))
        return rows

    def _made(self, key: int, period: str, held: Mapping[int, float]) -> dict[int, float] | None:
        """What the area is the sum of; also where a source went on telling of the old areas after they were gone."""
        return self.steps.made_of(key, first_day(period), held) or self.steps.made_of(key, date.min, held)

    def _carried(
        self,
        held: Mapping[int, float],
        made: Mapping[int, dict[int, float] | None],
        reach: Mapping[int, Mapping[int, float]],
    ) -> dict[str, float]:
        """The sums. Set aside, and counted as such, is what an area's own figure already holds, or what comes to an
        area that lacks another part."""
        sources, names = list(held), [area.slug for area in self.targets]
        shares = np.zeros((len(sources), len(names) + 1))
        for column, area in enumerate(self.targets):
            for key, share in (made[area.pk] or {}).items():
                shares[sources.index(key), column] = share
        whole = np.array([sum(reach[key].values()) for key in sources])
        shares[:, -1] = whole - shares.sum(axis=1)
        shares[np.abs(shares) < NEAR] = 0
        walk = Crosswalk(tuple(self.areas[key].slug for key in sources), (*names, SET_ASIDE), shares)
        return carry({self.areas[key].slug: count for key, count in held.items()}, walk)


def _refuse_lost(division: _Division, by_group: Mapping[tuple[str, str], Mapping[str, Mapping[int, Point]]]) -> None:
    """One sentence about the latest period in which people are lost, and in which other periods they are."""
    found: dict[str, dict[str, float]] = {}
    for periods in by_group.values():
        for period, points in periods.items():
            lost = division.lost(points)
            if lost and sum(lost.values()) > sum(found.get(period, {}).values()):
                found[period] = lost
    if not found:
        return
    *earlier, latest = sorted(found, key=in_time)
    said = {"period": latest, "many": f"{sum(found[latest].values()):,.0f}".replace(",", " ")}
    said |= {"day": division.day.isoformat(), "areas": told(found[latest])}
    sentence = _(
        "%(period)s: %(many)s personer går förlorade på vägen till områdena den %(day)s: %(areas)s. "
        "Lägg in vad områdena blev, med andelar som blir 1."
    )
    more = " " + _("Så är det också %(periods)s.") % {"periods": _some(earlier)} if earlier else ""
    raise Refusal("lost_people", sentence % said + more)


def _some(periods: list[str]) -> str:
    named = ", ".join(reversed(periods[-PERIODS_NAMED:]))
    more = len(periods) - PERIODS_NAMED
    return named if more <= 0 else _("%(names)s och %(n)d till") % {"names": named, "n": more}
