"""What programmes ask, answered on the desk in the year's plan."""

import pytest
from django.test import Client
from tests import builders as b
from tests.reports.asking import Asking, asking

from samstad.domain.cycle.models import PlanAnswer
from samstad.domain.steering.models import GoalLink

pytestmark = pytest.mark.django_db
PAGE = "/arbete/rapport/farsta/2017/vp/program/"


@pytest.fixture
def city() -> Asking:
    return asking()


@pytest.fixture
def client(city: Asking) -> Client:
    return sign_in("coordinator", city.farsta)


def sign_in(role: str, body: object) -> Client:
    client = Client()
    client.force_login(b.person("Ada Lind", (role, body)))  # type: ignore[arg-type]  # somebody or nobody
    return client


def read(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_the_plan_leads_to_what_is_asked(client: Client) -> None:
    text = read(client, "/arbete/rapport/farsta/2017/vp/")
    assert "1 av 1 är inte besvarade." in text
    assert PAGE in text
    assert "Vad programmen begär av oss" in text


def test_an_answer_is_ticked_in_the_boards_own_plan(client: Client, city: Asking) -> None:
    activity = b.activity(city.farsta, "Vägledning", slug="vagledning")
    text = read(client)
    assert "Inte besvarat." in text
    assert "huvudansvarig" in text
    form = {"key": f"r.{city.request.slug}", "version": "0", "text": "Så här.", "with": ["a.vagledning"]}
    text = client.post(PAGE, form, follow=True).content.decode()
    assert "Svaret är sparat i verksamhetsplanen." in text
    assert "Aktivitet: Vägledning" in text
    assert "Allt är besvarat." in text
    assert PlanAnswer.objects.get().changed_by == "Ada Lind"
    assert activity.title in read(client, "/arbete/rapport/farsta/2017/vp/program/")


def test_a_refused_answer_keeps_what_was_written(client: Client, city: Asking) -> None:
    answer = client.post(PAGE, {"key": f"r.{city.request.slug}", "version": "0", "text": "Vi vill gärna."})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "minst ett nämndmål" in text
    assert "Vi vill gärna.</textarea>" in text
    assert not PlanAnswer.objects.exists()


def test_what_is_tied_already_is_ticked_from_the_start(client: Client, city: Asking) -> None:
    own = b.goal("Fler i arbete", owner=city.farsta, slug="fler")
    GoalLink.objects.create(lower=own, upper=city.goal, meaning="answers")
    text = read(client)
    assert "Redan knutet till målet i planen:" in text
    assert 'value="g.fler" checked' in text


def test_priorities_are_written_by_a_company_that_nobody_asked(city: Asking) -> None:
    client = sign_in("reporter", city.homes)
    address = "/arbete/rapport/hem/2017/vp/program/"
    assert "Våra prioriteringar för de prioriterade programmen" in read(client, address)
    form = {"key": "p.lup-farsta", "version": "0", "text": "Ljusare gårdar."}
    assert "Ljusare gårdar." in client.post(address, form, follow=True).content.decode()
    assert PlanAnswer.objects.get().request is None


def test_who_may_not_write_reads_and_a_stranger_does_not(city: Asking) -> None:
    assert "<textarea" not in read(sign_in("auditor", city.farsta))
    assert sign_in("coordinator", b.board()).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_an_answer_to_something_else_is_not_found(client: Client) -> None:
    assert client.post(PAGE, {"key": "r.annat", "version": "0"}).status_code == 404
    assert client.get("/arbete/rapport/farsta/2018/vp/program/").status_code == 404


def test_two_at_once_are_told(client: Client, city: Asking) -> None:
    b.activity(city.farsta, slug="vagledning")
    form = {"key": f"r.{city.request.slug}", "version": "0", "with": "a.vagledning"}
    client.post(PAGE, form)
    answer = client.post(PAGE, form)
    assert answer.status_code == 400
    assert "hann ändra" in answer.content.decode()


def test_a_board_that_nobody_asks_is_told_so(city: Asking) -> None:
    bromma = b.board("bromma")
    city.round.reports.create(organisation=bromma)
    text = read(sign_in("coordinator", bromma), "/arbete/rapport/bromma/2017/vp/program/")
    assert "Inget program begär något av er" in text


def test_the_number_of_queries_does_not_grow(
    client: Client, city: Asking, django_assert_max_num_queries: object
) -> None:
    for _ in range(10):
        b.activity(city.farsta, for_goal=b.goal(owner=city.farsta))
    city.answer(city.farsta, activities=[b.activity(city.farsta) for _ in range(8)])
    with django_assert_max_num_queries(40):  # type: ignore[operator]  # pytest-django has it
        read(client)
