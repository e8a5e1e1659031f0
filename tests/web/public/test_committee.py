"""A programme as the committee of the executive board and an elected reader meet it."""

import pytest
from django.test import Client
from tests import builders as b
from tests.reports.asking import DONE, Asking, asking

from samstad.domain.cycle.models import GoalJudgement, Report
from samstad.domain.places.models import AreaListEntry
from samstad.domain.programmes.actions import Wanted, add_request
from samstad.domain.programmes.models import Question
from samstad.domain.steering.models import GoalLineage

pytestmark = pytest.mark.django_db
PAGE = "/program/samman/utskott/"


@pytest.fixture
def city() -> Asking:
    made = asking()
    b.board("utskottet", "Ytterstadsutskottet", kind="board_committee")
    return made


def read(address: str = PAGE) -> str:
    return Client().get(address).content.decode()


def test_the_silent_are_named_and_a_draft_is_not_told(city: Asking) -> None:
    city.answer(city.farsta, text="Hemligt utkast.", activities=[b.activity(city.farsta)])
    text = read()
    assert "Underlag för Ytterstadsutskottet" in text
    assert "2 av 2 har inte svarat" in text
    assert "Planen är inte utsänd." in text
    assert "Hemligt utkast." not in text


def test_an_answer_in_a_plan_that_is_sent_out_is_told(city: Asking) -> None:
    city.answer(city.farsta, text="Så här.", activities=[b.activity(city.farsta, "Vägledning")])
    city.prioritise(city.homes, "Ljusare gårdar.")
    city.send_out(city.farsta, city.social, city.homes)
    text = read()
    assert "1 av 2 har inte svarat" in text
    assert "Aktivitet: Vägledning" in text
    assert "Inte besvarat i planen." in text
    assert "Ljusare gårdar." in text
    assert "1 nämnd eller bolag har inte redovisat allt" in text


def test_a_question_that_has_waited_too_long_is_listed_and_a_new_one_is_not(city: Asking) -> None:
    for slug, day in (("gammal", "2017-01-01"), ("ny", "2999-01-01")):
        Question.objects.create(
            slug=slug, programme=city.programme, asked=city.social, text=f"Kan ni, {slug}?", asked_on=b.day(day)
        )
    text = read()
    assert "Kan ni, gammal?" in text
    assert "Kan ni, ny?" not in text


def test_gaps_are_counted_by_kind(city: Asking) -> None:
    assert "Mål utan indikator" in read()


class TestDemocracy:
    @pytest.fixture
    def followed(self, city: Asking) -> Asking:
        root = b.goal("Ett demokratiskt hållbart Stockholm", "council", 2015, slug="demokrati")
        later = b.goal("En demokratisk stad", "council", 2017, slug="demokrati-2017")
        GoalLineage.objects.create(before=root, after=later, kind="reworded")
        wanted = Wanted("Hur demokratin stärks.", kind="followed", goal=root)
        add_request(programme=city.programme, wanted=wanted, **DONE)
        return city

    def test_what_boards_have_tied_and_written_is_told_and_the_rest_is_not_answered(self, followed: Asking) -> None:
        later = type(followed.goal).objects.get(slug="demokrati-2017")
        own = b.goal("Fler medborgardialoger", owner=followed.farsta, under=later)
        b.activity(followed.social, "Ungdomsråd", for_goal=own)
        report = Report.objects.get(organisation=followed.homes)
        GoalJudgement.objects.create(report=report, goal=later, judgement="full", motivation="Hyresgästråd.", version=1)
        before = read()
        assert "Fler medborgardialoger" in before
        assert "Aktivitet: Ungdomsråd" in before
        assert "Hyresgästråd." not in before
        assert "Inte besvarat:</strong> Hembolaget, Kommunstyrelsen." in before
        followed.send_out(followed.homes)
        assert "Hyresgästråd." in read()

    def test_when_nothing_is_known_everybody_is_unanswered(self, followed: Asking) -> None:
        names = "Farsta stadsdelsnämnd, Hembolaget, Kommunstyrelsen, Socialnämnden."
        assert f"Inte besvarat:</strong> {names}" in read()


def test_a_local_programme_shows_the_priorities_for_itself(city: Asking) -> None:
    district = b.area()
    listed = AreaListEntry.objects.get().area_list
    AreaListEntry.objects.create(area_list=listed, area=district)
    b.programme(b.board("annat", short_name="Annatnämnden"), area=district)
    city.prioritise(city.homes, "Ljusare gårdar.")
    city.send_out(city.homes)
    assert "Annatnämnden" not in read("/program/lup-farsta/utskott/")
    assert "Annatnämnden" in read()


def test_another_year_is_another_page(city: Asking) -> None:
    assert "Vad programmet begär" not in read(f"{PAGE}?ar=2014")
    assert Client().get(f"{PAGE}?ar=abc").status_code == 200
    assert Client().get("/program/finns-inte/utskott/").status_code == 404


def test_the_programme_says_what_it_asks_and_leads_to_the_page(city: Asking) -> None:
    text = read("/program/samman/")
    assert "Målen innebär även att" in text
    assert "Vilka aktiviteter leder till målet?" in text
    assert PAGE in text
    assert "handlingsplaner" not in text


def test_the_number_of_queries_does_not_grow(city: Asking, django_assert_max_num_queries: object) -> None:
    for _ in range(8):
        body = b.board(kind="company")
        city.round.reports.create(organisation=body, state="sent_out")
        b.activity(body, for_goal=city.goal)
    city.answer(city.farsta, activities=[b.activity(city.farsta) for _ in range(8)])
    city.send_out(city.farsta)
    with django_assert_max_num_queries(80):  # type: ignore[operator]  # pytest-django has it
        read()
