"""What a board's plan has to answer, how it is frozen with the plan, and who is silent in the city."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as b
from tests.reports.asking import Asking, asking

from samstad.documents import render_html
from samstad.domain.places.models import AreaListEntry
from samstad.domain.programmes.models import ExpectedCount, FocusArea
from samstad.domain.steering.models import ActivityArea, GoalLink
from samstad.reports.asked import read_asked, read_silence
from samstad.reports.board_report import collect_report, compose

pytestmark = pytest.mark.django_db
TODAY = b.day("2017-06-01")


@pytest.fixture
def city() -> Asking:
    return asking()


def document(city: Asking, board: Any) -> str:
    return render_html(compose(collect_report(city.plan(board)), draft=True))


class TestOneBoard:
    def test_a_district_board_has_requests_and_a_committee_owes_priorities_as_well(self, city: Asking) -> None:
        farsta, social, homes = (read_asked(city.plan(body)) for body in (city.farsta, city.social, city.homes))
        assert [(line.role, line.answered) for line in farsta.requests] == [("leads", False)]
        assert farsta.priorities == ()
        assert (social.count, social.left) == (2, 2)
        assert [line.programme for line in homes.priorities] == [city.local]
        assert homes.requests == ()

    def test_an_answer_is_read_with_what_it_consists_of(self, city: Asking) -> None:
        activity = b.activity(city.farsta, "Vägledning", kind="working_method")
        ActivityArea.objects.create(activity=activity, area=b.area("fagersjo", "Fagersjö", kind="stadsdel"))
        city.answer(
            city.farsta, text="Så här.", activities=[activity], goals=[b.goal("Fler i arbete", owner=city.farsta)]
        )
        line = read_asked(city.plan(city.farsta)).requests[0]
        assert line.answer is not None
        assert [str(thing) for thing in line.answer.things] == [
            "Nämndmål: Fler i arbete",
            "Arbetssätt: Vägledning (Fagersjö)",
        ]
        assert read_asked(city.plan(city.farsta)).left == 0

    def test_what_is_tied_to_the_goal_in_the_plan_is_no_silence(self, city: Asking) -> None:
        own = b.goal("Fler i arbete", owner=city.farsta)
        GoalLink.objects.create(lower=own, upper=city.goal, meaning="answers")
        b.activity(city.farsta, "Förra året", for_goal=city.goal, year=2016)
        line = read_asked(city.plan(city.farsta)).requests[0]
        assert [thing.title for thing in line.tied] == ["Fler i arbete"]
        assert line.answered

    def test_invented_things_are_said_to_be(self, city: Asking) -> None:
        assert not read_asked(city.plan(city.farsta)).example
        city.answer(city.farsta, activities=[b.activity(city.farsta, pack=b.example_pack())])
        assert read_asked(city.plan(city.farsta)).example
        assert collect_report(city.plan(city.farsta))["example"]


class TestThePlanAsDocument:
    def test_a_plan_nobody_asks_anything_has_no_such_chapter(self, city: Asking) -> None:
        bromma = b.board("bromma")
        city.round.reports.create(organisation=bromma)
        assert "asked" not in collect_report(city.plan(bromma))
        assert "Vad programmen begär av oss" not in document(city, bromma)

    def test_silence_stands_in_the_plan(self, city: Asking) -> None:
        text = document(city, city.social)
        assert "Vad programmen begär av oss" in text
        assert "Vilka aktiviteter leder till målet?" in text
        assert "Inte besvarat." in text
        assert "Prioriteringar är inte redovisade för:" in text
        assert "Program för Farsta" in text

    def test_answers_and_priorities_are_frozen_with_the_plan(self, city: Asking) -> None:
        city.answer(city.social, text="Fler fältare ute.", activities=[b.activity(city.social, "Fältarbete")])
        city.prioritise(city.social, "Farsta först.")
        frozen = collect_report(city.plan(city.social))
        city.answer(city.social, version=1, text="Annat.", activities=[b.activity(city.social)])
        text = render_html(compose(frozen, draft=False))
        for words in ("Fler fältare ute.", "Aktivitet: Fältarbete", "Farsta först.", "så det går inte att följa upp"):
            assert words in text
        assert "Annat." not in text

    def test_what_is_tied_is_told_once(self, city: Asking) -> None:
        tied = b.activity(city.farsta, "Vägledning", for_goal=city.goal)
        city.answer(city.farsta, activities=[tied])
        assert document(city, city.farsta).count("Aktivitet: Vägledning") == 1
        b.activity(city.farsta, "Kvällskurs", for_goal=city.goal)
        assert "Knutet till målet i planen:" in document(city, city.farsta)

    def test_an_answer_outside_the_areas_that_are_entered_is_remarked_on(self, city: Asking) -> None:
        FocusArea.objects.create(document=city.programme, area=b.area("husby", kind="stadsdel"))
        ExpectedCount.objects.create(document=city.programme, what="areas", label="Stadsdelar", count=22)
        activity = b.activity(city.farsta)
        ActivityArea.objects.create(activity=activity, area=b.area("bromma"))
        city.answer(city.farsta, activities=[activity])
        assert "områden i programmet som är inlagda (1 av 22)" in document(city, city.farsta)


class TestTheCity:
    def test_a_draft_is_nobodys_answer(self, city: Asking) -> None:
        city.answer(city.farsta, activities=[b.activity(city.farsta)])
        city.prioritise(city.social, "Farsta först.")
        before = read_silence(2017, on=TODAY)
        assert [line.body for line in before.requests[0].silent] == [city.farsta, city.social]
        assert [row.body for row in before.bodies] == [city.homes, city.social]
        city.send_out(city.farsta, city.social)
        after = read_silence(2017, on=TODAY)
        assert [(line.body, line.sent_out) for line in after.requests[0].silent] == [(city.social, True)]
        assert [(row.body, row.every, row.late) for row in after.bodies] == [(city.homes, True, True)]

    def test_nobody_is_late_before_the_last_day(self, city: Asking) -> None:
        assert not any(row.late for row in read_silence(2017, on=b.day("2016-12-31")).bodies)
        assert all(row.late for row in read_silence(2017, on=b.day("2017-01-01")).bodies)

    def test_a_year_without_a_plan_round_has_no_last_day_but_the_same_duties(self, city: Asking) -> None:
        silence = read_silence(2018, on=TODAY)
        assert silence.due is None
        assert [line.late for line in silence.requests[0].lines] == [False, False]

    def test_one_programme_is_read_by_itself(self, city: Asking) -> None:
        assert len(read_silence(2017, on=TODAY, programme=city.local).priorities) == 1
        assert read_silence(2017, on=TODAY, programme=city.local).requests == ()
        assert read_silence(2017, on=TODAY, programme=city.programme).priorities == ()

    def test_the_number_of_queries_does_not_grow(self, city: Asking) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert read_silence(2017, on=TODAY).bodies
            return len(asked)

        city.answer(city.social, activities=[b.activity(city.social)])
        city.prioritise(city.social, "Alla.")
        city.send_out(city.social)
        few = count()
        for number in range(6):
            body = b.board(kind="company")
            city.round.reports.create(organisation=body, state="sent_out")
            city.answer(city.farsta, version=number, activities=[b.activity(city.farsta) for _ in range(3)])
            district = b.area()
            AreaListEntry.objects.create(
                area_list_id=AreaListEntry.objects.values_list("area_list", flat=True)[0], area=district
            )
            b.programme(b.board(), area=district)
        city.send_out(city.farsta)
        assert count() == few
