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
