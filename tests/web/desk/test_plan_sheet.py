"""The plan of another system on the desk: shown first, stored as it was shown, and out again in the same form."""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import set_target
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Activity, Goal, Indicator

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/plan/farsta/2018/las-in/"
HEAD = ("KF:s mål", "Nämndmål", "Indikator", "Årsmål", "Aktivitet", "Startdatum", "Slutdatum")


@pytest.fixture
def farsta() -> Organisation:
    b.level(Sphere.BOARD)
    b.goal("Alla barn har goda villkor", Sphere.COUNCIL, year=2018, number="1.1")
    return b.board(slug="farsta", name="Farsta stadsdelsnämnd")


@pytest.fixture
def planning(client: Client, farsta: Organisation) -> Client:
    return enter(client, b.person("Kim", ("coordinator", farsta)))


def export(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    for row in (HEAD, *rows):
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("export.xlsx", out.getvalue())


GOOD = ("1.1 Alla barn har goda villkor", "Trygga förskolor", "Andel nöjda", "85 %", "Utbilda", "2018-02-01", None)


def shown_lines(text: str) -> str:
    found = re.search(r'name="lines" value="([^"]+)"', text)
    assert found
    return found[1]


def test_a_file_is_shown_before_anything_is_stored_and_stored_as_it_was_shown(planning: Client) -> None:
    page = planning.post(ADDRESS, {"file": export(GOOD)})
    text = page.content.decode()
    assert "3 nya, 0 ändrade, 1 finns redan, 0 går inte att läsa in." in text
    assert not Goal.objects.filter(level__sphere=Sphere.BOARD).exists()
    answer = planning.post(ADDRESS, {"lines": shown_lines(text)}, follow=True)
    assert "3 rader är inlästa." in answer.content.decode()
    assert "Trygga förskolor" in answer.content.decode()
    assert "Inget nytt i filen" in planning.post(ADDRESS, {"file": export(GOOD)}).content.decode()


def test_lines_that_cannot_be_read_are_named_and_left_out_only_when_asked(planning: Client) -> None:
    wrong = ("1.9 Okänt mål", None, None, None, None, None, None)
    text = planning.post(ADDRESS, {"file": export(GOOD, wrong)}).content.decode()
    assert "Rad 3, Okänt mål: Målet finns inte bland stadens mål för 2018." in text
    refused = planning.post(ADDRESS, {"lines": shown_lines(text)})
    assert refused.status_code == 400
    assert "Inget är inläst" in refused.content.decode()
    assert not Activity.objects.exists()
    planning.post(ADDRESS, {"lines": shown_lines(text), "leave_out": "1"})
    assert Activity.objects.get().title == "Utbilda"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Välj filen med planen."),
        ({"file": SimpleUploadedFile("x.xlsx", b"inte excel")}, "går inte att läsa som Excel"),
        ({"lines": "nagot:annat"}, "Formuläret är för gammalt"),
    ],
)
def test_a_press_without_a_readable_file_says_what_to_do(planning: Client, sent: dict[str, Any], said: str) -> None:
    answer = planning.post(ADDRESS, sent)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_what_was_shown_for_one_board_is_not_stored_for_another(planning: Client, farsta: Organisation) -> None:
    lines = shown_lines(planning.post(ADDRESS, {"file": export(GOOD)}).content.decode())
    assert planning.post(ADDRESS.replace("2018", "2019"), {"lines": lines}).status_code == 400
    assert not Activity.objects.exists()


def test_only_those_who_plan_may_open_the_page(client: Client, farsta: Organisation) -> None:
    enter(client, b.person("Sara", ("reporter", farsta)))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"file": export(GOOD)}).status_code == 403


def test_the_plan_goes_out_in_the_form_that_it_comes_in(planning: Client, farsta: Organisation) -> None:
    text = planning.post(ADDRESS, {"file": export(GOOD)}).content.decode()
    planning.post(ADDRESS, {"lines": shown_lines(text)})
    council = b.indicator("Antal platser", Goal.objects.get(title="Trygga förskolor"), council=True)
    set_target(indicator=council, owner=farsta, year=2018, value=Decimal("12.5"), by=COMMAND_LINE, at=b.NOON)
    out = planning.get("/arbete/plan/farsta/2018/plan.xlsx")
    rows = list(load_workbook(io.BytesIO(out.content)).worksheets[0].iter_rows(values_only=True))
    assert rows[0][-8:-3] == ("Indikator", "Måttenhet", "Årsmål", "KF:s årsmål", "Periodicitet")
    assert any("Andel nöjda" in row and 85 in row for row in rows)
    again = planning.post(ADDRESS, {"file": SimpleUploadedFile("plan.xlsx", out.content)}).content.decode()
    assert "0 nya, 0 ändrade, 5 finns redan, 0 går inte att läsa in." in again
    assert Indicator.objects.count() == 2
