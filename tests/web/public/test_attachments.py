"""A report's files: told by their content, described, frozen with the report, and given safely to everyone."""

import hashlib
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.web.desk.test_report import ADDRESS, enter, farsta, report

from samstad.documents import Document, render_pdf, render_word
from samstad.documents.file_kinds import KINDS, kind_of
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Attachment, Report, Snapshot
from samstad.domain.people.actors import COMMAND_LINE
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report
from samstad.reports.board_report.attachments import attachments_of

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
CSV = "Område;2017\nFarsta;12\n".encode()
PUBLIC = "/uppfoljning/2017/t1/farsta/"


def office(main: str, *more: str, types: str = "") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        for name in (main, *more):
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0rest", "jpg"),
        (CSV, "csv"),
        ("Område;år\nÅkeshov;1".encode("cp1252"), "csv"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (office("xl/workbook.xml", "xl/activeX/activeX1.bin"), "macros"),
        (office("word/document.xml", types="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (office("annat.xml"), ""),
        (b"PK\x03\x04 trasig", ""),
        (b"MZ\x90\x00", ""),
        (b"<html>,\n<script>,</script>", ""),
        (b"<svg onload=x()>;\n;", ""),
        (b"#!/bin/sh\nrm", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_our_own_files_are_told() -> None:
    assert (kind_of(render_word(Document("A"))), kind_of(render_pdf(Document("A")))) == ("docx", "pdf")


@given(st.binary(max_size=60))
def test_no_file_makes_the_telling_fall(content: bytes) -> None:
    assert kind_of(content) in {*KINDS, "macros", ""}
    assert kind_of(b"PK\x03\x04" + content) in {"docx", "xlsx", "macros", ""}


def attach(report: Report, content: bytes = CSV, name: str = "tabell.csv", **more: Any) -> Attachment:
    fields: dict[str, Any] = {"title": "Tabell", **more}
    return actions.attach_file(report=report, file_name=name, content=content, **fields, by=COMMAND_LINE, at=b.NOON)


def test_the_name_is_made_safe_and_ends_as_the_content_is(report: Report) -> None:
    assert attach(report, name='..\\..\\Är "detta" bra;.exe').file_name == "Ar-detta-bra.csv"
    assert attach(report, PNG, "/etc/.png", alt="En park").file_name == "bilaga.png"


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        (b"MZ\x90", {}, "går inte att ta emot"),
        (office("word/document.xml", "word/vbaProject.bin"), {}, "makron"),
        (b"", {}, "tom"),
        (PNG, {}, "vad bilden visar"),
        (CSV, {"title": " "}, "rubrik"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(
    report: Report, content: bytes, more: dict[str, str], told: str
) -> None:
    with pytest.raises(Refusal, match=told):
        attach(report, content, **more)


def test_a_decorative_picture_says_so(report: Report) -> None:
    file = attach(report, PNG, "p.png", decorative=True, alt="syns inte")
    assert (file.decorative, file.alt) == (True, "")


def test_a_file_above_the_limit_and_the_same_file_twice_are_refused(report: Report, settings: Any) -> None:
    attach(report)
    with pytest.raises(Refusal, match="finns redan"):
        attach(report)
    settings.ATTACHMENT_LIMIT = 10
    with pytest.raises(Refusal, match="större"):
        attach(report, CSV + b"\n")


def send_out(report: Report) -> Snapshot:
    Report.objects.update(state="approved")
    report.refresh_from_db(fields=["state"])
    return actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)


def test_the_file_is_for_those_who_work_until_the_report_is_sent_out(client: Client, report: Report) -> None:
    address = f"{PUBLIC}bilaga/{attach(report).pk}/"
    assert client.get(address).status_code == 404
    assert enter(Client(), b.person("Sara", ("reporter", report.organisation))).get(address).status_code == 200
    send_out(report)
    answer = client.get(address)
    assert answer.content == CSV
    assert answer["Content-Disposition"] == 'attachment; filename="tabell.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_what_is_frozen_names_the_file_by_its_hash(client: Client, report: Report) -> None:
    attach(report)
    frozen = send_out(report)
    expected = hashlib.sha256(CSV).hexdigest()
    assert [(file["file_name"], file["sha256"], file["size"]) for file in frozen.document["attachments"]] == [
        ("tabell.csv", expected, len(CSV))
    ]
    page = client.get(PUBLIC).content.decode()
    assert "Bilagor till rapporten" in page
    assert expected[:16] in page
    assert "Hämta bilagorna" in page


def test_a_withdrawn_file_leaves_the_draft_and_stays_in_what_was_sent_out(client: Client, report: Report) -> None:
    file = attach(report)
    send_out(report)
    actions.refer_back(report=report, meeting_date=date(2017, 5, 18), by=COMMAND_LINE, at=b.NOON)
    actions.withdraw_attachment(attachment=file, by=COMMAND_LINE, at=b.NOON)
    assert collect_report(report)["attachments"] == []
    assert client.get(f"{PUBLIC}bilaga/{file.pk}/").status_code == 200


def test_a_file_of_a_draft_that_was_withdrawn_before_it_was_sent_out_is_not_public(
    client: Client, report: Report
) -> None:
    file = attach(report)
    actions.withdraw_attachment(attachment=file, by=COMMAND_LINE, at=b.NOON)
    send_out(report)
    assert client.get(f"{PUBLIC}bilaga/{file.pk}/").status_code == 404


def test_a_reporter_adds_and_takes_away_a_picture_on_the_page(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    sent = {"title": "Parken", "file": SimpleUploadedFile("park.jpg", PNG)}
    told = client.post(f"{ADDRESS}bilaga/", sent, follow=True).content.decode()
    assert "Skriv vad bilden visar" in told
    sent = {"title": "Parken", "alt": "Barn i en park", "file": SimpleUploadedFile("park.jpg", PNG)}
    page = client.post(f"{ADDRESS}bilaga/", sent, follow=True).content.decode()
    assert "Barn i en park" in page
    file = Attachment.objects.get()
    assert (file.file_name, bytes(file.content)) == ("park.png", PNG)
    page = client.post(
        f"{ADDRESS}bilaga/", {"step": "withdraw", "attachment": str(file.pk)}, follow=True
    ).content.decode()
    assert "Barn i en park" not in page
    assert client.post(f"{ADDRESS}bilaga/", {"step": "withdraw", "attachment": "99"}).status_code == 404
    assert "Välj filen" in client.post(f"{ADDRESS}bilaga/", {"title": "x"}, follow=True).content.decode()


def test_the_list_of_files_does_not_fetch_their_content(report: Report, django_assert_num_queries: Any) -> None:
    attach(report)
    with django_assert_num_queries(1) as asked:
        list(attachments_of(report))
    assert '"content"' not in asked.captured_queries[0]["sql"]
