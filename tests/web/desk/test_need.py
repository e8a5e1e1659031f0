"""The strategist asks what if, saves a proposal, and a body adopts a list; a board enters its money."""

import pytest
from django.test import Client
from tests import builders as b
from tests.reports import need_city
from tests.reports.need_city import NeedCity
from tests.web.desk.test_report import enter

from samstad.domain.risk.models import AreaAmount, DefinitionVersion, Run, Selection
from samstad.domain.steering.models import Value

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(client: Client) -> NeedCity:
    made = need_city.build()
    need_city.compute(made)
    enter(client, b.person("Anna", ("city_coordinator", None)))
    return made


def test_only_the_citys_coordinator_may_ask(client: Client, city: NeedCity) -> None:
    enter(client, b.person("Kim", ("coordinator", b.board())))
    for address in ("/arbete/behov/", "/arbete/behov/prov/"):
        assert client.get(address).status_code == 403


def test_the_desk_leads_to_the_indices(client: Client, city: NeedCity) -> None:
    assert "/arbete/behov/" in client.get("/arbete/").content.decode()
    assert "Provindex" in client.get("/arbete/behov/").content.decode()


def test_nothing_changed_is_the_same_areas(client: Client, city: NeedCity) -> None:
    assert "Samma områden" in client.get("/arbete/behov/prov/").content.decode()


def test_another_rule_shows_who_enters_with_spans_and_stores_nothing(client: Client, city: NeedCity) -> None:
    text = client.get("/arbete/behov/prov/?k=3").content.decode()
    assert "1 område kommer till, 0 faller bort" in text
    assert "Område 3" in text
    assert Run.objects.count() == 1


def test_an_indicator_left_out_and_weights_are_tried(client: Client, city: NeedCity) -> None:
    assert client.get("/arbete/behov/prov/?u0=1&w1=2,5&normalise=percentile").status_code == 200
    text = client.get("/arbete/behov/prov/?u0=1&u1=1").content.decode()
    assert "Minst en siffra måste vara kvar." in text


def test_the_figures_of_another_year_are_tried(client: Client) -> None:
    city = need_city.build()
    Value.objects.create(
        indicator=city.bistand, area=city.areas[7], period="2016", value=50, known_from=b.day("2018-05-20")
    )
    need_city.compute(city)
    enter(client, b.person("Anna", ("city_coordinator", None)))
    asked = client.get("/arbete/behov/prov/").content.decode()
    assert '<label for="year">År</label>' in asked
    assert "som körningen (2017)" in asked
    assert [year for year in ("2015", "2016", "2017") if f'<option value="{year}"' in asked] == ["2015", "2016"]
    assert "Samma områden" in asked
    text = client.get("/arbete/behov/prov/?year=2016").content.decode()
    assert "1 område kommer till, 1 faller bort" in text
    assert '<option value="2016" selected>2016</option>' in text
    assert "Saknar siffror för 2016 och är kvar på körningens egna: Inkomst." in text
    assert "Saknar siffror" not in client.get("/arbete/behov/prov/?year=2016&u1=1").content.decode()
    assert Run.objects.count() == 1


def test_a_proposal_of_another_year_is_saved_with_it(client: Client, city: NeedCity) -> None:
    client.post("/arbete/behov/prov/", {"year": "2016", "motivation": "Bara 2016 är säkert."})
    saved = DefinitionVersion.objects.get(number=2).runs.get()
    assert {row["code"]: row["period"] for row in saved.result["indicators"]} == {"bistand": "2016", "inkomst": "2017"}


def test_a_year_without_figures_is_refused_in_a_sentence(client: Client, city: NeedCity) -> None:
    answer = client.get("/arbete/behov/prov/?year=1999")
    assert answer.status_code == 400
    assert "Det finns inga siffror för 1999." in answer.content.decode()


def test_one_year_alone_is_no_choice(client: Client) -> None:
    city = need_city.build()
    Value.objects.exclude(period="2017").delete()
    need_city.compute(city)
    enter(client, b.person("Anna", ("city_coordinator", None)))
    text = client.get("/arbete/behov/prov/").content.decode()
    assert "Hur många områden?" in text
    assert 'name="year"' not in text


@pytest.mark.parametrize(
    ("query", "says"),
    [("w0=-1", "En vikt är ett tal"), ("w0=abc", "tal"), ("k=0", "heltal över noll"), ("k=99", "områdena är bara 8")],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(client: Client, city: NeedCity, query: str, says: str) -> None:
    answer = client.get(f"/arbete/behov/prov/?{query}")
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_a_mean_that_needs_positive_numbers_brings_its_scale(client: Client, city: NeedCity) -> None:
    answer = client.get("/arbete/behov/prov/?aggregate=geometric")
    assert answer.status_code == 400
    assert "geometric kräver tal över noll" in answer.content.decode()
    assert client.get("/arbete/behov/prov/?aggregate=geometric&normalise=minmax").status_code == 200


def test_a_proposal_is_saved_with_its_motivation_and_does_not_replace_what_stands(
    client: Client, city: NeedCity
) -> None:
    answer = client.post("/arbete/behov/prov/", {"k": "3"})
    assert answer.status_code == 400
    assert "Skriv varför" in answer.content.decode()
    client.post("/arbete/behov/prov/", {"k": "3", "motivation": "Tre räcker till."})
    version = DefinitionVersion.objects.get(number=2)
    assert "k: 3" in version.method
    assert version.runs.get().note == "Tre räcker till."
    assert "version 1, körning 1" in client.get("/behov/prov/").content.decode()


def test_a_list_is_made_departed_from_and_adopted(client: Client, city: NeedCity) -> None:
    body = b.board("ks", "Kommunstyrelsen", kind="executive_board")
    client.post("/arbete/behov/prov/lista/", {"title": "Våra områden"})
    selection = Selection.objects.get()
    address = f"/arbete/behov/lista/{selection.pk}/"
    assert "felaktigt valda" in client.get(address).content.decode()
    refused = client.post(address, {"area": "omrade-3", "chosen": "1", "motivation": ""})
    assert refused.status_code == 400
    assert "Skriv varför ni gör ett annat val" in refused.content.decode()
    client.post(address, {"area": "omrade-3", "chosen": "1", "motivation": "Många barn."})
    client.post(address, {"step": "adopt", "body": body.slug, "on": "2018-09-01", "paragraph": "4"})
    text = client.get(address).content.decode()
    assert "Antagen av Kommunstyrelsen 1 september 2018, § 4." in text
    assert "Många barn." in text
    assert "Anta listan" not in text


def test_a_list_without_a_name_is_refused(client: Client, city: NeedCity) -> None:
    answer = client.post("/arbete/behov/prov/lista/", {"title": " "})
    assert answer.status_code == 400
    assert client.get("/arbete/behov/prov/lista/").status_code == 302


def test_a_board_enters_its_money_in_one_small_table(client: Client, city: NeedCity) -> None:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    b.goal("Målet", owner=board)
    enter(client, b.person("Kim", ("coordinator", board)))
    address = "/arbete/medel/farsta/"
    assert "Hela kronor per år." in client.get(address).content.decode()
    client.post(address, {"omrade-1.project": "1 250 000", "omrade-2.running": ""})
    assert AreaAmount.objects.get().amount == 1_250_000
    refused = client.post(address, {"omrade-1.project": "1250000,50", "omrade-2.running": "7"})
    assert refused.status_code == 400
    text = refused.content.decode()
    assert "hela kronor" in text
    assert "1250000,50" in text
    assert AreaAmount.objects.filter(kind="running").get().amount == 7
    enter(client, b.person("Eva", ("elected_reader", board)))
    assert client.get(address).status_code == 403
