"""The council's budget: answers, targets and assignments as a proposal, and what becomes of them when it is decided."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import WHO, YEAR, BudgetCity, answer, assign, decide, propose

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AssignedBoard, CouncilAssignment, CouncilTarget, MeasureAnswer, Snapshot
from samstad.domain.cycle.queries import activities_of, assigned_to, chapters_of, unanswered
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import RoleAssignment
from samstad.domain.steering.actions import ActivityPlan, change_activity
from samstad.domain.steering.models import Activity, Goal, GoalIndicator, Indicator, Target
from samstad.refusals import NotAllowed, Refusal, Stale
from samstad.reports.council_budget import collect_budget

pytestmark = pytest.mark.django_db
DECIDED = date(2017, 11, 20)


@pytest.fixture
def city() -> BudgetCity:
    return budget_city.build()


def target(city: BudgetCity, of: Indicator | actions.NewIndicator, value: str = "75", **fields: Any) -> CouncilTarget:
    given = {"goal": city.goal} | fields
    return actions.propose_target(of_round=city.budget, of=of, value=Decimal(value), **given, **WHO)


def refused(deed: Any) -> str:
    with pytest.raises(Refusal) as found:
        deed()
    return found.value.code


def test_a_measure_is_answered_when_its_proposal_has_been_handed_in(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    assert refused(lambda: answer(city, measure)) == "not_handed_in"
    budget_city.hand_in(city.proposal)
    answer(city, measure)
    row = MeasureAnswer.objects.get()
    assert (row.kind, row.text, row.of_version, row.version) == ("granted", "Ryms i ramen.", 1, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "kanske"}, "bad_answer"),
        ({"kind": "no", "text": " "}, "no_sentence"),
        ({"kind": "partly"}, "no_money"),
        ({"kind": "partly", "granted": {(2018, "running"): Decimal("7.5")}}, "not_partly"),
        ({"kind": "partly", "granted": {(2025, "running"): Decimal(1)}}, "bad_cell"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(city: BudgetCity, wrong: Any, code: str) -> None:
    measure = propose(city.proposal)
    budget_city.hand_in(city.proposal)
    assert refused(lambda: answer(city, measure, **wrong)) == code
    assert not MeasureAnswer.objects.exists()


def test_part_of_the_money_is_kept_by_year_and_kind_until_the_answer_is_another(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    budget_city.hand_in(city.proposal)
    answer(city, measure, "partly", granted={(2018, "running"): Decimal("1.5")})
    row = MeasureAnswer.objects.get()
    assert [(part.year, part.kind, part.amount) for part in row.amounts.all()] == [(2018, "running", Decimal("1.5"))]
    answer(city, measure, "no", text="Inte i år.", version=1)
    assert not row.amounts.exists()


def test_a_measure_of_another_year_is_not_answered_here(city: BudgetCity) -> None:
    budget_city.open_round("underlag", YEAR + 1)
    later = budget_city.report("farsta", year=YEAR + 1)
    measure = propose(later, amounts={(YEAR + 1, "running"): Decimal(1)})
    assert refused(lambda: answer(city, measure)) == "other_year"


def test_a_measure_that_the_board_has_withdrawn_is_not_answered(city: BudgetCity) -> None:
    kept, taken_back = propose(city.proposal, "Kvar"), propose(city.proposal, "Borta")
    actions.withdraw_measure(report=city.proposal, measure=taken_back, version=1, **WHO)
    budget_city.hand_in(city.proposal)
    taken_back.refresh_from_db()
    assert refused(lambda: answer(city, taken_back)) == "other_year"
    answer(city, kept)
    assert MeasureAnswer.objects.get().measure == kept


def test_an_assignment_is_given_to_none_when_one_of_them_has_no_plan(city: BudgetCity) -> None:
    police = b.board("polisen", "Polisen", kind="external")
    assert refused(lambda: assign(city, city.farsta, police)) == "not_a_board"
    assert not CouncilAssignment.objects.exists()


def test_two_who_answer_the_same_measure_are_told_apart(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    budget_city.hand_in(city.proposal)
    answer(city, measure)
    with pytest.raises(Stale):
        answer(city, measure, "no", text="Nej.", version=0)
    assert MeasureAnswer.objects.get().kind == "granted"


@pytest.mark.parametrize("role", ["coordinator", "approver", "administrator"])
def test_only_the_citys_coordinator_makes_the_budget(city: BudgetCity, role: str) -> None:
    by = b.actor(role, None if role == "administrator" else city.farsta)
    who: dict[str, Any] = {"by": by, "at": b.NOON}
    plan = actions.AssignmentPlan("Öppna gården")
    with pytest.raises(NotAllowed):
        actions.propose_assignment(of_round=city.budget, plan=plan, boards=[city.farsta], **who)
    with pytest.raises(NotAllowed):
        actions.decide_budget(of_round=city.budget, collect=collect_budget, meeting_date=DECIDED, paragraph="1", **who)


def test_nothing_of_the_proposal_holds_before_the_council_has_decided(city: BudgetCity) -> None:
    target(city, b.indicator("Andel trygga"))
    assign(city, city.farsta)
    assert not Target.objects.exists()
    assert not Activity.objects.exists()
    assert not assigned_to(city.farsta, YEAR).exists()
    part = AssignedBoard.objects.get()
    assert refused(lambda: actions.answer_assignment(part=part, text="Vi öppnar.", version=0, **WHO)) == "not_decided"


def test_the_decision_makes_targets_known_from_its_day(city: BudgetCity) -> None:
    old = b.indicator("Andel trygga")
    target(city, old)
    target(city, actions.NewIndicator("Öppna fritidsgårdar", "antal", by_sex=False), "40")
    decide(city)
    set_targets = {row.indicator.name: row for row in Target.objects.select_related("indicator")}
    assert {name: row.value for name, row in set_targets.items()} == {"Andel trygga": 75, "Öppna fritidsgårdar": 40}
    assert {(row.year, row.known_from, row.organisation) for row in set_targets.values()} == {(YEAR, DECIDED, None)}
    assert all(row.indicator.council and row.indicator.owner is None for row in set_targets.values())
    assert GoalIndicator.objects.filter(goal=city.goal).count() == 2


def test_each_board_has_a_row_of_its_own_for_an_assignment(city: BudgetCity) -> None:
    assign(city, city.farsta, city.bromma, text="Året runt.", goal=city.goal, end=date(2018, 9, 30))
    decide(city)
    rows = Activity.objects.order_by("owner__sort_key")
    assert [row.owner for row in rows] == [city.bromma, city.farsta]
    assert len({row.slug for row in rows}) == 2
    assert {(row.origin, row.year, row.start, row.end) for row in rows} == {
        ("council", YEAR, date(2018, 1, 1), date(2018, 9, 30))
    }
    assert all(row.activity_goals.get().goal == city.goal for row in rows)


@pytest.mark.parametrize("end", [None, date(2020, 6, 30)])
def test_an_assignment_that_goes_on_is_on_every_plan_until_it_ends_and_on_none_before(
    city: BudgetCity, end: date | None
) -> None:
    assign(city, city.farsta, end=end)
    decide(city)
    years = [year for year in range(2016, 2023) if activities_of(city.farsta, year).exists()]
    assert years == ([2018, 2019, 2020, 2021, 2022] if end is None else [2018, 2019, 2020])


def test_what_is_decided_is_frozen_and_cannot_be_changed(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    budget_city.send_out(city.proposal)
    row = target(city, b.indicator())
    assign(city, city.farsta)
    decide(city, registration_number="123-1/2017")
    frozen = Snapshot.objects.get(round=city.budget)
    assert (frozen.stage, frozen.on) == ("decided", DECIDED)
    assert frozen.document["decision"]["registration_number"] == "123-1/2017"
    task = CouncilAssignment.objects.get()
    plan = actions.AssignmentPlan("Något annat")
    for deed in (
        lambda: answer(city, measure),
        lambda: target(city, b.indicator()),
        lambda: actions.change_target(target=row, value=Decimal(1), version=1, **WHO),
        lambda: actions.withdraw_target(target=row, version=1, **WHO),
        lambda: assign(city, city.bromma),
        lambda: actions.change_assignment(assignment=task, plan=plan, boards=[city.bromma], version=1, **WHO),
        lambda: actions.withdraw_assignment(assignment=task, version=1, **WHO),
        lambda: decide(city),
    ):
        assert refused(deed) == "decided"


def test_a_decision_has_a_paragraph_and_something_to_decide(city: BudgetCity) -> None:
    assert refused(lambda: decide(city)) == "nothing_to_decide"
    assign(city, city.farsta)
    assert refused(lambda: decide(city, paragraph=" ")) == "no_paragraph"
    assert not Activity.objects.exists()


def test_what_is_proposed_is_changed_and_withdrawn_until_then(city: BudgetCity) -> None:
    row = target(city, b.indicator(slug="trygga"))
    assert actions.change_target(target=row, value=Decimal(80), version=1, **WHO).value == 80
    with pytest.raises(Stale):
        actions.withdraw_target(target=row, version=1, **WHO)
    actions.withdraw_target(target=row, version=2, **WHO)
    assert not CouncilTarget.objects.exists()
    assign(city, city.farsta)
    task = CouncilAssignment.objects.get()
    plan = actions.AssignmentPlan("Öppna två gårdar", end=date(2018, 12, 31))
    changed = actions.change_assignment(assignment=task, plan=plan, boards=[city.bromma, city.farsta], version=1, **WHO)
    assert (changed.title, changed.boards.count()) == ("Öppna två gårdar", 2)
    actions.change_assignment(assignment=task, plan=plan, boards=[city.bromma], version=2, **WHO)
    assert [part.organisation for part in task.boards.all()] == [city.bromma]
    actions.withdraw_assignment(assignment=task, version=3, **WHO)
    assert not AssignedBoard.objects.exists()


def test_what_the_budget_cannot_issue_is_refused(city: BudgetCity) -> None:
    known = b.indicator("Andel trygga")
    target(city, known)
    earlier = b.goal("Förra årets", "council", 2017)
    own = Goal.objects.get(slug="farsta-trygg")
    theirs = b.indicator("Deras", owner=city.farsta)
    committee = b.board("utskott", kind="board_committee")
    assert refused(lambda: target(city, known)) == "target_exists"
    assert refused(lambda: target(city, theirs)) == "a_boards"
    assert refused(lambda: target(city, b.indicator(), goal=earlier)) == "other_year"
    assert refused(lambda: target(city, b.indicator(), goal=own)) == "not_the_citys"
    assert refused(lambda: target(city, actions.NewIndicator(" ", "antal"))) == "no_title"
    assert refused(lambda: target(city, actions.NewIndicator("Mått", "antal", "upp"))) == "not_a_choice"
    assert refused(lambda: assign(city)) == "no_board"
    assert refused(lambda: assign(city, committee)) == "not_a_board"
    assert refused(lambda: assign(city, city.farsta, title=" ")) == "no_title"
    assert refused(lambda: assign(city, city.farsta, end=date(2017, 12, 31))) == "over_before"
    swapped: dict[str, Any] = {"start": date(2018, 5, 1), "end": date(2018, 4, 1)}
    assert refused(lambda: assign(city, city.farsta, **swapped)) == "ends_before_start"
    vp = budget_city.open_round("vp")
    plan = actions.AssignmentPlan("Öppna")
    wrong_round = lambda: actions.propose_assignment(of_round=vp, plan=plan, boards=[city.farsta], **WHO)  # noqa: E731
    assert refused(wrong_round) == "not_a_budget"


def test_boards_are_told_of_what_is_theirs(city: BudgetCity) -> None:
    ada, kim, rut = b.person("Ada"), b.person("Kim"), b.person("Rut")
    for user, role, body in ((ada, "coordinator", city.farsta), (ada, "approver", city.farsta)):
        RoleAssignment.objects.create(user=user, role=role, organisation=body)
    RoleAssignment.objects.create(user=kim, role="coordinator", organisation=city.bromma)
    RoleAssignment.objects.create(user=rut, role="reporter", organisation=city.farsta)
    measure = propose(city.proposal)
    budget_city.send_out(city.proposal)
    answer(city, measure)
    assign(city, city.farsta)
    Notice.objects.all().delete()
    decide(city)
    told = {notice.user: notice for notice in Notice.objects.all()}
    assert told.keys() == {ada, kim}
    assert Notice.objects.count() == 2
    assert told[ada].text == ("Fullmäktige har beslutat budgeten för 2018. Farsta: 1 uppdrag, 1 svar på er åtgärd.")
    assert told[kim].text == "Fullmäktige har beslutat budgeten för 2018."
    assert told[ada].link == "/arbete/plan/farsta/?ar=2018#fullmaktige"


def test_boards_are_told_of_this_years_answers_only(city: BudgetCity) -> None:
    kim = b.person("Kim", ("coordinator", city.farsta))
    budget_city.open_round("underlag", YEAR + 1)
    earlier = propose(city.proposal)
    budget_city.send_out(city.proposal)
    answer(city, earlier)
    later = BudgetCity(
        city.farsta, city.bromma, city.goal, budget_city.report("farsta", year=YEAR + 1), city.other,
        budget_city.open_round("kf-budget", YEAR + 1),
    )  # fmt: skip
    assign(later, city.bromma)
    Notice.objects.all().delete()
    decide(later)
    assert Notice.objects.get(user=kim).text == "Fullmäktige har beslutat budgeten för 2019."


def test_an_assignment_begins_on_its_own_day_where_it_has_one(city: BudgetCity) -> None:
    assign(city, city.farsta, start=date(2018, 3, 1))
    decide(city)
    assert Activity.objects.get().start == date(2018, 3, 1)


def test_a_new_indicator_of_the_budget_is_the_one_that_its_target_is_about(city: BudgetCity) -> None:
    row = target(city, actions.NewIndicator("Öppna fritidsgårdar", "antal", by_sex=False), "40")
    decide(city, paragraph=" 21 ", registration_number=" 123-1/2017 ")
    row.refresh_from_db()
    assert row.indicator == Indicator.objects.get(name="Öppna fritidsgårdar")
    decision = Snapshot.objects.get(round=city.budget).document["decision"]
    assert (decision["paragraph"], decision["registration_number"]) == ("21", "123-1/2017")


CHAPTERS = 6
"""Those that a plan must have."""


def test_a_plan_is_not_handed_in_before_the_boards_assignments_are_answered(city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    budget_city.open_round("vp")
    vp = budget_city.report("farsta", "vp")
    assert [row.kind for row in unanswered(vp)] == ["assignment", *["section"] * CHAPTERS]
    assert [row.kind for row in unanswered(budget_city.report("bromma", "vp"))] == ["section"] * CHAPTERS
    with pytest.raises(Refusal, match="Uppdrag från fullmäktige besvaras i planen"):
        budget_city.hand_in(vp)
    assert refused(lambda: actions.mark_section(report=vp, key="activities", ready=True, **WHO)) == "unanswered"
    part = assigned_to(city.farsta, YEAR).get()
    assert refused(lambda: actions.answer_assignment(part=part, text=" ", version=0, **WHO)) == "no_sentence"
    actions.answer_assignment(part=part, text="Vi öppnar i mars.", version=0, **WHO)
    with pytest.raises(Stale):
        actions.answer_assignment(part=part, text="I maj.", version=0, **WHO)
    for chapter in chapters_of(vp):
        version = vp.sections.filter(key=chapter.key).values_list("version", flat=True).first() or 0
        actions.save_section_text(report=vp, key=chapter.key, version=version, text="Planen.", **WHO)
    assert actions.hand_in(report=vp, **WHO).state == "ready"


def test_only_the_board_itself_answers_its_assignment(city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    part = assigned_to(city.farsta, YEAR).get()
    with pytest.raises(NotAllowed):
        actions.answer_assignment(
            part=part, text="Vi tar det.", version=0, by=b.actor("coordinator", city.bromma), at=b.NOON
        )


def test_a_board_does_not_reword_what_the_council_assigned(city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    activity = Activity.objects.get()
    plan = ActivityPlan(title="Något lättare")
    assert refused(lambda: change_activity(activity=activity, plan=plan, **WHO)) == "councils"


def test_an_assignment_is_reported_as_every_activity(city: BudgetCity) -> None:
    assign(city, city.farsta)
    decide(city)
    budget_city.open_round("t1")
    assert "activity" in {row.kind for row in unanswered(budget_city.report("farsta", "t1"))}


def test_the_budgets_of_two_years_stand_side_by_side(city: BudgetCity) -> None:
    later = BudgetCity(
        city.farsta, city.bromma, city.goal, city.proposal, city.other, budget_city.open_round("kf-budget", 2019)
    )
    assign(city, city.farsta)
    assign(later, city.farsta, title="Stäng inte")
    decide(city)
    assert [str(part.assignment) for part in assigned_to(city.farsta, 2018)] == ["Öppna fritidsgården"]
    assert Activity.objects.get().title == "Öppna fritidsgården", "nothing of next year's budget is in any plan yet"
    assert not assigned_to(city.farsta, 2019).exists()
    decide(later, meeting_date=date(2018, 11, 19))
    assert [str(part.assignment) for part in assigned_to(city.farsta, 2019)] == ["Stäng inte"]
