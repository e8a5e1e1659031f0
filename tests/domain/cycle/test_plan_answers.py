"""A board answers in its plan what programmes ask of it, and says how it prioritises."""

from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import PlanAnswer, PlanAnswerLink, Report
from samstad.domain.history.models import Event
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes.actions import Wanted, add_request
from samstad.domain.programmes.models import ExpectedCount, FocusArea, ProgrammeRequest
from samstad.domain.steering.models import ActivityArea, GoalArea
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db
DONE: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}
Content = actions.PlanAnswerContent


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta")


@pytest.fixture
def programme() -> Any:
    return b.programme(b.board("ks", kind="executive_board"), "samman", "programme", title="Samman")


@pytest.fixture
def asked(programme: Any, farsta: Any) -> ProgrammeRequest:
    return add_request(programme=programme, wanted=Wanted("Vilka aktiviteter?", leads=[farsta]), **DONE)


def plan(board: Any, kind: str = "vp") -> Report:
    opened = actions.open_round(year=2017, kind=kind, cutoff=None, due=None, **DONE)
    return opened.reports.select_related("round", "organisation").get(organisation=board)


def save(report: Report, content: Content, version: int = 0, **done: Any) -> PlanAnswer:
    return actions.save_plan_answer(report=report, content=content, version=version, **{**DONE, **done})


def test_any_mix_of_the_boards_own_is_an_answer(asked: ProgrammeRequest, farsta: Any) -> None:
    goal = b.goal(owner=farsta)
    mixes: list[dict[str, Any]] = [
        {"goals": [goal]},
        {"indicators": [b.indicator(owner=farsta)]},
        {"indicators": [b.indicator(for_goal=goal)]},
        {"activities": [b.activity(farsta, kind="working_method")]},
        {"goals": [goal], "activities": [b.activity(farsta, kind="commitment"), b.activity(farsta)]},
    ]
    report = plan(farsta)
    for version, mix in enumerate(mixes):
        save(report, Content(asked.programme, asked, " Så här. ", **mix), version)
        assert PlanAnswerLink.objects.count() == sum(len(rows) for rows in mix.values())
    stored = PlanAnswer.objects.get()
    assert (stored.text, stored.version, stored.request) == ("Så här.", len(mixes), asked)
    assert Event.objects.filter(action="save_plan_answer").count() == len(mixes)


def test_words_alone_are_no_answer(asked: ProgrammeRequest, farsta: Any) -> None:
    with pytest.raises(Refusal, match="minst ett nämndmål"):
        save(plan(farsta), Content(asked.programme, asked, "Vi tar frågan på största allvar."))
    assert not PlanAnswer.objects.exists()


def test_nobody_answers_with_what_is_anothers(asked: ProgrammeRequest, farsta: Any) -> None:
    other, report = b.board(), plan(farsta)
    for mix in (
        {"goals": [b.goal(owner=other)]},
        {"indicators": [b.indicator(owner=other)]},
        {"activities": [b.activity(other)]},
    ):
        with pytest.raises(Refusal, match="ni själva svarar för"):
            save(report, Content(asked.programme, asked, **mix))
    assert not PlanAnswerLink.objects.exists()


def test_who_is_not_asked_does_not_answer(asked: ProgrammeRequest) -> None:
    other = b.board("bromma")
    with pytest.raises(Refusal, match="begär inget svar"):
        save(plan(other), Content(asked.programme, asked, activities=[b.activity(other)]))


def test_what_is_only_followed_up_is_not_answered_even_by_one_whom_it_names(programme: Any, farsta: Any) -> None:
    followed = add_request(programme=programme, wanted=Wanted("Demokrati", kind="followed", leads=[farsta]), **DONE)
    with pytest.raises(Refusal, match="begär inget svar"):
        save(plan(farsta), Content(programme, followed, activities=[b.activity(farsta)]))


def test_it_is_answered_in_the_plan_and_nowhere_else(asked: ProgrammeRequest, farsta: Any) -> None:
    with pytest.raises(Refusal, match="besvaras i verksamhetsplanen"):
        save(plan(farsta, "t1"), Content(asked.programme, asked, activities=[b.activity(farsta)]))


class TestWhere:
    @pytest.fixture
    def husby(self, programme: Any) -> Any:
        found = b.area("husby", kind="stadsdel")
        FocusArea.objects.create(document=programme, area=found)
        return found

    def test_an_answer_wholly_outside_the_programmes_areas_is_refused(
        self, asked: ProgrammeRequest, farsta: Any, husby: Any
    ) -> None:
        activity, goal, elsewhere = b.activity(farsta), b.goal(owner=farsta), b.area("bromma")
        ActivityArea.objects.create(activity=activity, area=elsewhere)
        GoalArea.objects.create(goal=goal, area=elsewhere)
        report = plan(farsta)
        with pytest.raises(Refusal, match="helt utanför områdena i Samman"):
            save(report, Content(asked.programme, asked, goals=[goal], activities=[activity]))
        ActivityArea.objects.create(activity=activity, area=husby)
        assert save(report, Content(asked.programme, asked, goals=[goal], activities=[activity])).version == 1

    def test_while_areas_are_missing_it_is_taken_in(self, asked: ProgrammeRequest, farsta: Any, husby: Any) -> None:
        ExpectedCount.objects.create(document=asked.programme, what="areas", label="Stadsdelar", count=22)
        activity = b.activity(farsta)
        ActivityArea.objects.create(activity=activity, area=b.area("bromma"))
        assert save(plan(farsta), Content(asked.programme, asked, activities=[activity])).version == 1


class TestPriorities:
    @pytest.fixture
    def social(self) -> Any:
        return b.board("social", "Socialnämnden", "specialist_board")

    def test_a_committee_says_what_it_puts_first_and_may_say_that_it_puts_nothing_first(
        self, programme: Any, social: Any
    ) -> None:
        report = plan(social)
        with pytest.raises(Refusal, match="vad ni prioriterar"):
            save(report, Content(programme))
        assert save(report, Content(programme, text="Inget särskilt i år.")).request is None
        assert save(report, Content(programme, text="Fler fältare.", activities=[b.activity(social)]), 1).version == 2

    def test_a_request_and_a_priority_of_one_programme_stand_beside_each_other(
        self, programme: Any, social: Any
    ) -> None:
        asked = add_request(programme=programme, wanted=Wanted("Vad?", concerned=[social]), **DONE)
        report, activity = plan(social), b.activity(social)
        save(report, Content(programme, text="Fler fältare."))
        save(report, Content(programme, asked, activities=[activity]))
        assert PlanAnswer.objects.count() == 2
        assert PlanAnswerLink.objects.get().request == asked

    def test_a_district_board_has_no_such_duty(self, programme: Any, farsta: Any) -> None:
        with pytest.raises(Refusal, match="facknämnder och bolag"):
            save(plan(farsta), Content(programme, text="Allt."))


def test_two_at_once_and_a_plan_that_is_decided(asked: ProgrammeRequest, farsta: Any) -> None:
    report, content = plan(farsta), Content(asked.programme, asked, activities=[b.activity(farsta)])
    save(report, content)
    with pytest.raises(Stale):
        save(report, content)
    Report.objects.filter(pk=report.pk).update(state="decided")
    report.refresh_from_db()
    with pytest.raises(Refusal, match="utbytesblad"):
        save(report, content, 1)


def test_a_reporter_of_the_board_answers_and_a_stranger_does_not(asked: ProgrammeRequest, farsta: Any) -> None:
    report, content = plan(farsta), Content(asked.programme, asked, activities=[b.activity(farsta)])
    with pytest.raises(NotAllowed):
        save(report, content, by=b.actor("reporter", b.board()))
    assert save(report, content, by=b.actor("reporter", farsta)).changed_by == "Ada Lind"
