"""What anybody can read of a round: nothing before it is sent out, everything frozen after."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report
from samstad.domain.cycle.queries import chapters_of, due_rows, find_report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    farsta = b.board("farsta", "Farsta stadsdelsnämnd")
    b.board("tyst", "Tysta nämnden", kind="specialist_board")
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    own = b.goal("Tryggheten ökar", under=council, owner=farsta, slug="tryggt")
    b.goal("Tyst mål", under=council, owner=b.board("bolaget", "Bolaget AB", kind="company"))
    b.indicator("Feriejobb", for_goal=own, slug="feriejobb", owner=farsta, periodicity="tertial")
    b.activity(farsta, "Nattvandringar", for_goal=own, slug="nattvandring")
    actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


def send_out(report: Report) -> None:
    due = due_rows(report)
    content = actions.ReportContent(
        indicators=[actions.IndicatorContent(due.indicators[0], missing_reason="Enkäten dröjer.")],
        activities=[actions.ActivityContent(due.activities[0], "deviates", "Starten flyttas.")],
        judgements=[actions.JudgementContent(goal, "partly", "Vi är på väg.") for goal in due.goals],
        sections={chapter.key: "Det går framåt." for chapter in chapters_of(report) if chapter.required},
    )
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)


def test_without_rounds_the_page_says_what_it_is_for(client: Client) -> None:
    assert "Ingen omgång är öppnad än" in client.get("/uppfoljning/").content.decode()


def test_a_draft_is_not_public_but_its_office_reads_it_stamped(client: Client, report: Report) -> None:
    answer = client.get("/uppfoljning/2017/t1/farsta/")
    assert answer.status_code == 404
    assert "inte utsänd än" in answer.content.decode()
    assert client.get("/uppfoljning/2017/t1/farsta/rapport.pdf").status_code == 404
    sara = b.person("Sara", ("reporter", report.organisation))
    client.force_login(sara, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/uppfoljning/2017/t1/farsta/").content.decode()
    assert "utkast" in page


def test_the_sent_out_report_is_public_as_page_word_and_pdf(client: Client, report: Report) -> None:
    send_out(report)
    page = client.get("/uppfoljning/2017/t1/farsta/").content.decode()
    for words in ("Det går framåt.", "Starten flyttas.", "saknas: Enkäten dröjer.", "Bedöms uppfyllas delvis"):
        assert words in page
    pdf = client.get("/uppfoljning/2017/t1/farsta/rapport.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert "wordprocessingml" in client.get("/uppfoljning/2017/t1/farsta/rapport.docx")["Content-Type"]
    assert client.get("/uppfoljning/2017/t1/farsta/rapport.exe").status_code == 404


def test_every_frozen_version_can_be_read_and_what_the_board_changed(client: Client, report: Report) -> None:
    send_out(report)
    row = report.indicator_rows.get()
    actions.save_indicator_row(
        report=report, indicator=row.indicator, version=row.version, outcome=Decimal(12), by=COMMAND_LINE, at=b.NOON
    )
    actions.decide(
        report=report,
        collect=collect_report,
        meeting_date=date(2017, 5, 18),
        paragraph="7",
        reservations="En ledamot vill mer.",
        by=COMMAND_LINE,
        at=b.NOON,
    )
    page = client.get("/uppfoljning/2017/t1/farsta/").content.decode()
    assert "Beslutad 18 maj 2017, § 7" in page
    assert "En ledamot vill mer." in page
    assert "Nämnden ändrade" in page
    first = report.snapshots.order_by("pk").first()
    assert first is not None
    old = client.get(f"/uppfoljning/2017/t1/farsta/?version={first.pk}").content.decode()
    assert "saknas: Enkäten dröjer." in old
    assert client.get("/uppfoljning/2017/t1/farsta/?version=999999").status_code == 404


def test_the_roll_up_counts_silence_and_names_deviations(client: Client, report: Report) -> None:
    send_out(report)
    page = client.get("/uppfoljning/2017/t1/").content.decode()
    assert "0 av 3 nämnder och bolag har beslutat sin rapport, 1 har sänt ut den" in page
    assert "1 har inte svarat" in page
    assert "Starten flyttas." in page
    assert "Enkäten dröjer." in page
    assert client.get("/uppfoljning/2017/t1/rapport.pdf").status_code == 404


def test_a_round_or_board_that_does_not_exist_is_not_found(client: Client, report: Report) -> None:
    assert client.get("/uppfoljning/2015/t1/").status_code == 404
    assert client.get("/uppfoljning/2017/t1/ingen/").status_code == 404


def test_the_round_page_asks_as_few_questions_with_ten_times_the_boards(client: Client, report: Report) -> None:
    send_out(report)
    cache.clear()
    with CaptureQueriesContext(connection) as few:
        client.get("/uppfoljning/2017/t1/")
    council = b.goal("Fler mål", sphere="council")
    for _ in range(10):
        board = b.board()
        Report.objects.create(round=report.round, organisation=board)
        b.goal("Ännu ett", sphere="council")
        b.goal("Eget", under=council, owner=board)
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        client.get("/uppfoljning/2017/t1/")
    assert len(many) == len(few) <= 20
    with CaptureQueriesContext(connection) as again:
        client.get("/uppfoljning/2017/t1/")
    assert len(again) == len(many) - 1, "a frozen text is read once"
