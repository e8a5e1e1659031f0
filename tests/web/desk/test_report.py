"""The report table in the browser's terms: fields in, rows saved, and nobody's words lost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import IndicatorRow, Report, Snapshot
from samstad.domain.cycle.queries import find_report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User
from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.steering.models import Indicator, Target, Value

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/rapport/farsta/2017/t1/"


@pytest.fixture
def farsta() -> Any:
    board = b.board("farsta", "Farsta stadsdelsnämnd", area=b.area("farsta", "Farsta"))
    b.board("polisen", "Polisen", kind="external")
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    own = b.goal("Tryggheten ökar", under=council, owner=board, slug="tryggt")
    b.indicator("Feriejobb", for_goal=own, slug="feriejobb", owner=board, periodicity="tertial", by_sex=True)
    b.activity(board, "Nattvandringar", for_goal=own, slug="nattvandring")
    actions.open_round(
        year=2017, kind="t1", cutoff=date(2017, 4, 30), due=date(2017, 5, 20), by=COMMAND_LINE, at=b.NOON
    )
    return board


@pytest.fixture
def report(farsta: Any) -> Report:
    found = find_report("farsta", 2017, "t1")
    assert found is not None
    return found


def enter(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(**changes: str) -> dict[str, str]:
    filled = {
        "i.feriejobb.version": "0",
        "i.feriejobb.outcome": "140,5",
        "i.feriejobb.outcome_women": "70",
        "i.feriejobb.outcome_men": "70,5",
        "i.feriejobb.forecast": "1 600",
        "a.nattvandring.version": "0",
        "a.nattvandring.status": "ongoing",
        "g.tryggt.version": "0",
        "g.tryggt.judgement": "partly",
        "g.kf-13.version": "0",
        "g.kf-13.judgement": "full",
        "s.summary.version": "0",
        "s.summary.text": "Vi är på väg.",
    }
    return filled | {name.replace("__", "."): value for name, value in changes.items()}


def test_a_stranger_is_sent_to_sign_in_and_a_person_without_role_is_told(client: Client, farsta: Any) -> None:
    assert client.get(ADDRESS).status_code == 302
    answer = enter(client, b.person()).get(ADDRESS)
    assert answer.status_code == 403
    assert "Du har ingen roll i Farsta" in answer.content.decode()


def test_a_whole_report_is_filled_in_with_one_button(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    assert "5 av 5 kvar" in client.get(ADDRESS).content.decode()
    answer = client.post(ADDRESS, form(), follow=True)
    assert "Allt är besvarat" in answer.content.decode()
    assert "5 rader är sparade" in answer.content.decode()
    row = IndicatorRow.objects.get(report=report)
    assert (row.outcome, row.forecast, row.changed_by) == (Decimal("140.5"), Decimal(1600), "Sara")


def test_a_row_with_a_target_for_its_gap_tells_of_the_gap(client: Client, report: Report, farsta: Any) -> None:
    jobs = Indicator.objects.get(slug="feriejobb")
    chosen = AreaList.objects.create(slug="en", title="Den ena")
    AreaListEntry.objects.create(area_list=chosen, area=farsta.area)
    for number, area in enumerate([farsta.area, b.area(), b.area(), b.area()]):
        Value.objects.create(
            indicator=jobs, area=area, period="2017-T1", value=10 - number, known_from=date(2017, 5, 1)
        )
    text = enter(client, b.person("Ada", ("reporter", farsta))).get(ADDRESS).content.decode()
    assert "Den ena" not in text
    Target.objects.create(indicator=jobs, year=2017, kind="gap", value=1, known_from=date(2016, 12, 1))
    Indicator.objects.update(direction="lower")
    text = client.get(ADDRESS).content.decode()
    assert "Gap 2 procentenheter, områdena i ”Den ena” jämförda med övriga, mål högst 1. Når inte målet" in text


def test_saving_again_without_a_change_writes_nothing(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    client.post(ADDRESS, form())
    page = client.get(ADDRESS).content.decode()
    assert 'value="140,5"' in page
    client.post(ADDRESS, form(i__feriejobb__version="1", a__nattvandring__version="1"))
    assert IndicatorRow.objects.get(report=report).version == 1


def test_one_bad_row_keeps_what_was_written_and_the_others_are_saved(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    answer = client.post(ADDRESS, form(i__feriejobb__outcome="många", a__nattvandring__status="deviates"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "”många” är inget tal" in page
    assert 'value="många"' in page
    assert "Skriv en mening om vad som avviker" in page
    assert report.judgements.filter(version=1).count() == 2
    assert not IndicatorRow.objects.filter(version__gt=0).exists()


def test_the_one_who_is_waited_for_is_chosen_from_the_list(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    waiting = {"a__nattvandring__status": "waiting", "a__nattvandring__deviation": "Avtalet dröjer."}
    answer = client.post(ADDRESS, form(**waiting) | {"a.nattvandring.waiting_for": "Ingen alls"})
    assert "”Ingen alls” finns inte" in answer.content.decode()
    client.post(ADDRESS, form(**waiting) | {"a.nattvandring.waiting_for": "Polisen"})
    row = report.activity_rows.get()
    assert row.waiting_for is not None
    assert row.waiting_for.slug == "polisen"


def test_a_row_saves_itself_and_comes_back_alone(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    for part in ("i.feriejobb", "a.nattvandring", "g.tryggt", "s.summary"):
        sent = {name: value for name, value in form().items() if name.startswith(part)}
        answer = client.post(ADDRESS, sent, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'id="rad-{part}"' in page
        assert "<html" not in page
        assert f'name="{part}.version" value="1"' in page


def test_the_second_writer_sees_what_stands_and_may_insist(client: Client, report: Report) -> None:
    first = b.person("Ada", ("reporter", report.organisation))
    enter(client, first).post(ADDRESS, form())
    enter(client, b.person("Bo", ("reporter", report.organisation)))
    row = {"i.feriejobb.version": "0", "i.feriejobb.outcome": "99"}
    answer = client.post(ADDRESS, row, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ada hann ändra raden före dig" in page
    assert "140,5" in page
    assert 'value="99"' in page
    client.post(ADDRESS, row | {"i.feriejobb.version": "1"})
    assert IndicatorRow.objects.get(report=report).outcome == Decimal(99)


def test_a_row_that_is_not_in_the_report_is_not_found(client: Client, report: Report) -> None:
    enter(client, b.person("Sara", ("reporter", report.organisation)))
    assert client.post(ADDRESS, {"i.annan.version": "0"}, headers={"HX-Request": "true"}).status_code == 404
    assert client.get("/arbete/rapport/farsta/2016/t1/").status_code == 404


def test_a_reporter_is_offered_no_step_and_an_approver_no_field(client: Client, report: Report) -> None:
    page = enter(client, b.person("Sara", ("reporter", report.organisation))).get(ADDRESS).content.decode()
    assert "Samordnaren lämnar rapporten till godkännande" in page
    page = enter(client, b.person("Olle", ("approver", report.organisation))).get(ADDRESS).content.decode()
    assert 'name="i.feriejobb.outcome"' not in page


def test_from_draft_to_correction_sheet_each_step_by_its_own_role(client: Client, report: Report) -> None:
    board = report.organisation
    people = {role: b.person(role.title(), (role, board)) for role in ("coordinator", "approver", "secretary")}

    def step(role: str, name: str, **fields: str) -> str:
        enter(client, people[role])
        return client.post(f"{ADDRESS}steg/{name}/", fields, follow=True).content.decode()

    assert "5 rader saknar svar" in step("coordinator", "hand_in")
    enter(client, people["coordinator"]).post(ADDRESS, form())
    assert "Avsnittet är klart" in step("coordinator", "mark", section="goals", ready="1")
    assert "Avsnittet är öppnat igen" in step("coordinator", "mark", section="goals", ready="0")
    assert "lämnad till godkännande" in step("coordinator", "hand_in")
    assert "Skriv vad som behöver ändras" in step("approver", "return", comment="")
    assert "återlämnad med din kommentar" in step("approver", "return", comment="Förklara.")
    assert "Förklara." in client.get(ADDRESS).content.decode()
    step("coordinator", "hand_in")
    assert "godkänd och inlämnad" in step("approver", "approve")
    assert "ingen roll som får sända ut" in step("approver", "send_out", on="2017-05-11")
    assert "år-månad-dag" in step("secretary", "send_out", on="igår")
    assert "kan läsas av alla" in step("secretary", "send_out", on="2017-05-11")
    assert "bordlagd" in step("secretary", "table", meeting_date="2017-05-18", paragraph="3")
    assert "Beslutet är infört" in step("secretary", "decide", meeting_date="2017-06-15", paragraph="4")
    assert "justerat" in step("secretary", "verify")
    assert "Välj en indikator" in step("secretary", "correct", note="Fel", on="2017-06-20")
    assert "finns inte i rapporten" in step("secretary", "correct", note="Fel", on="2017-06-20", indicator="annan")
    sheet = {"note": "Fel siffra", "on": "2017-06-20", "indicator": "feriejobb", "outcome": "141"}
    assert "Utbytesblad 1 är infört" in step("secretary", "correct", **sheet)
    assert "Utbytesblad 2" in step("secretary", "correct", note="Text", on="2017-06-21", summary="Ny text.")
    assert [s.stage for s in Snapshot.objects.order_by("pk")] == ["sent_out", "decided", "correction", "correction"]


def test_a_report_is_referred_back_to_the_office(client: Client, report: Report) -> None:
    enter(client, b.person("Allt", ("coordinator", report.organisation))).post(ADDRESS, form())
    actions.hand_in(report=report, by=COMMAND_LINE, at=b.NOON)
    actions.approve(report=report, by=COMMAND_LINE, at=b.NOON)
    enter(client, b.person("Mina", ("secretary", report.organisation)))
    client.post(f"{ADDRESS}steg/send_out/", {"on": "2017-05-11"})
    fields = {"meeting_date": "2017-05-18", "paragraph": "3", "motivation": "Komplettera."}
    answer = client.post(f"{ADDRESS}steg/refer_back/", fields, follow=True)
    assert "återremitterad till förvaltningen" in answer.content.decode()


def test_a_row_is_handed_to_a_colleague_and_stands_on_their_page(client: Client, report: Report) -> None:
    sara = b.person("Sara Ek", ("reporter", report.organisation))
    enter(client, b.person("Kim", ("coordinator", report.organisation)))
    fields = {"row": "a.nattvandring", "person": str(sara.pk)}
    assert "Raden är fördelad" in client.post(f"{ADDRESS}steg/assign/", fields, follow=True).content.decode()
    assert "Sara Ek" in client.get(ADDRESS).content.decode()
    page = enter(client, sara).get("/arbete/").content.decode()
    assert "1 rad väntar på dig" in page
    assert "Nattvandringar" in page
    assert "Du har fått en rad att rapportera" in page
    client.post("/arbete/last/")
    assert "Du har fått en rad att rapportera" not in client.get("/arbete/").content.decode()


def test_odd_steps_and_rows_are_not_found(client: Client, report: Report) -> None:
    enter(client, b.person("Kim", ("coordinator", report.organisation)))
    assert client.post(f"{ADDRESS}steg/hoppa/").status_code == 404
    assert client.post(f"{ADDRESS}steg/assign/", {"row": "x.y"}).status_code == 404
    assert client.post(f"{ADDRESS}steg/mark/", {"section": "annat"}).status_code == 404


def test_the_desk_lists_what_waits_for_each_role(client: Client, report: Report) -> None:
    assert "Inget väntar på dig" in enter(client, b.person("Ny")).get("/arbete/").content.decode()
    page = enter(client, b.person("Kim", ("coordinator", report.organisation))).get("/arbete/").content.decode()
    assert "1 rapport väntar på dig" in page
    assert "skriv och lämna till godkännande" in page
    assert "Farsta stadsdelsnämnd" in page
    assert client.get("/arbete/rapport/farsta/").status_code == 200
    assert enter(client, b.person("Annan")).get("/arbete/rapport/farsta/").status_code == 403
