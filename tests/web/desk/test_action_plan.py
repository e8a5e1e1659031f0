"""A plan of action on the desk, from the analysis to the decision, and read by all."""

from decimal import Decimal

import pytest
from django.test import Client
from tests import builders as b
from tests.reports.asking import DONE, Asking, asking

from samstad.domain.programmes.actions import Wanted, add_request
from samstad.domain.programmes.models import ActionPlan
from samstad.domain.steering.models import Value

pytestmark = pytest.mark.django_db
PAGE = "/arbete/handlingsplan/farsta/"
PUBLIC = "/program/samman/handlingsplaner/"


@pytest.fixture
def city() -> Asking:
    made = asking()
    bromma = b.board("bromma", "Bromma stadsdelsnämnd")
    wanted = Wanted("Analysera indexet.", kind="action_plan", leads=[made.farsta, bromma], due=b.day("2015-06-30"))
    add_request(programme=made.programme, wanted=wanted, **DONE)
    goal = b.goal("Fler i arbete", owner=made.farsta, slug="fler")
    b.activity(made.farsta, "Vägledning", goal)
    homes = b.indicator("Bostäder", unit="antal bostäder")
    Value.objects.create(
        indicator=homes,
        area=made.farsta.area,
        organisation=made.homes,
        period="2017",
        value=Decimal(1200),
        known_from=b.day("2017-01-01"),
    )
    return made


def sign_in(role: str, body: object) -> Client:
    client = Client()
    client.force_login(b.person("Ada Lind", (role, body)))  # type: ignore[arg-type]  # somebody or nobody
    return client


def read(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


WRITTEN = {
    "version": "0",
    "analysis": "Indexet är högt i Fagersjö.",
    "analysed_on": "2017-03-01",
    "company": "hem",
    "goal": "fler",
    "measured.fler": "Enkät varje höst",
}


def test_the_company_with_most_homes_is_proposed(city: Asking) -> None:
    text = read(sign_in("coordinator", city.farsta))
    assert "Störst bestånd i området har Hembolaget: 1" in text
    assert 'name="company" value="hem" checked' in text
    assert "Sista dag har passerat." in text


def test_a_plan_is_written_decided_and_read_by_all(city: Asking) -> None:
    coordinator, secretary = sign_in("coordinator", city.farsta), sign_in("secretary", city.farsta)
    assert "Handlingsplanen är sparad." in coordinator.post(PAGE, WRITTEN, follow=True).content.decode()
    draft = read(Client(), PUBLIC)
    assert "2 av 2 stadsdelsnämnder har ingen beslutad handlingsplan" in draft
    assert "under arbete" in draft
    assert "Indexet är högt" not in draft
    decision = {"step": "decide", "decided_on": "2017-04-20", "paragraph": "9"}
    assert "kan läsas av alla" in secretary.post(PAGE, decision, follow=True).content.decode()
    text = read(Client(), PUBLIC)
    for words in ("Indexet är högt i Fagersjö.", "Beslutad 20 april 2017, § 9.", "Enkät varje höst", "Vägledning"):
        assert words in text
    assert "1 av 2 stadsdelsnämnder har ingen beslutad handlingsplan" in text
    assert "Störst bestånd" not in text


def test_a_plan_without_the_largest_company_says_so(city: Asking) -> None:
    other = b.board("annat", "Annat bolag", kind="company")
    client = sign_in("coordinator", city.farsta)
    client.post(PAGE, WRITTEN | {"company": other.slug})
    sign_in("secretary", city.farsta).post(PAGE, {"step": "decide", "decided_on": "2017-04-20", "paragraph": "9"})
    assert "Störst bestånd i området har Hembolaget." in read(Client(), PUBLIC)


def test_a_refusal_keeps_what_was_written(city: Asking) -> None:
    answer = sign_in("coordinator", city.farsta).post(PAGE, WRITTEN | {"analysed_on": "i mars"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "dagen för analysen" in text
    assert "Indexet är högt i Fagersjö." in text
    assert 'value="fler" checked' in text
    assert not ActionPlan.objects.exists()


def test_two_at_once_are_told(city: Asking) -> None:
    client = sign_in("coordinator", city.farsta)
    client.post(PAGE, WRITTEN)
    answer = client.post(PAGE, WRITTEN)
    assert answer.status_code == 400
    assert "hann ändra handlingsplanen" in answer.content.decode()


def test_a_board_that_no_programme_asks_is_told_so(city: Asking) -> None:
    skarpnack = b.board("skarpnack")
    text = read(sign_in("coordinator", skarpnack), "/arbete/handlingsplan/skarpnack/")
    assert "Inget program begär en handlingsplan av er." in text
    assert sign_in("coordinator", skarpnack).get(PAGE).status_code == 403


def test_a_programme_without_such_a_request_has_an_empty_page(city: Asking) -> None:
    assert "begär inga handlingsplaner" in read(Client(), "/program/lup-farsta/handlingsplaner/")
    assert Client().get("/program/finns-inte/handlingsplaner/").status_code == 404


def test_the_plan_leads_there(city: Asking) -> None:
    assert PAGE in read(sign_in("coordinator", city.farsta), "/arbete/plan/farsta/?ar=2017")
    assert "/arbete/handlingsplan/" not in read(sign_in("coordinator", city.social), "/arbete/plan/social/?ar=2017")


def test_the_number_of_queries_does_not_grow(city: Asking, django_assert_max_num_queries: object) -> None:
    client = sign_in("coordinator", city.farsta)
    client.post(PAGE, WRITTEN)
    for _ in range(10):
        b.activity(city.farsta, for_goal=b.goal(owner=city.farsta))
    with django_assert_max_num_queries(30):  # type: ignore[operator]  # pytest-django has it
        read(client)
    with django_assert_max_num_queries(15):  # type: ignore[operator]  # pytest-django has it
        read(Client(), PUBLIC)
