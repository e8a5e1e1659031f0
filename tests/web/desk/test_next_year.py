"""A coordinator prepares next year's plan on one page, and takes it back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.organisation.models import Organisation
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Activity, Goal

pytestmark = pytest.mark.django_db
PAGE = "/arbete/plan/farsta/2017/nasta/"


@pytest.fixture
def board(client: Client) -> Organisation:
    made = b.board("farsta", "Farsta stadsdelsnämnd")
    enter(client, b.person("Anna", ("coordinator", made)))
    return made


def text_of(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_only_who_plans_for_the_board_prepares_its_year(client: Client, board: Organisation) -> None:
    enter(client, b.person("Kim", ("reporter", board)))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"step": "prepare"}).status_code == 403


def test_the_plan_leads_to_the_next_year_and_back(client: Client, board: Organisation) -> None:
    b.goal("Trygga torg", owner=board)
    done = b.activity(board, "Öppet hus", year=2017, continuous=True)
    assert PAGE in text_of(client, "/arbete/plan/farsta/?ar=2017")
    assert "Förbered 2018" in text_of(client)
    answer = client.post(PAGE, {"step": "prepare", "activity": done.slug}, follow=True)
    assert answer.request["QUERY_STRING"] == "ar=2018"
    assert "Trygga torg" in answer.content.decode()
    assert Activity.objects.filter(year=2018).count() == 1
    assert "2018 är förberett av Anna" in text_of(client)
    client.post(PAGE, {"step": "undo", "reason": "För tidigt"})
    assert not Goal.objects.filter(year=2018).exists()
    assert "Förbered planen för 2018" in text_of(client)


def test_goals_are_reworded_split_merged_and_dropped_on_the_page(client: Client, board: Organisation) -> None:
    one, two, three, four = (b.goal(title, owner=board) for title in ("Ett", "Två", "Tre", "Fyra"))
    form = {
        "step": "prepare",
        f"deed.{one.slug}": "reword", f"title.{one.slug}": "Ett, bättre",
        f"deed.{two.slug}": "split", f"title.{two.slug}": "Två a\r\nTvå b",
        f"deed.{three.slug}": "drop", f"title.{three.slug}": "",
        f"deed.{four.slug}": "merge", f"into.{four.slug}": one.slug,
    }  # fmt: skip
    client.post(PAGE, form)
    assert set(Goal.objects.filter(year=2018).values_list("title", flat=True)) == {"Ett, bättre", "Två a", "Två b"}


def test_what_was_chosen_stays_when_it_is_refused(client: Client, board: Organisation) -> None:
    goal = b.goal("Mål", owner=board)
    b.activity(board, "Öppet hus", year=2017, continuous=True)
    answer = client.post(PAGE, {"step": "prepare", f"deed.{goal.slug}": "split", f"title.{goal.slug}": "En enda"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Skriv minst två lydelser när ”Mål” delas" in text
    assert "En enda</textarea>" in text
    assert '<option value="split" selected>' in text
    assert " checked" not in text


def test_a_goal_whose_upper_goal_is_not_there_next_year_says_so(client: Client, board: Organisation) -> None:
    b.goal("Mål", owner=board, under=b.goal(sphere=Sphere.COUNCIL))
    assert "Målet ovanför finns inte för 2018 än." in text_of(client)


def test_an_empty_year_says_that_there_is_nothing_to_carry(client: Client, board: Organisation) -> None:
    assert "Det finns ingen plan för 2017 att föra över." in text_of(client)


def test_the_page_asks_as_often_for_many_goals_as_for_few(client: Client, board: Organisation) -> None:
    b.activity(board, "Aktivitet", for_goal=b.goal("Mål", owner=board), year=2017)
    with CaptureQueriesContext(connection) as few:
        text_of(client)
    for n in range(10):
        b.activity(board, f"Aktivitet {n}", for_goal=b.goal(f"Mål {n}", owner=board), year=2017)
    with CaptureQueriesContext(connection) as many:
        text_of(client)
    assert len(many) == len(few)
