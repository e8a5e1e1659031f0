"""What a plan from another system would do, and what it does: all of it or nothing, and nothing twice."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.steering.choices import Sphere
from samstad.domain.steering.models import Activity, Goal, GoalIndicator, Indicator, Target
from samstad.refusals import NotAllowed, Refusal
from samstad.sources.plan_sheet import PlanLine, Trial, store_plan, try_plan

pytestmark = pytest.mark.django_db
PLAN = (
    PlanLine(2, "goal", "Alla barn har goda villkor", "kf-mal", "1.1"),
    PlanLine(2, "goal", "Trygga förskolor", "namndmal", under=(0,)),
    PlanLine(2, "indicator", "Andel nöjda föräldrar", under=(1,), own_target="85 %", periodicity="Tertial"),
    PlanLine(3, "activity", "Utbilda personal", under=(1,), start="2018-02-01", end="2018-12-31"),
)


@pytest.fixture
def board() -> Organisation:
    return b.board(slug="farsta")


@pytest.fixture
def city_goal() -> Goal:
    b.level(Sphere.BOARD)
    return b.goal("Alla barn har goda villkor", Sphere.COUNCIL, year=2018)


def tried(board: Organisation | None, *lines: PlanLine) -> Trial:
    return try_plan(lines or PLAN, board=board, year=2018)


def stored(board: Organisation | None, *lines: PlanLine, **more: Any) -> int:
    return store_plan(tried(board, *lines), board=board, year=2018, by=COMMAND_LINE, at=b.NOON, **more)


def test_a_plan_comes_in_as_goals_indicators_targets_and_activities(board: Organisation, city_goal: Goal) -> None:
    assert dict(tried(board).counts) == {"known": 1, "new": 3}
    assert stored(board) == 3
    goal = Goal.objects.get(title="Trygga förskolor")
    assert (goal.owner, goal.year, [link.upper for link in goal.links_up.all()]) == (board, 2018, [city_goal])
    indicator = Indicator.objects.get(name="Andel nöjda föräldrar")
    assert (indicator.unit, indicator.periodicity, indicator.owner) == ("%", "tertial", board)
    assert Target.objects.get(indicator=indicator).value == Decimal(85)
    activity = Activity.objects.get(title="Utbilda personal")
    assert (activity.start, activity.end) == (date(2018, 2, 1), date(2018, 12, 31))
    assert [tie.goal for tie in activity.activity_goals.all()] == [goal]


def test_the_same_file_once_more_does_nothing(board: Organisation, city_goal: Goal) -> None:
    stored(board)
    again = tried(board)
    assert not again.does_something
    assert stored(board) == 0
    assert Target.objects.count() == 1


def test_a_changed_target_and_date_are_shown_and_taken_in_beside_the_old(board: Organisation, city_goal: Goal) -> None:
    stored(board)
    changed = (
        *PLAN[:2],
        PlanLine(2, "indicator", "andel nöjda  föräldrar", under=(1,), own_target="80"),
        PlanLine(3, "activity", "Utbilda personal", under=(1,), end="2018-10-31"),
    )
    judged = tried(board, *changed).lines
    assert [(one.state, [(c.before, c.after) for c in one.changes]) for one in judged[2:]] == [
        ("changed", [("85", "80")]),
        ("changed", [("2018-12-31", "2018-10-31")]),
    ]
    stored(board, *changed)
    assert [target.value for target in Target.objects.order_by("pk")] == [85, 80]
    activity = Activity.objects.get()
    assert (activity.start, activity.end) == (date(2018, 2, 1), date(2018, 10, 31))


def test_an_indicator_of_the_council_follows_the_goal_and_is_not_made_again(
    board: Organisation, city_goal: Goal
) -> None:
    council = b.indicator("Andel nöjda föräldrar", council=True)
    Target.objects.create(indicator=council, year=2018, value=90, known_from=date(2017, 11, 1))
    line = PlanLine(2, "indicator", council.name, under=(1,), own_target="85", council_target="88")
    judged = tried(board, *PLAN[:2], line).lines[2]
    assert judged.remark == "KF:s årsmål är 88 i filen och 90 här; det ändras inte."
    stored(board, *PLAN[:2], line)
    assert Indicator.objects.count() == 1
    assert GoalIndicator.objects.get().goal.title == "Trygga förskolor"
    assert Target.objects.get(organisation=board).value == 85


REFUSED: list[tuple[PlanLine, str]] = [
    (PlanLine(4, "goal", "Ett mål som staden inte har", "kf-mal"), "bland stadens mål för 2018"),
    (PlanLine(4, "goal", "Ett enhetsmål", "enhetsmal"), "läses inte in här"),
    (PlanLine(4, "goal", " ", "namndmal"), "Skriv vad det gäller"),
    (PlanLine(4, "goal", "Mål under mål", "namndmal", under=(1,)), "bidra till ett av stadens mål"),
    (PlanLine(4, "indicator", "Trygghet på torget", under=(1,)), "Måttenhet"),
    (PlanLine(4, "indicator", "Andel nöjda", under=(1,), periodicity="ibland"), "ingen periodicitet"),
    (PlanLine(4, "indicator", "Andel nöjda"), "inte under något mål"),
    (PlanLine(4, "activity", "Vandra", start="snart"), "inget datum"),
    (PlanLine(4, "activity", "Vandra", start="2018-05-01", end="2018-04-01"), "före startdagen"),
    (PlanLine(4, "Risk", "Personalbrist"), "”Risk” är varken"),
]


@pytest.mark.parametrize(("line", "why"), REFUSED, ids=lambda one: one.title if isinstance(one, PlanLine) else "")
def test_a_line_that_cannot_be_taken_in_stops_everything_and_says_why(
    board: Organisation, city_goal: Goal, line: PlanLine, why: str
) -> None:
    b.level(Sphere.UNIT)
    lines = (*PLAN[:2], line)
    assert why in tried(board, *lines).lines[2].reason
    with pytest.raises(Refusal, match=r"Rad 4.*Inget är inläst"):
        stored(board, *lines)
    assert not Goal.objects.filter(owner=board).exists()


def test_what_stands_under_a_refused_goal_is_left_out_with_it_when_asked(board: Organisation, city_goal: Goal) -> None:
    lines = (*PLAN, PlanLine(5, "goal", "Okänt", "kf-mal"), PlanLine(6, "goal", "Under okänt", "namndmal", under=(4,)))
    assert [one.state for one in tried(board, *lines).lines[4:]] == ["refused", "refused"]
    assert stored(board, *lines, leave_out_refused=True) == 3
    assert set(Goal.objects.filter(owner=board).values_list("title", flat=True)) == {"Trygga förskolor"}


def test_a_target_in_words_is_left_out_and_said(board: Organisation, city_goal: Goal) -> None:
    line = PlanLine(2, "indicator", "Andel nöjda", under=(1,), own_target="öka")
    assert tried(board, *PLAN[:2], line).lines[2].remark == "Årsmålet ”öka” är inget tal och läses inte in."
    stored(board, *PLAN[:2], line)
    assert not Target.objects.exists()


def test_without_a_board_the_goals_of_the_city_come_in(board: Organisation) -> None:
    b.level(Sphere.COUNCIL, slug="inriktningsmal", name="Inriktningsmål", rank=1)
    b.level(Sphere.COUNCIL)
    b.level(Sphere.BOARD)
    lines = (
        PlanLine(2, "goal", "Ett Stockholm som håller samman", "inriktningsmal", "1"),
        PlanLine(2, "goal", "Alla barn har goda villkor", "kf-mal", "1.1", under=(0,)),
    )
    assert stored(None, *lines) == 2
    lower = Goal.objects.get(number="1.1")
    assert (lower.year, lower.owner, lower.links_up.get().upper.number) == (2018, None, "1")
    assert [one.state for one in tried(None, *lines, *PLAN[1:]).lines] == [
        "known",
        "known",
        "refused",
        "new",
        "refused",
    ]


def test_only_those_who_plan_for_the_board_may_take_in_a_plan(board: Organisation, city_goal: Goal) -> None:
    with pytest.raises(NotAllowed):
        store_plan(tried(board), board=board, year=2018, by=b.actor("reporter", board), at=b.NOON)
    with pytest.raises(NotAllowed):
        store_plan(
            tried(None, PlanLine(2, "goal", "Nytt", "kf-mal")),
            board=None, year=2018, by=b.actor("coordinator", board), at=b.NOON,
        )  # fmt: skip
    assert not Goal.objects.filter(owner=board).exists()


def test_a_large_plan_is_judged_with_as_many_queries_as_a_small_one(
    board: Organisation, city_goal: Goal, django_assert_num_queries: Callable[..., Any]
) -> None:
    many = [PlanLine(2 + n, "activity", f"Aktivitet {n}", under=(1,)) for n in range(50)]
    for lines in (PLAN, (*PLAN, *many)):
        with django_assert_num_queries(7):
            tried(board, *lines)
