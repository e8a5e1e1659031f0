"""The page of a goal about a gap: between whom, how wide, against what target, and what cannot be said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports import need_city
from tests.reports.need_city import NeedCity

from samstad.domain.places.models import AreaListEntry
from samstad.domain.steering.models import Goal, GoalIndicator, Target, Value

pytestmark = pytest.mark.django_db
ADDRESS = "/mal/2017/lika/"


@pytest.fixture
def city() -> NeedCity:
    made = need_city.build()
    goal = b.goal("Lika villkor", sphere="council", slug="lika", kind="gap")
    GoalIndicator.objects.create(goal=goal, indicator=made.bistand)
    return made


def target(city: NeedCity, value: int, kind: str = "gap", year: int = 2017) -> None:
    Target.objects.create(indicator=city.bistand, year=year, kind=kind, value=value, known_from=b.day("2016-12-01"))


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_gap_is_told_with_its_list_its_target_and_what_is_not_known(client: Client, city: NeedCity) -> None:
    target(city, 4)
    text = page(client)
    assert 'href="/behov/gap/bistand/?lista=tva">Områdena i ”De två första” jämförda med övriga' in text
    assert '3,7 <span class="figure-unit">procentenheter</span>' in text
    assert "Året före: 4,7 (2016)" in text
    assert "Fullmäktiges årsmål: högst 4 procentenheter" in text
    assert "Når målet för gapet" in text
    assert "Osäkerheten kan inte beräknas: nämnare saknas." in text
    assert "fullmäktiges årsmål 4" not in text.lower(), "a target for the gap is no level"


def test_in_english_too(client: Client, city: NeedCity) -> None:
    target(city, 3)
    text = page(client, "/en" + ADDRESS)
    assert "Does not reach the target for the gap" in text
    assert "The uncertainty cannot be computed: there is no denominator." in text


def test_the_gap_is_what_the_figures_say_of_a_goal_about_a_gap(client: Client, city: NeedCity) -> None:
    target(city, 4)
    target(city, 1, kind="level")
    assert "Alla indikatorer med utfall når sina mål." in page(client)
    Goal.objects.update(kind="direction")
    assert "Når målet för gapet" in page(client)
    assert "Alla indikatorer med utfall når sina mål." not in page(client)


def test_without_a_target_for_the_year_it_cannot_be_said(client: Client, city: NeedCity) -> None:
    target(city, 4, year=2016)
    assert "Går inte att säga: mål för gapet saknas" in page(client)


def test_without_figures_of_the_year_or_a_list_it_cannot_be_said(client: Client, city: NeedCity) -> None:
    target(city, 4)
    Value.objects.filter(indicator=city.bistand, period="2017").delete()
    assert "Går inte att säga: siffror saknas för områdena" in page(client)
    AreaListEntry.objects.all().delete()
    assert "ingen områdeslista delar områdena i två grupper" in page(client)


def test_a_break_between_the_years_is_told_and_drawn(client: Client, city: NeedCity) -> None:
    target(city, 4)
    need_city.add_break(city, "2017")
    for year, value in (("2014", 5), ("2015", 5), ("2016", 4), ("2017", 3)):
        Value.objects.create(indicator=city.bistand, period=year, value=value, known_from=b.day("2018-05-01"))
    text = page(client)
    assert "Brott 2017: Ny definition. Gapen 2016 och 2017 går inte att jämföra." in text
    assert "Brott 2017: Ny definition.</p>" in text, "the indicator's own series says so too"
    assert 'y2="-40"' in text, "a short rule in the picture"
    assert '2017 <span class="muted">· brott</span>' in text, "a mark in the table"
    assert "brott sedan 2016, går inte att jämföra" in text
    assert "1 lägre än 2016" not in text


def test_a_goal_of_another_kind_tells_of_no_gap(client: Client, city: NeedCity) -> None:
    Goal.objects.update(kind="direction")
    assert "De två första" not in page(client)


def test_an_invented_list_marks_the_page(client: Client, city: NeedCity) -> None:
    assert "exempeldata" not in page(client)
    city.area_list.pack = b.example_pack()
    city.area_list.save()
    assert "exempeldata" in page(client)


def test_a_gap_asks_the_database_no_more(client: Client, city: NeedCity) -> None:
    target(city, 4)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as with_gap:
        client.get(ADDRESS)
    Goal.objects.update(kind="direction")
    Target.objects.all().delete()
    with CaptureQueriesContext(connection) as without:
        client.get(ADDRESS)
    assert len(with_gap) == len(without) <= 25
