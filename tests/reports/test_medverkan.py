"""Everything asked of a body and everything it gives, with the clock of each question."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.programmes.models import Answer, Contribution, PartnerIntention, Question
from samstad.reports.medverkan import medverkan

pytestmark = pytest.mark.django_db
ON = b.day("2017-05-02")


@pytest.fixture
def farsta() -> Any:
    return b.board("farsta", "Farsta stadsdelsnämnd")


@pytest.fixture
def social() -> Any:
    return b.board("social", "Socialnämnden", "specialist_board")


@pytest.fixture
def programme(farsta: Any) -> Any:
    return b.programme(farsta, "lup-farsta")


def question(programme: Any, asked: Any, asked_on: str = "2017-04-01", **fields: Any) -> Question:
    return Question.objects.create(
        slug=b.next_slug("fraga"), programme=programme, asked=asked, text="Kan ni?", asked_on=b.day(asked_on), **fields
    )


def answered(to: Question, on: str = "2017-04-11", kind: str = "no", **fields: Any) -> Answer:
    return Answer.objects.create(question=to, kind=kind, text="Nej", answered_on=b.day(on), answered_by="Ada", **fields)


@pytest.mark.parametrize(("asked_on", "days", "overdue"), [("2017-04-02", 30, True), ("2017-04-03", 29, False)])
def test_the_clock_of_a_question_without_answer(
    programme: Any, social: Any, asked_on: str, days: int, overdue: bool
) -> None:
    question(programme, social, asked_on)
    [row] = medverkan(social, on=ON).asked_of_us
    assert (row.days, row.overdue, row.standing) == (days, overdue, "")


def test_the_first_answer_stops_the_clock_where_it_stood(programme: Any, social: Any) -> None:
    answered(question(programme, social, "2017-01-01"), "2017-01-11")
    [row] = medverkan(social, on=ON).asked_of_us
    assert (row.days, row.overdue, row.standing) == (10, False, "besked")


def test_an_offices_word_on_money_is_preliminary_until_decided(programme: Any, social: Any) -> None:
    asked = question(programme, social)
    answered(asked, binds_money=True)
    assert medverkan(social, on=ON).asked_of_us[0].standing == "preliminart"
    answered(asked, binds_money=True, standing="decided", decided_by=social, decided_on=ON, paragraph="7")
    assert medverkan(social, on=ON).asked_of_us[0].standing == "beslutat"


def test_the_latest_answer_counts(programme: Any, social: Any) -> None:
    asked = question(programme, social)
    answered(asked, "2017-04-20", kind="counter")
    answered(asked, "2017-04-10", kind="no")
    row = medverkan(social, on=ON).asked_of_us[0]
    assert row.answer is not None
    assert row.answer.kind == "counter"


def test_each_side_sees_the_question_from_its_own(programme: Any, farsta: Any, social: Any) -> None:
    made = question(programme, social)
    ours, theirs = medverkan(farsta, on=ON), medverkan(social, on=ON)
    assert [row.question for row in ours.asked_by_us] == [made] == [row.question for row in theirs.asked_of_us]
    assert ours.asked_of_us == theirs.asked_by_us == ()


def test_named_given_and_both(programme: Any, social: Any) -> None:
    named = b.programme(b.board("bromma"), "lup-bromma")
    both = b.programme(b.board("alvsjo"), "lup-alvsjo")
    for document in (named, both):
        PartnerIntention.objects.create(document=document, name="Socialförvaltningen", organisation=social)
    for document in (programme, both):
        Contribution.objects.create(
            slug=b.next_slug("bidrag"), organisation=social, programme=document, activity=b.activity(social)
        )
    shown = medverkan(social, on=ON)
    assert {(row.programme.slug, row.named, row.contributes) for row in shown.matches} == {
        ("lup-farsta", False, True),
        ("lup-bromma", True, False),
        ("lup-alvsjo", True, True),
    }
    assert len(shown.given) == 2
    assert {row.document for row in shown.intentions} == {both, named}


def test_what_a_district_receives_is_from_others(programme: Any, farsta: Any, social: Any) -> None:
    Contribution.objects.create(slug="b", organisation=social, programme=programme, activity=b.activity(social))
    shown = medverkan(farsta, on=ON)
    assert [row.organisation for row in shown.received] == [social]
    assert shown.given == ()


def test_invented_questions_are_said_to_be(programme: Any, social: Any) -> None:
    question(programme, social)
    assert not medverkan(social, on=ON).example
    question(programme, social, pack=b.example_pack())
    assert medverkan(social, on=ON).example


def test_the_same_number_of_queries_however_much_is_asked(programme: Any, social: Any) -> None:
    counts = []
    for times in (1, 9):
        for _ in range(times):
            answered(question(programme, social))
            PartnerIntention.objects.create(document=programme, name="Vi", organisation=social)
            activity = b.activity(social)
            Contribution.objects.create(
                slug=b.next_slug("bidrag"), organisation=social, programme=programme, activity=activity
            )
        with CaptureQueriesContext(connection) as asked:
            shown = medverkan(social, on=ON)
            assert [row.question.programme.owner for row in shown.asked_of_us]
            assert [row.programme.owner for row in shown.given]
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10
