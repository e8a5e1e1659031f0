"""`samstad check-thread` as a person or a program runs it."""

import json

import pytest
from django.core.management import call_command
from tests import builders

from samstad.refusals import Refusal

pytestmark = pytest.mark.django_db
FIELDS = ["code", "severity", "where", "text", "mend", "url"]


def test_with_json_there_is_only_json(capsys: pytest.CaptureFixture[str]) -> None:
    farsta = builders.board("farsta")
    builders.goal("Fler i arbete", owner=farsta)
    call_command("check_thread", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert all(list(row) == FIELDS for row in rows)
    assert {"goal-without-indicator", "goal-without-measure"} <= {row["code"] for row in rows}


def test_in_an_empty_city_the_list_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_thread", "--json")
    assert json.loads(capsys.readouterr().out) == []
    call_command("check_thread")
    assert "Inga luckor." in capsys.readouterr().out


def test_a_person_reads_the_kind_the_place_and_what_mends_it(capsys: pytest.CaptureFixture[str]) -> None:
    builders.goal("Fler i arbete", owner=builders.board("farsta", "Farsta stadsdelsnämnd"))
    call_command("check_thread")
    shown = capsys.readouterr().out
    assert "Mål utan indikator (1)" in shown
    assert "Farsta stadsdelsnämnd · Nämndmål: Fler i arbete" in shown
    assert "Koppla en indikator" in shown


def test_a_board_sees_what_concerns_it_and_not_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    builders.goal("Fler i arbete", owner=builders.board("farsta"))
    builders.goal("Tryggare torg", owner=builders.board("bromma"))
    call_command("check_thread", "--board", "bromma", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert all("Tryggare torg" in row["where"] for row in rows)


def test_a_programme_shows_what_stands_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    farsta = builders.board("farsta")
    goal = builders.goal("Tryggare torg", sphere="local", year=None, owner=farsta)
    builders.put_in_programme(builders.programme(farsta, "lup-farsta"), goal)
    builders.goal("Fler i arbete", owner=farsta)
    call_command("check_thread", "--programme", "lup-farsta", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert all("Tryggare torg" in row["where"] for row in rows)


@pytest.mark.parametrize("option", ["--board", "--programme"])
def test_an_unknown_name_is_refused_with_a_sentence(option: str) -> None:
    with pytest.raises(Refusal, match=r"Det finns ing.* som heter finnsinte"):
        call_command("check_thread", option, "finnsinte")
