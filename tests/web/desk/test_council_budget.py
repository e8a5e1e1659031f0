"""The city's coordinator makes the council's budget, boards see what is theirs, and everybody reads the decided one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import WHO, BudgetCity, answer, assign, decide, propose
from tests.web.desk.test_report import enter

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AssignedBoard, CouncilAssignment, CouncilTarget, MeasureAnswer, ProposedMeasure
from samstad.domain.steering.models import Target

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/staden/2018/kf-budget/"
PUBLIC = "/uppfoljning/2018/kf-budget/"
PLAN = "/arbete/plan/farsta/?ar=2018"


@pytest.fixture
def city() -> BudgetCity:
    return budget_city.build()


@pytest.fixture
def anna(client: Client, city: BudgetCity) -> Client:
    return enter(client, b.person("Anna Skog", ("city_coordinator", None)))


def page(client: Client, address: str = ADDRESS) -> str:
    found = client.get(address)
    assert found.status_code == 200
    return found.content.decode()


def send(client: Client, **form: str | list[str]) -> str:
    return client.post(ADDRESS, form, follow=True).content.decode()


def test_only_the_citys_coordinator_sees_the_proposal(client: Client, city: BudgetCity) -> None:
    enter(client, b.person("Kim", ("coordinator", city.farsta)))
    assert client.get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302
    assert "Kommunfullmäktiges budget" not in page(client, "/arbete/")


def test_the_desk_leads_to_the_budgets_of_every_year_that_is_open(anna: Client, city: BudgetCity) -> None:
    budget_city.open_round("kf-budget", 2019)
    shown = page(anna, "/arbete/")
    assert ADDRESS in shown
    assert "/arbete/staden/2019/kf-budget/" in shown
    assert anna.get("/arbete/staden/2020/kf-budget/").status_code == 404


def test_a_boards_measures_are_answered_in_one_form(anna: Client, city: BudgetCity) -> None:
    first, second, third = (propose(city.proposal, title) for title in ("Ett", "Två", "Tre"))
    assert "Farsta" in page(anna).split("Har inte lämnat in underlag")[1]
    budget_city.hand_in(city.proposal)
    assert "3 väntar på svar" in page(anna)
    sent = {f"{row.slug}.version": "0" for row in (first, second, third)}
    sent |= {f"{first.slug}.kind": "granted", f"{first.slug}.text": "Ryms i ramen."}
    sent |= {f"{second.slug}.kind": "partly", f"{second.slug}.text": "En början.", f"{second.slug}.2018.running": "1,5"}
    shown = send(anna, step="answers", group="farsta", **sent)
    assert "2 svar är sparade" in shown
    assert "1 väntar på svar" in shown
    assert {row.measure: row.kind for row in MeasureAnswer.objects.all()} == {first: "granted", second: "partly"}
    assert 'value="1,5"' in shown
    assert "0 svar är sparade" in send(
        anna, step="answers", **(sent | {f"{first.slug}.version": "1", f"{second.slug}.version": "1"})
    )


def test_a_refused_answer_keeps_its_words_and_the_others_are_saved(anna: Client, city: BudgetCity) -> None:
    first, second = propose(city.proposal, "Ett"), propose(city.proposal, "Två")
    budget_city.hand_in(city.proposal)
    sent = {f"{first.slug}.version": "0", f"{first.slug}.kind": "partly", f"{first.slug}.text": "Halva."}
    sent |= {f"{second.slug}.version": "0", f"{second.slug}.kind": "no", f"{second.slug}.text": "Inte i år."}
    shown = send(anna, step="answers", group="farsta", **sent)
    assert "Ange hur mycket av pengarna som beviljas" in shown
    assert "Halva.</textarea>" in shown
    assert [row.measure for row in MeasureAnswer.objects.all()] == [second]
    late = send(
        anna,
        step="answers",
        **{f"{second.slug}.version": "0", f"{second.slug}.kind": "granted", f"{second.slug}.text": "Jo."},
    )
    assert "hann ändra raden före dig" in late
    assert "Inte i år." in late.split("Nu står där:")[1]
    assert f'name="{second.slug}.version" value="1"' in late


def test_targets_and_assignments_are_entered_changed_and_taken_away(anna: Client, city: BudgetCity) -> None:
    known = b.indicator("Andel trygga", slug="trygga")
    Target.objects.create(indicator=known, year=2017, value=Decimal(71), known_from=date(2016, 11, 20))
    assert "Årsmålet är inlagt" in send(anna, step="target", indicator="trygga", goal="kf-trygg", value="75,5")
    new = {"name": "Fritidsgårdar", "unit": "antal", "direction": "higher", "periodicity": "year", "value": "40"}
    shown = send(anna, step="target", indicator="", **new)
    assert "Fritidsgårdar" in shown.split('id="arsmal"')[1]
    assert ">71<" in shown
    slug = CouncilTarget.objects.get(name="Fritidsgårdar").slug
    assert "Årsmålet är ändrat" in send(anna, step="change_target", slug=slug, version="1", value="45")
    assert "hann ändra raden" in send(anna, step="withdraw_target", slug=slug, version="1", value="45")
    assert "borttaget ur budgeten" in send(anna, step="withdraw_target", slug=slug, version="2", value="45")
    task = {"title": "Öppna gården", "text": "Året runt.", "goal": "kf-trygg", "start": "", "end": "2018-12-31"}
    shown = send(anna, step="assign", board=["farsta", "bromma"], **task)
    assert "Bromma, Farsta" in shown.split('id="uppdrag"')[1]
    slug = CouncilAssignment.objects.get().slug
    send(anna, step="change_assign", slug=slug, version="1", board=["farsta"], **task)
    assert [part.organisation for part in AssignedBoard.objects.all()] == [city.farsta]
    assert "Uppdraget är borttaget" in send(anna, step="withdraw_assign", slug=slug, version="2")


@pytest.mark.parametrize(
    ("form", "sentence", "kept"),
    [
        ({"step": "target", "indicator": "", "name": "Mått", "value": "1"}, "Välj ett alternativ", 'value="Mått"'),
        ({"step": "target", "indicator": "", "name": "Mått", "value": "x"}, "är inget tal", 'value="Mått"'),
        ({"step": "target", "indicator": "", "name": "Mått", "value": ""}, "årsmålet som ett tal", 'value="Mått"'),
        ({"step": "assign", "title": "Öppna"}, "Välj vilka nämnder", 'value="Öppna"'),
        ({"step": "assign", "title": "Öppna", "board": "farsta", "end": "snart"}, "slutdagen som", "checked> Farsta"),
        ({"step": "decide", "decided_on": "", "paragraph": "7"}, "sammanträdesdagen som", 'value="7"'),
        ({"step": "decide", "decided_on": "2017-11-20", "paragraph": "7"}, "Budgeten är tom", 'value="2017-11-20"'),
    ],
)
def test_what_cannot_be_is_said_and_nothing_has_to_be_written_again(
    anna: Client, form: dict[str, str], sentence: str, kept: str
) -> None:
    shown = send(anna, **form)
    assert sentence in shown
    assert kept in shown
    assert anna.post(ADDRESS, {"step": "hitta-på"}).status_code == 404


def test_from_proposal_to_decision_as_everybody_sees_it(anna: Client, city: BudgetCity) -> None:
    measure = propose(city.proposal, "Fältarbete")
    budget_city.send_out(city.proposal)
    sent = {f"{measure.slug}.version": "0", f"{measure.slug}.kind": "no", f"{measure.slug}.text": "Inte i år."}
    send(anna, step="answers", group="farsta", **sent)
    send(anna, step="assign", title="Öppna gården", board=["farsta"])
    visitor = Client()
    before = page(visitor, PUBLIC)
    assert "inte beslutad än" in before
    assert "Fältarbete" in before
    assert "Öppna gården" not in before
    assert "Inte i år." not in page(visitor, "/namnder/farsta/")
    decided = send(anna, step="decide", decided_on="2017-11-20", paragraph="21", registration_number="123/2017")
    assert "Beslutad 20 november 2017, § 21" in decided
    assert "Spara svaren" not in decided
    after = page(visitor, PUBLIC)
    for words in ("Öppna gården", "Inte i år.", "123/2017"):
        assert words in after
    board = page(visitor, "/namnder/farsta/").split("Fullmäktiges budget 2018")[1]
    assert "Inte i år." in board
    assert "Inte besvarat i planen" in board
    assert visitor.get(f"{PUBLIC}rapport.pdf")["Content-Type"] == "application/pdf"
    assert visitor.get(f"{PUBLIC}rapport.xyz").status_code == 404
    assert PUBLIC in page(visitor, "/uppfoljning/")
    assert visitor.get("/uppfoljning/2019/kf-budget/").status_code == 404


def test_the_board_answers_its_assignment_in_its_plan(client: Client, city: BudgetCity) -> None:
    measure = propose(city.proposal, "Fältarbete")
    budget_city.send_out(city.proposal)
    answer(city, measure, "partly", text="En början.", granted={(2018, "running"): Decimal(1)})
    assign(city, city.farsta)
    enter(client, b.person("Ada", ("coordinator", city.farsta)))
    assert "Fullmäktiges budget 2018" not in page(client, PLAN)
    decide(city)
    budget_city.open_round("vp")
    shown = page(client, PLAN)
    assert "Behöver ett svar i planen" in shown
    assert "En början." in shown
    vp = page(client, "/arbete/rapport/farsta/2018/vp/")
    assert "7 av 7 kvar" in vp
    assert f'href="{PLAN}#fullmaktige"' in vp
    assert "Öppna fritidsgården" in page(client, "/arbete/plan/farsta/2017/nasta/")
    slug = CouncilAssignment.objects.get().slug
    sent = {"step": "assignment", "assignment": slug, "version": "0", "text": "Vi öppnar i mars."}
    assert "Uppdraget är besvarat" in client.post(PLAN, sent, follow=True).content.decode()
    late = client.post(PLAN, sent | {"text": "Vi väntar."})
    assert late.status_code == 400
    assert "Vi väntar.</textarea>" in late.content.decode()
    assert "6 av 7 kvar" in page(client, "/arbete/rapport/farsta/2018/vp/")
    assert "Vi öppnar i mars." in page(Client(), "/namnder/farsta/")
    assert client.post(PLAN, sent | {"assignment": "annat"}).status_code == 404


def test_a_plan_written_before_the_budget_is_decided_says_so(client: Client, city: BudgetCity) -> None:
    budget_city.open_round("vp")
    enter(client, b.person("Ada", ("coordinator", city.farsta)))
    assert "Inte beslutad än" in page(client, "/arbete/rapport/farsta/2018/vp/")


def test_an_assignment_over_several_years_stays_on_the_plan(client: Client, city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    enter(client, b.person("Ada", ("coordinator", city.farsta)))
    for year, there in ((2017, False), (2018, True), (2020, True)):
        assert ("Öppna fritidsgården" in page(client, f"/arbete/plan/farsta/?ar={year}")) is there


def asked(client: Client, *addresses: str) -> list[int]:
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        counts.append(len(queries))
    return counts


def test_ten_times_the_proposal_asks_the_database_as_often(anna: Client, city: BudgetCity) -> None:
    for number in range(22):
        propose(city.proposal, f"Åtgärd {number}")
    budget_city.send_out(city.proposal)
    measures = list(city.proposal.round.measures.all())
    few = 0
    for number, measure in enumerate(measures):
        actions.propose_target(of_round=city.budget, of=b.indicator(), goal=None, value=Decimal(1), **WHO)
        assign(city, city.farsta, city.bromma, title=f"Uppdrag {number}")
        answer(city, measure, "partly", granted={(2018, "running"): Decimal(1)})
        few = few or asked(anna, ADDRESS)[0]
    assert asked(anna, ADDRESS) == [few]


def test_ten_times_the_decided_budget_asks_the_database_as_often(client: Client, city: BudgetCity) -> None:
    ada = enter(client, b.person("Ada", ("coordinator", city.farsta)))
    addresses = (PUBLIC, PLAN, "/arbete/rapport/farsta/2018/vp/", "/namnder/farsta/", "/arbete/plan/farsta/2017/nasta/")
    budget_city.open_round("vp")
    measure = propose(city.proposal)
    budget_city.send_out(city.proposal)
    answer(city, measure, "partly", granted={(2018, "running"): Decimal(1)})
    assign(city, city.farsta)
    decide(city)
    few = asked(ada, *addresses)
    for number in range(12):
        task = CouncilAssignment.objects.create(round=city.budget, slug=f"u-{number}", title=f"Uppdrag {number}")
        activity = b.activity(city.farsta, year=2018, origin="council")
        AssignedBoard.objects.create(assignment=task, organisation=city.farsta, activity=activity)
        more = ProposedMeasure.objects.create(
            slug=f"m-{number}", round=city.proposal.round, organisation=city.farsta, title=f"Åtgärd {number}", text="x"
        )
        MeasureAnswer.objects.create(measure=more, round=city.budget, kind="no", text="Nej.")
    assert asked(ada, *addresses) == few
