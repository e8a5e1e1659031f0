"""Chapters on the report's page: written one by one, begun from facts, approved one by one, and seen in lists."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Report, Round
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.people.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/arbete/rapport/farsta/2017/t1/"
PLAN = "/arbete/rapport/farsta/2017/vp/"
WHO: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def farsta() -> Any:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    own = b.goal("Tryggheten ökar", owner=board, slug="tryggt")
    b.indicator("Feriejobb", for_goal=own, slug="feriejobb", owner=board, periodicity="tertial")
    actions.open_round(year=2017, kind="vp", cutoff=None, due=None, **WHO)
    actions.open_round(year=2017, kind="t1", cutoff=date(2017, 4, 30), due=None, **WHO)
    return board


def enter(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def writing(client: Client, farsta: Any) -> Client:
    return enter(client, b.person("Sara", ("reporter", farsta)))


def text(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).content.decode()


def stored(key: str, kind: str = "t1") -> str:
    return Report.objects.get(round__kind=kind).sections.get(key=key).text


def test_each_chapter_is_a_field_with_its_instruction_in_the_templates_order(writing: Client) -> None:
    page = text(writing, PLAN)
    assert re.findall(r'<textarea id="s\.([^"]+)\.text"', page) == [
        "summary",
        "goals",
        "dialogplan",
        "jamstalldhet",
        "barnkonsekvens",
        "upphandling",
        "ekonomi",
    ]
    assert 'aria-describedby="hjalp-s.dialogplan"' in page
    assert "Vilka dialoger ni håller" in page


def test_chapters_after_the_goals_come_after_the_rows_that_are_filled_in(writing: Client) -> None:
    page = text(writing)
    places = [page.index(f'id="rad-{key}"') for key in ("s.summary", "s.goals", "i.feriejobb", "g.tryggt", "s.ekonomi")]
    assert places == sorted(places)


def test_a_chapter_saves_itself_alone_with_a_version(writing: Client) -> None:
    one = {"s.dialogplan.version": "0", "s.dialogplan.text": "Två dialoger.\r\nI maj."}
    answer = writing.post(ADDRESS, one, HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    assert 'name="s.dialogplan.version" value="1"' in answer.content.decode()
    assert stored("dialogplan") == "Två dialoger.\nI maj."


def test_the_second_writer_is_told_and_keeps_what_was_written(writing: Client) -> None:
    writing.post(ADDRESS, {"s.dialogplan.version": "0", "s.dialogplan.text": "Först."})
    answer = writing.post(ADDRESS, {"s.dialogplan.version": "0", "s.dialogplan.text": "Sedan."})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Sara hann ändra raden före dig" in page
    assert "Först." in page
    assert ">Sedan.</textarea>" in page


def test_what_is_left_counts_the_chapters_that_are_asked_for(writing: Client) -> None:
    assert "6 av 6 kvar" in text(writing, PLAN)
    writing.post(PLAN, {"s.dialogplan.version": "0", "s.dialogplan.text": "Två."})
    assert "5 av 6 kvar" in text(writing, PLAN)
    assert "16 % skrivet" in text(writing, PLAN)


def test_facts_are_shown_and_come_into_the_text_by_a_press_that_saves_the_rest_too(writing: Client) -> None:
    page = text(writing)
    assert "0 av 1 mål är bedömda. Inte bedömda: Tryggheten ökar." in page
    assert page.count('name="facts"') == 1
    sent = {
        "s.summary.version": "0",
        "s.summary.text": "Vi är på väg.",
        "i.feriejobb.version": "0",
        "i.feriejobb.outcome": "12",
        "facts": "summary",
    }
    answer = writing.post(ADDRESS, sent)
    assert answer["Location"].endswith("#rad-s.summary")
    assert stored("summary").startswith("Vi är på väg.\n\nUr rapportens tabeller, läget 30 april 2017:\n– 0 av 1 mål")
    assert "1 av 1 indikatorer har utfall" in stored("summary")


def test_facts_wait_when_a_row_was_refused(writing: Client) -> None:
    sent = {"s.summary.version": "7", "s.summary.text": "Mitt.", "facts": "summary"}
    assert writing.post(ADDRESS, sent).status_code == 400
    assert (
        "Ur rapportens tabeller" not in text(writing).split('<textarea id="s.summary.text"')[1].split("</textarea>")[0]
    )


@pytest.mark.parametrize("key", ["dialogplan", "klimat"])
def test_a_chapter_without_facts_is_left_as_it_is(writing: Client, key: str) -> None:
    assert writing.post(ADDRESS, {"facts": key}).status_code == 302
    assert not Report.objects.get(round__kind="t1").sections.exists()


def test_enter_in_a_field_saves_and_fetches_no_facts(writing: Client) -> None:
    form = text(writing).split('id="rapport"')[1]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert "facts" not in first.group()


def approver(farsta: Any) -> Client:
    return enter(Client(), b.person("Siv", ("approver", farsta)))


def test_the_head_approves_what_is_written_and_a_change_is_seen(writing: Client, farsta: Any) -> None:
    siv = approver(farsta)
    assert "Godkänn kapitlet" not in text(siv, PLAN)
    writing.post(PLAN, {"s.dialogplan.version": "0", "s.dialogplan.text": "Två."})
    assert "Godkänn kapitlet" not in text(writing, PLAN)
    assert text(siv, PLAN).count("Godkänn kapitlet") == 1
    step = {"chapter": "dialogplan", "version": "1", "approved": "1"}
    page = siv.post(f"{PLAN}steg/approve_chapter/", step, follow=True).content.decode()
    assert "Kapitlet är godkänt." in page
    assert "godkänt av Siv" in page
    assert "16 % godkänt" in page
    writing.post(PLAN, {"s.dialogplan.version": "1", "s.dialogplan.text": "Tre."})
    assert "ändrat efter godkännandet" in text(siv, PLAN)
    refused = siv.post(f"{PLAN}steg/approve_chapter/", step, follow=True).content.decode()
    assert "Kapitlet har ändrats sedan du läste det" in refused


def test_an_approval_is_taken_back_with_the_same_press(writing: Client, farsta: Any) -> None:
    siv = approver(farsta)
    writing.post(PLAN, {"s.dialogplan.version": "0", "s.dialogplan.text": "Två."})
    for approved in ("1", "0"):
        siv.post(f"{PLAN}steg/approve_chapter/", {"chapter": "dialogplan", "version": "1", "approved": approved})
    assert "0 % godkänt" in text(siv, PLAN)


def test_the_coordinator_adds_and_removes_a_chapter_of_the_boards_own(client: Client, farsta: Any) -> None:
    enter(client, b.person("Kim", ("coordinator", farsta)))
    page = client.post(f"{ADDRESS}steg/add_chapter/", {"title": "Skog"}, follow=True).content.decode()
    assert "Kapitlet ”Skog” är tillagt." in page
    assert 'name="s.eget-skog.text"' in page
    page = client.post(f"{ADDRESS}steg/remove_chapter/", {"chapter": "eget-skog"}, follow=True).content.decode()
    assert "Kapitlet är borttaget." in page
    assert "s.eget-skog" not in page


def test_a_reporter_is_offered_no_chapters_of_her_own(writing: Client) -> None:
    assert "Lägg till ett eget kapitel" not in text(writing)
    refused = writing.post(f"{ADDRESS}steg/add_chapter/", {"title": "Skog"}, follow=True).content.decode()
    assert "s.eget-skog" not in refused


def test_lists_say_how_far_each_report_has_come(writing: Client, farsta: Any) -> None:
    writing.post(PLAN, {"s.dialogplan.version": "0", "s.dialogplan.text": "Två."})
    page = text(writing, "/arbete/rapport/farsta/")
    assert "16 % skrivet, 0 % godkänt" in page
    assert "0 % skrivet, 0 % godkänt" in page
    Report.objects.filter(round__kind="vp").update(state="decided")
    assert "16 % skrivet" not in text(writing, "/arbete/rapport/farsta/")


def test_the_citys_coordinator_sees_it_for_those_who_have_not_handed_in(client: Client, farsta: Any) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    assert "0 % skrivet, 0 % godkänt" in text(client, "/arbete/staden/2017/t1/")


def test_the_pages_ask_the_same_number_of_questions_however_many_boards(
    client: Client, farsta: Any, django_assert_max_num_queries: Any
) -> None:
    enter(client, b.person("Anna", ("city_coordinator", None)))
    few = _asked(client)
    opened = Report.objects.get(round__kind="t1").round
    for n in range(4):
        board = b.board(f"namnd-{n}")
        b.goal(owner=board)
        Report.objects.create(round=opened, organisation=board)
    assert _asked(client) == few


def _asked(client: Client) -> int:
    from django.db import connection  # noqa: PLC0415 - only this count needs it
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        client.get("/arbete/staden/2017/t1/")
    return len(asked)


class TestWhoWrites:
    @pytest.fixture
    def sara(self, farsta: Any) -> User:
        Round.objects.filter(kind="t1").update(due=b.NOON.date() + timedelta(days=5))
        return b.person("Sara Ek", ("reporter", farsta))

    def give(self, farsta: Any, sara: User, key: str = "s.ekonomi") -> None:
        coordinator = enter(Client(), b.person("Kim", ("coordinator", farsta)))
        assert 'value="s.ekonomi"' in text(coordinator)
        answer = coordinator.post(f"{ADDRESS}steg/assign/", {"row": key, "person": str(sara.pk)})
        assert answer.status_code == (302 if key == "s.ekonomi" else 404)

    def test_a_chapter_is_given_to_a_person_who_has_it_on_her_desk_until_it_is_written(
        self, client: Client, farsta: Any, sara: User
    ) -> None:
        self.give(farsta, sara)
        assert Notice.objects.get(user=sara).text == "Du har fått ett kapitel att skriva: Ekonomi"
        enter(client, sara)
        mine = text(client, "/arbete/")
        assert "1 rad väntar på dig" in mine
        assert f"{ADDRESS}#rad-s.ekonomi" in mine
        assert "skrivs av Sara Ek" in text(client)
        report = Report.objects.get(round__kind="t1")
        actions.save_section_text(report=report, key="ekonomi", version=0, text="I balans.", **WHO)
        assert "rad väntar på dig" not in text(client, "/arbete/")

    def test_it_is_in_the_reminders_like_a_row(self, farsta: Any, sara: User) -> None:
        self.give(farsta, sara)
        Notice.objects.all().delete()
        actions.send_reminders(**WHO)
        assert "1 rad väntar på dig" in Notice.objects.get(user=sara).text
        Notice.objects.all().delete()
        assert actions.remind(report=Report.objects.get(round__kind="t1"), **WHO) == ["Sara Ek"]

    def test_a_chapter_that_is_not_in_the_report_is_given_to_nobody(self, farsta: Any, sara: User) -> None:
        self.give(farsta, sara, "s.finns-inte")
        assert not Notice.objects.exists()
