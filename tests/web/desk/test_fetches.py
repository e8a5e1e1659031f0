"""The city's coordinator fetches figures from an open service, and sees how it goes."""

from datetime import timedelta
from pathlib import Path
from threading import enumerate as threads
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import builders as b
from tests.sources.figure_upload.files import city
from tests.sources.figures_api.service import running
from tests.sources.figures_api.test_clients import quick
from tests.web.desk.test_report import enter

from samstad.domain.steering.models import FigureFetch, FigureUpload
from samstad.sources.figures_api.jobs import run_fetch

pytestmark = pytest.mark.django_db
PAGE = "/arbete/siffror/"
KOLADA = {"service": "kolada", "kpi": "bistand", "municipality": "0180", "years": "2017", "names": "0180=farsta"}
SCB = {"service": "scb", "table": "T1", "selection": "Region=0180A,0180B\nKon=1\nTid=2024", "names": "T1/1=folkmangd"}
REFRESH = 'http-equiv="refresh"'


@pytest.fixture(autouse=True)
def _signed_in(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))
    settings.FETCH_FIGURES = "cron"
    city()
    enter(client, b.person("Anna", ("city_coordinator", None)))


def ask(client: Client, fields: dict[str, str]) -> str:
    """The address of the fetch's page."""
    answer = client.post(PAGE, fields)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def fetch_now(monkeypatch: pytest.MonkeyPatch, *faults: Any) -> FigureFetch:
    """The newest fetch run to its end, with the service answering so."""
    with running(*faults) as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        monkeypatch.setenv("SAMSTAD_SCB", service.base)
        return run_fetch(FigureFetch.objects.all()[0], quick()[0])


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_only_the_citys_coordinator_fetches(client: Client) -> None:
    page = ask(client, KOLADA)
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert client.get(page).status_code == 403
    assert client.post(page).status_code == 403
    assert client.post(PAGE, KOLADA).status_code == 403


def test_a_page_that_starts_a_fetch_leads_to_a_file_that_is_shown_before_anything_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.FETCH_FIGURES = "now"
    with running() as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        page = ask(client, KOLADA)
    text = text_of(client, page)
    upload = FigureUpload.objects.get()
    assert "Siffrorna är hämtade" in text
    assert f"{PAGE}{upload.pk}/" in text
    assert "bistand, kommun 0180, år 2017. Värden: 2." in text
    assert REFRESH not in text
    assert "2 värden att läsa in" in text_of(client, f"{PAGE}{upload.pk}/")
    assert "Källa: Kolada" in text_of(client, f"{PAGE}{upload.pk}/")
    assert "hämtad · Anna" in text_of(client, PAGE)


def test_a_waiting_fetch_says_who_runs_it_and_reads_itself_again(client: Client, settings: Any) -> None:
    text = text_of(client, ask(client, SCB))
    assert "Väntar på att hämtas" in text
    assert "nästa gång samstad fetch-jobs körs" in text
    assert REFRESH in text
    settings.FETCH_FIGURES = "thread"
    assert "Den börjar strax" in text_of(client, f"{PAGE}hamtning/{FigureFetch.objects.get().pk}/")


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        ([500], ["svarade 500. Nytt försök, 2 av 5.", "Siffrorna är hämtade"]),
        ([429], ["svarade 429. Nytt försök, 2 av 5.", "Siffrorna är hämtade"]),
        (["cut"], ["svarade med något annat än JSON. Nytt försök, 2 av 5.", "Siffrorna är hämtade"]),
        (["html"] * 5, ["svarade med något annat än JSON, 5 gånger.", "Hämtningen gick inte", "Försök igen"]),
    ],
)
def test_the_page_says_what_happened(
    client: Client, monkeypatch: pytest.MonkeyPatch, faults: list[Any], says: list[str]
) -> None:
    page = ask(client, SCB)
    fetch_now(monkeypatch, *faults)
    text = text_of(client, page)
    assert [sentence for sentence in says if sentence not in text] == []


def test_the_page_is_wholly_english_for_who_reads_english(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(client, KOLADA)
    fetch_now(monkeypatch, *["html"] * 5)
    text = text_of(client, f"/en{page}")
    assert "answered with something other than JSON, 5 times" in text
    assert "gånger" not in text
    assert "Hämtningen" not in text


def test_a_failed_fetch_is_started_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ask(client, KOLADA)
    fetch_now(monkeypatch, 404)
    assert client.post(page).status_code == 302
    assert "Anna bad om ett nytt försök." in text_of(client, page)
    assert client.post(page).status_code == 400
    assert fetch_now(monkeypatch).state == "done"


def test_a_fetch_whose_process_died_is_said_to_be_broken_off_after_a_quarter_of_an_hour(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask(client, KOLADA)
    fetch = FigureFetch.objects.get()
    for minutes, broken in ((14, False), (16, True)):
        at = timezone.now() - timedelta(minutes=minutes)
        log = [{"at": at.isoformat(), "text": "Hämtningen började.", "said": {}}]
        FigureFetch.objects.filter(pk=fetch.pk).update(state="running", started_at=at, log=log)
        text = text_of(client, page)
        assert ("Hämtningen avbröts" in text) is broken
        assert (REFRESH in text) is not broken
        assert ("avbruten" in text_of(client, PAGE)) is broken
    assert client.post(page).status_code == 302
    assert fetch_now(monkeypatch).state == "done"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({**KOLADA, "kpi": ""}, "nyckeltalens koder"),
        ({**KOLADA, "names": "0180"}, "säger inte vad en kod heter här"),
        ({**SCB, "selection": "Region"}, "är inget urval"),
        ({**SCB, "service": "eurostat"}, "vilken tjänst"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_what_was_written_stays(
    client: Client, fields: dict[str, str], says: str
) -> None:
    answer = client.post(PAGE, fields)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert says in text
    assert fields["names"] in text
    assert FigureFetch.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_fetch_runs_beside_the_page_that_asked_for_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.FETCH_FIGURES = "thread"
    with running() as service:
        monkeypatch.setenv("SAMSTAD_KOLADA", service.base)
        page = ask(client, KOLADA)
        for thread in threads():
            if thread.name.startswith("fetch-"):
                thread.join(30)
    assert "Siffrorna är hämtade" in text_of(client, page)
