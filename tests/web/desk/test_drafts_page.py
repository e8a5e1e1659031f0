"""Drafts on the web: a document is read, and each draft is settled beside its source lines."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.programmes.models import DraftItem, ProgrammeImport
from samstad.domain.steering.models import Activity

pytestmark = pytest.mark.django_db

TEXT = """Lokala program 2018
1 Bakgrund
Nämnden har gjort en plan.
2 Prioriteringar
2.1 Norrby
Kvarnvik är prioriterat område.
Stadsdelsnämnden arbetar utifrån ett prioriterat tema
Trygga torg
Det ska kännas tryggt på torgen i Kvarnvik.
2.2 Sörby
Stadsdelsnämnden arbetar utifrån ett prioriterat tema
Fler jobb
Fler unga ska ha ett arbete.
3 Åtgärder
3.1 Norrby
Trygga torg
Nämnden ska hålla vandringar varje höst. Nämnden vill öppna ett kafé.
3.2 Sörby
Fler jobb
Nämnden ska erbjuda praktik.
"""


def upload(client: Client, text: str = TEXT) -> str:
    file = SimpleUploadedFile("program.txt", text.encode(), content_type="text/plain")
    return client.post("/arbete/utkast/", {"document": file}, follow=True).content.decode()


@pytest.fixture
def city() -> None:
    b.level("local", slug="tema", name="Tema", rank=6)
    b.level("local", slug="lokalt-mal").__class__.objects.filter(slug="tema").update(judged=False)
    b.board("norrby", "Norrby stadsdelsnämnd", area=b.area("norrby", "Norrby"))


def test_a_document_is_read_and_its_drafts_counted_per_board(client: Client, city: None) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    assert "Inget dokument är inläst" in client.get("/arbete/utkast/").content.decode()
    page = upload(client)
    assert "utkast är sparade för granskning" in page
    assert "Norrby stadsdelsnämnd" in page
    assert "ingen nämnd heter så" in page
    assert "redan inläst" in upload(client)


def test_a_file_that_cannot_be_read_changes_nothing_and_says_why(client: Client, city: None) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    assert "Välj en fil" in client.post("/arbete/utkast/", follow=True).content.decode()
    page = upload(client, "")
    assert "notice" in page
    assert not ProgrammeImport.objects.exists()


def test_a_draft_is_accepted_edited_or_dropped_beside_its_lines(client: Client, city: None) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    upload(client)
    read = ProgrammeImport.objects.get()
    address = f"/arbete/utkast/{read.pk}/norrby/"
    page = client.get(address).content.decode()
    assert "Källan, rad" in page
    assert "Nämnden ska hålla vandringar varje höst." in page
    first, second = DraftItem.objects.filter(board__slug="norrby", kind="measure").order_by("order")[:2]
    sent = {"item": str(first.pk), "version": "0", "step": "accept", "text": first.text}
    assert "Utkastet är godtaget" in client.post(address, sent, follow=True).content.decode()
    assert "redan granskat" in client.post(address, sent, follow=True).content.decode()
    dropped = client.post(address, {"item": str(second.pk), "version": "0", "step": "drop"}, follow=True)
    assert "Utkastet är bortvalt" in dropped.content.decode()
    assert [a.title for a in Activity.objects.all()] == ["Nämnden ska hålla vandringar varje höst."]


def test_only_reviewers_see_drafts(client: Client, city: None) -> None:
    enter(client, b.person("Sara", ("reporter", b.board())))
    assert client.get("/arbete/utkast/").status_code == 403
    enter(client, b.person("Anna", ("city_coordinator", None)))
    upload(client)
    read = ProgrammeImport.objects.get()
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert client.get("/arbete/utkast/").status_code == 200
    assert client.get(f"/arbete/utkast/{read.pk}/norrby/").status_code == 403
