"""A plan of action from the first words to the decision, and the edition after it."""

from typing import Any

import pytest
from tests import builders as b

from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.programmes.actions import PlanContent, Wanted, add_request, decide_action_plan, save_action_plan
from samstad.domain.programmes.models import ActionPlan
from samstad.domain.steering.models import Goal
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db
DONE: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
DAY = b.day("2017-05-02")


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def homes() -> Any:
    return b.board("hem", "Hembolaget", kind="company")


@pytest.fixture
def programme(farsta: Any) -> Any:
    made = b.programme(b.board("ks", kind="executive_board"), "samman", "programme")
    wanted = Wanted("Gör en handlingsplan", kind="action_plan", leads=[farsta], due=DAY)
    add_request(programme=made, wanted=wanted, **DONE)
    return made


@pytest.fixture
def goal(farsta: Any) -> Goal:
    made = b.goal("Fler i arbete", owner=farsta)
    b.activity(farsta, "Vägledning", made)
    b.indicator("Andel i arbete", made)
    return made


def save(programme: Any, board: Any, version: int = 0, **content: Any) -> ActionPlan:
    return save_action_plan(programme=programme, board=board, content=PlanContent(**content), version=version, **DONE)


def whole(programme: Any, board: Any, homes: Any, goal: Goal) -> ActionPlan:
    return save(programme, board, analysis="Högt index.", analysed_on=DAY, companies=[homes], goals=[(goal, "Enkät")])


def decide(plan: ActionPlan, **fields: Any) -> ActionPlan:
    return decide_action_plan(plan=plan, **{"decided_on": DAY, "paragraph": "7", **DONE, **fields})


def test_a_plan_is_written_again_and_again_until_it_is_decided(
    programme: Any, farsta: Any, homes: Any, goal: Goal
) -> None:
    first = save(programme, farsta, analysis="Utkast")
    again = save(programme, farsta, 1, analysis=" Högt index. ", analysed_on=DAY, companies=[homes])
    assert (again.pk, again.version, again.analysis) == (first.pk, 2, "Högt index.")
    assert [row.company for row in again.companies.all()] == [homes]
    assert [event.action for event in Event.objects.filter(subject="programmes.action_plan")] == [
        "save_action_plan"
    ] * 2


def test_two_who_write_at_once_do_not_undo_each_other(programme: Any, farsta: Any) -> None:
    save(programme, farsta, analysis="Min")
    with pytest.raises(Stale, match="hann ändra"):
        save(programme, farsta, analysis="Din")
    assert ActionPlan.objects.get().analysis == "Min"


def test_a_decided_plan_keeps_its_words_when_the_goal_is_reworded(
    programme: Any, farsta: Any, homes: Any, goal: Goal
) -> None:
    decided = decide(whole(programme, farsta, homes, goal))
    Goal.objects.filter(pk=goal.pk).update(title="Annat")
    row = decided.goals.get()
    assert (decided.decided_on, decided.paragraph) == (DAY, "7")
    assert row.decided_title == "Fler i arbete"
    assert row.decided_indicators == ["Andel i arbete"]
    assert row.decided_activities == ["Vägledning"]


def test_what_changes_after_the_decision_is_the_next_edition(
    programme: Any, farsta: Any, homes: Any, goal: Goal
) -> None:
    first = decide(whole(programme, farsta, homes, goal))
    second = save(programme, farsta, first.version, analysis="Lägre index.")
    assert (second.number, second.decided_on) == (2, None)
    first.refresh_from_db()
    assert first.analysis == "Högt index."
    with pytest.raises(Refusal, match="Börja en ny version"):
        decide(first)


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ({"analysis": ""}, "Skriv analysen"),
        ({"analysed_on": None}, "Skriv analysen"),
        ({"companies": []}, "Välj det bostadsbolag"),
        ({"goals": []}, "Välj minst ett mål"),
    ],
)
def test_a_plan_is_not_decided_with_a_part_missing(
    programme: Any, farsta: Any, homes: Any, goal: Goal, left_out: dict[str, Any], sentence: str
) -> None:
    content: dict[str, Any] = {
        "analysis": "Högt.", "analysed_on": DAY, "companies": [homes], "goals": [(goal, "")], **left_out
    }  # fmt: skip
    plan = save(programme, farsta, **content)
    with pytest.raises(Refusal, match=sentence):
        decide(plan)
    assert ActionPlan.objects.get().decided_on is None


def test_every_goal_is_measured_and_acted_on(programme: Any, farsta: Any, homes: Any) -> None:
    bare = b.goal("Trygga kvällar", owner=farsta)
    content: dict[str, Any] = {"analysis": "Högt.", "analysed_on": DAY, "companies": [homes]}
    plan = save(programme, farsta, goals=[(bare, "")], **content)
    with pytest.raises(Refusal, match="hur målet ska mätas: Trygga kvällar"):
        decide(plan)
    plan = save(programme, farsta, 1, goals=[(bare, "Enkät")], **content)
    with pytest.raises(Refusal, match="minst en aktivitet till målet i planen: Trygga kvällar"):
        decide(plan)
    b.activity(homes, "Bättre ljus", bare)
    assert decide(plan).decided_on == DAY


def test_only_the_boards_own_goals_and_only_companies(programme: Any, farsta: Any, homes: Any) -> None:
    with pytest.raises(Refusal, match="nämndens egna mål"):
        save(programme, farsta, goals=[(b.goal(owner=homes), "")])
    with pytest.raises(Refusal, match="Välj bostadsbolag"):
        save(programme, farsta, companies=[b.board()])


def test_a_board_that_is_not_asked_makes_no_plan(programme: Any) -> None:
    with pytest.raises(Refusal, match="begär ingen handlingsplan"):
        save(programme, b.board("bromma"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"paragraph": " "}, "Ange paragrafen"), ({"decided_on": b.day("2017-06-01")}, "senare än i dag")],
)
def test_a_decision_has_a_paragraph_and_has_been_made(
    programme: Any, farsta: Any, homes: Any, goal: Goal, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        decide(whole(programme, farsta, homes, goal), **fields)


def test_the_coordinator_writes_and_the_secretary_decides(programme: Any, farsta: Any, homes: Any, goal: Goal) -> None:
    coordinator, secretary = b.actor("coordinator", farsta), b.actor("secretary", farsta)

    def write(by: Actor) -> ActionPlan:
        content = PlanContent("Högt.", DAY, [homes], [(goal, "")])
        return save_action_plan(programme=programme, board=farsta, content=content, version=0, by=by, at=b.NOON)

    with pytest.raises(NotAllowed):
        write(secretary)
    plan = write(coordinator)
    with pytest.raises(NotAllowed):
        decide(plan, by=coordinator)
    assert decide(plan, by=secretary).paragraph == "7"
