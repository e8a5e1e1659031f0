"""The auditor draws judgements by lot, with what they rest on, and anybody can draw the same again."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests import builders as b
from tests.web.desk.test_report import enter, farsta, form, report

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import GoalJudgement, Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
__all__ = ["farsta", "report"]  # the fixtures of the report's own page
PAGE = "/arbete/granskning/"


@pytest.fixture
def decided(report: Report) -> Report:
    """Two judgements with a figure, by Bo, decided."""
    writer = enter(Client(), b.person("Bo", ("reporter", report.organisation)))
    writer.post("/arbete/rapport/farsta/2017/t1/", form(g__tryggt__motivation="Fler vuxna ute."))
    step: dict[str, Any] = {"report": report, "by": COMMAND_LINE, "at": b.NOON}
    actions.hand_in(**step)
    actions.approve(**step)
    actions.send_out(collect=collect_report, on=b.day("2017-05-11"), **step)
    actions.decide(
        collect=collect_report, meeting_date=b.day("2017-05-18"), paragraph="7", registration_number="KS 2017/9", **step
    )
    return report


def others(report: Report, count: int) -> None:
    """So many judgements of another board, sent out."""
    board = b.board()
    made = Report.objects.create(round=report.round, organisation=board, state="sent_out")
    for number in range(count):
        goal = b.goal(f"Mål {number}", owner=board)
        GoalJudgement.objects.create(report=made, goal=goal, judgement="full", version=1)


def auditor(client: Client, *roles: tuple[str, Any]) -> Client:
    return enter(client, b.person("Rut", *(roles or (("city_auditor", None),))))


def text(client: Client, query: str) -> str:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_judgement_has_its_figures_words_decision_and_history(client: Client, decided: Report) -> None:
    page = text(auditor(client), "fro=7")
    own = page.split("Tryggheten ökar", 1)[1].split("</section>")[0]
    for said in ("Fler vuxna ute.", "Feriejobb", "140,5", "§ 7, KS 2017/9", "Vi är på väg.", "Bo", "bedömde ett mål"):
        assert said in own, said
    assert decided.snapshots.get(stage="decided").sha256 in own
    assert "2 dragna ur 2 bedömningar, med fröet 7." in page


def test_the_figures_are_those_of_the_frozen_text(client: Client, decided: Report) -> None:
    decided.indicator_rows.update(outcome=99)
    assert "140,5" in text(auditor(client), "fro=7")


def test_a_seed_is_drawn_when_none_is_given_and_gives_the_same_again(client: Client, decided: Report) -> None:
    others(decided, 30)
    auditor(client)
    first = client.get(PAGE, follow=True)
    address = first.redirect_chain[-1][0]
    assert "fro=" in address
    again = client.get(address)
    headings = [line for line in first.content.decode().splitlines() if "<h2>" in line]
    assert len(headings) == 10
    assert headings == [line for line in again.content.decode().splitlines() if "<h2>" in line]
    assert headings != [line for line in text(client, "fro=annat").splitlines() if "<h2>" in line]


def test_drafts_are_no_part_of_it(client: Client, report: Report) -> None:
    GoalJudgement.objects.create(report=report, goal=b.goal(), judgement="full", version=1)
    assert "inga bedömningar att dra ur" in text(auditor(client), "fro=7")


def test_a_boards_auditor_draws_from_that_board_only(client: Client, decided: Report) -> None:
    others(decided, 20)
    page = text(auditor(client, ("auditor", decided.organisation)), "fro=7&antal=50")
    assert "2 dragna ur 2 bedömningar" in page


def test_a_round_narrows_and_odd_numbers_do_no_harm(client: Client, decided: Report) -> None:
    auditor(client)
    assert "0 dragna ur 0 bedömningar" in text(client, "fro=7&omgang=2016-vb")
    assert "2 dragna" in text(client, "fro=7&omgang=2017-t1&antal=-3")
    assert "1 dragna" in text(client, "fro=7&antal=0")
    assert "2 dragna" in text(client, "fro=7&antal=99999999999999999999")


def test_the_workbook_holds_the_same_and_how_to_draw_it(client: Client, decided: Report) -> None:
    auditor(client)
    answer = client.get(f"{PAGE}urval.xlsx?fro=7")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Urval", "Siffror", "Historik", "Om urvalet"]
    drawn = [row[0] for row in book["Urval"].iter_rows(min_row=2, values_only=True)]
    assert sorted(str(name) for name in drawn) == ["2017-t1/farsta/kf-13", "2017-t1/farsta/tryggt"]
    figures = list(book["Siffror"].iter_rows(min_row=2, values_only=True))
    assert ("2017-t1/farsta/tryggt", "Feriejobb", 140.5) in [(row[0], row[1], row[3]) for row in figures]
    assert "Bo" in [row[2] for row in book["Historik"].iter_rows(values_only=True)]
    assert ("Frö", "7") in list(book["Om urvalet"].iter_rows(values_only=True))


@pytest.mark.parametrize("path", ["", "urval.xlsx"])
def test_only_auditors_and_those_who_read_history_draw(client: Client, decided: Report, path: str) -> None:
    assert Client().get(PAGE + path).status_code == 302
    enter(client, b.person("Kim", ("coordinator", decided.organisation)))
    assert client.get(PAGE + path).status_code == 403
    assert "urval av bedömningar" not in client.get("/arbete/").content.decode()


def test_an_auditor_reads_and_changes_nothing(client: Client, decided: Report) -> None:
    auditor(client)
    assert "Dra ett urval av bedömningar" in client.get("/arbete/").content.decode()
    answer = client.post("/arbete/rapport/farsta/2017/t1/steg/verify/", follow=True)
    assert "ingen roll" in answer.content.decode()
    decided.refresh_from_db()
    assert decided.state == "decided"


def test_a_larger_sample_takes_no_more_queries(client: Client, decided: Report) -> None:
    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as found:
            text(client, query)
        return len(found)

    auditor(client)
    few = asked("fro=7&antal=1")
    others(decided, 30)
    assert asked("fro=7&antal=30") == few
