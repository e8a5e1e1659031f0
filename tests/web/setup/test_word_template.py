"""The administrator lays in the city's Word template; every report in Word then wears it."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders as b
from tests.documents.test_word_template import reaching_elsewhere, template, with_part
from tests.web.desk.test_report import enter, farsta, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, WordTemplate
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.refusals import NotAllowed
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
PAGE = "/installning/wordmall/"


@pytest.fixture
def administrator(client: Client) -> Client:
    return enter(client, b.person("Alva", ("administrator", None)))


def send(client: Client, content: bytes, name: str = "stadens mall.docx") -> str:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)}, follow=True).content.decode()


def header(client: Client) -> str:
    word = docx.Document(BytesIO(client.get("/uppfoljning/2017/t1/farsta/rapport.docx").content))
    return str(word.sections[0].header.paragraphs[0].text)


def test_a_report_wears_the_template_until_it_is_retired(administrator: Client, report: Report) -> None:
    Report.objects.update(state="approved")
    report.refresh_from_db(fields=["state"])
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    assert header(administrator) != "Stadens namn"
    page = send(administrator, template())
    assert "stadens mall.docx" in page
    assert header(Client()) == "Stadens namn"
    administrator.post(PAGE, {"step": "retire"})
    assert header(Client()) != "Stadens namn"
    assert [event.action for event in Event.objects.filter(subject="cycle.template").order_by("pk")] == [
        "save_word_template",
        "retire_word_template",
    ]


def test_the_page_names_the_styles_that_were_not_found(administrator: Client) -> None:
    page = send(administrator, template(bare=True))
    assert "De här stilarna finns inte i mallen: rubrik 3 (Heading 3), beskrivning (Caption)" in page
    assert "Alla stilar som behövs finns" in send(administrator, template(swedish=True))


def test_a_new_template_takes_the_place_of_the_old_one_which_is_kept(administrator: Client) -> None:
    send(administrator, template())
    send(administrator, template(swedish=True))
    assert [made.retired_at is None for made in WordTemplate.objects.all()] == [False, True]
    assert administrator.get(f"{PAGE}mall.docx").content == template(swedish=True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_part(template(), "word/vbaProject.bin"), "makron"),
        (reaching_elsewhere(), "annan plats"),
        (b"%PDF-", "Spara den som .docx"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    administrator: Client, content: bytes, told: str
) -> None:
    assert told in send(administrator, content)
    assert not WordTemplate.objects.exists()


def test_a_page_without_a_file_says_so(administrator: Client) -> None:
    assert "Välj mallen" in administrator.post(PAGE, {}).content.decode()
    assert administrator.get(f"{PAGE}mall.docx").status_code == 404


def test_only_the_administrator_lays_in_a_template(client: Client) -> None:
    coordinator = b.person("Kim", ("coordinator", b.board()))
    assert enter(client, coordinator).get(PAGE).status_code == 403
    with pytest.raises(NotAllowed):
        actions.save_word_template(file_name="m.docx", content=template(), by=Actor.of(coordinator), at=b.NOON)
