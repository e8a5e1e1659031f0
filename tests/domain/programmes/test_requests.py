"""What a programme asks of boards, and where a programme is."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b

from samstad.domain.history.as_known import AsKnown
from samstad.domain.history.models import Event
from samstad.domain.notices.models import Notice
from samstad.domain.people.actors import COMMAND_LINE
from samstad.domain.places.models import Area, AreaList, AreaListEntry
from samstad.domain.places.queries import AreaTree
from samstad.domain.programmes.actions import Wanted, Wording, add_request, reword_request, withdraw_request
from samstad.domain.programmes.models import ActionPlan, ExpectedCount, FocusArea, ProgrammeRequest, RequestBody
from samstad.domain.programmes.queries import alive_in, places_of, prioritised_programmes, requests_in
from samstad.domain.programmes.rules import lies_outside
from samstad.refusals import NotAllowed, Refusal, Stale
from samstad.reports.programme_holds import read_holds

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
        made = add_request(programme=programme, wanted=wanted, **DONE)
        assert (made.text, made.goal, made.kind, made.source) == ("Vilka aktiviteter?", goal, "plan", "s1")
        assert set(made.bodies.values_list("organisation__slug", "role")) == {
            ("farsta", "leads"),
            ("arbete", "concerned"),
        }
        assert Notice.objects.get().user == told
        assert Event.objects.get().action == "add_request"

    def test_the_programmes_board_and_the_citys_coordinator_ask_and_nobody_else(
        self, programme: Any, executive: Any
    ) -> None:
        wanted = Wanted("Vad?", leads=[b.board("farsta")])
        for role, place in (("coordinator", executive), ("city_coordinator", None)):
            assert add_request(programme=programme, wanted=wanted, by=b.actor(role, place), at=b.NOON).pk
        with pytest.raises(NotAllowed):
            add_request(programme=programme, wanted=wanted, by=b.actor("coordinator", b.board()), at=b.NOON)

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
            add_request(programme=programme, wanted=wanted, **DONE)
        assert not ProgrammeRequest.objects.exists()

    def test_an_action_plan_has_a_last_day(self, programme: Any) -> None:
        wanted = Wanted("Gör en handlingsplan", kind="action_plan", leads=[b.board()])
        with pytest.raises(Refusal, match="senast ska vara beslutad"):
            add_request(programme=programme, wanted=wanted, **DONE)

    def test_what_is_followed_up_at_everybody_names_nobody(self, programme: Any) -> None:
        made = add_request(programme=programme, wanted=Wanted("Demokrati", kind="followed"), **DONE)
        assert not RequestBody.objects.filter(request=made).exists()


class TestAskingOtherwise:
    def test_a_reworded_request_keeps_what_it_said_and_tells_each_whom_it_concerns(self, programme: Any) -> None:
        stays, goes, comes = b.board("farsta"), b.board("husby"), b.board("arbete", kind="specialist_board")
        people = [b.person(name, ("coordinator", body)) for name, body in (("A", stays), ("B", goes), ("C", comes))]
        asked = add_request(programme=programme, wanted=Wanted("Vad?", leads=[stays], concerned=[goes]), **DONE)
        Notice.objects.all().delete()
        wording = Wording(" Vad gör ni? ", leads=[stays], concerned=[comes], due=b.day("2017-12-01"))
        made = reword_request(request=asked, wording=wording, version=0, **DONE)
        assert (made.text, made.due, made.version) == ("Vad gör ni?", b.day("2017-12-01"), 1)
        told = dict(Notice.objects.values_list("user__name", "text"))
        assert [told[person.name].split(":")[0].split(" ", 1)[1] for person in people] == [
            "har ändrat vad det begär", "begär inte längre svar av er", "har ändrat vad det begär"
        ]  # fmt: skip
        assert Event.objects.get(action="reword_request").change == {
            "text": ["Vad?", "Vad gör ni?"],
            "due": [None, "2017-12-01"],
            "concerned": ["husby", "arbete"],
        }

    def test_the_second_of_two_who_change_is_told(self, programme: Any) -> None:
        asked = add_request(programme=programme, wanted=Wanted("Vad?", leads=[b.board()]), **DONE)
        reword_request(request=asked, wording=Wording("Hur?", leads=[b.board()]), version=0, **DONE)
        with pytest.raises(Stale, match="hann ändra begäran"):
            withdraw_request(request=asked, reason="Fel", version=0, **DONE)

    def test_a_withdrawn_request_has_a_reason_and_is_owed_by_nobody(self, programme: Any) -> None:
        asked = add_request(programme=programme, wanted=Wanted("Vad?", leads=[b.board()]), **DONE)
        with pytest.raises(Refusal, match="Skriv något"):
            withdraw_request(request=asked, reason=" ", version=0, **DONE)
        withdraw_request(request=asked, reason="Budgeten säger det.", version=0, **DONE)
        assert not requests_in(2017)
        assert list(requests_in(2017, withdrawn=True)) == [asked]
        with pytest.raises(Refusal, match="är återtagen"):
            reword_request(request=asked, wording=Wording("Hur?", leads=[b.board()]), version=1, **DONE)

    def test_others_change_nothing(self, programme: Any) -> None:
        asked = add_request(programme=programme, wanted=Wanted("Vad?", leads=[b.board()]), **DONE)
        with pytest.raises(NotAllowed):
            withdraw_request(request=asked, reason="Fel", version=0, by=b.actor("coordinator", b.board()), at=b.NOON)

    def test_a_board_with_a_plan_of_action_stays_among_those_asked(self, programme: Any) -> None:
        board, due = b.board(), b.day("2017-12-01")
        wanted = Wanted("Gör en plan", leads=[board], kind="action_plan", due=due)
        asked = add_request(programme=programme, wanted=wanted, **DONE)
        ActionPlan.objects.create(slug="p", programme=programme, board=board, number=1)
        with pytest.raises(Refusal, match="har redan en handlingsplan"):
            reword_request(request=asked, wording=Wording("Gör en plan", leads=[b.board()], due=due), version=0, **DONE)

    def test_a_past_day_reads_the_request_as_it_was(self, programme: Any) -> None:
        asked = add_request(programme=programme, wanted=Wanted("Vad?", leads=[b.board()]), **DONE)
        later: dict[str, Any] = {"by": COMMAND_LINE, "at": b.NOON + timedelta(days=5)}
        reword_request(request=asked, wording=Wording("Hur?", leads=[b.board()]), version=0, **later)
        withdraw_request(request=asked, reason="Fel", version=1, **later)
        then = AsKnown(b.NOON.date() + timedelta(days=1))
        (row,) = read_holds(programme, then).requests
        assert (row.text, row.withdrawn_on, then.unsure) == ("Vad?", None, {})
        assert not read_holds(programme, AsKnown(b.NOON.date() - timedelta(days=1))).requests


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
