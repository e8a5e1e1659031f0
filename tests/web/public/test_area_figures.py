"""The figures of a place's page: beside the district and the city, each with a line, a table and its source."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.places.models import Area, AreaSuccession
from samstad.domain.steering.models import Indicator, Value
from samstad.web.figure_words import MOST_CHARTS

pytestmark = pytest.mark.django_db


def places() -> tuple[Area, Area, Area]:
    city = b.area("staden", "Staden", "stad")
    district = b.area("farsta", "Farsta", parent=city)
    return city, district, b.area("fagersjo", "Fagersjö", "stadsdel", parent=district)


def figure(areas: tuple[Area, ...], unit: str = "procent", years: int = 3, grows: int = 1) -> Indicator:
    """One with a value a year for each area, larger for the earlier of the areas."""
    made = b.indicator(unit=unit, decimals=0)
    for at, area in enumerate(reversed(areas)):
        for year in range(2015, 2015 + years):
            Value.objects.create(
                indicator=made, area=area, period=str(year), value=Decimal((40 + 10 * at) * grows**at + year - 2015),
                known_from=b.day("2018-05-25"), source=f"tabell {area.slug}",
            )  # fmt: skip
    return made


def page(client: Client, slug: str = "fagersjo") -> str:
    return client.get(f"/omraden/{slug}/").content.decode()


def test_a_figure_is_shown_with_the_districts_and_the_citys(client: Client) -> None:
    figure(places())
    text = page(client)
    assert "Farsta, 2017</p>" in text
    assert "Hela staden, 2017</p>" in text
    assert "Fagersjö, Farsta, Hela staden. Samma värden står i tabellen under." in text
    for slug in ("fagersjo", "farsta", "staden"):
        assert f"tabell {slug}. Känd från 25 maj 2018." in text


def test_every_figure_of_three_periods_has_its_line(client: Client) -> None:
    areas = places()
    for _ in range(MOST_CHARTS + 3):
        figure(areas)
    figure(areas, years=2)
    text = page(client)
    assert text.count('class="chart"') == MOST_CHARTS
    assert text.count('class="spark"') == 3
    assert text.count("Visa som tabell") == MOST_CHARTS + 4


def test_a_count_of_a_whole_that_would_flatten_the_line_is_told_in_numbers(client: Client) -> None:
    figure(places(), unit="antal personer", grows=4)
    text = page(client)
    assert "Hela staden ritas inte" in text
    assert "Linjediagram: " in text
    assert "Fagersjö, Farsta. Samma" in text
    assert "Hela staden, 2017</p>" in text


def test_a_merged_district_shows_its_origins_sum_with_the_break(client: Client) -> None:
    _city, district, _place = places()
    other = b.area("skarpnack", "Skarpnäck")
    soder = b.area("soder", "Söderort", valid_from=b.day("2017-01-01"))
    made = figure((district,), unit="antal personer", years=2)
    for area, period in ((other, "2015"), (other, "2016"), (soder, "2017"), (soder, "2018")):
        Value.objects.create(indicator=made, area=area, period=period, value=99, known_from=b.day("2019-01-01"))
    for before in (district, other):
        AreaSuccession.objects.create(before=before, after=soder, on=b.day("2017-01-01"))
    text = page(client, "soder")
    assert "Brott 2017: Summerat ur Farsta och Skarpnäck före 2017" in text
    assert '2017 <span class="muted">· brott</span></td>' in text
    assert '<td class="num">139</td>' in text
    assert "Break 2017: Sum of Farsta and Skarpnäck before 2017" in client.get("/en/omraden/soder/").content.decode()


def test_more_figures_and_mergers_ask_no_more_questions(client: Client) -> None:
    areas = places()
    figure(areas)

    def asked() -> int:
        page(client)
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    before = asked()
    for number in range(3):
        figure(areas)
        old = b.area(f"gammal-{number}")
        AreaSuccession.objects.create(before=old, after=areas[1], on=b.day("2016-01-01"))
        figure((old,), unit="antal personer")
    assert asked() == before


@pytest.mark.parametrize(("days", "shown"), [(("12-31",) * 3, "2016"), (("12-31", "06-30", "12-31"), "30 juni 2016")])
def test_figures_of_the_same_day_each_year_stand_under_their_year(
    client: Client, days: tuple[str, ...], shown: str
) -> None:
    made = figure(places())
    for year, day in zip((2015, 2016, 2017), days, strict=True):
        Value.objects.filter(indicator=made, period=str(year)).update(period=f"{year}-{day}")
    text = page(client)
    chart = text[text.index('class="chart"') : text.index("Visa som tabell")]
    assert f">{shown}<" in chart
