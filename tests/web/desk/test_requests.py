"""What a programme asks, written on the desk; and the city's page that lists who is silent."""

import pytest
from django.test import Client
from tests import builders as b
from tests.reports.asking import Asking, asking

from samstad.domain.programmes.models import ProgrammeRequest

pytestmark = pytest.mark.django_db
PAGE = "/arbete/begaran/samman/"


@pytest.fixture
def city() -> Asking:
    return asking()


def sign_in(role: str, body: object = None) -> Client:
    client = Client()
    client.force_login(b.person("Ada Lind", (role, body)))  # type: ignore[arg-type]  # somebody or nobody
    return client


def test_the_citys_coordinator_adds_a_request(city: Asking) -> None:
    client = sign_in("city_coordinator")
    assert "Vilka aktiviteter leder till målet?" in client.get(PAGE).content.decode()
    form = {"text": "Gör en plan", "kind": "action_plan", "leads": "farsta", "due": "2017-09-01", "goal": "bistand"}
    text = client.post(PAGE, form, follow=True).content.decode()
    assert "Begäran är inlagd" in text
    made = ProgrammeRequest.objects.get(kind="action_plan")
    assert (made.goal, made.due) == (city.goal, b.day("2017-09-01"))
    assert [row.organisation for row in made.bodies.all()] == [city.farsta]


def test_a_refused_request_keeps_its_words(city: Asking) -> None:
    answer = sign_in("coordinator", city.executive).post(PAGE, {"text": "Gör en plan", "kind": "plan"})
    assert answer.status_code == 400
    assert "minst en nämnd eller ett bolag" in answer.content.decode()
    assert "Gör en plan</textarea>" in answer.content.decode()


def test_other_boards_do_not_write_what_a_programme_asks(city: Asking) -> None:
    assert sign_in("coordinator", city.farsta).get(PAGE).status_code == 403


def test_the_citys_page_lists_those_who_have_not_answered(city: Asking) -> None:
    city.prioritise(city.social, "Farsta först.")
    city.send_out(city.social)
    text = sign_in("city_coordinator").get("/arbete/staden/2017/vp/").content.decode()
    assert "Prioriteringar som inte är redovisade" in text
    assert "Hembolaget" in text
    assert "1 nämnd eller bolag har inte redovisat allt" in text
    assert "Vad programmen begär i planerna" in text


class TestAskingOtherwise:
    def test_a_request_is_reworded_and_its_answer_shows_what_it_said_then(self, city: Asking) -> None:
        city.answer(city.farsta, text="Så här.", activities=[b.activity(city.farsta)])
        city.send_out(city.farsta)
        client = sign_in("city_coordinator")
        page = f"{PAGE}{city.request.slug}/"
        assert page in client.get(PAGE).content.decode()
        assert 'value="farsta" checked' in client.get(page).content.decode()
        form = {"text": "Vad gör ni och var?", "leads": "social", "version": "0"}
        assert "Begäran är ändrad" in client.post(page, form, follow=True).content.decode()
        text = client.get("/program/samman/utskott/").content.decode()
        assert "Vad gör ni och var?" in text
        assert "När svaret gavs stod det: ”Vilka aktiviteter leder till målet?”" in text
        assert "1 av 2 har inte svarat" in text
        own = sign_in("coordinator", city.farsta).get("/arbete/rapport/farsta/2017/vp/program/").content.decode()
        assert "Programmet begär inte längre svar av er." in own
        assert "Så här." in own

    def test_a_withdrawn_request_is_read_with_its_answers_and_misses_none(self, city: Asking) -> None:
        city.answer(city.farsta, text="Så här.", activities=[b.activity(city.farsta)])
        city.send_out(city.farsta, city.social)
        client = sign_in("coordinator", city.executive)
        page = f"{PAGE}{city.request.slug}/"
        form = {"reason": "Ersatt av budgeten.", "withdraw": "1", "version": "0"}
        assert "Begäran är återtagen" in client.post(page, form, follow=True).content.decode()
        text = client.get("/program/samman/utskott/").content.decode()
        assert "Ersatt av budgeten." in text
        assert "Så här." in text
        assert "har inte svarat" not in text
        assert "Ersatt av budgeten." in client.get("/program/samman/").content.decode()
        assert "Ändra</h2>" not in client.get(page).content.decode()

    def test_a_refused_change_keeps_what_was_written(self, city: Asking) -> None:
        page = f"{PAGE}{city.request.slug}/"
        answer = sign_in("city_coordinator").post(page, {"text": "Vad gör ni?", "version": "0"})
        assert answer.status_code == 400
        assert "Vad gör ni?</textarea>" in answer.content.decode()
        assert sign_in("coordinator", city.farsta).get(page).status_code == 403
