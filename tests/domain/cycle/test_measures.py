"""A board's larger measures in its budget proposal: what a measure is, and that nobody is overwritten unseen."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders as b
from tests.domain.cycle import budget_city
from tests.domain.cycle.budget_city import WHO, YEAR, BudgetCity, plan, propose
from tests.slow_examples import one_in

from samstad.domain.cycle import actions
from samstad.domain.cycle.models import ProposedMeasure
from samstad.domain.cycle.queries import measures_of
from samstad.domain.history.models import Event
from samstad.refusals import NotAllowed, Refusal, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> BudgetCity:
    return budget_city.build()


def test_a_measure_has_its_reason_its_goals_its_place_and_money_by_year_and_kind(city: BudgetCity) -> None:
    amounts = {(2018, "investment"): Decimal("12.5"), (2018, "running"): Decimal(1), (2020, "running"): Decimal(2)}
    made = propose(city.proposal, "Ny mötesplats", goals=(city.goal,), area=city.farsta.area, amounts=amounts)
    assert {(row.year, row.kind): row.amount for row in made.amounts.all()} == amounts
    assert [row.goal for row in made.measure_goals.all()] == [city.goal]
    assert (made.area, made.version) == (city.farsta.area, 1)


def test_a_measure_about_an_activity_is_called_as_the_activity(city: BudgetCity) -> None:
    walks = b.activity(city.farsta, "Nattvandringar", year=2017)
    assert str(propose(city.proposal, "", activity=walks)) == "Nattvandringar"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"text": " "}, "no_reason"),
        ({"amounts": {}}, "no_money"),
        ({"amounts": {(2018, "running"): Decimal(0)}}, "bad_amount"),
        ({"amounts": {(2018, "running"): Decimal(-1)}}, "bad_amount"),
        ({"amounts": {(2018, "running"): Decimal(10**6)}}, "bad_amount"),
        ({"amounts": {(2021, "running"): Decimal(1)}}, "bad_cell"),
        ({"amounts": {(2017, "running"): Decimal(1)}}, "bad_cell"),
        ({"amounts": {(2018, "fika"): Decimal(1)}}, "bad_cell"),
    ],
)
def test_what_is_no_measure_is_refused_and_nothing_is_stored(city: BudgetCity, wrong: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        propose(city.proposal, **{"title": "Rubrik", **wrong})
    assert refused.value.code == code
    assert not ProposedMeasure.objects.exists()


def test_another_boards_activity_and_goal_are_not_this_boards_to_propose(city: BudgetCity) -> None:
    theirs = b.activity(city.bromma)
    for wrong in ({"activity": theirs}, {"goals": (b.goal("Deras", owner=city.bromma),)}):
        with pytest.raises(Refusal) as refused:
            propose(city.proposal, **wrong)
        assert refused.value.code == "not_ours"


def test_measures_belong_to_a_budget_proposal_that_is_a_draft(city: BudgetCity) -> None:
    budget_city.open_round("vp")
    with pytest.raises(Refusal) as refused:
        propose(budget_city.report("farsta", "vp"))
    assert refused.value.code == "not_a_proposal"
    measure = propose(city.proposal)
    budget_city.hand_in(city.proposal)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: propose(city.proposal, "En till"),
        lambda: actions.change_measure(report=city.proposal, measure=measure, plan=plan("Ny"), version=1, **WHO),
        lambda: actions.withdraw_measure(report=city.proposal, measure=measure, version=1, **WHO),
    )
    for deed in deeds:
        with pytest.raises(Refusal) as late:
            deed()
        assert late.value.code == "wrong_state"


def test_only_who_reports_for_the_board_states_its_measures(city: BudgetCity) -> None:
    stranger = b.actor("coordinator", city.bromma)
    with pytest.raises(NotAllowed):
        actions.propose_measure(report=city.proposal, plan=plan(), by=stranger, at=b.NOON)
    reporter = b.actor("reporter", city.farsta)
    assert actions.propose_measure(report=city.proposal, plan=plan(), by=reporter, at=b.NOON).changed_by == "Ada Lind"


def test_a_change_replaces_money_and_goals_and_history_tells_both(city: BudgetCity) -> None:
    measure = propose(city.proposal, goals=(city.goal,))
    new = plan("Fältarbete varje kväll", running="4")
    changed = actions.change_measure(report=city.proposal, measure=measure, plan=new, version=1, **WHO)
    assert (changed.title, changed.version) == ("Fältarbete varje kväll", 2)
    assert {row.amount for row in changed.amounts.all()} == {Decimal(4)}
    assert not changed.measure_goals.exists()
    told = Event.objects.filter(action="change_measure").get().change
    assert told["title"] == ["Fältarbete på kvällar", "Fältarbete varje kväll"]
    assert told["amounts"][0].startswith("2018 running 2.5")
    assert "text" not in told


def test_the_second_hand_on_a_measure_is_told_and_overwrites_nothing(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    actions.change_measure(report=city.proposal, measure=measure, plan=plan("Först"), version=1, **WHO)
    late = ProposedMeasure.objects.get()
    with pytest.raises(Stale):
        actions.change_measure(report=city.proposal, measure=late, plan=plan("Sist", running="9"), version=1, **WHO)
    with pytest.raises(Stale):
        actions.withdraw_measure(report=city.proposal, measure=late, version=1, **WHO)
    stands = ProposedMeasure.objects.get()
    assert (stands.title, stands.withdrawn) == ("Först", False)
    assert {row.amount for row in stands.amounts.all()} == {Decimal("2.5")}


def test_a_withdrawn_measure_is_shown_nowhere_and_its_address_is_not_taken_again(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    actions.withdraw_measure(report=city.proposal, measure=measure, version=1, **WHO)
    assert not measures_of(city.proposal).exists()
    again = propose(city.proposal)
    assert again.slug != measure.slug
    assert list(measures_of(city.proposal)) == [again]


def test_a_measure_of_one_year_is_not_among_those_of_another(city: BudgetCity) -> None:
    budget_city.open_round("underlag", YEAR + 1)
    later = budget_city.report("farsta", year=YEAR + 1)
    propose(city.proposal)
    made = propose(later, "Nästa år", amounts={(YEAR + 3, "project"): Decimal(1)})
    assert list(measures_of(later)) == [made]
    assert measures_of(city.proposal).count() == 1


def test_a_proposal_that_is_referred_back_can_be_changed_again(city: BudgetCity) -> None:
    measure = propose(city.proposal)
    budget_city.send_out(city.proposal)
    actions.refer_back(report=city.proposal, meeting_date=date(2017, 4, 27), **WHO)
    changed = actions.change_measure(report=city.proposal, measure=measure, plan=plan("Ny"), version=1, **WHO)
    assert changed.title == "Ny"


CELLS = st.dictionaries(
    st.tuples(st.integers(YEAR, YEAR + 2), st.sampled_from(["investment", "project", "running"])),
    st.decimals(Decimal("0.001"), 1000, places=3),
    min_size=1,
)


@one_in(6)
@given(first=CELLS, then=CELLS)
def test_whatever_money_is_written_is_the_money_that_stands(
    city: BudgetCity, first: dict[Any, Decimal], then: dict[Any, Decimal]
) -> None:
    measure = propose(city.proposal, amounts=first)
    assert {(row.year, row.kind): row.amount for row in measure.amounts.all()} == first
    actions.change_measure(report=city.proposal, measure=measure, plan=plan(amounts=then), version=1, **WHO)
    assert {(row.year, row.kind): row.amount for row in measure.amounts.all()} == then


def test_a_measure_of_another_board_is_not_this_boards_to_change_or_take_back(city: BudgetCity) -> None:
    theirs = propose(budget_city.report("bromma"))
    by = b.actor("coordinator", city.farsta)
    who: dict[str, Any] = {
        "report": city.proposal,
        "measure": theirs,
        "version": theirs.version,
        "by": by,
        "at": b.NOON,
    }
    deeds: tuple[Callable[[], object], ...] = (
        lambda: actions.change_measure(plan=plan("Vår"), **who),
        lambda: actions.withdraw_measure(**who),
    )
    for deed in deeds:
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "not_in_proposal"
    assert not ProposedMeasure.objects.get(pk=theirs.pk).withdrawn
