"""Medverkan on the desk: asked, answered, recorded and given, with plain forms."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.programmes.models import Answer, Contribution, Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def schools() -> Any:
    return b.board("skolor", "Utbildningsnämnden", "specialist_board")


@pytest.fixture
def programme(farsta: Any) -> Any:
    made = b.programme(farsta, "lup-farsta", title="Program för Farsta")
    b.put_in_programme(made, b.goal("Fler i skolan", "local", year=None, slug="fler-i-skolan", owner=farsta))
    return made


def sign_in(role: str, body: Any) -> Client:
    client = Client()
    client.force_login(b.person("Ada Lind", (role, body)))
    return client


def question(programme: Any, asked: Any, text: str = "Kan skolan hålla öppet?") -> Question:
    return Question.objects.create(
        slug=b.next_slug("fraga"), programme=programme, asked=asked, text=text, asked_on=b.day("2017-04-01")
    )


def page(client: Client, board: str) -> str:
    return client.get(f"/arbete/medverkan/{board}/").content.decode()


def send(client: Client, board: str, **form: str) -> str:
    """The page after the form was sent."""
    return client.post(f"/arbete/medverkan/{board}/", form, follow=True).content.decode()


def test_a_board_is_read_by_its_own(schools: Any) -> None:
    assert Client().get("/arbete/medverkan/skolor/").status_code == 302
    other = sign_in("coordinator", b.board("bromma"))
    assert other.get("/arbete/medverkan/skolor/").status_code == 403
    assert other.get("/arbete/medverkan/finnsinte/").status_code == 404
    assert "Inget bidrag är inlagt." in page(sign_in("reporter", schools), "skolor")


def test_a_question_is_asked_about_a_goal_and_answered_in_place(programme: Any, farsta: Any, schools: Any) -> None:
    shown = send(
        sign_in("coordinator", farsta),
        "farsta",
        step="ask",
        programme="lup-farsta",
        asked="skolor",
        goal="fler-i-skolan",
        text="Kan skolan hålla öppet?",
    )
    assert "Frågan är ställd till Utbildningsnämnden." in shown
    asked = Question.objects.get()
    assert asked.goal is not None
    client = sign_in("coordinator", schools)
    assert "1 fråga väntar på svar" in page(client, "skolor")
    shown = send(client, "skolor", step="answer", question=asked.slug, kind="yes", new_activity="Öppna skolor")
    assert "Svaret är sänt." in shown
    assert "Öppna skolor" in shown
    assert "på fråga" in shown
    assert "besked" in shown
    assert Contribution.objects.get().goal == asked.goal


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "no"}, "Skriv varför svaret är nej"),
        ({"kind": "yes"}, "Ett ja behöver en egen aktivitet"),
        ({"kind": "counter"}, "Skriv vad ni föreslår i stället"),
        ({}, "Välj ja, nej eller motförslag"),
        ({"kind": "no", "text": "Nej", "standing": "decided", "decided_on": "i maj"}, "beslutsdagen"),
    ],
)
def test_a_refusal_is_said_on_the_page(programme: Any, schools: Any, form: dict[str, str], sentence: str) -> None:
    asked = question(programme, schools)
    shown = send(sign_in("coordinator", schools), "skolor", step="answer", question=asked.slug, **form)
    assert sentence in shown
    assert not Answer.objects.exists()


def test_a_decided_answer_and_a_preliminary_one_are_shown_as_such(programme: Any, schools: Any) -> None:
    first, second = question(programme, schools), question(programme, schools, "Kan ni betala?")
    client = sign_in("coordinator", schools)
    send(
        client, "skolor", step="answer", question=first.slug, kind="no", text="Skolan är full", standing="decided",
        decided_on="2017-04-20", paragraph="12",
    )  # fmt: skip
    shown = send(client, "skolor", step="answer", question=second.slug, kind="counter", text="Hälften", binds_money="1")
    assert Answer.objects.get(question=first).decided_by == schools
    assert "beslutat" in shown
    assert "preliminärt" in shown


def test_who_may_not_answer_sees_no_form_and_is_refused(programme: Any, schools: Any) -> None:
    asked = question(programme, schools)
    client = sign_in("reporter", schools)
    assert "<textarea" not in page(client, "skolor")
    shown = send(client, "skolor", step="answer", question=asked.slug, kind="no", text="Nej")
    assert "Du har ingen roll som får svara på frågor om medverkan" in shown
    assert not Answer.objects.exists()


def test_the_answer_of_a_party_without_account_is_written_down(programme: Any, farsta: Any) -> None:
    police = b.board("polisen", "Polisen", "external")
    asked = question(programme, police, "Kan ni gå med?")
    client = sign_in("coordinator", farsta)
    assert "För in deras svar" in page(client, "farsta")
    form = {"step": "record", "question": asked.slug, "kind": "yes", "text": "Varje månad", "answered_by": "Kim Berg"}
    assert "Ange svarsdagen" in send(client, "farsta", **form)
    shown = send(client, "farsta", **form, answered_on="2017-04-10")
    assert "Svaret är infört." in shown
    assert "Kim Berg" in shown
    assert "10 april 2017" in shown


def test_a_contribution_comes_unasked(programme: Any, schools: Any) -> None:
    b.activity(schools, "Läxhjälp", slug="laxhjalp")
    client = sign_in("coordinator", schools)
    assert "Välj vilken av era aktiviteter" in send(client, "skolor", step="contribute", programme="lup-farsta")
    shown = send(client, "skolor", step="contribute", programme="lup-farsta", activity="laxhjalp")
    assert "Bidraget är inlagt." in shown
    assert "utan fråga" in shown
    assert Contribution.objects.get().question is None


def test_a_question_to_nobody_is_refused(programme: Any, farsta: Any) -> None:
    client = sign_in("coordinator", farsta)
    shown = send(client, "farsta", step="ask", programme="lup-farsta", asked="", text="Kan ni?")
    assert "Välj vem ni frågar" in shown
    assert client.post("/arbete/medverkan/farsta/", {"step": "ask", "programme": "annat"}).status_code == 404
    assert client.post("/arbete/medverkan/farsta/", {"step": "answer", "question": "ingen"}).status_code == 404


def test_an_intention_is_shown_but_is_no_question(programme: Any, schools: Any) -> None:
    programme.partners.create(name="Utbildningsförvaltningen", organisation=schools)
    shown = page(sign_in("coordinator", schools), "skolor")
    assert "Program för Farsta" in shown
    assert "En avsikt är ingen fråga" in shown
    assert "väntar på svar" not in shown


def test_the_same_number_of_queries_however_much_is_asked(programme: Any, farsta: Any, schools: Any) -> None:
    client = sign_in("coordinator", schools)
    counts = []
    for times in (1, 9):
        for _ in range(times):
            question(programme, schools)
            given = b.activity(schools)
            Contribution.objects.create(
                slug=b.next_slug("bidrag"), organisation=schools, programme=programme, activity=given
            )
        with CaptureQueriesContext(connection) as asked:
            page(client, "skolor")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_a_refused_answer_keeps_what_was_written(programme: Any, schools: Any) -> None:
    asked = question(programme, schools)
    client = sign_in("coordinator", schools)
    fields = {"step": "answer", "question": asked.slug, "kind": "yes", "text": "Vi vill gärna."}
    answer = client.post("/arbete/medverkan/skolor/", fields)
    assert answer.status_code == 400
    assert "Ett ja behöver en egen aktivitet" in answer.content.decode()
    assert "Vi vill gärna." in answer.content.decode()
