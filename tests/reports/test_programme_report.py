"""One programme over all boards, companies and years."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.documents import render_html
from samstad.domain.cycle import actions
from samstad.domain.cycle.models import GoalJudgement, Report
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.programmes.models import Answer, Contribution, Question, SteeringDocument
from samstad.domain.steering.models import ActivityUpdate, GoalLink, GoalRole
from samstad.reports.programme_report import programme_document
from samstad.reports.programme_report.collect import follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> SteeringDocument:
    executive = b.board("ks", "Kommunstyrelsen", kind="executive_board")
    document = b.programme(executive, "samman", kind="programme", title="Samman", valid_from=date(2015, 1, 1))
    goal = b.goal("Färre på bistånd", sphere="programme", year=None, slug="bistand")
    b.put_in_programme(document, goal)
    farsta, skarpnack = b.board("farsta", "Farsta"), b.board("skarpnack", "Skarpnäck")
    for body in (farsta, skarpnack):
        GoalRole.objects.create(goal=goal, organisation=body, role="leads")
    own = b.goal("Fler i arbete", owner=farsta)
    GoalLink.objects.create(lower=own, upper=goal, meaning="answers")
    activity = b.activity(farsta, "Vägledning", for_goal=goal)
    ActivityUpdate.objects.create(activity=activity, on=date(2017, 4, 30), status="deviates", deviation="Dröjer.")
    loose = b.activity(skarpnack, "Lös åtgärd")
    b.put_in_programme(document, loose)
    b.indicator("Andel", for_goal=goal)
    question = Question.objects.create(
        slug="q", programme=document, asked=skarpnack, text="Kan ni?", asked_on=date(2017, 1, 1)
    )
    Answer.objects.create(
        question=question, kind="no", text="Inte i år.", answered_on=date(2017, 2, 1), answered_by="Kim"
    )
    Question.objects.create(slug="q2", programme=document, asked=skarpnack, text="Och nu?", asked_on=date(2017, 1, 2))
    Contribution.objects.create(slug="c", organisation=skarpnack, programme=document, activity=loose)
    return document


def test_answers_silence_and_what_is_done_are_told_goal_by_goal(programme: SteeringDocument) -> None:
    followed = follow(programme, on=b.day("2017-06-01"), year=2017).goals[0]
    assert [goal.title for goal in followed.answers] == ["Fler i arbete"]
    assert followed.silent == ("Skarpnäck",)


def test_the_document_tells_the_whole_story(programme: SteeringDocument) -> None:
    text = render_html(programme_document(programme))
    for words in (
        "Har inte svarat: Skarpnäck.",
        "Vägledning",
        "Dröjer.",
        "Lös åtgärd",
        "nej: Inte i år.",
        "obesvarad",
        "2015–",
    ):
        assert words in text


def test_judgements_are_shown_only_from_reports_that_are_sent_out(programme: SteeringDocument) -> None:
    opened = actions.open_round(year=2017, kind="t1", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    report = Report.objects.get(round=opened, organisation__slug="farsta")
    goal = follow(programme, on=b.day("2017-06-01"), year=2017).goals[0].goal
    GoalJudgement.objects.create(report=report, goal=goal, judgement="partly", motivation="På väg.", version=1)
    assert "På väg." not in render_html(programme_document(programme))
    Report.objects.filter(pk=report.pk).update(state="sent_out")
    text = render_html(programme_document(programme))
    assert "På väg." in text
    assert "Bedöms uppfyllas delvis" in text


def test_an_empty_programme_says_that_nothing_is_entered() -> None:
    document = b.programme(b.board(), kind="programme", until_further_notice=True)
    text = render_html(programme_document(document))
    assert "Inga mål är inlagda i programmet." in text
    assert "gäller tills vidare" in text
    assert "ej inlagt" in render_html(programme_document(b.programme(b.board(), kind="programme")))


def test_invented_rows_stamp_the_document(programme: SteeringDocument) -> None:
    assert programme_document(programme).stamps == ()
    made = b.activity(
        b.board(), pack=b.example_pack(), for_goal=follow(programme, on=b.day("2017-06-01"), year=2017).goals[0].goal
    )
    assert made.pack is not None
    assert programme_document(programme).stamps == ("exempeldata",)


def test_the_number_of_questions_does_not_grow(programme: SteeringDocument) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            programme_document(programme)
        return len(asked)

    few: Any = count()
    for _ in range(15):
        goal = b.goal(sphere="programme", year=None)
        b.put_in_programme(programme, goal)
        b.activity(b.board(), for_goal=goal)
    assert count() == few
