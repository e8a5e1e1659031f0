"""Addresses that nobody was given: not found, or shown as if they had not been asked; never a page of error."""

import pytest
from django.test import Client
from tests import builders as b
from tests.reports import small_city
from tests.web.desk.test_report import enter

pytestmark = pytest.mark.django_db
YEARS = ("0", "10000", "99999999999999999999", "02017")
EDGES = ("1000", "2999")
OPEN = ("/mal/{}/", "/uppfoljning/{}/t1/", "/uppfoljning/{}/kf-budget/")
DESK = (
    "/arbete/plan/farstanamnden/{}/plan.xlsx",
    "/arbete/plan/farstanamnden/{}/nasta/",
    "/arbete/staden/{}/andringar/",
)
ASKED = (
    "/program/lup-farsta/utskott/?ar=0000",
    "/behov/fordelning/?ar=²",
    "/behov/?datum=2017-02-29",
    "/mal/?datum=0001-01-01",
    "/mal/?datum=²",
    "/uppfoljning/2017/t1/farstanamnden/?version=²",
    "/uppfoljning/2017/t1/farstanamnden/?version=" + "9" * 40,
    "/sok/?q=%00",
    "/atgarder/?namnd=%00&sida=²",
)


@pytest.fixture
def who(client: Client) -> Client:
    city = small_city.build()
    return enter(client, b.person("Ada", ("city_coordinator", None), ("coordinator", city.board)))


def test_a_number_that_is_no_year_is_no_page(who: Client) -> None:
    for address in (*OPEN, *DESK):
        for year in YEARS:
            assert who.get(address.format(year)).status_code == 404, (address, year)


def test_a_goal_is_found_whatever_year_its_address_has(who: Client) -> None:
    for goal in ("kf-1-3", "farsta-lokalt"):  # of a year, and of none
        for year in (*YEARS, *EDGES):
            assert who.get(f"/mal/{year}/{goal}/", follow=True).status_code == 200, (goal, year)


def test_the_first_and_the_last_year_there_could_be_lead_to_no_error(who: Client) -> None:
    for address in (*OPEN, *DESK):
        for year in EDGES:
            assert who.get(address.format(year), follow=True).status_code in (200, 404), (address, year)


@pytest.mark.parametrize("address", ASKED)
def test_what_is_asked_oddly_is_answered_or_refused(who: Client, address: str) -> None:
    assert who.get(address, follow=True).status_code in (200, 400, 404)


@pytest.mark.parametrize("year", ["0000", "²²²²", "1000", "2999"])
def test_the_plan_of_no_year_is_the_latest(who: Client, year: str) -> None:
    assert who.get(f"/arbete/plan/farstanamnden/?ar={year}").status_code == 200


@pytest.mark.parametrize("address", ["/en//example.org/", "/en///example.org", "/en/sok/?q=//example.org"])
def test_the_other_language_never_leads_to_another_host(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert 'href="//' not in page


def test_a_refusal_is_told_in_the_readers_language(client: Client) -> None:
    b.board("farsta", "Farsta stadsdelsnämnd")
    enter(client, b.person("Ulf"))
    assert "Du har ingen roll i Farsta" in client.get("/arbete/plan/farsta/").content.decode()
    page = client.get("/en/arbete/plan/farsta/").content.decode()
    assert "You have no role in Farsta" in page
    assert "Du har" not in page
