"""The city's coordinator reads in a file of figures, sees what it would change, stores it and takes it back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders as b
from tests.sources.figure_upload.files import city, figures
from tests.web.desk.test_report import enter

from samstad.domain.steering.models import FigureMapping, FigureUpload, Value

pytestmark = pytest.mark.django_db
LONG = "kod;indikator;år;värde\n"
PAGE = "/arbete/siffror/"


@pytest.fixture(autouse=True)
def _signed_in(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))
    city()
    enter(client, b.person("Anna", ("city_coordinator", None)))


def send(client: Client, text: str, name: str = "tabell.csv", **more: str) -> str:
    """The address of the file's page."""
    fields = {"source": "Tabell b1", "known_from": "2017-04-01", **more}
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, text.encode()), **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_only_the_citys_coordinator_reads_in_figures(client: Client) -> None:
    assert PAGE in text_of(client, "/arbete/")
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert PAGE not in text_of(client, "/arbete/")
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 403


def test_a_file_is_shown_before_anything_changes_and_then_stored(client: Client) -> None:
    page = send(client, LONG + "farsta;bistand;2016;7,1\nalvsjo;bistand;2016;2,0\n")
    text = text_of(client, page)
    assert "2 värden att läsa in" in text
    assert "7,1" in text
    assert Value.objects.count() == 0
    answer = client.post(page, {"step": "store"}, follow=True)
    assert "2 värden är inlästa" in answer.content.decode()
    assert len(figures()) == 2
    assert "tabell.csv" in text_of(client, PAGE)


def test_a_changed_figure_is_shown_with_what_it_was_and_what_it_becomes(client: Client) -> None:
    client.post(send(client, LONG + "farsta;bistand;2016;7,1\n"), {"step": "store"})
    text = text_of(client, send(client, LONG + "farsta;bistand;2016;6,9\n"))
    assert "1 värde att läsa in" in text
    assert text.index("Var") < text.index("7,1") < text.index("6,9")


def test_a_file_is_taken_back_with_a_reason(client: Client) -> None:
    page = send(client, LONG + "farsta;bistand;2016;7,1\n")
    client.post(page, {"step": "store"})
    assert client.post(page, {"step": "undo", "reason": " "}).status_code == 400
    assert len(figures()) == 1
    answer = client.post(page, {"step": "undo", "reason": "Fel tabell"}, follow=True)
    assert "tog tillbaka filen" in answer.content.decode()
    assert "Fel tabell" in answer.content.decode()
    assert figures() == {}


def test_columns_that_cannot_be_guessed_are_chosen_and_kept_for_the_next_file(client: Client) -> None:
    table = "Distrikt;Tal\nFarsta;7,1\n"
    page = send(client, table)
    assert "Filen går inte att läsa in än" in text_of(client, page)
    chosen = {"name": "Distrikt", "value": "Tal", "period_is": "2016", "indicator_is": "bistand"}
    client.post(page, {"step": "try", "kind": "stadsdelsomrade", "title": "Bistånd per område", **chosen})
    assert "1 värde att läsa in" in text_of(client, page)
    saved = FigureMapping.objects.get()
    assert "som Bistånd per område" in text_of(client, PAGE)
    again = send(client, table.replace("7,1", "8"), name="nasta.csv", mapping=str(saved.pk))
    assert "1 värde att läsa in" in text_of(client, again)


def test_what_was_chosen_stays_when_it_is_refused(client: Client) -> None:
    page = send(client, LONG + "farsta;bistand;2016;7,1\n")
    answer = client.post(page, {"step": "try", "area": "kod", "value": "värde", "period_is": "i fjol"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "vilken kolumn som säger indikator" in text
    assert 'value="i fjol"' in text


def test_people_who_would_be_lost_are_told_and_can_be_said_to_belong_nowhere(client: Client) -> None:
    page = send(client, LONG + "farsta;folkmangd;2016;70\nOkänt;folkmangd;2016;30\n")
    text = text_of(client, page)
    assert "Det här stoppar filen" in text
    assert "30 (30,0 procent)" in text
    assert client.post(page, {"step": "store", "leave_out": "1"}).status_code == 400
    columns = FigureUpload.objects.get().columns
    client.post(page, {**columns, "step": "try", "apart": "Okänt\n", "parts_differ": ""})
    assert "1 värde att läsa in" in text_of(client, page)


def test_refused_rows_are_left_out_only_when_it_is_said(client: Client) -> None:
    page = send(client, LONG + "farsta;bistand;2016;7,1\nalvsjo;bistand;2016;sju\n")
    assert "Lämna 1 rad som inte går att läsa in utanför" in text_of(client, page)
    assert client.post(page, {"step": "store"}).status_code == 400
    assert figures() == {}
    client.post(page, {"step": "store", "leave_out": "1"})
    assert len(figures()) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Välj en fil att läsa in"),
        ({"file": SimpleUploadedFile("a.pdf", b"x"), "known_from": "2017-04-01", "source": "s"}, "CSV-fil"),
        ({"file": SimpleUploadedFile("a.csv", b"x"), "known_from": "2017-04-01"}, "var siffrorna kommer ifrån"),
        ({"file": SimpleUploadedFile("a.csv", b"x"), "known_from": "i fjol"}, "år-månad-dag"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(
    client: Client, fields: dict[str, object], sentence: str
) -> None:
    answer = client.post(PAGE, fields)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert FigureUpload.objects.count() == 0


def test_a_file_that_is_gone_is_told_and_its_page_still_stands(client: Client, tmp_path: Path) -> None:
    page = send(client, LONG + "farsta;bistand;2016;7,1\n")
    for file in (tmp_path / "uploads").iterdir():
        file.unlink()
    assert client.get(page).status_code == 200
    answer = client.post(page, {"step": "store"})
    assert "Ladda upp den igen" in answer.content.decode()
