"""A board's controller states the larger measures of the budget proposal, without any script."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import BudgetCity, propose
from tests.web.desk.test_report import enter

from samstad.domain.cycle.models import ProposedMeasure

pytestmark = pytest.mark.django_db
REPORT = "/arbete/rapport/farsta/2018/underlag/"
ADDRESS = f"{REPORT}atgarder/"


@pytest.fixture
def city() -> BudgetCity:
    return budget_city.build()


@pytest.fixture
def controller(client: Client, city: BudgetCity) -> Client:
    return enter(client, b.person("Ada Lind", ("coordinator", city.farsta)))


def form(**fields: str | list[str]) -> dict[str, str | list[str]]:
    written = {"step": "save", "version": "0", "title": "Fältarbete", "text": "Unga är ute sent."}
    return {**written, "2018.running": "2,5", "2019.investment": "10", **fields}


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_measure_is_stated_and_stands_on_the_page_and_in_the_report(controller: Client, city: BudgetCity) -> None:
    walks = b.activity(city.farsta, "Nattvandringar", year=2017)
    sent = form(activity=walks.slug, goal=["farsta-trygg", "kf-trygg"], area="farsta")
    answer = controller.post(ADDRESS, sent, follow=True).content.decode()
    assert "Åtgärden är inlagd" in answer
    assert "12,5 mnkr" in answer
    assert "2018: drift 2,5. 2019: investering 10" in answer
    made = ProposedMeasure.objects.get()
    assert (made.activity, made.area) == (walks, city.farsta.area)
    assert made.measure_goals.count() == 2
    assert "Fältarbete" in page(controller, REPORT).split('id="atgarder"')[1]


def test_the_form_comes_back_with_what_stands_and_changes_it(controller: Client, city: BudgetCity) -> None:
    measure = propose(city.proposal, goals=(city.goal,))
    shown = page(controller, f"{ADDRESS}?atgard={measure.slug}")
    assert 'value="2,5" aria-label="2018, drift"' in shown
    assert 'value="kf-trygg" checked' in shown
    changed = form(measure=measure.slug, version="1", title="Fältarbete varje kväll")
    assert "Åtgärden är ändrad" in controller.post(ADDRESS, changed, follow=True).content.decode()
    assert str(ProposedMeasure.objects.get()) == "Fältarbete varje kväll"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Välj vilken aktivitet det gäller, eller skriv en rubrik."),
        ({"text": ""}, "Skriv varför åtgärden behövs."),
        ({"2018.running": "", "2019.investment": "0"}, "Ange vad det kostar"),
        ({"2018.running": "-1"}, "mer än noll"),
        ({"2018.running": "mycket"}, "är inget tal"),
    ],
)
def test_a_refused_measure_keeps_what_was_written(controller: Client, wrong: dict[str, str], sentence: str) -> None:
    answer = controller.post(ADDRESS, form(goal=["kf-trygg"], **wrong))
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in shown
    assert 'value="kf-trygg" checked' in shown
    for name, written in ({"2018.running": "2,5", "title": "Fältarbete"} | wrong).items():
        assert name == "text" or f'name="{name}" ' in shown
        assert name == "text" or f'value="{written}"' in shown
    assert not ProposedMeasure.objects.exists()


def test_the_second_hand_sees_what_stands_and_can_save_over_it_knowingly(controller: Client, city: BudgetCity) -> None:
    measure = propose(city.proposal)
    first = form(measure=measure.slug, version="1", text="Den första texten.")
    controller.post(ADDRESS, first)
    late = form(measure=measure.slug, version="1", text="Den andra texten.")
    shown = controller.post(ADDRESS, late).content.decode()
    assert "hann ändra raden före dig" in shown
    assert "Den första texten." in shown.split("Nu står där:")[1]
    assert 'name="version" value="2"' in shown
    controller.post(ADDRESS, late | {"version": "2"})
    assert ProposedMeasure.objects.get().text == "Den andra texten."


def test_before_the_years_goals_are_set_last_years_can_be_chosen(controller: Client, city: BudgetCity) -> None:
    b.goal("Förra årets mål", owner=city.farsta, year=2018)
    b.goal("Utan år", "local", None, owner=city.farsta)
    budget_city.open_round("underlag", 2019)
    shown = page(controller, ADDRESS.replace("2018", "2019"))
    assert "Förra årets mål" in shown
    assert "Utan år" in shown
    b.goal("Nästa års mål", owner=city.farsta, year=2019)
    shown = page(controller, ADDRESS.replace("2018", "2019"))
    assert "Nästa års mål" in shown
    assert "Förra årets mål" not in shown


def test_a_measure_is_withdrawn(controller: Client, city: BudgetCity) -> None:
    measure = propose(city.proposal)
    sent = {"step": "withdraw", "measure": measure.slug, "version": "1"}
    assert "tillbakadragen" in controller.post(ADDRESS, sent, follow=True).content.decode()
    assert "Inga större åtgärder är inlagda" in page(controller, REPORT)
    assert controller.post(ADDRESS, sent).status_code == 404


def test_a_proposal_that_has_left_the_office_is_read_only(controller: Client, city: BudgetCity) -> None:
    propose(city.proposal)
    budget_city.send_out(city.proposal)
    shown = page(controller)
    assert "Fältarbete på kvällar" in shown
    assert "Dra tillbaka" not in shown
    assert "Lägg till åtgärden" not in shown
    assert controller.post(ADDRESS, form()).status_code == 400


def test_the_measures_of_a_draft_are_the_boards_own(client: Client, city: BudgetCity) -> None:
    enter(client, b.person("Kim", ("coordinator", city.bromma)))
    assert client.get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302
    enter(client, b.person("Rut", ("auditor", city.farsta)))
    assert "Lägg till åtgärden" not in page(client)


def test_a_board_of_the_whole_city_chooses_among_the_districts(client: Client, city: BudgetCity) -> None:
    enter(client, b.person("Kim", ("coordinator", city.bromma)))
    assert '<option value="farsta">' in page(client, "/arbete/rapport/bromma/2018/underlag/atgarder/")


def test_a_planning_report_asks_for_its_text_and_leads_to_the_plan(controller: Client, city: BudgetCity) -> None:
    shown = page(controller, REPORT)
    assert "1 av 1 kvar" in shown
    assert "/arbete/plan/farsta/?ar=2018" in shown
    assert "Mål att bedöma" not in shown


def test_ten_times_the_measures_ask_the_database_as_often(controller: Client, city: BudgetCity) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            page(controller, address)
        return len(queries)

    for number in range(2):
        propose(city.proposal, f"Åtgärd {number}", goals=(city.goal,))
    few = asked(ADDRESS), asked(REPORT)
    for number in range(20):
        propose(city.proposal, f"Fler {number}", goals=(city.goal,))
    assert (asked(ADDRESS), asked(REPORT)) == few
