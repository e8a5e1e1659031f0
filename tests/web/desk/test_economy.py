"""Economy from a sheet: fetched, filled in, tried, stored whole, and read by all once the report is out."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import EconomyLine, EconomySheet, Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
REPORT = "/arbete/rapport/farsta/2017/t1/"
ADDRESS = f"{REPORT}ekonomi/"
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
HEAD = "Del;Namn;Slag;Budget (tkr);Utfall;Prognos;Avvikelse;Sökt belopp;Förklaring"
PARK = "Verksamhet;Park;drift;1 000,5;400;1 001,5;-1;;"
ROOF = "Verksamhet;Tak;investering;30;0;30;;;"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTAD_HOME", str(tmp_path))


@pytest.fixture
def farsta() -> Any:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, **WHO)
    return board


def enter(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def writing(client: Client, farsta: Any) -> Client:
    return enter(client, b.person("Sara", ("reporter", farsta)))


def sheet(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("ekonomi.csv", "\n".join([HEAD, *rows]).encode())


def send(client: Client, *rows: str, unit: str = "") -> Any:
    return client.post(ADDRESS, {"file": sheet(*rows), "unit": unit})


def hidden(answer: Any) -> dict[str, str]:
    return {
        **{name: str(answer.context["trial"][name]) for name in ("name", "sha256", "unit", "version")},
        "step": "store",
    }


def store(client: Client, *rows: str) -> Any:
    return client.post(ADDRESS, hidden(send(client, *rows)), follow=True)


def test_the_report_leads_to_the_sheet_and_takes_it_back(writing: Client) -> None:
    page = writing.get(REPORT).content.decode()
    assert f'href="{REPORT}ekonomi-tkr.xlsx"' in page
    assert f'action="{ADDRESS}"' in page


def test_a_file_is_tried_first_and_nothing_is_stored(writing: Client) -> None:
    page = send(writing, PARK, ROOF, "Verksamhet;Summa;;1 030,5;;;;;").content.decode()
    assert "2 rader att läsa in" in page
    assert "Beloppen läses i tkr." in page
    assert "1 summa i filen stämmer." in page
    assert "Investeringar, tkr" in page
    assert not EconomyLine.objects.exists()


def test_a_second_press_stores_it_whole(writing: Client) -> None:
    page = store(writing, PARK, ROOF).content.decode()
    assert "2 rader är inlästa." in page
    assert "2 rader i tkr, inlästa av Sara." in page
    row = EconomyLine.objects.get(name="Park")
    assert (row.budget, row.forecast, row.unit) == (Decimal("1000.5"), Decimal("1001.5"), "tkr")
    assert EconomySheet.objects.get().file_name == "ekonomi.csv"
    shown = writing.get(ADDRESS).content.decode()
    assert "Drift, tkr" in shown
    assert "Inläst av Sara" in shown


def test_wrong_rows_are_named_by_number_and_nothing_can_be_stored(writing: Client) -> None:
    answer = send(writing, PARK, "Verksamhet;Tak;;30;0;30;;;", "Verksamhet;Väg;drift;x;0;30;;;")
    page = answer.content.decode()
    assert "2 rader att rätta" in page
    assert "<strong>Rad 3</strong> Skriv i Slag" in page
    assert "<strong>Rad 4</strong> Budget: ”x” är inget belopp" in page
    assert 'value="store"' not in page
    forced = writing.post(ADDRESS, hidden(answer))
    assert forced.status_code == 400
    assert "har inte lästs in" in forced.content.decode()
    assert not EconomyLine.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Välj filen med ekonomin."),
        ({"name": "ekonomi.csv", "sha256": "../../etc/passwd", "step": "store"}, "Välj filen med ekonomin."),
        ({"name": "ekonomi.csv", "sha256": "a" * 64, "step": "store"}, "Filen finns inte kvar"),
        ({"file": SimpleUploadedFile("bild.png", b"x")}, "Välj en CSV-fil eller en Excel-fil"),
        ({"file": SimpleUploadedFile("a.csv", b"Annat;Helt\n1;2\n")}, "saknas. Hämta mallen"),
        ({"file": SimpleUploadedFile("a.xlsx", b"inte excel")}, "går inte att läsa som Excel"),
    ],
)
def test_what_is_no_sheet_of_economy_says_what_to_do(writing: Client, sent: dict[str, Any], said: str) -> None:
    answer = writing.post(ADDRESS, sent)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_somebody_elses_sheet_stored_meanwhile_is_not_overwritten(writing: Client) -> None:
    tried = hidden(send(writing, PARK))
    store(writing, ROOF)
    answer = writing.post(ADDRESS, tried)
    assert answer.status_code == 400
    assert "hann läsa in en annan fil" in answer.content.decode()
    assert [row.name for row in EconomyLine.objects.all()] == ["Tak"]


def test_the_sheet_comes_out_with_what_was_stored_and_goes_in_again(writing: Client) -> None:
    store(writing, PARK, ROOF)
    before = list(EconomyLine.objects.order_by("order").values_list("name", "kind", "budget", "outcome", "forecast"))
    answer = writing.get(f"{REPORT}ekonomi-tkr.xlsx")
    assert load_workbook(BytesIO(answer.content)).worksheets[0]["B2"].value == "Park"
    tried = writing.post(ADDRESS, {"file": SimpleUploadedFile("igen.xlsx", answer.content), "unit": ""})
    assert "ersätter dem som Sara läste in" in tried.content.decode()
    writing.post(ADDRESS, hidden(tried))
    after = EconomyLine.objects.order_by("order").values_list("name", "kind", "budget", "outcome", "forecast")
    assert list(after) == before


def test_the_sheet_in_the_other_unit_is_empty_and_a_third_unit_is_not_found(writing: Client) -> None:
    store(writing, PARK)
    book = load_workbook(BytesIO(writing.get(f"{REPORT}ekonomi-mnkr.xlsx").content))
    assert book.worksheets[0]["D1"].value == "Budget (mnkr)"
    assert book.worksheets[0]["B2"].value is None
    assert writing.get(f"{REPORT}ekonomi-kr.xlsx").status_code == 404


def test_those_who_only_read_see_the_tables_and_cannot_store(client: Client, farsta: Any) -> None:
    enter(client, b.person("Siv", ("approver", farsta)))
    page = client.get(ADDRESS).content.decode()
    assert "Ingen ekonomi är inläst." in page
    assert send(client, PARK).status_code == 403
    assert enter(client, b.person("Bo")).get(ADDRESS).status_code == 403


def test_facts_about_the_economy_are_offered_once_it_is_there(writing: Client) -> None:
    store(writing, PARK)
    writing.post(REPORT, {"facts": "ekonomi"})
    told = Report.objects.get().sections.get(key="ekonomi").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Drift: budget 1 000,5 tkr" in told


def test_everybody_reads_the_economy_of_a_report_that_is_out(writing: Client) -> None:
    store(writing, PARK, ROOF)
    Report.objects.update(state="approved")
    report = Report.objects.select_related("round", "organisation").get()
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), **WHO)
    page = Client().get("/uppfoljning/2017/t1/farsta/").content.decode()
    assert "Drift, tkr" in page
    assert "1\N{NO-BREAK SPACE}000,5" in page
