"""A board's plan is prepared for the next year beside this year's, and undone: both are then as they were."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.slow_examples import one_in

from samstad.calculations.lineage import DROP, MERGE, REWORD, SPLIT, Choice
from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.actions import add_goal, roll_over, set_target, undo_roll_over
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import (
    Activity,
    ActivityArea,
    ActivityGoal,
    ActivityParty,
    ActivityUpdate,
    Goal,
    GoalArea,
    GoalIndicator,
    GoalLineage,
    GoalLink,
    GoalRole,
    RollOver,
)
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Organisation:
    return b.board("farsta", "Farsta stadsdelsnämnd")


def prepare(board: Organisation, choices: dict[str, Choice] | None = None, **more: Any) -> RollOver:
    return roll_over(board=board, from_year=2017, choices=choices, by=COMMAND_LINE, at=b.NOON, **more)


def undo(prepared: RollOver, reason: str = "För tidigt.") -> RollOver:
    return undo_roll_over(prepared=prepared, reason=reason, by=COMMAND_LINE, at=b.NOON)


def goals(board: Organisation, year: int = 2018) -> list[Goal]:
    return list(Goal.objects.filter(owner=board, year=year).order_by("order", "pk"))


def snapshot() -> list[list[tuple[Any, ...]]]:
    """Everything that a plan consists of, as it stands in the database."""
    of_goals = (Goal, GoalArea, GoalRole, GoalLink, GoalLineage, GoalIndicator)
    models = (*of_goals, Activity, ActivityGoal, ActivityArea, ActivityParty)
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def test_a_goal_is_carried_with_its_indicators_places_and_roles(board: Organisation) -> None:
    old = b.goal("Trygga torg", owner=board, number="1.1", slug="farsta-2017-trygga-torg")
    indicator, place = b.indicator(for_goal=old), b.area()
    GoalArea.objects.create(goal=old, area=place)
    GoalRole.objects.create(goal=old, organisation=board, role="leads")
    prepare(board)
    [new] = goals(board)
    assert (new.title, new.number, new.slug) == ("Trygga torg", "1.1", "farsta-2018-trygga-torg")
    assert [row.indicator for row in new.goal_indicators.all()] == [indicator]
    assert [row.area for row in new.areas.all()] == [place]
    assert [row.role for row in new.roles.all()] == ["leads"]
    assert [(row.before, row.kind) for row in new.came_from.all()] == [(old, "same")]
    assert goals(board, 2017) == [old]


def test_rewording_splitting_merging_and_dropping_leave_their_lineage(board: Organisation) -> None:
    titles = ("Ett", "Två", "Tre", "Fyra")
    one, two, three, four = (b.goal(title, owner=board, order=n) for n, title in enumerate(titles))
    indicator = b.indicator(for_goal=one)
    GoalIndicator.objects.create(goal=four, indicator=indicator)
    prepare(
        board,
        {
            one.slug: Choice(REWORD, ("Ett, bättre",)),
            two.slug: Choice(SPLIT, ("Två a", "Två b")),
            three.slug: Choice(DROP),
            four.slug: Choice(MERGE, into=one.slug),
        },
    )
    assert [goal.title for goal in goals(board)] == ["Ett, bättre", "Två a", "Två b"]
    kinds = {(row.before.title, row.after.title, row.kind) for row in GoalLineage.objects.all()}
    assert kinds == {
        ("Ett", "Ett, bättre", "merged"),
        ("Fyra", "Ett, bättre", "merged"),
        ("Två", "Två a", "split"),
        ("Två", "Två b", "split"),
    }
    assert goals(board)[0].goal_indicators.count() == 1


def test_a_goal_serves_what_became_of_the_goal_above(board: Organisation) -> None:
    gone, lasting = b.goal(sphere=Sphere.COUNCIL), b.goal(sphere=Sphere.PROGRAMME, year=None)
    next_year = b.goal("KF 2018", sphere=Sphere.COUNCIL, year=2018)
    GoalLineage.objects.create(before=gone, after=next_year, kind="same")
    unknown = b.goal(sphere=Sphere.COUNCIL)
    served = b.goal("Serverar", owner=board, under=gone)
    GoalLink.objects.create(lower=served, upper=lasting, meaning="contributes")
    b.goal("Utan nästa", owner=board, under=unknown)
    prepare(board)
    uppers = {goal.title: {link.upper for link in goal.links_up.all()} for goal in goals(board)}
    assert uppers == {"Serverar": {next_year, lasting}, "Utan nästa": set()}


def test_what_goes_on_is_carried_and_what_has_ended_is_not(board: Organisation) -> None:
    goal = b.goal("Mål", owner=board)
    dates: dict[str, dict[str, Any]] = {
        "Löpande": {"continuous": True, "end": date(2017, 3, 1)},
        "Utan slut": {},
        "Nästa år": {"end": date(2018, 2, 1)},
        "I år": {"end": date(2017, 11, 1)},
        "Klar": {},
        "Avbruten": {"continuous": True},
    }
    made = {title: b.activity(board, title, for_goal=goal, year=2017, **fields) for title, fields in dates.items()}
    for title, status in {"Klar": "done", "Avbruten": "broken_off"}.items():
        ActivityUpdate.objects.create(activity=made[title], status=status)
    place, partner = b.area(), b.board()
    ActivityArea.objects.create(activity=made["Löpande"], area=place)
    ActivityParty.objects.create(activity=made["Löpande"], organisation=partner, role="takes_part")
    prepare(board)
    carried = {row.title: row for row in Activity.objects.filter(year=2018)}
    assert set(carried) == {"Löpande", "Utan slut", "Nästa år"}
    assert carried["Löpande"].carried_from == made["Löpande"]
    assert [row.goal for row in carried["Löpande"].activity_goals.all()] == goals(board)
    assert carried["Löpande"].areas.get().area == place
    assert carried["Löpande"].parties.get().organisation == partner


def test_the_board_may_say_which_activities_go_on(board: Organisation) -> None:
    done = b.activity(board, "Klar", year=2017, end=date(2017, 5, 1))
    b.activity(board, "Löpande", year=2017, continuous=True)
    prepare(board, going_on=[done.slug])
    assert [row.title for row in Activity.objects.filter(year=2018)] == ["Klar"]


def test_work_without_a_year_is_tied_to_the_new_goal_too_and_let_go_when_undone(board: Organisation) -> None:
    goal = b.goal("Mål", owner=board)
    lasting = b.activity(board, "Åtgärd i programmet", for_goal=goal, year=None)
    prepared = prepare(board)
    assert Activity.objects.count() == 1
    assert {row.goal for row in lasting.activity_goals.all()} == {goal, *goals(board)}
    undo(prepared)
    assert {row.goal for row in lasting.activity_goals.all()} == {goal}


def test_a_thousand_measures_without_a_year_are_let_go_too(board: Organisation) -> None:
    goal = b.goal("Mål", owner=board)
    lasting = Activity.objects.bulk_create(
        Activity(slug=f"lopande-{n}", title=f"Löpande {n}", kind="measure", owner=board) for n in range(1_200)
    )
    ActivityGoal.objects.bulk_create(ActivityGoal(activity=activity, goal=goal) for activity in lasting)
    prepared = prepare(board)
    assert ActivityGoal.objects.count() == 2_400
    undo(prepared)
    assert ActivityGoal.objects.count() == 1_200


def test_a_plan_is_prepared_once_and_again_after_it_was_undone(board: Organisation) -> None:
    b.goal("Mål", owner=board)
    prepared = prepare(board)
    with pytest.raises(Refusal, match="Planen för 2018 är redan förberedd"):
        prepare(board)
    undo(prepared)
    prepare(board)
    with pytest.raises(Refusal, match="redan ångrad"):
        undo(prepared)


def test_an_undone_plan_keeps_what_was_written_in_it(board: Organisation) -> None:
    b.goal("Mål", owner=board)
    prepared = prepare(board)
    goals_made = goals(board)
    Goal.objects.filter(pk=goals_made[0].pk).update(title="Omskrivet sedan dess")
    by_hand = add_goal(owner=board, year=2018, title="Tillagt för hand", under=None, by=COMMAND_LINE, at=b.NOON)
    undone = undo(prepared)
    assert goals(board) == [by_hand]
    assert [row["title"] for row in undone.removed["goals"]] == ["Omskrivet sedan dess"]
    assert Event.objects.get(action="undo_roll_over").change["reason"] == [None, "För tidigt."]


def test_a_plan_that_is_used_already_is_not_taken_away(board: Organisation) -> None:
    b.goal("Mål", owner=board)
    prepared = prepare(board)
    [new] = goals(board)
    b.activity(board, "Ny för hand", for_goal=new, year=2018)
    before = snapshot()
    with pytest.raises(Refusal, match=r"Planen används redan: .*Ny för hand"):
        undo(prepared)
    assert snapshot() == before


def test_trends_run_on_since_the_indicator_is_the_same(board: Organisation) -> None:
    old = b.goal("Mål", owner=board)
    indicator = b.indicator(for_goal=old, owner=board)
    set_target(indicator=indicator, owner=board, year=2017, value=Decimal(5), by=COMMAND_LINE, at=b.NOON)
    prepare(board)
    assert goals(board)[0].goal_indicators.get().indicator == indicator
    assert {target.year for target in indicator.targets.all()} == {2017}


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (Choice(REWORD), "Skriv den nya lydelsen av ”Mål”"),
        (Choice(SPLIT, ("En",)), "minst två lydelser när ”Mål” delas"),
        (Choice(MERGE), "Välj ett annat mål som följer med"),
        (Choice(REWORD, ("x" * 201,)), "högst 200 tecken"),
    ],
)
def test_a_choice_that_cannot_be_carried_out_stores_nothing(board: Organisation, choice: Choice, sentence: str) -> None:
    goal = b.goal("Mål", owner=board)
    with pytest.raises(Refusal, match=sentence):
        prepare(board, {goal.slug: choice})
    assert goals(board) == []
    assert RollOver.objects.count() == 0


def test_an_empty_year_and_another_boards_plan_are_refused(board: Organisation) -> None:
    with pytest.raises(Refusal, match="ingen plan för 2017"):
        prepare(board)
    b.goal("Mål", owner=board)
    with pytest.raises(NotAllowed):
        roll_over(board=board, from_year=2017, by=b.actor("coordinator", b.board()), at=b.NOON)
    prepared = prepare(board)
    with pytest.raises(NotAllowed):
        undo_roll_over(prepared=prepared, reason="x", by=b.actor("coordinator", b.board()), at=b.NOON)
    with pytest.raises(Refusal, match="varför"):
        undo(prepared, " ")


def test_a_large_plan_is_asked_for_as_few_times_as_a_small_one(board: Organisation) -> None:
    for n in range(20):
        goal = b.goal(f"Mål {n}", owner=board)
        for m in range(3):
            b.activity(board, f"Aktivitet {n} {m}", for_goal=goal, year=2017)
    with CaptureQueriesContext(connection) as asked:
        prepare(board)
    assert Goal.objects.filter(year=2018).count() == 20
    assert Activity.objects.filter(year=2018).count() == 60
    assert len(asked) <= 40


DEEDS = st.sampled_from([Choice(), Choice(DROP), Choice(REWORD, ("Nytt",)), Choice(SPLIT, ("En", "Två"))])


@one_in(6)
@given(st.lists(DEEDS, min_size=1, max_size=4))
def test_undo_leaves_both_years_as_they_were_whatever_was_chosen(board: Organisation, deeds: list[Choice]) -> None:
    upper = b.goal(sphere=Sphere.PROGRAMME, year=None)
    made = [b.goal(f"Mål {n}", owner=board, under=upper) for n, _deed in enumerate(deeds)]
    for goal in made:
        b.activity(board, f"Gör {goal.title}", for_goal=goal, year=2017)
        b.activity(board, f"Program {goal.title}", for_goal=goal, year=None)
    before = snapshot()
    undo(prepare(board, {goal.slug: deed for goal, deed in zip(made, deeds, strict=True)}))
    assert snapshot() == before
