"""A change during the year is asked for, decided by a body above, carried out beside what stood, or refused."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests import builders as b

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ChangeRequest
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.organisation.models import Organisation
from samstad.domain.people.actors import Actor
from samstad.domain.steering.models import Indicator, Target
from samstad.domain.steering.queries import read_figures, standing_target
from samstad.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
MEETING = date(2017, 4, 24)


@dataclass
class City:
    council: Organisation
    board: Organisation
    other: Organisation
    indicator: Indicator
    office: Actor
    planner: Actor

    def ask(self, kind: str = "target", **more: Any) -> ChangeRequest:
        given: dict[str, Any] = {"new_value": Decimal(520), "reason": "Färre platser."}
        given |= {"indicator": self.indicator, "by": self.planner, "at": b.NOON}
        return actions.ask_change(organisation=self.board, year=2017, kind=kind, **(given | more))

    def approve(self, change: ChangeRequest, **more: Any) -> ChangeRequest:
        given: dict[str, Any] = {"body": self.council, "meeting_date": MEETING, "paragraph": "12", "by": self.office}
        return actions.approve_change(change=change, at=b.NOON, **(given | more))


@pytest.fixture
def city() -> City:
    board = b.board("farsta", "Farsta stadsdelsnämnd")
    indicator = b.indicator("Feriejobb", slug="feriejobb", council=True, direction="higher")
    for body, value in ((None, 600), (board, 610)):
        Target.objects.create(
            indicator=indicator, organisation=body, year=2017, value=value, known_from=date(2017, 1, 1)
        )
    return City(
        b.board("kf", "Kommunfullmäktige", kind="council"),
        board,
        b.board("bromma", "Bromma stadsdelsnämnd"),
        indicator,
        b.actor("city_coordinator", None, "Anna"),
        b.actor("coordinator", board, "Kim"),
    )


def told(actor: Actor) -> Notice:
    """The only notice of the person."""
    assert actor.user_id is not None
    return Notice.objects.get(user_id=actor.user_id)


def test_asking_changes_nothing_and_tells_the_city(city: City) -> None:
    asked = city.ask()
    assert (asked.old_value, asked.new_value, asked.state) == (Decimal(610), Decimal(520), "asked")
    assert Target.objects.count() == 2
    notice = told(city.office)
    assert notice.text == "Farsta stadsdelsnämnd begär en ändring: Feriejobb."
    assert notice.link == "/arbete/staden/2017/andringar/"


def test_a_decision_makes_a_new_target_beside_the_old(city: City) -> None:
    change = city.approve(city.ask(), registration_number="110-4/2017")
    values = Target.objects.filter(organisation=city.board).order_by("pk").values_list("value", flat=True)
    assert list(values) == [610, 520]
    standing = standing_target(city.indicator, city.board, 2017)
    assert standing is not None
    assert (standing.value, change.registration_number) == (Decimal(520), "110-4/2017")
    assert (standing.known_from, standing.source) == (MEETING, "Kommunfullmäktige 2017-04-24 § 12")
    before = read_figures([city.indicator.pk], on=date(2017, 4, 23))[0].targets
    assert [(line.value, line.softened_from) for line in before if not line.council] == [(Decimal(610), None)]
    after = read_figures([city.indicator.pk], on=MEETING)[0].targets
    assert [(line.value, line.softened_from) for line in after if not line.council] == [(Decimal(520), Decimal(610))]


def test_the_councils_own_target_is_changed_for_all(city: City) -> None:
    change = city.approve(city.ask("council_target"))
    assert change.old_value == 600
    whole = standing_target(city.indicator, None, 2017)
    assert whole is not None
    assert whole.value == 520
    own = standing_target(city.indicator, city.board, 2017)
    assert own is not None
    assert own.value == 610


def test_a_decision_entered_late_still_stands_over_what_the_board_has_set_since(city: City) -> None:
    asked = city.ask()
    Target.objects.create(
        indicator=city.indicator, organisation=city.board, year=2017, value=615, known_from=date(2017, 4, 30)
    )
    change = city.approve(asked)
    assert change.old_value == 615
    standing = standing_target(city.indicator, city.board, 2017)
    assert standing is not None
    assert standing.value == 520


def test_a_target_of_an_area_is_taken_the_place_of_where_it_stood(city: City) -> None:
    area = b.area("farsta-omrade")
    Organisation.objects.filter(pk=city.board.pk).update(area=area)
    city.board.refresh_from_db()
    Target.objects.filter(organisation=city.board).update(area=area, kind="output")
    city.approve(city.ask())
    made = Target.objects.latest("pk")
    assert (made.area, made.kind) == (area, "output")
    lines = read_figures([city.indicator.pk], on=MEETING)[0].targets
    assert [line.value for line in lines if not line.council] == [520]


def test_an_indicator_gets_its_new_name_and_history_keeps_the_old(city: City) -> None:
    city.approve(city.ask("indicator", new_value=None, new_name="Ungdomar med feriejobb"))
    city.indicator.refresh_from_db()
    assert city.indicator.name == "Ungdomar med feriejobb"
    change = Event.objects.get(action="rename_indicator").change
    assert change == {"name": ["Feriejobb", "Ungdomar med feriejobb"]}


def test_an_indicator_is_defined_anew_and_history_keeps_how_it_was(city: City) -> None:
    city.indicator.definition = "Antal ungdomar."
    city.indicator.save()
    change = city.approve(city.ask("definition", new_value=None, new_name=" Antal ungdomar 16-19 år. "))
    city.indicator.refresh_from_db()
    assert (change.old_name, city.indicator.definition) == ("Antal ungdomar.", "Antal ungdomar 16-19 år.")
    told_old = Event.objects.get(action="redefine_indicator").change["definition"]
    assert told_old == ["Antal ungdomar.", "Antal ungdomar 16-19 år."]


def test_a_goal_gets_one_more_indicator_by_decision(city: City) -> None:
    goal = b.goal("Tryggt", owner=city.board)
    change = city.approve(city.ask("follow", new_value=None, goal=goal))
    assert change.goal == goal
    assert goal.goal_indicators.get().indicator == city.indicator
    with pytest.raises(Refusal, match="redan så"):
        city.ask("follow", new_value=None, goal=goal)
    with pytest.raises(Refusal, match="en annan nämnds"):
        city.ask("follow", new_value=None, goal=b.goal("Annat", owner=city.other))


def test_an_indicator_ends_by_decision_and_what_it_has_told_stays(city: City) -> None:
    asked = city.ask("end", new_value=None)
    city.indicator.refresh_from_db()
    assert city.indicator.retired_on is None
    city.approve(asked)
    city.indicator.refresh_from_db()
    assert city.indicator.retired_on == b.NOON.date()
    assert Target.objects.count() == 2
    with pytest.raises(Refusal, match="redan så"):
        city.ask("end", new_value=None)


def test_responsibility_moves_to_another_board(city: City) -> None:
    change = city.approve(city.ask("responsible", new_value=None, new_body=city.other))
    city.indicator.refresh_from_db()
    assert (city.indicator.owner, change.old_body, change.new_body) == (city.other, None, city.other)
    assert Event.objects.get(action="move_indicator").change == {"owner": [None, "Bromma stadsdelsnämnd"]}


def test_refusing_needs_a_sentence_and_leaves_everything_as_it_was(city: City) -> None:
    asked = city.ask()
    with pytest.raises(Refusal, match="varför ändringen avslås"):
        actions.refuse_change(change=asked, answer=" ", by=city.office, at=b.NOON)
    actions.refuse_change(change=asked, answer="Pengar finns.", by=city.office, at=b.NOON)
    stored = ChangeRequest.objects.get()
    assert (stored.state, stored.answer) == ("refused", "Pengar finns.")
    assert Target.objects.count() == 2
    assert told(city.planner).text == "Ändringen är avslagen: Feriejobb."
    with pytest.raises(Refusal, match="Någon annan hann före"):
        city.approve(asked)
    assert Target.objects.count() == 2


def test_what_is_decided_once_is_not_decided_again(city: City) -> None:
    asked = city.ask()
    city.approve(asked)
    assert told(city.planner).text == "Kommunfullmäktige har beslutat ändringen: Feriejobb."
    with pytest.raises(Refusal, match="Någon annan hann före"):
        city.approve(asked)
    assert Target.objects.filter(organisation=city.board).count() == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"paragraph": " "}, "Ange paragrafen"),
        ({"meeting_date": date(2017, 5, 3)}, "inte varit än"),
        ({"body": "bromma"}, "Kommunfullmäktige eller kommunstyrelsen"),
    ],
)
def test_a_decision_has_a_body_above_a_meeting_and_a_paragraph(city: City, more: dict[str, Any], sentence: str) -> None:
    asked = city.ask()
    given = {key: city.other if value == "bromma" else value for key, value in more.items()}
    with pytest.raises(Refusal, match=sentence):
        city.approve(asked, **given)
    assert ChangeRequest.objects.get().state == "asked"


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("allt", {}, "vad som ska ändras"),
        ("target", {"new_value": None}, "årsmålet som ett tal"),
        ("target", {"new_value": Decimal(610)}, "redan så"),
        ("indicator", {"new_value": None, "new_name": " "}, "nya namn"),
        ("indicator", {"new_value": None, "new_name": "Feriejobb"}, "redan så"),
        ("responsible", {"new_value": None}, "som ska ansvara"),
        ("definition", {"new_value": None, "new_name": " "}, "nya definition"),
        ("follow", {"new_value": None}, "Välj det mål"),
        ("target", {"reason": " "}, "varför ändringen behövs"),
    ],
)
def test_what_is_asked_for_is_said_with_a_reason(city: City, kind: str, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        city.ask(kind, **more)
    assert not ChangeRequest.objects.exists()


def test_the_same_change_is_not_asked_for_twice_while_it_waits(city: City) -> None:
    first = city.ask()
    with pytest.raises(Refusal, match="redan begärd"):
        city.ask(new_value=Decimal(500))
    actions.refuse_change(change=first, answer="Nej.", by=city.office, at=b.NOON)
    assert city.ask(new_value=Decimal(500)).state == "asked"


def test_two_boards_may_ask_for_the_same_each_for_its_own(city: City) -> None:
    city.ask()
    Target.objects.create(
        indicator=city.indicator, organisation=city.other, year=2017, value=400, known_from=date(2017, 1, 1)
    )
    theirs = actions.ask_change(
        organisation=city.other, year=2017, kind="target", indicator=city.indicator, new_value=Decimal(300),
        reason="Färre platser.", by=b.actor("coordinator", city.other, "Bo"), at=b.NOON,
    )  # fmt: skip
    assert (theirs.old_value, ChangeRequest.objects.filter(state="asked").count()) == (Decimal(400), 2)


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("target", {}, ["610", "520"]),
        ("indicator", {"new_value": None, "new_name": "Jobb"}, ["Feriejobb", "Jobb"]),
        ("responsible", {"new_value": None, "new_body": "bromma"}, [None, "Bromma stadsdelsnämnd"]),
    ],
)
def test_history_tells_what_was_asked_and_how_it_ended(
    city: City, kind: str, more: dict[str, Any], told: list[str | None]
) -> None:
    given = {key: city.other if value == "bromma" else value for key, value in more.items()}
    actions.refuse_change(change=city.ask(kind, **given), answer="Nej.", by=city.office, at=b.NOON)
    city.approve(city.ask(kind, **given))
    events = Event.objects.filter(subject="cycle.change").order_by("pk")
    assert [(event.action, event.change["state"][1]) for event in events] == [
        ("ask_change", "väntar på beslut"),
        ("refuse_change", "avslagen"),
        ("ask_change", "väntar på beslut"),
        ("approve_change", "beslutad"),
    ]
    assert [event.change["value"] for event in events] == [told] * 4


def test_boards_ask_and_the_city_decides(city: City) -> None:
    with pytest.raises(NotAllowed):
        city.ask(by=city.office)
    theirs = b.indicator("Deras", owner=city.other)
    with pytest.raises(Refusal, match="en annan nämnds"):
        city.ask(indicator=theirs)
    asked = city.ask()
    with pytest.raises(NotAllowed):
        city.approve(asked, by=city.planner)
    with pytest.raises(NotAllowed):
        actions.refuse_change(change=asked, answer="Nej.", by=city.planner, at=b.NOON)
