"""The executive board asks bodies to adjust; they answer; a company's answer goes by the company that owns it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import AdjustmentRequest, PlanComment, Round
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation, RoleAssignment
from samstad.domain.people.actors import COMMAND_LINE, Actor
from samstad.domain.steering.actions import set_target
from samstad.domain.steering.models import Indicator, Target
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db
MEETING = date(2017, 3, 15)
LATER = b.NOON + timedelta(days=1)


@dataclass
class City:
    round: Round
    board: Organisation
    holding: Organisation
    company: Organisation
    indicator: Indicator
    office: Actor
    planner: Actor
    group: Actor
    landlord: Actor

    def propose(self, body: Organisation, **more: Any) -> AdjustmentRequest:
        return actions.propose_adjustment(
            organisation=body,
            text="Höj årsmålet.",
            by=self.office,
            at=b.NOON,
            **({"of_round": self.round, "indicator": self.indicator} | more),
        )

    def asked(self, body: Organisation, **more: Any) -> AdjustmentRequest:
        made = self.propose(body, **more)
        actions.ask_adjustments(of_round=self.round, asked_on=MEETING, paragraph="7", by=self.office, at=b.NOON)
        return fresh(made)


def fresh(row: AdjustmentRequest) -> AdjustmentRequest:
    rows = AdjustmentRequest.objects.select_related("organisation__parent", "indicator", "goal", "round")
    return rows.get(pk=row.pk)


@pytest.fixture
def city() -> City:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    holding = b.board("stadshus", "Stadshus AB", kind="holding_company")
    company = b.board("hem", "Hem AB", kind="company", parent=holding)
    opened = actions.open_round(year=2017, kind="avstamning", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    return City(
        opened,
        board,
        holding,
        company,
        b.indicator("Feriejobb", slug="feriejobb", council=True, direction="higher"),
        b.actor("city_coordinator", None, "Anna"),
        b.actor("coordinator", board, "Kim"),
        b.actor("coordinator", holding, "Moa"),
        b.actor("coordinator", company, "Ida"),
    )


def told(actor: Actor) -> list[str]:
    assert actor.user_id is not None
    return list(Notice.objects.filter(user_id=actor.user_id).order_by("pk").values_list("text", flat=True))


def test_a_proposal_is_the_offices_own_until_the_executive_board_has_decided(city: City) -> None:
    proposed = city.propose(city.board)
    assert told(city.planner) == []
    with pytest.raises(Refusal, match="Ange paragrafen"):
        actions.ask_adjustments(of_round=city.round, asked_on=MEETING, paragraph=" ", by=city.office, at=b.NOON)
    n = actions.ask_adjustments(of_round=city.round, asked_on=MEETING, paragraph="7", by=city.office, at=b.NOON)
    asked = fresh(proposed)
    assert (n, asked.state, asked.asked_on, asked.paragraph) == (1, "asked", MEETING, "7")
    assert told(city.planner) == ["Farsta stadsdelsnämnd uppmanas att justera: Feriejobb."]
    with pytest.raises(Refusal, match="inga förslag"):
        actions.ask_adjustments(of_round=city.round, asked_on=MEETING, paragraph="8", by=city.office, at=b.NOON)


def test_boards_are_urged_and_companies_are_requested_with_their_owner(city: City) -> None:
    city.asked(city.company)
    assert told(city.landlord) == ["Hem AB anmodas att justera: Feriejobb."]
    assert told(city.group) == told(city.landlord)
    assert told(city.planner) == []


def test_a_boards_answer_is_tied_to_the_target_that_it_has_changed_since(city: City) -> None:
    asked = city.asked(city.board)
    planned: dict[str, Any] = {"indicator": city.indicator, "owner": city.board, "year": 2017, "by": city.planner}
    set_target(value=Decimal(640), at=b.NOON, **planned)
    word = actions.answer_adjustment(request=asked, text="Höjt till 640.", by=city.planner, at=LATER)
    assert word.new_target == 640
    assert fresh(asked).state == "answered"
    assert told(city.office) == ["Farsta stadsdelsnämnd har svarat: Feriejobb."]


def test_an_answer_without_a_new_target_or_about_a_goal_is_tied_to_none(city: City) -> None:
    goal = b.goal("En trygg stad", sphere="council")
    first = city.asked(city.board)
    assert actions.answer_adjustment(request=first, text="Nej.", by=city.planner, at=LATER).new_target is None
    second = city.asked(city.board, indicator=None, goal=goal)
    assert second.about == str(goal)
    assert actions.answer_adjustment(request=second, text="Ja.", by=city.planner, at=LATER).new_target is None


def test_an_answer_is_tied_to_the_bodys_own_latest_target_set_since_it_was_asked(city: City) -> None:
    other = b.board("bromma", "Bromma stadsdelsnämnd")
    for body, value, day in (
        (city.board, 500, date(2017, 3, 14)),
        (city.board, 640, date(2017, 4, 20)),
        (city.board, 620, MEETING),
        (other, 700, date(2017, 4, 30)),
    ):
        Target.objects.create(indicator=city.indicator, organisation=body, year=2017, value=value, known_from=day)
    asked = city.asked(city.board)
    assert actions.answer_adjustment(request=asked, text="Höjt.", by=city.planner, at=LATER).new_target == 640


def test_a_target_set_before_the_question_is_no_answer_to_it(city: City) -> None:
    Target.objects.create(
        indicator=city.indicator, organisation=city.board, year=2017, value=500, known_from=date(2017, 3, 14)
    )
    asked = city.asked(city.board)
    assert actions.answer_adjustment(request=asked, text="Nej.", by=city.planner, at=LATER).new_target is None


def test_who_is_told_is_led_to_where_it_is_answered(city: City) -> None:
    asked = city.asked(city.company)
    actions.answer_adjustment(request=asked, text="Vi höjer.", by=city.landlord, at=LATER)
    actions.forward_adjustment(request=asked, text="Koncernen höjer.", by=city.group, at=LATER)
    for actor, link in (
        (city.group, "/arbete/plan/stadshus/?ar=2017#begaran"),
        (city.office, "/arbete/staden/2017/avstamning/#begaran"),
    ):
        assert actor.user_id is not None
        assert Notice.objects.filter(user_id=actor.user_id).latest("pk").link == link


def test_who_has_left_is_told_nothing_more(city: City) -> None:
    RoleAssignment.objects.filter(user=city.planner.user_id).update(valid_to=b.NOON.date() - timedelta(days=1))
    city.asked(city.board)
    assert told(city.planner) == []


def test_a_companys_answer_goes_to_the_city_by_the_company_that_owns_it(city: City) -> None:
    asked = city.asked(city.company)
    actions.weigh_in(request=asked, text="Stäm av med oss.", by=city.group, at=b.NOON)
    assert "Stadshus AB har kommenterat: Feriejobb." in told(city.landlord)
    actions.answer_adjustment(request=asked, text="Vi höjer.", by=city.landlord, at=LATER)
    assert fresh(asked).state == "at_holding"
    assert told(city.office) == []
    assert told(city.group)[-1] == "Hem AB har svarat: Feriejobb."
    actions.forward_adjustment(request=asked, text="Koncernen höjer.", by=city.group, at=LATER)
    assert fresh(asked).state == "answered"
    assert told(city.office) == ["Stadshus AB har svarat för Hem AB: Feriejobb."]
    assert list(asked.words.values_list("voice", flat=True)) == ["holding", "body", "holding"]
    with pytest.raises(Refusal, match="redan hos staden"):
        actions.weigh_in(request=fresh(asked), text="En sak till.", by=city.group, at=LATER)


def test_the_owner_may_answer_for_a_company_that_says_nothing(city: City) -> None:
    asked = city.asked(city.company)
    actions.forward_adjustment(request=asked, text="Vi svarar.", by=city.group, at=LATER)
    assert fresh(asked).state == "answered"


def test_a_joint_answer_goes_for_all_the_chosen_companies_or_for_none(city: City) -> None:
    other = b.board("bo", "Bo AB", kind="company", parent=city.holding)
    both = [city.asked(city.company), city.asked(other)]
    actions.weigh_in_together(requests=both, text="Höj båda.", by=city.group, at=b.NOON)
    assert [one.words.get().text for one in both] == ["Höj båda.", "Höj båda."]
    actions.forward_adjustment(request=both[1], text="Redan svarat.", by=city.group, at=LATER)
    with pytest.raises(Refusal, match="hann före"):
        actions.forward_together(requests=both, text="Vi höjer.", by=city.group, at=LATER)
    assert (fresh(both[0]).state, both[0].words.count()) == ("asked", 1)
    actions.forward_together(requests=both[:1], text="Vi höjer.", by=city.group, at=LATER)
    assert fresh(both[0]).state == "answered"
    with pytest.raises(Refusal, match="minst ett bolag"):
        actions.forward_together(requests=[], text="Vi höjer.", by=city.group, at=LATER)


def test_a_board_and_a_company_without_an_owner_answer_for_themselves(city: City) -> None:
    with pytest.raises(Refusal, match="Nämnden svarar själv"):
        actions.forward_adjustment(request=city.asked(city.board), text="x", by=city.group, at=LATER)
    alone = b.board("ensam", "Ensam AB", kind="company")
    asked = city.asked(alone)
    assert asked.verb == "anmodas"
    actions.answer_adjustment(request=asked, text="Ja.", by=COMMAND_LINE, at=LATER)
    assert fresh(asked).state == "answered"


def test_the_office_asks_again_and_then_marks_it_as_done(city: City) -> None:
    asked = city.asked(city.board, due=date(2017, 4, 1))
    actions.answer_adjustment(request=asked, text="Lite.", by=city.planner, at=LATER)
    with pytest.raises(Refusal, match="Skriv vad som fortfarande saknas"):
        actions.ask_again(request=asked, text=" ", due=None, by=city.office, at=LATER)
    with pytest.raises(Refusal, match="har redan varit"):
        actions.ask_again(request=asked, text="Mer.", due=date(2017, 4, 1), by=city.office, at=LATER)
    actions.ask_again(request=asked, text="Hela vägen.", due=date(2017, 6, 1), by=city.office, at=LATER)
    again = fresh(asked)
    assert (again.state, again.due) == ("asked", date(2017, 6, 1))
    assert told(city.planner)[-1] == "Farsta stadsdelsnämnd uppmanas att justera: Feriejobb."
    actions.answer_adjustment(request=again, text="Hela.", by=city.planner, at=LATER)
    actions.accept_adjustment(request=again, by=city.office, at=LATER)
    assert fresh(asked).state == "accepted"
    assert told(city.planner)[-1] == "Feriejobb: klar."
    assert list(asked.words.values_list("text", flat=True)) == ["Lite.", "Hela vägen.", "Hela."]


def test_what_is_ended_says_why_and_takes_no_more_answers(city: City) -> None:
    asked = city.asked(city.board)
    with pytest.raises(Refusal, match="Skriv varför"):
        actions.end_adjustment(request=asked, text="", by=city.office, at=LATER)
    actions.end_adjustment(request=asked, text="Budgeten ändrades.", by=city.office, at=LATER)
    with pytest.raises(Refusal, match="Någon annan hann före"):
        actions.answer_adjustment(request=asked, text="Ja.", by=city.planner, at=LATER)
    assert told(city.planner)[-1] == "Feriejobb: avslutad."
    proposed = city.propose(city.board)
    before = len(told(city.planner))
    actions.end_adjustment(request=proposed, text="Inte nu.", by=city.office, at=LATER)
    assert len(told(city.planner)) == before


def test_an_answer_is_late_from_the_day_after_the_last(city: City) -> None:
    asked = city.asked(city.company, due=date(2017, 4, 1))
    assert not asked.is_late(date(2017, 4, 1))
    assert asked.is_late(date(2017, 4, 2))
    actions.answer_adjustment(request=asked, text="Ja.", by=city.landlord, at=LATER)
    assert fresh(asked).is_late(date(2017, 4, 2)), "the city has had no answer while the owner holds it"
    actions.forward_adjustment(request=asked, text="Ja.", by=city.group, at=LATER)
    assert not fresh(asked).is_late(date(2017, 4, 2))


def test_nobody_is_asked_to_have_answered_before_the_meeting(city: City) -> None:
    city.propose(city.board, due=date(2017, 3, 1))
    with pytest.raises(Refusal, match="före sammanträdet"):
        actions.ask_adjustments(of_round=city.round, asked_on=MEETING, paragraph="7", by=city.office, at=b.NOON)
    assert AdjustmentRequest.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": " "}, "vad som ska justeras"),
        ({"indicator": None}, "vilken indikator"),
        ({"organisation": "polisen"}, "lämnar rapporter"),
        ({"of_round": "2017-t1"}, "avstämning av mål och budget"),
    ],
)
def test_a_proposal_says_whom_it_asks_for_what(city: City, change: dict[str, Any], sentence: str) -> None:
    b.board("polisen", "Polisen", kind="external")
    actions.open_round(year=2017, kind="t1", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    given: dict[str, Any] = {
        "of_round": city.round,
        "organisation": city.board,
        "indicator": city.indicator,
        "text": "Höj.",
        "by": city.office,
        "at": b.NOON,
    } | change
    if isinstance(given["organisation"], str):
        given["organisation"] = Organisation.objects.get(slug=given["organisation"])
    if isinstance(given["of_round"], str):
        given["of_round"] = Round.objects.get(slug=given["of_round"])
    with pytest.raises(Refusal, match=sentence):
        actions.propose_adjustment(**given)
    assert not AdjustmentRequest.objects.exists()


def test_each_step_is_for_the_one_whose_it_is(city: City) -> None:
    asked = city.asked(city.company)
    for joint in (actions.weigh_in_together, actions.forward_together):
        with pytest.raises(NotAllowed):
            joint(requests=[asked], text="Ja.", by=city.landlord, at=LATER)
    said: dict[str, Any] = {"request": asked, "text": "Ja.", "at": LATER}
    for deed, wrong in (
        (actions.answer_adjustment, city.planner),
        (actions.answer_adjustment, city.office),
        (actions.weigh_in, city.landlord),
        (actions.forward_adjustment, city.landlord),
        (actions.accept_adjustment, city.group),
        (actions.end_adjustment, city.landlord),
    ):
        with pytest.raises(NotAllowed):
            deed(by=wrong, **said)
    with pytest.raises(NotAllowed):
        actions.ask_again(due=None, by=city.planner, **said)
    assert fresh(asked).state == "asked"
    assert not asked.words.exists()


def test_empty_words_are_no_answer(city: City) -> None:
    asked = city.asked(city.company)
    for deed, actor in (
        (actions.answer_adjustment, city.landlord),
        (actions.weigh_in, city.group),
        (actions.forward_adjustment, city.group),
    ):
        with pytest.raises(Refusal, match="Skriv"):
            deed(request=asked, text="  ", by=actor, at=LATER)
    assert fresh(asked).state == "asked"


def test_a_comment_is_kept_and_a_second_hand_is_told(city: City) -> None:
    given: dict[str, Any] = {"of_round": city.round, "organisation": city.board, "indicator": city.indicator}
    given |= {"by": city.office, "at": b.NOON}
    assert actions.comment_plan(text="Låg nivå.", version=0, **given).version == 1
    with pytest.raises(Stale, match="hann ändra kommentaren"):
        actions.comment_plan(text="Annat.", version=0, **given)
    assert PlanComment.objects.get().text == "Låg nivå."
    with pytest.raises(NotAllowed):
        actions.comment_plan(text="Vår.", version=1, **(given | {"by": city.planner}))


def test_history_tells_the_whole_way(city: City) -> None:
    asked = city.asked(city.company)
    actions.answer_adjustment(request=asked, text="Ja.", by=city.landlord, at=LATER)
    actions.forward_adjustment(request=asked, text="Ja.", by=city.group, at=LATER)
    actions.ask_again(request=asked, text=" Mer. ", due=None, by=city.office, at=LATER)
    again = Event.objects.get(action="ask_adjustment_again")
    assert (again.board, again.change["text"]) == ("hem", [None, "Mer."])
    actions.forward_adjustment(request=fresh(asked), text="Ja.", by=city.group, at=LATER)
    actions.accept_adjustment(request=asked, text="Tack.", by=city.office, at=LATER)
    done = Event.objects.filter(subject="cycle.adjustment").order_by("pk").values_list("action", "actor_name")
    assert list(done) == [
        ("propose_adjustment", "Anna"),
        ("ask_adjustment", "Anna"),
        ("answer_adjustment", "Ida"),
        ("forward_adjustment", "Moa"),
        ("ask_adjustment_again", "Anna"),
        ("forward_adjustment", "Moa"),
        ("accept_adjustment", "Anna"),
    ]


def test_history_tells_what_a_comment_said_before(city: City) -> None:
    given: dict[str, Any] = {"of_round": city.round, "organisation": city.board, "indicator": city.indicator}
    given |= {"by": city.office, "at": b.NOON}
    for version, text in enumerate(("Låg nivå.", " Bättre nu. ")):
        actions.comment_plan(text=text, version=version, **given)
    told = Event.objects.filter(action="comment_plan", board="farsta").order_by("pk").values_list("change", flat=True)
    assert list(told) == [{"comment": ["", "Låg nivå."]}, {"comment": ["Låg nivå.", "Bättre nu."]}]


def test_what_is_done_with_one_request_leaves_the_others_where_they_stand(city: City) -> None:
    other = b.board("bromma", "Bromma stadsdelsnämnd")
    first, second = city.propose(city.board), city.propose(other)
    actions.ask_adjustments(of_round=city.round, asked_on=MEETING, paragraph="7", by=city.office, at=b.NOON)
    actions.answer_adjustment(request=fresh(first), text="Höjt.", by=city.planner, at=LATER)
    assert (fresh(first).state, fresh(second).state) == ("answered", "asked")
    actions.accept_adjustment(request=fresh(first), by=city.office, at=LATER)
    actions.end_adjustment(request=fresh(second), text="Budgeten ändrades.", by=city.office, at=LATER)
    assert (fresh(first).state, fresh(second).state) == ("accepted", "ended")


def test_one_years_meeting_decides_nothing_of_another_years_round(city: City) -> None:
    here = city.propose(city.board)
    later = actions.open_round(year=2018, kind="avstamning", cutoff=None, due=None, by=COMMAND_LINE, at=b.NOON)
    there = city.propose(city.board, of_round=later)
    n = actions.ask_adjustments(of_round=city.round, asked_on=MEETING, paragraph="7", by=city.office, at=b.NOON)
    assert (n, fresh(here).state, fresh(there).state) == (1, "asked", "proposed")


def test_blanks_are_no_closing_words(city: City) -> None:
    asked = city.asked(city.board)
    actions.answer_adjustment(request=asked, text="Ja.", by=city.planner, at=LATER)
    actions.accept_adjustment(request=asked, text="  ", by=city.office, at=LATER)
    assert list(asked.words.values_list("text", flat=True)) == ["Ja."]
