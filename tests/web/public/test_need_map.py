"""The index on a map where the areas have borders: what it says, whom it does not name, and that it is drawn once."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.calculations.geometry.city import crooked_city
from tests.reports import need_city
from tests.reports.need_city import NeedCity

from samstad.calculations.geometry import rings_text
from samstad.domain.places.models import AreaBorder
from samstad.domain.risk.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> NeedCity:
    cache.clear()
    made = need_city.build()
    need_city.compute(made)
    return made


def bound(city: NeedCity, *, leave_out: int = 0) -> None:
    rings = crooked_city(4, 2).values()
    pairs = list(zip(city.areas, rings, strict=True))
    for area, polygons in pairs[: len(pairs) - leave_out]:
        AreaBorder.objects.create(
            area=area, valid_from=b.day("2015-01-01"), edition="prov", rings=rings_text(polygons), km2=1.0
        )


def page(client: Client) -> str:
    return client.get("/behov/prov/").content.decode()


def test_without_borders_the_areas_stand_as_tiles(client: Client, city: NeedCity) -> None:
    text = page(client)
    assert 'class="tiles"' in text
    assert "Karta över" not in text


def test_areas_with_borders_stand_on_a_map_with_its_finding_in_words(client: Client, city: NeedCity) -> None:
    bound(city)
    text = page(client)
    assert 'class="tiles"' not in text
    label = re.search(r'role="img" aria-label="([^"]*)"', text)
    assert label
    assert "Karta över 8 områden." in label.group(1)
    assert "Chans att höra till de prioriterade, procent: högst 100 (Område 1)" in label.group(1)
    assert "desto större chans att höra till de prioriterade, i procent." in text
    assert "Samma värden står i listan under." in text
    assert " style=" not in text


def test_an_area_without_a_border_is_left_out_of_the_map_and_stays_in_the_list(client: Client, city: NeedCity) -> None:
    bound(city, leave_out=3)
    text = page(client)
    assert "Karta över 5 områden." in text
    assert 'href="/behov/prov/omrade/omrade-8/"' in text


def test_an_area_with_too_few_people_is_drawn_without_name_and_figure(client: Client, city: NeedCity) -> None:
    run = Run.objects.get()
    areas = [row | {"flags": ["below_floor"]} if row["slug"] == "omrade-4" else row for row in run.result["areas"]]
    Run.objects.filter(pk=run.pk).update(result=run.result | {"areas": areas}, result_sha256="3" * 64)
    bound(city)
    text = page(client)
    assert "Område 4" not in text
    assert "1 saknar siffra" in text


def test_the_map_is_drawn_once(client: Client, city: NeedCity) -> None:
    bound(city)
    with CaptureQueriesContext(connection) as first:
        before = page(client)
    with CaptureQueriesContext(connection) as second:
        assert page(client) == before
    assert len(second) <= len(first) - 2
    assert not any("rings" in asked["sql"] for asked in second)


def test_a_new_border_gives_a_new_map(client: Client, city: NeedCity) -> None:
    bound(city, leave_out=1)
    assert "Karta över 7 områden." in page(client)
    AreaBorder.objects.create(
        area=city.areas[-1], valid_from=b.day("2016-01-01"), edition="prov", km2=1.0,
        rings=rings_text(list(crooked_city(4, 2).values())[-1]),
    )  # fmt: skip
    assert "Karta över 8 områden." in page(client)


def test_the_map_speaks_the_readers_language(client: Client, city: NeedCity) -> None:
    bound(city)
    assert "Karta över 8 områden." in page(client)
    assert "Map of 8 areas." in client.get("/en/behov/prov/").content.decode()
