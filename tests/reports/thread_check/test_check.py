"""The thread read out of the database and checked for a board, a programme and the city."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b

from samstad.domain.places.models import AreaList, AreaListEntry
from samstad.domain.programmes.models import Answer, Contribution, FocusArea, Question
from samstad.domain.steering.models import ActivityArea, GoalArea, GoalLevel, GoalLink, GoalRole, Value
from samstad.reports.thread_check import check, load_thread

pytestmark = pytest.mark.django_db
ON = b.day("2017-05-02")
MOST_QUERIES = 34


@pytest.fixture
def city() -> dict[str, Any]:
    """Farsta's programme is prioritised; the social services give to it, the schools do not."""
    whole = b.area("stockholm", "Stockholm", kind="stad")
    district = b.area("farsta-omrade", "Farsta", parent=whole)
    named = AreaList.objects.create(slug="sju", title="De sju")
    AreaListEntry.objects.create(area_list=named, area=district)
    farsta, social = b.board("farsta", "Farsta stadsdelsnämnd"), b.board("social", "Socialnämnden", "specialist_board")
    schools = b.board("skolor", "Utbildningsnämnden", "specialist_board")
    programme = b.programme(farsta, "lup-farsta", area=district)
    FocusArea.objects.create(document=programme, area=b.area("fagersjo", "Fagersjö", kind="stadsdel", parent=district))
    return {"farsta": farsta, "social": social, "schools": schools, "programme": programme, "district": district}


def fill(city: dict[str, Any], times: int) -> None:
    themes = GoalLevel.objects.get_or_create(
        slug="tema", defaults={"name": "Tema", "plural": "Teman", "rank": 6, "sphere": "local", "judged": False}
    )[0]
    for _ in range(times):
        theme = b.goal("Arbete", "local", year=None, owner=city["farsta"], level=themes)
        goal = b.goal("Fler i arbete", "local", year=None, under=theme, owner=city["farsta"], kind="direction")
        measure = b.activity(city["farsta"], "Jobbcoachning", for_goal=goal, year=None, kind="measure")
        b.put_in_programme(city["programme"], theme, goal, measure)
        given = b.activity(city["social"], "Rådgivning", for_goal=theme)
        question = Question.objects.create(
            slug=b.next_slug("fraga"), programme=city["programme"], asked=city["schools"], text="Kan ni?", asked_on=ON
        )
        Answer.objects.create(question=question, kind="no", text="Nej", answered_on=ON, answered_by="Ada")
        Contribution.objects.create(
            slug=b.next_slug("bidrag"),
            organisation=city["social"],
            programme=city["programme"],
            activity=given,
            goal=theme,
        )
        indicator = b.indicator(for_goal=goal)
        Value.objects.create(indicator=indicator, period="2016", value=1, known_from=b.day("2017-01-01"))
        GoalArea.objects.create(goal=goal, area=city["district"])
        ActivityArea.objects.create(activity=given, area=city["district"])
        GoalRole.objects.create(goal=goal, organisation=city["schools"], role="concerned")


def codes(found: Any) -> Counter[str]:
    return Counter(row.code for row in found)


def test_the_same_number_of_queries_for_a_city_ten_times_as_large(city: dict[str, Any]) -> None:
    counts = []
    for times in (1, 9):
        fill(city, times)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert check(on=ON)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_what_the_database_holds_becomes_findings(city: dict[str, Any]) -> None:
    fill(city, 1)
    assert codes(check(on=ON)) == {"silent-board": 1, "no-priority": 1}


def test_a_board_sees_what_it_can_mend_and_what_concerns_it(city: dict[str, Any]) -> None:
    fill(city, 1)
    everything = check(on=ON)
    assert codes(check(on=ON, board=city["schools"])) == {"silent-board": 1, "no-priority": 1}
    assert codes(check(on=ON, board=city["farsta"])) == {"silent-board": 1}
    assert check(on=ON, board=city["social"]) == []
    assert set(check(on=ON, board=city["farsta"])) < set(everything)


def test_a_programme_sees_its_own(city: dict[str, Any]) -> None:
    fill(city, 1)
    assert codes(check(on=ON, programme=city["programme"])) == {"silent-board": 1}
    assert check(on=ON, programme=b.programme(city["social"])) == []


def test_the_year_that_is_followed_is_the_one_checked(city: dict[str, Any]) -> None:
    b.goal("Nästa år", year=2018, owner=city["farsta"])
    assert codes(check(on=ON))["goal-without-indicator"] == 1
    assert codes(check(on=ON, year=2017))["goal-without-indicator"] == 0


def test_what_was_not_known_on_the_day_is_not_known(city: dict[str, Any]) -> None:
    goal = b.goal("Fler i arbete", owner=city["farsta"], kind="direction")
    late = b.indicator(for_goal=goal)
    Value.objects.create(indicator=late, period="2016-12-31", value=1, known_from=b.day("2018-01-01"))
    assert codes(check(on=ON))["direction-without-baseline"] == 1
    assert codes(check(on=b.day("2018-01-02")))["direction-without-baseline"] == 0


def test_an_answer_that_came_later_was_missing_on_the_day(city: dict[str, Any]) -> None:
    question = Question.objects.create(
        slug="fraga", programme=city["programme"], asked=city["social"], text="Kan ni?", asked_on=b.day("2017-01-01")
    )
    Answer.objects.create(question=question, kind="no", text="Nej", answered_on=b.day("2017-06-01"), answered_by="Ada")
    assert codes(check(on=ON))["question-unanswered"] == 1
    assert codes(check(on=b.day("2017-06-01")))["question-unanswered"] == 0
    assert codes(check(on=b.day("2016-12-31")))["question-unanswered"] == 0


def test_only_what_lives_in_the_year_is_loaded(city: dict[str, Any]) -> None:
    gone = b.board("gammal", "Gamla nämnden", valid_to=b.day("2016-12-31"))
    kept = b.goal("Kvar", owner=gone)
    b.goal("Avslutat", ended=True)
    b.goal("Utgånget", year=None, valid_to=b.day("2016-12-31"))
    last_year = b.goal("Förra årets", year=2016)
    GoalLink.objects.create(lower=kept, upper=last_year, meaning="contributes")
    b.activity(city["farsta"], "Klar sedan länge", year=None, end=b.day("2016-05-01"))
    open_ended = b.activity(city["farsta"], "Pågår", year=None)
    thread = load_thread(on=ON, year=2017)
    assert [goal.title for goal in thread.goals.values()] == ["Kvar"]
    assert list(thread.activities) == [open_ended.pk]
    assert thread.links == frozenset()
    assert gone.pk not in thread.bodies


def test_what_is_invented_is_said_to_be(city: dict[str, Any]) -> None:
    invented = b.example_pack()
    b.goal("Påhittat", owner=city["farsta"], pack=invented)
    b.activity(city["farsta"], "Påhittad", pack=invented)
    b.indicator("Påhittad", pack=invented)
    asked = {"programme": city["programme"], "asked": city["social"], "asked_on": b.day("2017-01-01")}
    Question.objects.create(slug="fraga", text="Påhittad?", pack=invented, **asked)
    found = check(on=ON)
    assert {row.example for row in found if "Påhitta" in row.where} == {True}
    assert {row.example for row in found if "Påhitta" not in row.where} == {False}
    assert codes(row for row in found if row.example) == {
        "goal-without-indicator": 1,
        "goal-without-measure": 1,
        "measure-without-goal": 1,
        "unused-indicator": 1,
        "question-unanswered": 1,
    }
