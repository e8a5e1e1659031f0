"""Indicators of the invented city, with targets of several kinds and what these are held against."""

from datetime import date

from samstad.demo.synth.city import LAST_YEAR, City
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.steering.models import GoalIndicator, Indicator, IndicatorBreak, Target, Value

DISTRICTS = 14
LISTED = 5
KNOWN = date(LAST_YEAR, 1, 31)


def measure(city: City) -> None:
    """Every goal is followed; one indicator in three is the council's and has figures of every district."""
    city.indicators = Indicator.objects.bulk_create(
        (_indicator(city, n) for n in range(max(len(city.goals) // 5, 1))), batch_size=1000
    )
    count = len(city.indicators)
    GoalIndicator.objects.bulk_create(
        (GoalIndicator(goal=goal, indicator=city.indicators[n % count]) for n, goal in enumerate(city.goals)),
        batch_size=1000,
    )
    common = [indicator for indicator in city.indicators if indicator.council]
    GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=goal, indicator=indicator)
        for n, goal in enumerate(city.council[LAST_YEAR])
        for indicator in common[2 * n : 2 * n + 2]
    )
    _targets(city, common)
    _values(city, common)
    _compared(city, common)


def _indicator(city: City, number: int) -> Indicator:
    return Indicator(
        slug=f"indikator-{number}",
        name=f"Andel i mål {number}",
        unit="procent",
        direction="higher",
        periodicity="tertial",
        council=number % 3 == 0,
        pack=city.pack,
    )


def _targets(city: City, common: list[Indicator]) -> None:
    """A level each; the council's are to follow a line as well, and the gap between districts is to be closed."""
    levels = [indicator for indicator in city.indicators if not indicator.council]
    rows = [Target(indicator=i, year=LAST_YEAR, value=60, known_from=KNOWN, pack=city.pack) for i in (*levels, *common)]
    for target in rows[len(levels) :: 2]:
        target.kind, target.baseline, target.baseline_period = "trajectory", 40, str(LAST_YEAR - 2)
        target.end_year = LAST_YEAR + 3
    rows += [Target(indicator=i, year=LAST_YEAR, kind="gap", value=5, known_from=KNOWN, pack=city.pack) for i in common]
    Target.objects.bulk_create(rows, batch_size=1000)


def _values(city: City, common: list[Indicator]) -> None:
    rows = [
        Value(
            indicator=i, period=str(year), value=city.dice.randint(30, 80), known_from=date(year + 1, 1, 31),
            area=city.dice.choice(city.areas[:DISTRICTS]), pack=city.pack,
        )
        for i in city.indicators
        for year in range(LAST_YEAR - 4, LAST_YEAR)
    ]  # fmt: skip
    rows += [
        Value(
            indicator=i, period=f"{LAST_YEAR}-T1", value=city.dice.randint(30, 80), known_from=date(LAST_YEAR, 5, 2),
            area=area, pack=city.pack,
        )
        for i in common
        for area in city.areas[:DISTRICTS]
    ]  # fmt: skip
    Value.objects.bulk_create(rows, batch_size=1000)


def _compared(city: City, common: list[Indicator]) -> None:
    """What figures are weighed with: how many they are about, where they break, and the list that is compared."""
    counted, all_of = (
        Indicator.objects.create(slug=slug, name=name, unit="personer", protect_below=0, pack=city.pack)
        for slug, name in (("antal", "Antal"), ("av-antal", "Av antal"))
    )
    Indicator.objects.filter(pk__in=[i.pk for i in common]).update(numerator=counted, denominator=all_of)
    Value.objects.bulk_create(
        Value(indicator=i, period=f"{LAST_YEAR}-T1", value=people, known_from=KNOWN, area=area, pack=city.pack)
        for i, people in ((counted, 500), (all_of, 1000))
        for area in city.areas[:DISTRICTS]
    )
    IndicatorBreak.objects.bulk_create(
        IndicatorBreak(indicator=i, period=str(LAST_YEAR - 3), kind="definition", text="Nytt sätt att räkna.")
        for i in common
    )
    named = AreaList.objects.create(slug="utvalda", title="De utvalda", declared_count=LISTED, pack=city.pack)
    AreaListEntry.objects.bulk_create(AreaListEntry(area_list=named, area=area) for area in city.areas[:LISTED])
