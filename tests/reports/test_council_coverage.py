"""Coverage before fulfilment: who carries the city's goal with a goal of its own, told apart from how it goes."""

import pytest
from django.test import Client
from tests import builders as b

from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import Round
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.models import Goal, GoalRole
from samstad.reports.council_report import collect_round, round_document
from samstad.reports.council_report.coverage import coverage_sentence
from samstad.reports.council_report.meeting import compose_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Goal:
    goal = b.goal("En trygg stad", sphere="council", slug="kf-13", number="1.3")
    for slug, role in (("norr", "leads"), ("soder", "concerned"), ("hjalp", "contributes")):
        board = b.board(slug, f"{slug.capitalize()} nämnd", short_name=slug.capitalize())
        GoalRole.objects.create(goal=goal, organisation=board, role=role)
        if slug != "soder":
            b.goal("Tryggt", under=goal, owner=board)
    return goal


@pytest.fixture
def of_round(council: Goal) -> Round:
    return actions.open_round(year=2017, kind="t1", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)


def test_those_who_must_answer_and_have_no_goal_of_their_own_are_named(of_round: Round) -> None:
    (goal,) = collect_round(of_round)["goals"]
    assert goal["coverage"] == {"answering": 2, "without": ["Soder"], "others": 1}
    assert coverage_sentence(goal["coverage"]) == (
        "1 av 2 ansvariga och berörda har ett eget mål. Saknar eget mål: Soder. 1 till har ett eget mål."
    )


def test_a_goal_that_has_ended_carries_nothing(of_round: Round) -> None:
    Goal.objects.filter(owner__slug="norr").update(ended=True)
    assert collect_round(of_round)["goals"][0]["coverage"]["without"] == ["Norr", "Soder"]


def test_neither_changes_the_other(of_round: Round, council: Goal) -> None:
    before = collect_round(of_round)["goals"][0]
    actions.propose_assessment(
        of_round=of_round, goal=council, judgement="full", text="", version=0, by=COMMAND_LINE, at=b.NOON
    )
    judged = collect_round(of_round)["goals"][0]
    assert judged["coverage"] == before["coverage"], "a city that says it is met leaves the lack in sight"
    new = b.board("till", "Tillkommen nämnd")
    b.goal("Tryggt", under=council, owner=new)
    GoalRole.objects.create(goal=council, organisation=new, role="leads")
    covered = collect_round(of_round)["goals"][0]
    assert covered["coverage"]["answering"] == 3
    assert (covered["suggestion"], covered["assessment"]) == (judged["suggestion"], judged["assessment"])


def test_it_stands_before_fulfilment_on_the_page_and_in_the_document(client: Client, of_round: Round) -> None:
    texts = [client.get("/uppfoljning/2017/t1/").content.decode(), render_html(round_document(of_round))]
    for text in texts:
        assert "Saknar eget mål: Soder." in text
        assert text.index("Saknar eget mål") < text.index("har inte svarat")
        assert "Hur det går står för sig" in text


def test_a_meeting_hears_of_a_goal_that_somebody_responsible_has_no_goal_for(of_round: Round) -> None:
    (goal,) = compose_meeting(collect_round(of_round)).goals
    assert goal.exceptions[0] == "Saknar eget mål: Soder."


def test_a_goal_that_nobody_answers_for_says_so(client: Client) -> None:
    b.goal("Tyst mål", sphere="council", slug="tyst")
    assert "Ingen är utpekad som ansvarig" in client.get("/mal/2017/tyst/").content.decode()
    assert coverage_sentence({"answering": 0, "without": [], "others": 2}).endswith("2 har ett eget mål under det.")


def test_an_old_roll_up_tells_no_coverage() -> None:
    assert coverage_sentence(None) == ""
