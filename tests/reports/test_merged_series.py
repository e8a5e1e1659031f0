"""A merged area's figures before the merger: sums over its origins, with nobody left out and the break marked."""

from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b
from tests.facts.stockholm import stockholm

from samstad.domain.places.models import Area, AreaSuccession
from samstad.domain.steering.models import Indicator, Value
from samstad.reports.area_page import AreaPage, read_area_page
from samstad.reports.figures_say import FigureLine

TODAY = b.day("2026-01-01")


def merge(after: Area, *before: Area, on: str, **fields: Any) -> None:
    for area in before:
        AreaSuccession.objects.create(before=area, after=after, on=b.day(on), **fields)


def add(indicator: Indicator, area: Area, **values: object) -> None:
    """Values by period, written as `y2015=7`; None is one that is missing."""
    for period, value in values.items():
        told = {"status": "missing", "missing_reason": "skyddad"} if value is None else {"value": Decimal(str(value))}
        Value.objects.create(
            indicator=indicator, area=area, period=period[1:].replace("_", "-"), known_from=b.day("2024-01-01"),
            source=f"tabell för {area.name}", **told,
        )  # fmt: skip


def page(area: Area | str) -> AreaPage:
    found = read_area_page(area if isinstance(area, str) else area.slug, year=2025, on=TODAY)
    assert found is not None
    return found


def line(area: Area) -> FigureLine:
    (found,) = page(area).figures
    return found


def told(area: Area) -> dict[str, int]:
    main = line(area).main
    assert main is not None
    return {point.period: int(point.value) for point in main.points if point.value is not None}


@pytest.fixture
def people() -> Indicator:
    return b.indicator("Folkmängd", slug="folkmangd", unit="antal personer", decimals=0)


def three() -> tuple[Area, Area, Area]:
    rinkeby, tensta = b.area("rinkeby", "Rinkeby-Kista"), b.area("tensta", "Spånga-Tensta")
    jarva = b.area("jarva", "Järva", valid_from=b.day("2023-01-01"))
    merge(jarva, rinkeby, tensta, on="2023-01-01")
    return rinkeby, tensta, jarva


@pytest.mark.django_db
class TestSums:
    def test_a_merged_area_has_the_sum_of_its_origins_before_the_merger(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        add(people, rinkeby, y2021=50, y2022=51)
        add(people, tensta, y2021=40, y2022=41)
        add(people, jarva, y2023=95)
        assert told(jarva) == {"2021": 90, "2022": 92, "2023": 95}
        (only,) = line(jarva).breaks
        assert (only.period, only.kind) == ("2023", "geography")
        assert only.text == "Summerat ur Rinkeby-Kista och Spånga-Tensta före 2023"
        change = line(jarva).change
        assert change is not None
        assert change.word == "broken"

    def test_a_sum_says_where_it_comes_from(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        add(people, rinkeby, y2022=51)
        add(people, tensta, y2022=41)
        found = line(jarva)
        assert found.latest is not None
        assert found.latest.source == "tabell för Rinkeby-Kista; tabell för Spånga-Tensta"
        assert found.latest.note == "Summerat ur Rinkeby-Kista och Spånga-Tensta."
        assert [one.text[-4:] for one in found.breaks] == ["2023"]  # also where no figure comes after it

    def test_nothing_is_summed_when_an_origin_lacks_a_value(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        add(people, rinkeby, y2020=1, y2021=50, y2022=51)
        add(people, tensta, y2021=None, y2022=41)
        assert told(jarva) == {"2022": 92}

    def test_after_the_merger_nothing_is_summed(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        add(people, rinkeby, y2022=51, y2023=52)
        add(people, tensta, y2022=41, y2023=42)
        assert told(jarva) == {"2022": 92}

    def test_what_is_told_for_the_new_area_goes_before_a_sum(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        add(people, rinkeby, y2021=50, y2022=51)
        add(people, tensta, y2021=40, y2022=41)
        add(people, jarva, y2022=93, y2023=95)
        assert told(jarva) == {"2021": 90, "2022": 93, "2023": 95}
        assert [(one.period, one.text) for one in line(jarva).breaks] == [
            ("2022", "Summerat ur Rinkeby-Kista och Spånga-Tensta före 2022"),
            ("2023", "Räknat på dagens gränser före 2023"),
        ]

    def test_mergers_are_followed_over_several_steps(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        north = b.area("norr", "Norr", valid_from=b.day("2025-01-01"))
        kista = b.area("kista", "Kista")
        merge(north, jarva, kista, on="2025-01-01")
        add(people, rinkeby, y2022=51)
        add(people, tensta, y2022=41)
        add(people, jarva, y2023=95)
        add(people, kista, y2022=10, y2023=11)
        add(people, north, y2025=110)
        assert told(north) == {"2022": 102, "2023": 106, "2025": 110}
        assert [one.text for one in line(north).breaks] == [
            "Summerat ur Kista, Rinkeby-Kista och Spånga-Tensta före 2023",
            "Summerat ur Järva och Kista före 2025",
        ]

    def test_an_area_that_was_divided_gives_its_shares(self, people: Indicator) -> None:
        old, west, east = b.area("gamla"), b.area("vastra"), b.area("ostra")
        merge(west, old, on="2023-01-01", share=Decimal("0.25"))
        merge(east, old, on="2023-01-01", share=Decimal("0.75"))
        add(people, old, y2022=400)
        assert (told(west), told(east)) == ({"2022": 100}, {"2022": 300})

    def test_a_division_without_known_shares_carries_nothing(self, people: Indicator) -> None:
        old, west, east = b.area("gamla"), b.area("vastra"), b.area("ostra")
        merge(west, old, on="2023-01-01")
        merge(east, old, on="2023-01-01")
        add(people, old, y2022=400)
        assert page(west).figures == ()

    def test_an_area_that_took_in_another_was_smaller_before(self, people: Indicator) -> None:
        soder = b.area("soder", "Söder", valid_from=b.day("2007-01-01"))
        annexed = b.area("stugan", "Stugan")
        merge(soder, annexed, on="2023-01-01")
        add(people, soder, y2021=70, y2022=71, y2023=80)
        add(people, annexed, y2022=8)
        assert told(soder) == {"2021": 70, "2022": 79, "2023": 80}
        assert [one.text for one in line(soder).breaks] == [
            "Stugan ingår från 2022",
            "Summerat ur Stugan och Söder före 2023",
        ]

    def test_rates_are_not_summed(self) -> None:
        rinkeby, tensta, jarva = three()
        for unit in ("procent", "antal per 1 000 invånare", "tkr"):
            indicator = b.indicator(unit=unit)
            add(indicator, rinkeby, y2022=51)
            add(indicator, tensta, y2022=41)
        assert page(jarva).figures == ()

    def test_a_share_is_the_sum_of_what_it_is_made_of(self, people: Indicator) -> None:
        rinkeby, tensta, jarva = three()
        helped = b.indicator("Bistånd", unit="antal personer")
        share = b.indicator("Andel bistånd", unit="procent", numerator=helped, denominator=people)
        for indicator, one, other in ((people, 100, 300), (helped, 20, 20), (share, 20, "6.7")):
            add(indicator, rinkeby, y2022=one)
            add(indicator, tensta, y2022=other)
        found = {line.indicator: line.latest for line in page(jarva).figures}
        latest = found[share]
        assert latest is not None
        assert latest.value == 10


@pytest.mark.django_db
def test_a_figure_stands_beside_its_district_and_the_city(people: Indicator) -> None:
    city = b.area("staden", "Staden", "stad")
    district = b.area("farsta", "Farsta", parent=city)
    place = b.area("fagersjo", "Fagersjö", "stadsdel", parent=district)
    for area, value in ((city, 900), (district, 50), (place, 5)):
        add(people, area, y2022=value)
    found = line(place)
    assert [series.place.name for series in found.told] == ["Fagersjö", "Farsta", "Staden"]
    assert [series.place.name for series in line(district).told] == ["Farsta", "Staden"]


@pytest.mark.django_db
def test_an_area_without_figures_still_leads_to_the_larger_one(people: Indicator) -> None:
    rinkeby, _tensta, jarva = three()
    city = b.area("staden", "Staden", "stad")
    Area.objects.update(parent=None)
    Area.objects.filter(pk=jarva.pk).update(parent=city)
    add(people, rinkeby, y2022=5)
    add(people, city, y2022=900)
    assert page(jarva).figures_of == city


def test_stockholms_merged_districts_have_their_origins_figures(django_db_blocker: Any, django_db_setup: None) -> None:
    with stockholm(django_db_blocker):
        for slug, parts in (
            ("jarva", {"rinkeby-kista", "spanga-tensta"}),
            ("norra-innerstaden", {"norrmalm", "ostermalm"}),
            ("hagersten-alvsjo", {"hagersten-liljeholmen", "alvsjo"}),
        ):
            found = page(slug)
            assert found.figures_of == found.area
            lines = {line.indicator.slug: line for line in found.figures}
            main = lines["bistandstagare"].main
            assert main is not None
            sums = {point.period: point.value for point in main.points}
            rows = Value.objects.filter(area__slug__in=parts, indicator__slug="bistandstagare", sex="", age_group="")
            assert sums["2016"] == sum(row.value or 0 for row in rows.filter(period="2016"))
            assert lines["bistandstagare"].compare is not None
            assert "folkmangd" in lines
