"""The executive office weighs together, the executive board decides, and the roll-up is published."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import OfficeAssessment, Round
from samstad.domain.cycle.queries import due_rows
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal
from samstad.refusals import Refusal
from samstad.reports.board_report import collect_report

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/staden/2017/t1/"


@pytest.fixture
def of_round() -> Round:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    b.goal("Tryggt", under=council, owner=board, slug="tryggt")
    return actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )


def test_only_the_citys_coordinator_weighs(client: Client, of_round: Round) -> None:
    answer = enter(client, b.person("Kim", ("coordinator", b.board()))).get(ADDRESS)
    assert answer.status_code == 403


def test_a_proposal_is_shown_to_all_only_when_it_is_published(client: Client, of_round: Round) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    page = client.get(ADDRESS).content.decode()
    assert "Farsta stadsdelsnämnd" in page
    sent = {"step": "propose", "kf-13.version": "0", "kf-13.judgement": "partly", "kf-13.text": "Takten är låg."}
    client.post(ADDRESS, sent)
    visitor = Client()
    assert "Takten är låg" not in visitor.get("/mal/2017/kf-13/").content.decode()
    client.post(ADDRESS, {"step": "publish"})
    assert "Takten är låg" in visitor.get("/mal/2017/kf-13/").content.decode()
    page = visitor.get("/uppfoljning/2017/t1/").content.decode()
    assert "Sammanställning 1" in page
    assert visitor.get("/uppfoljning/2017/t1/rapport.pdf")["Content-Type"] == "application/pdf"


def test_a_second_hand_on_the_same_proposal_is_told(client: Client, of_round: Round) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    sent = {"step": "propose", "kf-13.version": "0", "kf-13.judgement": "partly", "kf-13.text": "Ett."}
    client.post(ADDRESS, sent)
    answer = client.post(ADDRESS, sent | {"kf-13.text": "Två."})
    assert answer.status_code == 400
    assert "hann ändra bedömningen" in answer.content.decode()
    assert OfficeAssessment.objects.get().text == "Ett."


def test_the_executive_board_decides_with_a_paragraph(client: Client, of_round: Round) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    nothing = client.post(ADDRESS, {"step": "decide", "decided_on": "2017-06-14", "paragraph": "12"}, follow=True)
    assert "inga förslag att besluta" in nothing.content.decode()
    client.post(ADDRESS, {"step": "propose", "kf-13.version": "0", "kf-13.judgement": "partly", "kf-13.text": "x"})
    without = client.post(ADDRESS, {"step": "decide", "decided_on": "2017-06-14", "paragraph": " "}, follow=True)
    assert "Ange paragrafen" in without.content.decode()
    client.post(ADDRESS, {"step": "decide", "decided_on": "2017-06-14", "paragraph": "12"})
    page = client.get(ADDRESS).content.decode()
    assert "KS 14 juni 2017 § 12" in page
    late = client.post(ADDRESS, {"step": "propose", "kf-13.version": "1", "kf-13.judgement": "full", "kf-13.text": "y"})
    assert "Kommunstyrelsen har beslutat" in late.content.decode()


def test_a_boards_own_goal_takes_a_comment_and_no_judgement(of_round: Round) -> None:
    own = Goal.objects.select_related("level").get(slug="tryggt")
    given: dict[str, Any] = {"of_round": of_round, "goal": own, "version": 0, "by": COMMAND_LINE, "at": b.NOON}
    with pytest.raises(Refusal, match="bedöms av nämnden"):
        actions.propose_assessment(judgement="full", text="", **given)
    with pytest.raises(Refusal, match="Skriv en bedömning"):
        actions.propose_assessment(judgement="", text=" ", **given)
    assert actions.propose_assessment(judgement="", text="Bra.", **given).version == 1


def test_the_office_comments_on_a_boards_own_goals_once_they_are_sent_out(client: Client, of_round: Round) -> None:
    address = f"{ADDRESS}farsta/"
    enter(client, b.person("Kim", ("coordinator", b.board())))
    assert client.get(address).status_code == 403
    enter(client, b.person("Anna", ("city_coordinator", None)))
    assert client.get(address).status_code == 404
    report = of_round.reports.select_related("organisation", "round", "pack").get(organisation__slug="farsta")
    judged = [actions.JudgementContent(goal, "partly") for goal in due_rows(report).goals]
    content = actions.ReportContent(judgements=judged, sections={"summary": "Kort."})
    actions.fill_report(report=report, content=content, by=COMMAND_LINE, at=b.NOON)
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.send_out(report=report, collect=collect_report, on=date(2017, 5, 11), by=COMMAND_LINE, at=b.NOON)
    assert "Bedöms uppfyllas delvis" in client.get(address).content.decode()
    page = client.post(address, {"tryggt.version": "0", "tryggt.text": "Ta upp i utskottet."}, follow=True)
    assert "Kommentarerna är sparade" in page.content.decode()
    stale = client.post(address, {"tryggt.version": "0", "tryggt.text": "Annat."})
    assert "hann ändra" in stale.content.decode()
    client.post(ADDRESS, {"step": "publish"})
    assert "Ta upp i utskottet." in Client().get("/mal/2017/tryggt/").content.decode()
