"""What a programme asks of boards, and where a programme is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b

from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area, AreaList, AreaListEntry
from samstad.domain.places.queries import AreaTree
from samstad.domain.programmes.actions import Wanted, request
from samstad.domain.programmes.models import ExpectedCount, FocusArea, ProgrammeRequest, RequestBody
from samstad.domain.programmes.queries import alive_in, places_of, prioritised_programmes, requests_in
from samstad.domain.programmes.rules import lies_outside
from samstad.refusals import NotAllowed, Refusal

DONE: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON}


@pytest.fixture
def executive(db: Any) -> Any:
    return b.board("ks", "Kommunstyrelsen", kind="executive_board")


@pytest.fixture
def programme(executive: Any) -> Any:
    return b.programme(executive, "samman", "programme", title="Samman", valid_from=b.day("2015-01-01"))


class TestAsking:
    def test_those_who_are_asked_are_told_and_keep_their_role(self, programme: Any) -> None:
        leads, concerned = b.board("farsta"), b.board("arbete", kind="specialist_board")
        told = b.person("Eva Ek", ("coordinator", leads))
        goal = b.goal("Färre på bistånd", "programme", None)
        wanted = Wanted(" Vilka aktiviteter? ", goal=goal, leads=[leads], concerned=[concerned, leads], source="s1")
        made = request(programme=programme, wanted=wanted, **DONE)
        assert (made.text, made.goal, made.kind, made.source) == ("Vilka aktiviteter?", goal, "plan", "s1")
        assert set(made.bodies.values_list("organisation__slug", "role")) == {
            ("farsta", "leads"),
            ("arbete", "concerned"),
        }
        assert Notice.objects.get().user == told
        assert Event.objects.get().action == "request"

    def test_the_programmes_board_and_the_citys_coordinator_ask_and_nobody_else(
        self, programme: Any, executive: Any
    ) -> None:
        wanted = Wanted("Vad?", leads=[b.board("farsta")])
        for role, place in (("coordinator", executive), ("city_coordinator", None)):
            assert request(programme=programme, wanted=wanted, by=b.actor(role, place), at=b.NOON).pk
        with pytest.raises(NotAllowed):
            request(programme=programme, wanted=wanted, by=b.actor("coordinator", b.board()), at=b.NOON)

    @pytest.mark.parametrize(
        ("wanted", "sentence"),
        [
            (Wanted("  "), "Skriv vad programmet begär"),
            (Wanted("Vad?"), "minst en nämnd eller ett bolag"),
            (Wanted("Vad?", kind="brev"), "hur begäran besvaras"),
        ],
    )
    def test_half_a_request_is_refused(self, programme: Any, wanted: Wanted, sentence: str) -> None:
        with pytest.raises(Refusal, match=sentence):
            request(programme=programme, wanted=wanted, **DONE)
        assert not ProgrammeRequest.objects.exists()

    def test_an_action_plan_has_a_last_day(self, programme: Any) -> None:
        wanted = Wanted("Gör en handlingsplan", kind="action_plan", leads=[b.board()])
        with pytest.raises(Refusal, match="senast ska vara beslutad"):
            request(programme=programme, wanted=wanted, **DONE)

    def test_what_is_followed_up_at_everybody_names_nobody(self, programme: Any) -> None:
        made = request(programme=programme, wanted=Wanted("Demokrati", kind="followed"), **DONE)
        assert not RequestBody.objects.filter(request=made).exists()


class TestWhichHoldInAYear:
    def test_a_programme_asks_from_its_first_year_to_its_last(self, executive: Any) -> None:
        years: dict[str, Any] = {"valid_from": b.day("2015-01-01"), "valid_to": b.day("2020-12-31")}
        document = b.programme(executive, kind="programme", status="on_referral", **years)
        ProgrammeRequest.objects.create(slug="b", programme=document, text="Vad?")
        assert [len(requests_in(year)) for year in (2014, 2015, 2020, 2021)] == [0, 1, 1, 0]

    def test_a_replaced_programme_without_a_last_day_asks_nothing(self, executive: Any) -> None:
        document = b.programme(executive, status="replaced")
        assert not type(document).objects.filter(alive_in(2017)).exists()

    def test_prioritised_are_the_local_programmes_of_listed_districts(self, executive: Any) -> None:
        first, other = b.area("farsta"), b.area("bromma")
        listed = AreaList.objects.create(slug="sju", title="De sju")
        AreaListEntry.objects.create(area_list=listed, area=first)
        chosen = b.programme(b.board(), area=first)
        b.programme(b.board(), area=other)
        b.programme(executive, kind="programme", area=first)
        assert list(prioritised_programmes(2017)) == [chosen]


class TestWhere:
    def test_a_local_programme_is_about_its_district_and_another_about_what_it_points_out(self, executive: Any) -> None:
        district, husby = b.area("farsta"), b.area("husby", kind="stadsdel")
        local = b.programme(b.board(), area=district)
        whole_city = b.programme(executive, kind="programme", area=district)
        FocusArea.objects.create(document=whole_city, area=husby)
        ExpectedCount.objects.create(document=whole_city, what="areas", label="Stadsdelar", count=22)
        found = places_of([local, whole_city])
        assert found[local.pk].areas == {district.pk}
        assert found[local.pk].whole
        assert found[whole_city.pk].areas == {husby.pk}
        assert not found[whole_city.pk].whole


def tree() -> AreaTree:
    """1 the city with the districts 2 and 3; 4 lies in 2, 5 in 3."""
    parents = {1: None, 2: 1, 3: 1, 4: 2, 5: 3}
    return AreaTree({key: Area(pk=key, parent_id=parent) for key, parent in parents.items()})


@pytest.mark.parametrize(
    ("places", "answered", "outside"),
    [
        ({4}, [{5}], True),
        ({4}, [{5}, {2}], False),
        ({4}, [{1}], False),
        ({2}, [{4}], False),
        ({4}, [{5}, set()], False),
        ({4}, [], False),
        (set(), [{5}], False),
    ],
)
def test_an_answer_is_outside_only_when_all_of_it_is(places: set[int], answered: list[set[int]], outside: bool) -> None:
    assert lies_outside(tree(), places, answered) is outside


@given(
    st.sets(st.integers(1, 5)), st.lists(st.sets(st.integers(1, 5)), max_size=4), st.sets(st.integers(1, 5), min_size=1)
)
def test_more_to_answer_with_never_brings_an_answer_outside(
    places: set[int], answered: list[set[int]], more: set[int]
) -> None:
    if answered and not lies_outside(tree(), places, answered):
        assert not lies_outside(tree(), places, [*answered, more])
