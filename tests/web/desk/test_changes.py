"""A change asked for on the plan, decided on the city's list, and flagged wherever the target is read."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.web.desk.test_report import enter

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ChangeRequest, Round
from samstad.domain.cycle.queries import find_report
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Indicator, Target, Value
from samstad.reports.board_report import collect_report, standing

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/staden/2017/andringar/"
PLAN = "/arbete/plan/farsta/?ar=2017"
ASKED = {
    "step": "ask_change",
    "kind": "target",
    "indicator": "feriejobb",
    "new_value": "520",
    "reason": "Färre platser.",
}
DECIDED = {"step": "approve", "body": "kf", "meeting_date": "2017-02-24", "paragraph": "12"}


@pytest.fixture
def farsta() -> Organisation:
    b.board("kf", "Kommunfullmäktige", kind="council")
    board = b.board("farsta", "Farsta stadsdelsnämnd", short_name="Farsta")
    council = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    own = b.goal("Tryggt", owner=board, under=council, slug="tryggt")
    jobs = b.indicator("Feriejobb", own, slug="feriejobb", council=True, direction="higher", periodicity="tertial")
    Target.objects.create(indicator=jobs, organisation=board, year=2017, value=610, known_from=date(2017, 1, 1))
    Value.objects.create(indicator=jobs, organisation=board, period="2016", value=500, known_from=date(2017, 1, 1))
    return board


@pytest.fixture
def kim(farsta: Organisation) -> Client:
    return enter(Client(), b.person("Kim", ("coordinator", farsta)))


@pytest.fixture
def office(farsta: Organisation) -> Client:
    return enter(Client(), b.person("Anna", ("city_coordinator", None)))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def decided(kim: Client, office: Client) -> ChangeRequest:
    kim.post(PLAN, ASKED)
    asked = ChangeRequest.objects.latest("pk")
    office.post(ADDRESS, DECIDED | {"andring": str(asked.pk), "registration_number": "110-4/2017"})
    return asked


def test_a_change_is_asked_for_on_the_plan_and_waits_on_the_citys_list(kim: Client, office: Client) -> None:
    done = kim.post(PLAN, ASKED, follow=True).content.decode()
    assert "Ändringen är begärd" in done
    assert "Väntar på beslut" in done
    assert 'href="/arbete/staden/2017/andringar/"' in page(office, "/arbete/")
    shown = page(office, ADDRESS)
    assert "Farsta stadsdelsnämnd: Feriejobb" in shown
    assert "610 → <strong>520</strong>" in shown
    assert "mjukare mål" in shown
    assert "mjukare mål, förut" not in page(kim, PLAN), "nothing is softened before it is decided"


def test_the_years_changes_are_reached_also_when_none_waits(farsta: Organisation, office: Client) -> None:
    Round.objects.create(slug="2017-t1", year=2017, kind="t1", opened_on=date(2017, 4, 1))
    assert 'href="/arbete/staden/2017/andringar/"' in page(office, "/arbete/")
    assert 'href="/arbete/staden/2017/andringar/"' in page(office, "/arbete/staden/2017/t1/")


def test_a_refused_form_keeps_what_was_written(kim: Client, office: Client) -> None:
    answer = kim.post(PLAN, ASKED | {"new_value": "färre"})
    assert (answer.status_code, "är inget tal" in answer.content.decode()) == (400, True)
    assert "Färre platser.</textarea>" in answer.content.decode()
    kim.post(PLAN, ASKED)
    pk = str(ChangeRequest.objects.get().pk)
    answer = office.post(ADDRESS, DECIDED | {"andring": pk, "meeting_date": "2099-01-01"})
    assert (answer.status_code, "inte varit än" in answer.content.decode()) == (400, True)
    assert 'value="12"' in answer.content.decode()


def test_a_softened_target_says_so_with_the_old_one_beside_it(kim: Client, office: Client) -> None:
    decided(kim, office)
    assert "mjukare mål, förut 610" in page(kim, PLAN)
    goal = page(Client(), "/mal/2017/tryggt/")
    assert "mjukare mål</strong> 610 → 520" in goal
    assert "Kommunfullmäktige 2017-02-24 § 12" in goal
    actions.open_round(year=2017, kind="t1", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    assert "mjukare mål, förut 610" in page(kim, "/arbete/rapport/farsta/2017/t1/")


@pytest.mark.parametrize("kind", ["vp", "t1"])
def test_a_report_and_a_plan_tell_a_softened_target_in_their_table(kim: Client, office: Client, kind: str) -> None:
    actions.open_round(year=2017, kind=kind, cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    report = find_report("farsta", 2017, kind)
    assert report is not None
    before = collect_report(report)
    assert "own_target_before" not in before["indicators"][0]
    decided(kim, office)
    facts = collect_report(report)
    assert (facts["indicators"][0]["own_target"], facts["indicators"][0]["own_target_before"]) == ("520", "610")
    shown = standing(report, may_see_draft=True)
    assert shown is not None
    assert "520 (mjukare mål, förut 610)" in page(kim, f"/uppfoljning/2017/{kind}/farsta/")


def test_a_sharper_target_is_not_flagged(kim: Client, office: Client) -> None:
    kim.post(PLAN, ASKED | {"new_value": "640"})
    office.post(ADDRESS, DECIDED | {"andring": str(ChangeRequest.objects.get().pk)})
    assert "årsmål 640" in page(kim, PLAN)
    assert "mjukare" not in page(kim, PLAN)
    assert "mjukare" not in page(Client(), "/mal/2017/tryggt/")


def test_decided_changes_are_read_by_all_with_who_decided(kim: Client, office: Client) -> None:
    actions.open_round(year=2017, kind="avstamning", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    kim.post(PLAN, ASKED)
    assert "Färre platser." not in page(Client(), "/uppfoljning/2017/avstamning/")
    pk = ChangeRequest.objects.get().pk
    office.post(ADDRESS, DECIDED | {"andring": str(pk), "registration_number": "110-4/2017"})
    shown = page(Client(), "/uppfoljning/2017/avstamning/")
    assert "Kommunfullmäktige 24 februari 2017 § 12, dnr 110-4/2017" in shown
    assert "610 → <strong>520</strong>" in shown


def test_refusing_needs_a_sentence_which_the_board_reads(kim: Client, office: Client) -> None:
    kim.post(PLAN, ASKED)
    pk = str(ChangeRequest.objects.get().pk)
    empty = office.post(ADDRESS, {"step": "refuse", "andring": pk, "answer": ""})
    assert "varför ändringen avslås" in empty.content.decode()
    office.post(ADDRESS, {"step": "refuse", "andring": pk, "answer": "Pengar finns."})
    assert "Pengar finns." in page(kim, PLAN)
    assert "Ändringar att besluta" not in page(office, "/arbete/")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"kind": "indicator", "new_value": "", "new_name": "Sommarjobb"}, "Feriejobb → <strong>Sommarjobb</strong>"),
        ({"kind": "responsible", "new_value": "", "new_body": "bromma"}, "– → <strong>Bromma</strong>"),
    ],
)
def test_a_name_and_who_is_responsible_change_the_same_way(
    kim: Client, office: Client, form: dict[str, str], told: str
) -> None:
    b.board("bromma", "Bromma")
    kim.post(PLAN, ASKED | form)
    assert told in page(office, ADDRESS)
    office.post(ADDRESS, DECIDED | {"andring": str(ChangeRequest.objects.get().pk)})
    changed = Indicator.objects.select_related("owner").get()
    assert "Sommarjobb" in (changed.name, form.get("new_name", "Sommarjobb"))
    assert (changed.owner.slug if changed.owner else "") == form.get("new_body", "")
    assert told in page(office, ADDRESS)


def test_only_the_city_decides(kim: Client) -> None:
    assert kim.get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


def test_ten_times_the_changes_ask_the_database_as_often(kim: Client, office: Client) -> None:
    decided(kim, office)
    few = [queries(kim, PLAN), queries(office, ADDRESS), queries(office, "/arbete/")]
    for step in range(10):
        kim.post(PLAN, ASKED | {"new_value": str(500 - step)})
        office.post(ADDRESS, DECIDED | {"andring": str(ChangeRequest.objects.latest("pk").pk)})
    kim.post(PLAN, ASKED | {"new_value": "100"})
    assert [queries(kim, PLAN), queries(office, ADDRESS), queries(office, "/arbete/")] == few


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_new_indicator_for_a_goal_and_an_end_are_asked_for_on_the_plan_and_decided(
    kim: Client, office: Client, farsta: Organisation
) -> None:
    b.goal("Fler i arbete", owner=farsta, slug="arbete")
    assert "Fler i arbete</option>" in page(kim, PLAN)
    kim.post(PLAN, {**ASKED, "kind": "follow", "new_value": "", "goal": "arbete"})
    kim.post(PLAN, {**ASKED, "kind": "end", "new_value": ""})
    assert {row.kind for row in ChangeRequest.objects.all()} == {"follow", "end"}
    for row in ChangeRequest.objects.all():
        office.post(ADDRESS, {**DECIDED, "andring": str(row.pk)})
    text = page(office, ADDRESS)
    assert "<strong>Fler i arbete</strong>" in text
    assert "Indikatorn upphör" in text
    assert Indicator.objects.get(slug="feriejobb").retired_on
