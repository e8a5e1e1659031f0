"""A board writes its plan: goals, what it does, how it follows, and what it aims for."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.history.models import Event
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering import actions
from samstad.domain.steering.actions import ActivityPlan
from samstad.domain.steering.models import Activity, Goal, GoalLink, Indicator, Target, Value
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
LATER = datetime(2017, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def farsta() -> Organisation:
    b.level()
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def by(farsta: Organisation) -> Actor:
    return b.actor("coordinator", farsta)


@pytest.fixture
def own(farsta: Organisation) -> Goal:
    return b.goal("Tryggheten ökar", owner=farsta, slug="trygghet")


@pytest.fixture
def jobs(farsta: Organisation, own: Goal) -> Indicator:
    return b.indicator("Ungdomar med feriejobb", for_goal=own, slug="feriejobb", owner=farsta)


def new_goal(farsta: Organisation, by: Actor, **fields: Any) -> Goal:
    filled: dict[str, Any] = {"year": 2017, "title": "Tryggheten ökar i Fagersjö", "under": None}
    return actions.add_goal(owner=farsta, **(filled | fields), by=by, at=b.NOON)


def code(deed: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        deed()
    assert refused.value.sentence.endswith(".")
    return refused.value.code


class TestGoals:
    def test_a_new_goal_is_the_boards_and_serves_the_citys(self, farsta: Organisation, by: Actor) -> None:
        council = b.goal("En trygg stad", sphere="council")
        made = new_goal(farsta, by, under=council)
        assert (made.owner, made.level.sphere, made.year) == (farsta, "board", 2017)
        link = GoalLink.objects.get(lower=made)
        assert (link.upper, link.interpretation) == (council, False)
        assert Event.objects.get().board == "farsta"

    def test_two_goals_with_the_same_words_have_their_own_addresses(self, farsta: Organisation, by: Actor) -> None:
        assert new_goal(farsta, by).slug == "farsta-2017-tryggheten-okar-i-fagersjo"
        assert new_goal(farsta, by).slug == "farsta-2017-tryggheten-okar-i-fagersjo-2"
        assert new_goal(farsta, by).slug == "farsta-2017-tryggheten-okar-i-fagersjo-3"

    def test_goals_stand_in_the_order_they_were_set(self, farsta: Organisation, by: Actor) -> None:
        made = [new_goal(farsta, by, title=title) for title in ("Ö", "A", "M")]
        assert list(Goal.objects.filter(owner=farsta)) == made

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"title": " \n "}, "no_title"),
            ({"title": "x" * 201}, "long_title"),
            ({"year": 0}, "bad_year"),
        ],
    )
    def test_what_cannot_be_a_goal_is_refused(
        self, farsta: Organisation, by: Actor, fields: dict[str, Any], expected: str
    ) -> None:
        assert code(lambda: new_goal(farsta, by, **fields)) == expected
        assert not Goal.objects.exists()

    @pytest.mark.parametrize(
        ("sphere", "year", "expected"),
        [("vision", None, "not_above"), ("unit", 2017, "not_above"), ("board", 2017, "not_above"),
         ("council", 2016, "other_year")],
    )  # fmt: skip
    def test_a_goal_is_not_tied_to_what_cannot_be_above_it(
        self, farsta: Organisation, by: Actor, sphere: str, year: int | None, expected: str
    ) -> None:
        upper = b.goal("Ovanför", sphere=sphere, year=year)
        assert code(lambda: new_goal(farsta, by, under=upper)) == expected
        assert Goal.objects.count() == 1

    def test_a_goal_may_serve_a_programme_that_has_no_year(self, farsta: Organisation, by: Actor) -> None:
        upper = b.goal("Delmål", sphere="programme", year=None)
        assert new_goal(farsta, by, under=upper).links_up.get().upper == upper

    def test_a_city_without_levels_for_boards_says_so(self) -> None:
        board = b.board()
        assert code(lambda: new_goal(board, b.actor("coordinator", board))) == "no_level"

    def test_new_words_are_found_and_the_old_stand_in_history(self, own: Goal, by: Actor) -> None:
        actions.reword_goal(goal=own, title="Fler  vågar gå ut", by=by, at=b.NOON)
        own.refresh_from_db()
        assert (own.title, own.slug) == ("Fler vågar gå ut", "trygghet")
        assert "fler vagar ga ut" in own.search_text
        assert Event.objects.get().change == {"title": ["Tryggheten ökar", "Fler vågar gå ut"]}

    def test_a_theme_of_a_programme_is_not_reworded_here(self, farsta: Organisation, by: Actor) -> None:
        theme = b.goal("Trygghet", sphere="local", year=None, owner=farsta)
        assert code(lambda: actions.reword_goal(goal=theme, title="Annat", by=by, at=b.NOON)) == "not_own"


class TestActivities:
    def add(self, farsta: Organisation, by: Actor, **fields: Any) -> Activity:
        plan = ActivityPlan(**({"title": "Nattvandringar"} | fields))
        return actions.add_activity(owner=farsta, year=2017, plan=plan, by=by, at=b.NOON)

    def test_it_is_tied_to_goals_and_places(self, farsta: Organisation, by: Actor, own: Goal) -> None:
        place = b.area("fagersjo")
        made = self.add(farsta, by, goals=(own,), areas=(place,), start=date(2017, 1, 1), end=date(2017, 1, 1))
        assert made.activity_goals.get().goal == own
        assert made.areas.get().area == place
        assert (made.slug, made.year, made.kind) == ("farsta-nattvandringar", 2017, "activity")

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"title": ""}, "no_title"),
            ({"kind": "party"}, "bad_kind"),
            ({"start": date(2017, 5, 2), "end": date(2017, 5, 1)}, "ends_before_start"),
        ],
    )
    def test_what_cannot_be_done_is_refused(
        self, farsta: Organisation, by: Actor, fields: dict[str, Any], expected: str
    ) -> None:
        assert code(lambda: self.add(farsta, by, **fields)) == expected
        assert not Activity.objects.exists()

    def test_a_move_in_time_is_kept_in_history(self, farsta: Organisation, by: Actor, own: Goal) -> None:
        made = b.activity(farsta, "Nattvandringar", for_goal=own, end=date(2017, 6, 30))
        plan = ActivityPlan(title="Nattvandringar", end=date(2017, 12, 31))
        actions.change_activity(activity=made, plan=plan, by=by, at=b.NOON)
        made.refresh_from_db()
        assert made.end == date(2017, 12, 31)
        assert made.activity_goals.get().goal == own
        assert Event.objects.get().change == {"end": ["2017-06-30", "2017-12-31"]}

    def test_it_is_not_moved_to_end_before_it_begins(self, farsta: Organisation, by: Actor) -> None:
        made = b.activity(farsta, end=date(2017, 6, 30))
        plan = ActivityPlan(title="Nattvandringar", start=date(2017, 7, 1), end=date(2017, 6, 30))
        assert code(lambda: actions.change_activity(activity=made, plan=plan, by=by, at=b.NOON)) == "ends_before_start"
        made.refresh_from_db()
        assert made.start is None


class TestFigures:
    def test_an_own_indicator_follows_a_goal_and_the_board_gives_its_values(
        self, farsta: Organisation, by: Actor, own: Goal
    ) -> None:
        made = actions.add_indicator(
            owner=farsta, goal=own, name="Ungdomar med feriejobb", unit="antal", by_sex=True, by=by, at=b.NOON
        )
        assert (made.owner, made.supplier, made.council, made.by_sex) == (farsta, "board", False, True)
        assert made.goal_indicators.get().goal == own

    def test_a_board_may_follow_the_citys_goal_but_not_another_boards(self, farsta: Organisation, by: Actor) -> None:
        def follow(goal: Goal) -> Indicator:
            return actions.add_indicator(owner=farsta, goal=goal, name="Andel", unit="procent", by=by, at=b.NOON)

        assert follow(b.goal("En trygg stad", sphere="council"))
        assert code(lambda: follow(b.goal("Deras", owner=b.board()))) == "not_ours"

    @pytest.mark.parametrize(("name", "unit"), [("", "antal"), ("Andel", ""), ("Andel", "x" * 81)])
    def test_an_indicator_has_a_name_and_a_unit(
        self, farsta: Organisation, by: Actor, own: Goal, name: str, unit: str
    ) -> None:
        assert code(lambda: actions.add_indicator(owner=farsta, goal=own, name=name, unit=unit, by=by, at=b.NOON)) in (
            "no_title",
            "long_title",
        )

    def test_a_new_target_stands_beside_the_old(self, farsta: Organisation, by: Actor, jobs: Indicator) -> None:
        for value, at in (("500", b.NOON), ("600", LATER)):
            actions.set_target(indicator=jobs, owner=farsta, year=2017, value=Decimal(value), by=by, at=at)
        rows = list(Target.objects.values_list("value", "known_from"))
        assert rows == [(Decimal("500"), date(2017, 5, 2)), (Decimal("600"), date(2017, 9, 1))]
        assert Event.objects.latest("pk").change["value"][1] == "600"

    def test_an_own_target_stands_beside_the_councils(self, farsta: Organisation, by: Actor) -> None:
        common = b.indicator(council=True)
        Target.objects.create(indicator=common, year=2017, value=70, known_from=date(2016, 12, 1))
        actions.set_target(indicator=common, owner=farsta, year=2017, value=Decimal(65), by=by, at=b.NOON)
        assert {row.organisation for row in Target.objects.all()} == {None, farsta}

    def test_another_boards_indicator_is_left_alone(self, farsta: Organisation, by: Actor) -> None:
        theirs = b.indicator(owner=b.board())
        assert code(
            lambda: actions.set_target(indicator=theirs, owner=farsta, year=2017, value=Decimal(1), by=by, at=b.NOON)
        ) == "not_ours"  # fmt: skip
        assert code(lambda: record(theirs, farsta, by, "2017", Decimal(1))) == "not_ours"

    def test_a_revised_value_supersedes_and_erases_nothing(
        self, farsta: Organisation, by: Actor, jobs: Indicator
    ) -> None:
        record(jobs, farsta, by, "2016", Decimal("140"))
        record(jobs, farsta, by, "2016", Decimal("142"), status="revised")
        assert list(Value.objects.values_list("value", flat=True)) == [Decimal("140"), Decimal("142")]

    def test_missing_has_a_reason_and_is_not_zero(self, farsta: Organisation, by: Actor, jobs: Indicator) -> None:
        made = record(jobs, farsta, by, "2016", None, status="missing", missing_reason=" Mäts inte ")
        assert (made.value, made.missing_reason) == (None, "Mäts inte")

    @pytest.mark.parametrize(
        ("value", "status", "reason", "expected"),
        [
            (None, "missing", " ", "no_reason"),
            (Decimal(0), "missing", "Mäts inte", "value_and_missing"),
            (None, "final", "", "value_and_missing"),
        ],
    )
    def test_a_value_or_a_reason(
        self, farsta: Organisation, by: Actor, jobs: Indicator, value: Any, status: str, reason: str, expected: str
    ) -> None:
        wrong = lambda: record(jobs, farsta, by, "2016", value, status=status, missing_reason=reason)  # noqa: E731
        assert code(wrong) == expected
        assert not Value.objects.exists()


def record(
    indicator: Indicator, owner: Organisation, by: Actor, period: str, value: Decimal | None, **fields: Any
) -> Value:
    return actions.record_value(
        indicator=indicator, owner=owner, period=period, value=value, known_from=date(2017, 3, 1), **fields,
        by=by, at=b.NOON,
    )  # fmt: skip


@pytest.mark.parametrize("role", ["reporter", "approver", "secretary", "elected_reader", "auditor", "elsewhere"])
def test_only_the_boards_coordinator_plans(farsta: Organisation, own: Goal, jobs: Indicator, role: str) -> None:
    by = b.actor("coordinator", b.board()) if role == "elsewhere" else b.actor(role, farsta)
    made = b.activity(farsta)
    plan = ActivityPlan(title="Ny")
    deeds: list[Callable[[], object]] = [
        lambda: new_goal(farsta, by),
        lambda: actions.reword_goal(goal=own, title="Ny", by=by, at=b.NOON),
        lambda: actions.add_activity(owner=farsta, year=2017, plan=plan, by=by, at=b.NOON),
        lambda: actions.change_activity(activity=made, plan=plan, by=by, at=b.NOON),
        lambda: actions.add_indicator(owner=farsta, goal=own, name="Ny", unit="antal", by=by, at=b.NOON),
        lambda: actions.set_target(indicator=jobs, owner=farsta, year=2017, value=Decimal(1), by=by, at=b.NOON),
        lambda: record(jobs, farsta, by, "2016", Decimal(1)),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert not Event.objects.exists()
