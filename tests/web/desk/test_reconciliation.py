"""The office reads the plans, the executive board asks, boards and companies answer, and all read what was asked."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AdjustmentRequest, PlanComment, Round
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Indicator, Target

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/staden/2017/avstamning/"
PUBLIC = "/uppfoljning/2017/avstamning/"
PLAN = "/arbete/plan/{}/?ar=2017"
PROPOSAL = {"step": "propose", "om": "indikator.feriejobb", "text": "Höj till 600.", "due": "2017-04-20"}


@pytest.fixture
def farsta() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd", short_name="Farsta")


@pytest.fixture
def hem() -> Organisation:
    owner = b.board("stadshus", "Stadshus AB", kind="holding_company", short_name="Stadshus")
    return b.board("hem", "Hem AB", kind="company", parent=owner, short_name="Hem")


@pytest.fixture
def of_round(farsta: Organisation, hem: Organisation) -> Round:
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    jobs = b.indicator("Feriejobb", for_goal=council, slug="feriejobb", council=True, direction="higher")
    for body, value in ((None, 600), (farsta, 520)):
        Target.objects.create(indicator=jobs, organisation=body, year=2017, value=value, known_from=date(2017, 1, 1))
    for body in (farsta, hem):
        b.goal(f"Tryggt {body.slug}", owner=body, under=council)
    return actions.open_round(year=2017, kind="avstamning", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)


@pytest.fixture
def office(client: Client, of_round: Round) -> Client:
    return enter(client, b.person("Anna", ("city_coordinator", None)))


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def at_desk(body: Organisation, name: str = "Kim") -> Client:
    return enter(Client(), b.person(name, ("coordinator", body)))


def owner_of(company: Organisation) -> Organisation:
    assert company.parent is not None
    return company.parent


def ask(office: Client, body: str = "farsta", **more: str) -> AdjustmentRequest:
    office.post(ADDRESS, PROPOSAL | {"namnd": body} | more)
    office.post(ADDRESS, {"step": "decide", "asked_on": "2017-03-15", "paragraph": "7"})
    return AdjustmentRequest.objects.latest("pk")


def test_goals_stand_in_short_and_a_chosen_one_side_by_side(office: Client) -> None:
    short = page(office)
    assert "1.3 En trygg stad" in short
    assert "Farsta" in short.split("Planen är inte utsänd")[1]
    side = page(office, f"{ADDRESS}?mal=kf-13").split('id="kf-13"')[1]
    rows = {cell.split("</th>")[0].split(">")[-1]: cell for cell in side.split('<th scope="row">')[1:]}
    assert "mjukare" in rows["Farsta"]
    assert "eget årsmål saknas" in rows["Hem"]
    assert "Tryggt farsta" in side


def test_one_board_is_read_alone(office: Client) -> None:
    side = page(office, f"{ADDRESS}?namnd=hem").split('id="kf-13"')[1].split('id="foresla"')[0]
    assert "Tryggt hem" in side
    assert "Farsta" not in side
    assert "Inget mål av fullmäktige berör" in page(office, f"{ADDRESS}?namnd=stadshus")


def test_comments_are_saved_where_they_differ_and_are_the_offices_own(office: Client, farsta: Organisation) -> None:
    sent = {"step": "comment", "indikator": "feriejobb"}
    sent |= {"farsta.version": "0", "farsta.before": "", "farsta.text": "Lågt."}
    sent |= {"hem.version": "0", "hem.before": "", "hem.text": ""}
    office.post(f"{ADDRESS}?mal=kf-13", sent)
    assert [row.text for row in PlanComment.objects.all()] == ["Lågt."]
    assert 'value="Lågt."' in page(office, f"{ADDRESS}?mal=kf-13")
    stale = office.post(ADDRESS, sent | {"farsta.text": "Högt."})
    assert (stale.status_code, "hann ändra" in stale.content.decode()) == (400, True)
    assert "Lågt." not in page(at_desk(farsta), PLAN.format("farsta"))
    assert "Lågt." not in page(Client(), PUBLIC)


def test_the_form_of_a_proposal_is_filled_from_the_row(office: Client) -> None:
    form = page(office, f"{ADDRESS}?mal=kf-13&namnd=hem&om=indikator.feriejobb").split('id="foresla"')[1]
    assert '<option value="hem" selected>' in form
    assert '<option value="indikator.feriejobb" selected>' in form


def test_a_refused_proposal_keeps_what_was_written(office: Client) -> None:
    answer = office.post(ADDRESS, PROPOSAL | {"namnd": "farsta", "due": "snart", "text": "Höj rejält."})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "sista dagen som år-månad-dag" in shown
    assert "Höj rejält.</textarea>" in shown
    assert '<option value="farsta" selected>' in shown


def test_nothing_is_told_outside_before_the_executive_board_has_decided(office: Client, farsta: Organisation) -> None:
    office.post(ADDRESS, PROPOSAL | {"namnd": "farsta"})
    assert "1 förslag väntar på kommunstyrelsen" in page(office)
    assert "Höj till 600." not in page(Client(), PUBLIC)
    assert "Höj till 600." not in page(at_desk(farsta), PLAN.format("farsta"))
    office.post(ADDRESS, {"step": "decide", "asked_on": "2017-03-15", "paragraph": "7"})
    shown = page(Client(), PUBLIC)
    assert "Farsta stadsdelsnämnd uppmanas: Feriejobb" in shown
    assert "Kommunstyrelsen 15 mars 2017 § 7" in shown
    assert "Kommunstyrelsen har begärt 1 justering " in shown
    assert "försenad" in shown


def test_a_board_answers_on_its_plan_and_the_office_marks_it_as_done(office: Client, farsta: Organisation) -> None:
    asked = ask(office)
    kim = at_desk(farsta)
    mine = page(kim, "/arbete/")
    assert "1 justering väntar på dig" in mine
    assert f"#begaran-{asked.pk}" in mine
    kim.post(PLAN.format("farsta"), {"step": "target", "indicator": "feriejobb", "value": "600"})
    sent = {"step": "answer", "begaran": str(asked.pk), "text": "Vi har höjt."}
    assert "Svaret är lämnat" in kim.post(PLAN.format("farsta"), sent, follow=True).content.decode()
    assert "justering väntar på dig" not in page(kim, "/arbete/")
    assert "Ta ställning till svaret" in page(office)
    assert "Årsmålet är nu 600." in page(Client(), PUBLIC)
    sent = {"begaran": str(asked.pk), "text": "Räcker inte.", "due": "2099-05-01"}
    assert "tillfrågad igen" in office.post(ADDRESS, sent | {"step": "again"}, follow=True).content.decode()
    kim.post(PLAN.format("farsta"), {"step": "answer", "begaran": str(asked.pk), "text": "Mer."})
    office.post(ADDRESS, {"step": "accept", "begaran": str(asked.pk)})
    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert "Räcker inte." in page(Client(), PUBLIC)


def test_the_holding_company_sees_coordinates_and_answers(office: Client, hem: Organisation) -> None:
    asked = ask(office, "hem")
    assert "Hem AB anmodas: Feriejobb" in page(Client(), PUBLIC)
    ida, moa = at_desk(hem, "Ida"), at_desk(owner_of(hem), "Moa")
    here = {"begaran": str(asked.pk), "text": "Vi höjer."}
    assert "Hem AB anmodas" not in page(moa, "/arbete/"), "it is the company's turn"
    assert "Säg till bolagen" in page(moa, PLAN.format("stadshus"))
    moa.post(PLAN.format("stadshus"), here | {"step": "weigh", "text": "Höj med tio."})
    assert "Höj med tio." in page(ida, PLAN.format("hem"))
    ida.post(PLAN.format("hem"), here | {"step": "answer"})
    assert "hos moderbolaget" in page(office)
    assert f"/arbete/plan/stadshus/?ar=2017#begaran-{asked.pk}" in page(moa, "/arbete/")
    moa.post(PLAN.format("stadshus"), here | {"step": "forward", "text": "Hela koncernen höjer."})
    shown = page(Client(), PUBLIC)
    assert "Hela koncernen höjer." in shown
    assert "Vi höjer." in shown
    assert "Ta ställning till svaret" in page(office)


def test_the_holding_company_weighs_its_companies_in_one_form(office: Client, hem: Organisation) -> None:
    owner, jobs = owner_of(hem), Indicator.objects.get(slug="feriejobb")
    bo = b.board("bo", "Bo AB", kind="company", parent=owner, short_name="Bo")
    still = b.board("still", "Still AB", kind="company", parent=owner, short_name="Still")
    for body, value in ((hem, 520), (bo, 640), (still, 600)):
        Target.objects.create(indicator=jobs, organisation=body, year=2017, value=value, known_from=date(2017, 1, 1))
    asked = [ask(office, "hem"), ask(office, "bo", text="Visa hur.")]
    actions.answer_adjustment(request=asked[0], text="Vi höjer.", by=COMMAND_LINE, at=b.NOON)
    moa = at_desk(owner, "Moa")
    shown = page(moa, PLAN.format("stadshus")).split('id="begaran"')[1].split("</article>")[0]
    told = {row.split("</th>")[0]: row for row in shown.split('<th scope="row">')[1:]}
    rows = {name: row for name in ("Hem", "Bo", "Still") for head, row in told.items() if name in head}
    assert "mjukare" in rows["Hem"]
    assert "Vi höjer." in rows["Hem"]
    assert "skarpare" in rows["Bo"]
    assert "Visa hur." in rows["Bo"]
    assert "inget svar än" in rows["Bo"]
    assert "inget begärt" in rows["Still"]
    assert "1 av 2 tillfrågade bolag har svarat" in shown
    assert shown.count(" checked") == 1, "the one that has answered"
    sent = {"step": "forward", "om": "indikator.feriejobb", "text": "Tillsammans når vi 1 160."}
    nobody = moa.post(PLAN.format("stadshus"), sent)
    assert (nobody.status_code, "Kryssa för minst ett bolag" in nobody.content.decode()) == (400, True)
    assert "Tillsammans når vi 1 160.</textarea>" in nobody.content.decode()
    both = sent | {"begaran": [str(one.pk) for one in asked]}
    assert "Svaret för 2 bolag är lämnat" in moa.post(PLAN.format("stadshus"), both, follow=True).content.decode()
    assert page(office).count("Ta ställning till svaret") == 2
    assert page(Client(), PUBLIC).count("Tillsammans når vi 1 160.") == 2


def test_a_board_is_not_weighed_by_the_holding_company(office: Client, farsta: Organisation, hem: Organisation) -> None:
    asked = [ask(office, "hem"), ask(office, "farsta")]
    sent = {"step": "forward", "text": "Vi svarar.", "begaran": [str(one.pk) for one in asked]}
    assert at_desk(owner_of(hem), "Moa").post(PLAN.format("stadshus"), sent).status_code == 404
    assert not any(one.words.exists() for one in asked)


def test_ten_times_the_companies_ask_the_database_as_often(office: Client, hem: Organisation) -> None:
    moa = at_desk(owner_of(hem), "Moa")
    ask(office, "hem")
    few = queries(moa, PLAN.format("stadshus"))
    for number in range(10):
        b.board(f"ab{number}", f"Bolag {number}", kind="company", parent=owner_of(hem))
        ask(office, f"ab{number}")
    assert queries(moa, PLAN.format("stadshus")) == few


def test_the_holding_company_reads_its_own_companies_plans_and_no_boards(of_round: Round, hem: Organisation) -> None:
    moa = at_desk(owner_of(hem))
    shown = page(moa, f"{ADDRESS}?mal=kf-13")
    assert "Tryggt hem" in shown
    assert "Farsta" not in shown
    assert "Spara förslaget" not in shown
    assert "Du har ingen roll" in moa.post(ADDRESS, PROPOSAL | {"namnd": "hem"}).content.decode()


def test_who_may_read_all_plans(of_round: Round, farsta: Organisation) -> None:
    assert at_desk(farsta).get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302
    auditor = enter(Client(), b.person("Rut", ("city_auditor", None)))
    shown = page(auditor, f"{ADDRESS}?mal=kf-13")
    assert "mjukare" in shown
    assert "Spara kommentarerna" not in shown
    assert (
        enter(Client(), b.person("Anna", ("city_coordinator", None))).get("/arbete/staden/2016/avstamning/").status_code
        == 404
    )


def test_another_bodys_request_is_not_answered_here(office: Client, farsta: Organisation, hem: Organisation) -> None:
    asked = ask(office, "hem")
    sent = {"step": "answer", "begaran": str(asked.pk), "text": "Vi svarar."}
    assert at_desk(farsta).post(PLAN.format("farsta"), sent).status_code == 404
    assert not asked.words.exists()


def test_a_request_is_ended_with_a_sentence(office: Client) -> None:
    asked = ask(office, om="mal.kf-13")
    empty = office.post(ADDRESS, {"step": "end", "begaran": str(asked.pk), "text": ""})
    assert "Skriv varför" in empty.content.decode()
    office.post(ADDRESS, {"step": "end", "begaran": str(asked.pk), "text": "Ny budget."})
    assert "Ny budget." in page(Client(), PUBLIC)
    assert office.post(ADDRESS, {"step": "end", "begaran": "x", "text": "y"}).status_code == 404


def test_the_desk_leads_to_the_reading(office: Client) -> None:
    assert f'href="{ADDRESS}"' in page(office, "/arbete/")


def test_ten_times_the_requests_ask_the_database_as_often(office: Client, farsta: Organisation) -> None:
    kim = at_desk(farsta)
    fill(office, farsta, 1)
    places: list[tuple[Any, str]] = [
        (office, f"{ADDRESS}?mal=kf-13"),
        (kim, PLAN.format("farsta")),
        (kim, "/arbete/"),
        (Client(), PUBLIC),
    ]
    few = [queries(*place) for place in places]
    fill(office, farsta, 12)
    assert [queries(*place) for place in places] == few
    assert few[0] <= 20


def fill(office: Client, body: Organisation, times: int) -> None:
    for _step in range(times):
        asked = ask(office, body.slug, om="mal.kf-13")
        actions.answer_adjustment(request=asked, text="Ja.", by=COMMAND_LINE, at=b.NOON)
        ask(office, body.slug)


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
