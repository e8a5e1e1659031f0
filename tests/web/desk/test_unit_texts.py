"""The unit's one page, and the coordinator's page of what the units wrote."""

import re
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, report

from samstad.domain.cycle.models import Report, ReportSection, UnitText
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
UNITS = f"{ADDRESS}enheter/"


@pytest.fixture
def coordinator(report: Report) -> User:
    return b.person("Kim", ("coordinator", report.organisation))


@pytest.fixture
def unit(client: Client, coordinator: User) -> Organisation:
    """Asked about the summary by the coordinator, on her own page."""
    enter(client, coordinator).post(UNITS, {"step": "add_unit", "name": "Solens förskola"})
    unit = Organisation.objects.get(kind="unit")
    sent = {"step": "ask", "row": "s.summary", "question": "Vad har hänt i vår?", "unit": unit.slug}
    assert client.post(UNITS, sent).status_code == 302
    return unit


@pytest.fixture
def manager(unit: Organisation) -> User:
    return b.person("Eva", ("reporter", unit))


def field() -> str:
    return f"u.{UnitText.objects.get().pk}"


def write(client: Client, text: str, version: int = 0) -> Any:
    address = f"/arbete/enhet/{Organisation.objects.get(kind='unit').slug}/"
    return client.post(address, {f"{field()}.version": str(version), f"{field()}.text": text})


def test_the_manager_finds_the_question_from_mitt_and_answers_it(client: Client, manager: User) -> None:
    mine = enter(client, manager).get("/arbete/").content.decode()
    assert "Solens förskola" in mine
    assert "1 text att skriva" in mine
    address = re.findall(r'href="(/arbete/enhet/[^"]+)"', mine)[0]
    page = client.get(address).content.decode()
    assert "Vad har hänt i vår?" in page
    assert "Sammanfattande analys" in page
    assert write(client, "Vi har öppnat på kvällar.").status_code == 302
    page = client.get(address).content.decode()
    assert "Vi har öppnat på kvällar." in page
    assert "Allt är skrivet" in page
    assert "inget att skriva" in client.get("/arbete/").content.decode()


def test_the_units_page_is_for_the_unit_and_its_board_alone(client: Client, unit: Organisation, manager: User) -> None:
    enter(client, b.person("Ola", ("reporter", b.board("annan"))))
    assert client.get(f"/arbete/enhet/{unit.slug}/").status_code == 403
    assert client.get("/arbete/enhet/farsta/").status_code == 404
    enter(client, manager)
    assert client.get(ADDRESS).status_code == 403


def test_the_coordinator_pulls_the_text_up_and_sees_its_origin(
    client: Client, unit: Organisation, manager: User, coordinator: User
) -> None:
    write(enter(client, manager), "Vi har öppnat på kvällar.")
    page = enter(client, coordinator).get(UNITS).content.decode()
    assert "Vi har öppnat på kvällar." in page
    client.post(UNITS, {"step": "pull", "text": str(UnitText.objects.get().pk)})
    assert ReportSection.objects.get(report__organisation__slug="farsta").text == "Vi har öppnat på kvällar."
    assert "Hämtad från Solens förskola" in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"s.summary.version": "1", "s.summary.text": "Förskolan har öppnat."})
    assert "Hämtad från Solens förskola, ändrad här" in client.get(ADDRESS).content.decode()
    write(enter(client, manager), "Vi har öppnat jämt.", 1)
    page = enter(client, coordinator).get(UNITS).content.decode()
    assert "hämtad från Solens förskola, ändrad här, ändrad i enheten sedan dess" in page
    assert "Hämta den nya texten" in page


def test_the_origin_is_named_in_the_document(client: Client, manager: User, coordinator: User) -> None:
    write(enter(client, manager), "Vi har öppnat på kvällar.")
    enter(client, coordinator).post(UNITS, {"step": "pull", "text": str(UnitText.objects.get().pk)})
    text = client.get("/uppfoljning/2017/t1/farsta/").content.decode()
    assert "Underlag: hämtad från Solens förskola." in text


def test_two_in_the_unit_lose_nothing(client: Client, unit: Organisation, manager: User) -> None:
    write(enter(client, manager), "Evas text om kvällarna.")
    answer = write(enter(client, b.person("Per", ("reporter", unit))), "Pers text om kvällarna.").content.decode()
    assert "Du och Eva har skrivit i samma rad." in answer
    assert "Pers text om kvällarna." in re.sub("<[^>]*>", "", answer)
    chosen = {
        f"{field()}.version": "0", f"{field()}.now": "1", f"{field()}.text": "Pers text om kvällarna.",
        f"{field()}.merged.text": "Evas och Pers text.", "choose": f"merged:{field()}",
    }  # fmt: skip
    client.post(f"/arbete/enhet/{unit.slug}/", chosen)
    assert UnitText.objects.get().text == "Evas och Pers text."


def test_what_was_written_too_late_is_shown_to_be_copied(client: Client, manager: User) -> None:
    enter(client, manager)
    Report.objects.update(state="ready")
    page = write(client, "Tre långa stycken.").content.decode()
    assert "Rapporten väntar på godkännande." in page
    assert "Tre långa stycken." in page
    assert UnitText.objects.get().text == ""


def test_a_question_without_units_is_refused_and_kept(client: Client, unit: Organisation, coordinator: User) -> None:
    enter(client, coordinator)
    answer = client.post(UNITS, {"step": "ask", "row": "g.tryggt", "question": "Hur gick det?"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Välj minst en enhet." in page
    assert "Hur gick det?" in page
    assert '<option value="g.tryggt" selected>' in page


def test_a_text_of_another_report_is_not_found(client: Client, unit: Organisation, coordinator: User) -> None:
    assert enter(client, coordinator).post(UNITS, {"step": "pull", "text": "999"}).status_code == 404


def test_a_unit_stands_in_setup_and_not_in_the_public_register(client: Client, unit: Organisation) -> None:
    assert "Solens förskola" not in Client().get("/namnder/").content.decode()
    enter(client, b.person("Alva", ("administrator", None)))
    assert "Solens förskola" in client.get("/installning/organisationer/").content.decode()
