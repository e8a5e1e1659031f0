"""Whether what is done follows need: each district's share of the need beside its share of measures and of money."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from samstad.calculations.proportionality import AreaShare, Proportionality, proportionality_of
from samstad.domain.history.as_known import NOW, AsKnown
from samstad.domain.places.choices import AreaKind
from samstad.domain.places.models import Area
from samstad.domain.places.queries import AreaTree, area_tree
from samstad.domain.steering.choices import Direction, MoneyKind
from samstad.domain.steering.models import Activity, ActivityArea, Indicator, Value
from samstad.domain.steering.queries import protect_withdrawn, standing_values
from samstad.reports.followed_year import followed_year
from samstad.reports.need.amounts_known import amounts_known
from samstad.reports.need.effort_words import effort_word
from samstad.reports.need.housing_stock import HousingStock, read_stock
from samstad.reports.need.proportion_words import effort_words, need_words

DRAWS, SEED = 2000, 1
COUNT_UNIT = "antal personer"


@dataclass(frozen=True, slots=True)
class EffortLine:
    """One district: `effort` is what it gets (measures or kronor), `share` how that stands to its need."""

    area: Area
    need: float
    effort: int
    share: AreaShare


@dataclass(frozen=True, slots=True)
class EffortTable:
    """One kind of effort over all districts; `result` is None when nothing of the kind is entered."""

    kind: str
    word: str
    lines: tuple[EffortLine, ...]
    result: Proportionality | None

    @property
    def told(self) -> str:
        return effort_words(self.kind, self.result) if self.result else ""


@dataclass(frozen=True, slots=True)
class ProportionPage:
    """`choices` are the counts of people that can stand for need."""

    need: Indicator | None
    period: str
    choices: tuple[Indicator, ...]
    year: int
    tables: tuple[EffortTable, ...]
    districts: int
    example: bool
    source: str
    stock: HousingStock | None

    @property
    def told(self) -> str:
        return need_words(self.need.name if self.need else "", self.period, self.districts)


def read_proportion_page(need: str = "", year: str = "", *, as_known: AsKnown = NOW) -> ProportionPage:
    """The page for a year; eight queries. Need is a count of people, so that a small poor area and a large one
    with some poor in it can be told apart."""
    chosen_year = int(year) if year.isdecimal() and len(year) == 4 else followed_year(as_known)
    choices = tuple(
        Indicator.objects.filter(as_known.there(Indicator), unit=COUNT_UNIT, direction=Direction.LOWER)
        .select_related("pack")
        .order_by("sort_key")
    )
    as_known.reword(choices)
    indicator = next((row for row in choices if row.slug == need), choices[0] if choices else None)
    counts = _latest_counts(indicator, as_known) if indicator else {}
    tree = area_tree()
    districts = [tree.areas[pk] for pk in counts if pk in tree.areas]
    districts.sort(key=lambda area: area.sort_key)
    people = {area.pk: float(counts[area.pk].value or 0) for area in districts}
    measures, measures_invented = _measures(tree, districts, chosen_year, as_known)
    money, money_invented = _money(districts, chosen_year, as_known)
    shown = [row for row in counts.values() if row.area_id in people]
    return ProportionPage(
        indicator,
        shown[0].period if shown else "",
        choices,
        chosen_year,
        tuple(_table(kind, found, districts, people) for kind, found in {"measures": measures, **money}.items()),
        len(districts),
        measures_invented or money_invented or any(row.pack and row.pack.example for row in shown),
        shown[0].source if shown else "",
        read_stock(as_known),
    )


def _latest_counts(indicator: Indicator, as_known: AsKnown) -> dict[int, Value]:
    """The latest period's count per district."""
    known = standing_values(as_known).filter(as_known.by("known_from"), indicator=indicator)
    read = list(
        known.filter(area__kind=AreaKind.DISTRICT, organisation=None, age_group="", sex="")
        .exclude(value=None)
        .select_related("pack")
        .order_by("period", "known_from", "pk")
    )
    protect_withdrawn(read)
    rows = [row for row in read if row.value is not None]
    latest = rows[-1].period if rows else ""
    return {row.area_id: row for row in rows if row.period == latest and row.area_id is not None}


def _measures(tree: AreaTree, districts: list[Area], year: int, as_known: AsKnown) -> tuple[Counter[int], bool]:
    """How many activities of the year, or without a year, are placed in each district; else at the owner's own.

    And whether any of those counted is invented.
    """
    keys = {area.pk for area in districts}
    going_on = Q(year=year) | Q(year=None)
    there = Activity.objects.filter(as_known.there(Activity), going_on)
    rows = list(there.values_list("pk", "owner__area_id", "pack__example"))
    invented = {key for key, _area, example in rows if example}
    owners = {key: area for key, area, _example in rows}
    placed: dict[int, set[int]] = {}
    of_these = ActivityArea.objects.filter(Q(activity__year=year) | Q(activity__year=None))
    for activity, area in of_these.values_list("activity_id", "area_id"):
        district = tree.district_of(area)
        if district is not None:
            placed.setdefault(activity, set()).add(district.pk)
    counted: Counter[int] = Counter()
    example = False
    for activity, owner_area in owners.items():
        for district_key in placed.get(activity, {owner_area} if owner_area else set()):
            if district_key in keys:
                counted[district_key] += 1
                example = example or activity in invented
    return counted, example


def _money(districts: list[Area], year: int, as_known: AsKnown) -> tuple[dict[str, Counter[int]], bool]:
    """Kronor of each kind in each district, and whether any of them are invented."""
    found: dict[str, Counter[int]] = {kind.value: Counter() for kind in MoneyKind}
    invented = False
    for kind, area, amount, example in amounts_known(districts, year, as_known):
        found[kind][area] += amount
        invented = invented or bool(example)
    return found, invented


def _table(kind: str, found: Counter[int], districts: list[Area], people: dict[int, float]) -> EffortTable:
    word = effort_word(kind)
    if len(districts) < 2 or not sum(found.values()):
        return EffortTable(kind, word, (), None)
    need = np.array([people[area.pk] for area in districts])
    effort = np.array([float(found[area.pk]) for area in districts])
    result = proportionality_of(effort, np.maximum(need, 0.5), replicates=draws_of(need))
    if result is None:
        return EffortTable(kind, word, (), None)
    lines = [
        EffortLine(area, people[area.pk], found[area.pk], share)
        for area, share in zip(districts, result.areas, strict=True)
    ]
    return EffortTable(kind, word, tuple(sorted(lines, key=lambda line: line.share.ratio)), result)


def draws_of(
    counts: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """What the counts could have been: the posterior of a Poisson mean, gamma(count + 1/2), (draws, areas)."""
    drawn = np.random.default_rng(SEED).gamma(counts + 0.5, size=(DRAWS, len(counts)))
    return np.asarray(drawn)
