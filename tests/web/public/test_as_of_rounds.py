"""A round, the council's budget and what hangs on them, as of a past day."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.domain.cycle import budget_city

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AdjustmentRequest, AssignedBoard, GoalJudgement, Report, Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.programmes import actions as programmes
from samstad.domain.steering.models import Value
from samstad.reports.board_report import collect_report
from samstad.reports.council_report import collect_round

pytestmark = pytest.mark.django_db
ROUND = "/uppfoljning/2017/t1/"


def who(day: str) -> dict[str, Any]:
    return {"by": COMMAND_LINE, "at": datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)}


def main(client: Client, address: str, day: str = "") -> str:
    text = client.get(address, {"datum": day} if day else {}).content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_a_round_shows_what_was_sent_out_decided_and_published_by_the_day(client: Client) -> None:
    goal = b.goal("Trygg stad", "council", slug="trygg", number="1")
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    b.goal("Trygga torg", "board", under=goal, owner=board)
    opened = actions.open_round(year=2017, kind="t1", cutoff=None, due=b.day("2017-05-09"), **who("2017-03-01"))
    report = Report.objects.get(organisation=board)
    GoalJudgement.objects.create(report=report, goal=goal, judgement="partly", motivation="Så är det.", version=1)
    Report.objects.update(state="ready")
    report.refresh_from_db()
    actions.approve(report=report, **who("2017-05-10"))
    actions.send_out(report=report, collect=collect_report, on=b.day("2017-05-11"), **who("2017-05-11"))
    actions.decide(
        report=report, collect=collect_report, meeting_date=b.day("2017-05-18"), paragraph="7", **who("2017-05-18")
    )
    actions.verify(report=report, **who("2017-05-20"))
    actions.propose_assessment(
        of_round=opened, goal=goal, judgement="full", text="Vi bedömer.", version=0, **who("2017-05-21")
    )
    actions.publish_roll_up(of_round=opened, collect=collect_round, on=b.day("2017-05-25"), **who("2017-05-25"))
    told = {day: main(client, ROUND, f"2017-05-{day}") for day in ("09", "10", "11", "17", "18", "20", "24", "25")}
    assert "Utkast" in told["09"]
    assert "sen</strong>" not in told["09"]
    assert "Inlämnad av förvaltningen" in told["10"]
    assert "Uppfylls delvis" not in told["10"]
    assert "Utsänd till nämnden" in told["11"]
    assert "uppfyllas delvis" in told["11"]
    assert "§ 7" not in told["17"]
    assert "18 maj 2017 § 7" in told["18"]
    assert "Beslutad<" in told["18"].replace("Beslutad</th>", "")
    assert "Justerad" in told["20"]
    assert "ingen bedömning än" in told["24"]
    assert "förslag" in told["25"]
    assert "Sammanställning 1" not in told["24"]
    assert "rapport.pdf?datum=2017-05-25" in told["25"]
    assert client.get(ROUND, {"datum": "2017-02-28"}).status_code == 404
    assert client.get(f"{ROUND}rapport.docx", {"datum": "2017-05-24"}).status_code == 404
    assert client.get(f"{ROUND}rapport.docx", {"datum": "2017-05-25"}).status_code == 200
    assert "väntar på beslut" in main(client, f"{ROUND}mote/", "2017-05-25")


def test_a_late_report_is_late_from_the_day_after_the_last(client: Client) -> None:
    b.board("farsta", "Farsta stadsdelsnämnd")
    actions.open_round(year=2017, kind="t1", cutoff=None, due=b.day("2017-05-15"), **who("2017-03-01"))
    assert "1 är sen." in main(client, ROUND, "2017-05-16")
    assert "1 är sen." not in main(client, ROUND, "2017-05-15")


def test_more_boards_ask_no_more_of_a_past_day(client: Client) -> None:
    goal = b.goal("Trygg stad", "council", slug="trygg", number="1")
    for number in range(12):
        b.board(f"b{number}", f"Nämnd {number}")
    actions.open_round(year=2017, kind="t1", cutoff=None, due=None, **who("2017-03-01"))
    reports = list(Report.objects.order_by("pk"))

    def send(chosen: list[Report]) -> None:
        for report in chosen:
            GoalJudgement.objects.create(report=report, goal=goal, judgement="full", motivation="Ja.", version=1)
            Report.objects.filter(pk=report.pk).update(state="approved")
            report.refresh_from_db()
            actions.send_out(report=report, collect=collect_report, on=b.day("2017-05-11"), **who("2017-05-11"))

    def asked() -> int:
        main(client, ROUND, "2017-05-12")
        with CaptureQueriesContext(connection) as queries:
            main(client, ROUND, "2017-05-12")
        return len(queries)

    send(reports[:2])
    few = asked()
    send(reports[2:])
    assert asked() == few <= 25


def test_the_councils_budget_is_told_from_its_decision(client: Client) -> None:
    city = budget_city.build()
    Round.objects.update(opened_on=b.day("2017-03-01"))
    measure = budget_city.propose(city.proposal)
    budget_city.send_out(city.proposal)
    budget_city.answer(city, measure)
    budget_city.assign(city, city.farsta)
    budget_city.decide(city)
    part = AssignedBoard.objects.get()
    actions.answer_assignment(part=part, text="Vi öppnar.", version=part.version, **who("2017-12-10"))
    page = "/uppfoljning/2018/kf-budget/"
    assert "Fältarbete på kvällar" not in main(client, page, "2017-04-19")
    sent = main(client, page, "2017-11-19")
    assert "Fältarbete på kvällar" in sent
    assert "Ryms i ramen." not in sent
    assert "Ryms i ramen." in main(client, page, "2017-11-20")
    assert client.get(page, {"datum": "2017-02-28"}).status_code == 404
    assert "Fullmäktiges budget 2018" not in main(client, "/namnder/farsta/", "2017-11-19")
    decided = main(client, "/namnder/farsta/", "2017-11-20")
    assert "Öppna fritidsgården" in decided
    assert "Inte besvarat i planen" in decided
    assert "Vi öppnar." not in decided
    assert "Vi öppnar." in main(client, "/namnder/farsta/", "2017-12-10")


def test_a_request_for_adjustment_stands_as_it_stood(client: Client) -> None:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    indicator = b.indicator("Feriejobb", slug="feriejobb", council=True, direction="higher")
    opened = actions.open_round(year=2018, kind="avstamning", cutoff=None, due=None, **who("2017-03-01"))
    actions.propose_adjustment(
        of_round=opened, organisation=board, indicator=indicator, text="Höj.", due=b.day("2017-06-01"),
        **who("2017-03-02"),
    )  # fmt: skip
    actions.ask_adjustments(of_round=opened, asked_on=b.day("2017-03-10"), paragraph="5", **who("2017-03-10"))
    row = AdjustmentRequest.objects.select_related("organisation__parent", "round", "indicator").get()
    actions.answer_adjustment(request=row, text="Vi har höjt.", **who("2017-06-05"))
    actions.ask_again(request=row, text="Mer.", due=b.day("2018-01-01"), **who("2017-06-10"))
    page = "/uppfoljning/2018/avstamning/"
    assert "Höj." not in main(client, page, "2017-03-09")
    assert "1 juni 2017" in main(client, page, "2017-03-10")
    assert "Väntar på svar" in main(client, page, "2017-05-31").replace("väntar på svar", "Väntar på svar")
    assert "försenad" in main(client, page, "2017-06-02")
    answered = main(client, page, "2017-06-05")
    assert "besvarad" in answered
    assert "Vi har höjt." in answered
    again = main(client, page, "2017-06-10")
    assert "1 januari 2018" in again
    assert "Mer." in again


def test_a_plan_of_action_is_there_from_its_decision(client: Client) -> None:
    board = b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))
    company = b.board("hem", "Hem AB", kind="company")
    goal = b.goal("Trygga gårdar", "board", slug="gardar", owner=board)
    b.activity(board, "Bygg om", goal)
    programme = b.programme(b.board("kf", kind="council"), "hallbart", "programme", title="Hållbart")
    wanted = programmes.Wanted("Gör en plan.", kind="action_plan", leads=(board,), due=b.day("2017-05-01"))
    programmes.add_request(programme=programme, wanted=wanted, **who("2017-02-01"))
    content = programmes.PlanContent("Så ser det ut.", b.day("2017-03-01"), (company,), ((goal, "Varje år"),))
    plan = programmes.save_action_plan(
        programme=programme, board=board, content=content, version=0, **who("2017-03-05")
    )
    programmes.decide_action_plan(plan=plan, decided_on=b.day("2017-04-01"), paragraph="3", **who("2017-04-01"))
    page = "/program/hallbart/handlingsplaner/"
    assert "Programmet begär inga handlingsplaner." in main(client, page, "2017-01-31")
    assert "under arbete" not in main(client, page, "2017-03-04")
    assert "under arbete" in main(client, page, "2017-03-31")
    assert "Så ser det ut." not in main(client, page, "2017-03-31")
    assert "Så ser det ut." in main(client, page, "2017-04-01")


def test_a_gap_is_told_with_the_figures_of_the_day(client: Client) -> None:
    areas = [b.area(f"d{n}", f"Stadsdel {n}") for n in range(6)]
    named = AreaList.objects.create(slug="lista", title="Prioriterade")
    AreaListEntry.objects.bulk_create(AreaListEntry(area_list=named, area=area) for area in areas[:2])
    indicator = b.indicator("Otrygga", slug="otrygga", direction="lower", unit="procent")
    for period, day in (("2015", "2016-01-01"), ("2016", "2017-01-01")):
        for n, area in enumerate(areas):
            Value.objects.create(
                indicator=indicator, area=area, period=period, value=Decimal(10 + n), known_from=b.day(day)
            )
    assert 'scope="row">2016' in main(client, "/behov/gap/otrygga/", "2017-01-01")
    assert 'scope="row">2016' not in main(client, "/behov/gap/otrygga/", "2016-12-31")
    assert client.get("/behov/gap/otrygga/", {"datum": "2015-12-31"}).status_code == 404


@pytest.mark.parametrize("address", ["/sok/?q=farsta", "/program/lup/utskott/", "/program/lup/uppfoljning/"])
def test_a_page_that_cannot_be_read_as_of_a_day_says_so_and_keeps_it(client: Client, address: str) -> None:
    b.programme(b.board("farsta", "Farsta stadsdelsnämnd"), "lup", title="Farsta program")
    today = client.get(address).content.decode()
    then = client.get(f"{address}{'&' if '?' in address else '?'}datum=2017-05-01").content.decode()
    assert "Den här sidan visas som den är i dag." in then
    assert "Den här sidan visas som den är i dag." not in today
    assert "Så här var det känt" not in then
    assert "Visa som det var känt</label>" not in today
    assert '?datum=2017-05-01"' in then[then.index("<h1") :]


def test_a_search_on_a_past_day_keeps_the_day(client: Client) -> None:
    assert '<input type="hidden" name="datum" value="2017-05-01">' in main(client, "/sok/", "2017-05-01")
