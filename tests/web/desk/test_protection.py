"""The city's coordinator says from how many persons a count is told."""

import pytest
from django.test import Client
from tests import builders as b
from tests.domain.steering.test_protection import know, told
from tests.web.desk.test_report import enter

from samstad.domain.steering.models import Indicator

pytestmark = pytest.mark.django_db
PAGE = "/arbete/siffror/skydd/"


@pytest.fixture
def count(client: Client) -> Indicator:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    made = b.indicator("Antal med bistånd", slug="antal", unit="antal personer")
    district = b.area("norr", "Norr")
    for slug, number in {"a": 3, "b": 20, "c": 30}.items():
        b.area(slug, slug.upper(), "stadsdel", parent=district)
        know(made, slug, number)
    know(made, "norr", 53)
    return made


def test_only_the_citys_coordinator_sets_a_limit(client: Client, count: Indicator) -> None:
    assert PAGE in client.get("/arbete/siffror/").content.decode()
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"indicator": "antal", "below": "5"}).status_code == 403


def test_a_limit_hides_small_counts_at_once_and_none_tells_them_all(client: Client, count: Indicator) -> None:
    answer = client.post(PAGE, {"indicator": "antal", "below": "5"}, follow=True)
    assert "antal under 5 visas inte längre någonstans" in answer.content.decode()
    assert ("a", "2016", "", "") not in told(count)
    assert "Skydda" in client.get(PAGE).content.decode()
    area_page = client.get("/omraden/a/").content.decode()
    assert "Skyddad: för få personer" in area_page
    answer = client.post(PAGE, {"indicator": "antal", "below": ""}, follow=True)
    assert "alla antal visas" in answer.content.decode()
    assert told(count)["a", "2016", "", ""] == 3


@pytest.mark.parametrize("below", ["1", "101", "fem"])
def test_a_limit_that_is_none_is_refused_in_a_sentence(client: Client, count: Indicator, below: str) -> None:
    answer = client.post(PAGE, {"indicator": "antal", "below": below})
    assert answer.status_code == 400
    assert "notice-refusal" in answer.content.decode()
    assert told(count)["a", "2016", "", ""] == 3


def test_shares_have_no_limit_of_their_own(client: Client, count: Indicator) -> None:
    b.indicator("Andel med bistånd", slug="andel", unit="procent")
    text = client.get(PAGE).content.decode()
    assert "Antal med bistånd" in text
    assert "Andel med bistånd" not in text


def test_without_counts_the_page_says_so(client: Client) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    assert "Ingen indikator räknar något än." in client.get(PAGE).content.decode()
