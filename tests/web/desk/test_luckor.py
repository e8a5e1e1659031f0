"""Luckor: one kind at a time, a programme's own page, and links that keep the language."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.web.desk.luckor import SHOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def client(farsta: Any) -> Client:
    made = Client()
    made.force_login(b.person("Ada Lind", ("coordinator", farsta)))
    return made


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_long_list_is_cut_and_one_kind_shows_all_of_itself(client: Client, farsta: Any) -> None:
    for number in range(SHOWN + 5):
        b.goal(f"Mål nummer {number}", owner=farsta)
    first = page(client, "/arbete/luckor/farsta/")
    assert first.count("Målet har ingen indikator") == SHOWN
    assert f"Visa alla {SHOWN + 5}: Mål utan indikator" in first
    chosen = page(client, "/arbete/luckor/farsta/?slag=goal-without-indicator")
    assert chosen.count("Målet har ingen indikator") == SHOWN + 5
    assert "Ingen åtgärd leder till målet" not in chosen
    assert "Mål utan åtgärd" in chosen
    assert "Visa alla slag" in chosen


def test_an_unknown_kind_shows_the_whole_list(client: Client, farsta: Any) -> None:
    b.goal("Fler i arbete", owner=farsta)
    shown = page(client, "/arbete/luckor/farsta/?slag=hittepa")
    assert "Målet har ingen indikator" in shown
    assert "Visa alla slag" not in shown


def test_a_programme_has_a_page_of_its_own_gaps(client: Client, farsta: Any) -> None:
    document = b.programme(farsta, "lup-farsta", title="Program för Farsta")
    b.put_in_programme(document, b.goal("Tryggare torg", "local", year=None, owner=farsta))
    b.goal("Fler i arbete", owner=farsta)
    shown = page(client, "/arbete/luckor/program/lup-farsta/")
    assert "Program för Farsta" in shown
    assert "Tryggare torg" in shown
    assert "Fler i arbete" not in shown
    assert client.get("/arbete/luckor/program/finnsinte/").status_code == 404


def test_a_programme_of_another_board_is_read_without_that_boards_menu(client: Client) -> None:
    b.programme(b.board("bromma"), "lup-bromma")
    shown = page(client, "/arbete/luckor/program/lup-bromma/")
    assert "/arbete/plan/bromma/" not in shown
    assert "Tråden håller hela vägen." in shown


def test_links_keep_the_language_of_the_page(client: Client, farsta: Any) -> None:
    b.goal("Fler i arbete", owner=farsta, slug="fler")
    assert 'href="/mal/2017/fler/"' in page(client, "/arbete/luckor/")
    assert 'href="/en/mal/2017/fler/"' in page(client, "/en/arbete/luckor/")


def test_the_page_links_to_the_city_but_the_city_not_to_itself(client: Client) -> None:
    assert "Luckor i hela staden" in page(client, "/arbete/luckor/farsta/")
    assert "Luckor i hela staden" not in page(client, "/arbete/luckor/")


@pytest.mark.parametrize("address", ["/arbete/luckor/", "/arbete/luckor/farsta/"])
def test_the_same_number_of_queries_for_few_gaps_and_many(client: Client, farsta: Any, address: str) -> None:
    counts = []
    for times in (1, 9):
        for _ in range(times):
            b.activity(farsta, for_goal=b.goal(owner=farsta))
            b.indicator()
        with CaptureQueriesContext(connection) as asked:
            page(client, address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 40


def test_invented_goals_are_stamped(client: Client, farsta: Any) -> None:
    b.goal("Fler i arbete", owner=farsta)
    assert "exempeldata" not in page(client, "/arbete/luckor/farsta/")
    b.goal("Påhittat", owner=farsta, pack=b.example_pack())
    assert "exempeldata" in page(client, "/arbete/luckor/farsta/")
