"""Medverkan as the two sides live it: a question, its answer, and what is given unasked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.programmes.actions import Reply, answer, ask, contribute, record_answer_for
from samstad.domain.programmes.models import Contribution, Question
from samstad.domain.steering.models import Activity
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
DONE: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def schools() -> Any:
    return b.board("skolor", "Utbildningsnämnden", "specialist_board")


@pytest.fixture
def programme(farsta: Any) -> Any:
    return b.programme(farsta, "lup-farsta")


@pytest.fixture
def question(programme: Any, schools: Any) -> Question:
    return ask(programme=programme, asked=schools, text="Kan skolan hålla öppet på kvällar?", **DONE)


@pytest.fixture
def evenings(schools: Any) -> Activity:
    return b.activity(schools, "Öppna skolor")


class TestAsking:
    def test_the_clock_starts_and_the_asked_are_told(self, programme: Any, schools: Any) -> None:
        told = b.person("Eva Ek", ("coordinator", schools))
        b.person("Rapportör", ("reporter", schools))
        made = ask(programme=programme, asked=schools, text="  Kan ni? ", **DONE)
        assert (made.text, made.asked_on, made.asked_by) == ("Kan ni?", b.NOON.date(), "kommandorad")
        notice = Notice.objects.get()
        assert notice.user == told
        assert "Kan ni?" in notice.text
        assert notice.link == "/arbete/medverkan/skolor/"
        assert Event.objects.get().action == "ask"

    def test_the_same_question_twice_gets_an_address_of_its_own(self, programme: Any, schools: Any) -> None:
        slugs = {ask(programme=programme, asked=schools, text="Kan ni?", **DONE).slug for _ in range(3)}
        assert len(slugs) == 3

    def test_only_the_programmes_board_asks(self, programme: Any, farsta: Any, schools: Any) -> None:
        asker = b.actor("coordinator", farsta)
        assert ask(programme=programme, asked=schools, text="Kan ni?", by=asker, at=b.NOON).asked_by == "Ada Lind"
        with pytest.raises(NotAllowed):
            ask(programme=programme, asked=schools, text="Kan ni?", by=b.actor("coordinator", schools), at=b.NOON)

    def test_an_empty_question_and_one_to_oneself_are_refused(self, programme: Any, farsta: Any, schools: Any) -> None:
        with pytest.raises(Refusal, match="Skriv vad ni frågar"):
            ask(programme=programme, asked=schools, text=" ", **DONE)
        with pytest.raises(Refusal, match="er själva"):
            ask(programme=programme, asked=farsta, text="Kan vi?", **DONE)
        assert not Question.objects.exists()


class TestAnswering:
    def test_yes_with_an_own_activity_becomes_a_contribution(
        self, question: Question, evenings: Activity, farsta: Any
    ) -> None:
        told = b.person("Samordnaren", ("coordinator", farsta))
        stored = answer(question=question, reply=Reply("yes", activity=evenings), **DONE)
        assert stored.standing == "office"
        given = Contribution.objects.get()
        assert (given.activity, given.question, given.programme) == (evenings, question, question.programme)
        assert Notice.objects.get(user=told).text == "Utbildningsnämnden har svarat: ja"

    def test_yes_may_bring_a_new_activity_into_the_plan(self, question: Question, schools: Any) -> None:
        reply = Reply("yes", new_activity="Öppna skolor på kvällar", year=2017)
        stored = answer(question=question, reply=reply, by=b.actor("coordinator", schools), at=b.NOON)
        assert stored.activity is not None
        stored.activity.refresh_from_db()
        assert (stored.activity.owner, stored.activity.year, stored.activity.origin) == (schools, 2017, "partner")
        assert Contribution.objects.get().activity == stored.activity

    def test_no_brings_nothing_into_the_plan_whatever_stands_there(self, question: Question, schools: Any) -> None:
        reply = Reply("no", text="Inte i år.", new_activity="Öppna skolor på kvällar")
        stored = answer(question=question, reply=reply, by=b.actor("coordinator", schools), at=b.NOON)
        assert (stored.kind, stored.activity) == ("no", None)
        assert not Activity.objects.filter(owner=schools).exists()

    def test_an_answer_on_new_years_night_is_of_the_citys_year(self, question: Question, schools: Any) -> None:
        half_past_midnight = datetime(2017, 12, 31, 23, 30, tzinfo=UTC)
        reply = Reply("yes", new_activity="Öppna skolor på kvällar")
        stored = answer(question=question, reply=reply, by=b.actor("coordinator", schools), at=half_past_midnight)
        assert stored.activity is not None
        assert stored.activity.year == 2018

    def test_the_new_activity_serves_the_goal_that_was_asked_about(self, programme: Any, schools: Any) -> None:
        goal = b.goal("Fler i skolan", "local", year=None)
        asked = ask(programme=programme, asked=schools, text="Kan ni?", goal=goal, **DONE)
        stored = answer(question=asked, reply=Reply("yes", new_activity="Läxhjälp"), **DONE)
        assert stored.activity is not None
        assert [row.goal for row in stored.activity.activity_goals.all()] == [goal]
        assert Contribution.objects.get().goal == goal

    @pytest.mark.parametrize(
        ("reply", "words"),
        [
            (Reply("yes"), "egen aktivitet"),
            (Reply("yes", text="Gärna"), "egen aktivitet"),
            (Reply("no", text=" "), "varför svaret är nej"),
            (Reply("counter"), "föreslår i stället"),
            (Reply("kanske"), "Välj ja, nej eller motförslag"),
            (Reply("no", text="Nej", standing="decided"), "beslutande organ"),
            (Reply("no", text="Nej", standing="klubbat"), "besked eller beslutat"),
        ],
    )
    def test_half_an_answer_is_refused_with_what_is_missing(self, question: Question, reply: Reply, words: str) -> None:
        with pytest.raises(Refusal, match=words):
            answer(question=question, reply=reply, **DONE)
        assert not question.answers.exists()

    def test_another_bodys_activity_is_no_answer(self, question: Question, farsta: Any) -> None:
        with pytest.raises(Refusal, match="inte er"):
            answer(question=question, reply=Reply("yes", activity=b.activity(farsta)), **DONE)

    def test_a_decided_answer_keeps_body_day_and_paragraph(
        self, question: Question, evenings: Activity, schools: Any
    ) -> None:
        reply = Reply(
            "yes",
            "",
            evenings,
            standing="decided",
            decided_by=schools,
            decided_on=b.day("2017-04-20"),
            paragraph=" 12 ",
        )
        stored = answer(question=question, reply=reply, **DONE)
        assert (stored.decided_by, stored.decided_on, stored.paragraph) == (schools, b.day("2017-04-20"), "12")

    def test_a_besked_carries_no_decision(self, question: Question, schools: Any) -> None:
        reply = Reply("no", "Vi har inga pengar", decided_by=schools, decided_on=b.day("2017-04-20"), paragraph="12")
        stored = answer(question=question, reply=reply, **DONE)
        assert (stored.decided_by, stored.decided_on, stored.paragraph) == (None, None, "")

    def test_only_the_asked_answer(self, question: Question, farsta: Any, schools: Any) -> None:
        with pytest.raises(NotAllowed):
            answer(question=question, reply=Reply("no", "Nej"), by=b.actor("coordinator", farsta), at=b.NOON)
        answer(question=question, reply=Reply("no", "Nej"), by=b.actor("approver", schools), at=b.NOON)

    def test_a_no_takes_back_what_an_earlier_yes_promised(self, question: Question, evenings: Activity) -> None:
        answer(question=question, reply=Reply("yes", activity=evenings), **DONE)
        answer(
            question=question, reply=Reply("no", "Lokalen är stängd"), by=COMMAND_LINE, at=b.NOON + timedelta(days=3)
        )
        assert not Contribution.objects.exists()
        assert question.answers.count() == 2

    def test_a_yes_with_another_activity_replaces_the_first(
        self, question: Question, evenings: Activity, schools: Any
    ) -> None:
        answer(question=question, reply=Reply("yes", activity=evenings), **DONE)
        better = b.activity(schools, "Öppna skolor med ledare")
        answer(question=question, reply=Reply("yes", activity=better), **DONE)
        assert [row.activity for row in Contribution.objects.all()] == [better]

    def test_what_was_given_unasked_is_tied_to_the_question_once_it_comes(
        self, programme: Any, question: Question, evenings: Activity, schools: Any
    ) -> None:
        first = contribute(organisation=schools, programme=programme, activity=evenings, **DONE)
        answer(question=question, reply=Reply("yes", activity=evenings), **DONE)
        [given] = Contribution.objects.all()
        assert given.pk == first.pk
        assert given.question == question


class TestRecordingForOthers:
    @pytest.fixture
    def police(self) -> Any:
        return b.board("polisen", "Polisen", "external")

    @pytest.fixture
    def asked(self, programme: Any, police: Any) -> Question:
        return ask(programme=programme, asked=police, text="Kan ni gå med?", **DONE)

    def record(self, question: Question, by: Actor = COMMAND_LINE, **changed: Any) -> Any:
        given = {"answered_by": "Kim Berg", "answered_on": b.NOON.date(), "reply": Reply("yes", "En gång i månaden")}
        return record_answer_for(question=question, by=by, at=b.NOON, **{**given, **changed})

    def test_the_district_writes_down_who_said_what_and_when(self, asked: Question, farsta: Any) -> None:
        stored = self.record(asked, by=b.actor("coordinator", farsta))
        assert (stored.answered_by, stored.answered_on, stored.recorded_for_other) == ("Kim Berg", b.NOON.date(), True)
        assert Event.objects.filter(action="answer", actor_name="Ada Lind").exists()

    def test_a_body_of_the_city_answers_for_itself(self, question: Question) -> None:
        with pytest.raises(Refusal, match="Utbildningsnämnden svarar själv"):
            self.record(question)

    def test_a_name_and_a_possible_day_are_needed(self, asked: Question) -> None:
        with pytest.raises(Refusal, match="vem som svarade"):
            self.record(asked, answered_by=" ")
        for day in (b.NOON.date() - timedelta(days=1), b.NOON.date() + timedelta(days=1)):
            with pytest.raises(Refusal, match="mellan frågan och i dag"):
                self.record(asked, answered_on=day)

    def test_others_do_not_write_it(self, asked: Question) -> None:
        with pytest.raises(NotAllowed):
            self.record(asked, by=b.actor("coordinator", b.board("bromma")))


class TestContributing:
    def test_nobody_has_to_have_asked(self, programme: Any, schools: Any, evenings: Activity, farsta: Any) -> None:
        told = b.person("Samordnaren", ("coordinator", farsta))
        made = contribute(
            organisation=schools, programme=programme, activity=evenings, theme_printed=" Trygghet ", **DONE
        )
        assert made.question is None
        assert made.theme_printed == "Trygghet"
        assert Notice.objects.get(user=told).text == "Utbildningsnämnden bidrar med: Öppna skolor"
        assert Event.objects.get().change == {"programme": [None, "lup-farsta"]}

    def test_twice_is_once(self, programme: Any, schools: Any, evenings: Activity) -> None:
        for _ in range(2):
            contribute(organisation=schools, programme=programme, activity=evenings, **DONE)
        assert Contribution.objects.count() == 1

    def test_long_names_do_not_collide(self, schools: Any, farsta: Any) -> None:
        long = b.programme(farsta, "p" * 118)
        for _ in range(2):
            contribute(organisation=schools, programme=long, activity=b.activity(schools), **DONE)
        assert Contribution.objects.count() == 2

    @pytest.mark.parametrize(("role", "may"), [("coordinator", True), ("approver", True), ("reporter", False)])
    def test_who_plans_or_answers_may_give(
        self, programme: Any, schools: Any, evenings: Activity, role: str, may: bool
    ) -> None:
        actor = b.actor(role, schools)
        if may:
            contribute(organisation=schools, programme=programme, activity=evenings, by=actor, at=b.NOON)
        else:
            with pytest.raises(NotAllowed):
                contribute(organisation=schools, programme=programme, activity=evenings, by=actor, at=b.NOON)

    def test_only_what_is_ones_own_can_be_given(self, programme: Any, schools: Any, farsta: Any) -> None:
        with pytest.raises(Refusal, match="inte er"):
            contribute(organisation=schools, programme=programme, activity=b.activity(farsta), **DONE)

    def test_a_programme_without_a_board_tells_nobody(self, schools: Any, evenings: Activity) -> None:
        orphan = b.programme(schools, "utan")
        orphan.owner = None
        orphan.save()
        contribute(organisation=schools, programme=orphan, activity=evenings, **DONE)
        asked = ask(programme=orphan, asked=schools, text="Kan ni?", **DONE)
        answer(question=asked, reply=Reply("counter", "Till hösten"), **DONE)
        assert Notice.objects.count() == 0
